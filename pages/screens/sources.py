"""Sources: what this snapshot is, where it comes from, what is missing, and what every measure means."""

import streamlit as st

from pages.parts import quality, register, shell, view
from pages.told import findings, naming, owing
from queries import sources

made = view.current()
words, choice = made.words, made.choice

submissions = sources.submissions(made.store, report_year=choice.year)
missing = owing.missing(submissions, made.snapshot.as_of)

has_none = made.store.scope.provinces == frozenset()
found = findings.sources(missing.sets, missing.owed, missing.provinces, words)
shell.heading(words("viewing.in_part") if has_none else found)
shell.choices("year")
shell.aggregates_only()

about, checked, reported, measures, figures, terms = st.tabs(
    [words(f"sources.tab.{name}") for name in ("snapshot", "quality", "submissions", "measures", "claims", "glossary")]
)
with about:
    register.manifest(made)
with checked:
    quality.show(made)
with reported:
    register.submissions(made, submissions)
with measures:
    register.measures(made)
with figures:
    register.claims(made, naming.with_claims(sources.claims(made.store), words))
    register.staff(made, naming.with_levels(sources.staff_totals(made.store), words))
with terms:
    register.glossary(made)

shell.follow("commitments", "overview", "map", "assessment")
