"""Papers: a province's TEMIS report to read and take away, those of the whole country, the pack of a meeting."""

from pages.parts import papers, papers_all, papers_pack, plates, shell, view

made = view.current()

one = papers.paper(made)
shell.heading(papers.finding(one, made.words))
shell.choices("province", "year", "form", "compared", "edition")
shell.aggregates_only()
plates.contents(*(("report",) if one else ()), "every", "pack")

if one is not None:
    papers.show(made, one)
papers_all.section(made)
papers_pack.section(made)

shell.follow("meeting", "assessment", "explorer")
