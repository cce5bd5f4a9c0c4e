"""How long papers take and how much memory: one report, a whole country's in one zip, one meeting's pack.

Beside each, the plainest way to the same cells: python-docx cell by cell, python-pptx chart by chart; no question
asked, no map drawn, nothing laid out.
"""

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from docx import Document
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from data import meetings
from pages.papers import deck, makers, minutes, spool
from pages.papers.blocks import Paper
from pages.papers.deck import Deck
from pages.papers.makers import Desk, Wanted
from pages.papers.scene import Asked
from pages.texts import Words
from tests.bench import clock, markdown
from tests.bench.building import snapshot_in

_WANTED = Wanted(2021)
_ALL = {
    "all provinces, Word": ("word",),
    "all provinces, Word, public edition": ("word",),
    "all provinces, Word, PDF, workbook, CSV and parquet": tuple(makers.KINDS),
}
_BARE = 4  # reports of a country written the bare way, and reckoned for all: it takes long, and they are alike
_ASKED = Asked(
    **{"audience": "teacher", "cohort": "", "module": "all", "year": 2021, "question": "", "measure": "lms_passed"}
)


def measure(state: Path, rounds: int) -> list[tuple[object, ...]]:
    """A row for each paper: seconds, the most memory its process held, bytes, the bare way's seconds, the ratio."""
    rows = [clock.alone(one_report, state, kind, rounds) for kind in makers.KINDS]
    rows += [clock.alone(all_reports, state, said, "public" if "public" in said else "internal") for said in _ALL]
    return rows + [clock.alone(one_pack, state, kind) for kind in makers.PACKS]


def as_markdown(rows: list[tuple[object, ...]], rounds: int) -> str:
    """The table of papers."""
    header = ("paper", "first s", "seconds", "peak MB", "written MB", "bare s", "ratio")
    return "\n\n".join(
        (
            "## Papers",
            "Each in a process of its own, its store open. First: the first one, with everything that is loaded or "
            f"drawn once. Seconds: median of {rounds} more, each of another province; of all provinces and of a pack "
            "one run. Peak: the most memory the process ever held. Bare: the same cells by python-docx, cell by cell, "
            "of a pack the same charts by python-pptx, with no question asked, nothing drawn, nothing laid out; of all "
            f"provinces {_BARE}, reckoned for all. "
            "Ratio: seconds ÷ bare.",
            markdown.table(header, rows),
        )
    )


def one_report(state: Path, kind: str, rounds: int) -> tuple[object, ...]:
    """One report of one kind: asked, drawn, written."""
    with _desk(state) as desk:
        places = desk.places
        sizes: list[int] = []
        first = clock.milliseconds(lambda: sizes.append(_written(desk, places[0], kind)))
        ours, bare = [], []
        for place in places[1 : 1 + min(rounds, len(places) - 1)]:
            ours.append(clock.milliseconds(lambda at=place: sizes.append(_written(desk, at, kind))))
            paper = makers.paper(desk, place, _WANTED)
            bare.append(clock.milliseconds(lambda of=paper: bare_word([of])))
    seconds, other = (sorted(times)[len(times) // 2] / 1000 for times in (ours, bare))
    size = max(sizes) / clock.MEGABYTE
    return f"one report, {kind}", first / 1000, seconds, clock.peak_memory(), size, other, seconds / other


def _written(desk: Desk, place: str, kind: str) -> int:
    return len(makers.file(makers.paper(desk, place, _WANTED), kind)[1])


def all_reports(state: Path, said: str, edition: str) -> tuple[object, ...]:
    """Every province's reports in one zip."""
    wanted = Wanted(_WANTED.report_year, edition=edition)
    with _desk(state) as desk, spool.held() as into:
        made = makers.reports(desk, wanted, _ALL[said], desk.places)
        seconds = clock.milliseconds(lambda: spool.pour((file for _, files in made for file in files), into)) / 1000
        peak, size = clock.peak_memory(), into.tell() / clock.MEGABYTE
        papers = [makers.paper(desk, place, wanted) for place in desk.places[:_BARE]]
        bare = clock.milliseconds(lambda: bare_word(papers)) / 1000 * len(desk.places) / _BARE
    return said, None, seconds, peak, size, bare, seconds / bare


def one_pack(state: Path, kind: str) -> tuple[object, ...]:
    """The pack of our own agenda: every scene asked, drawn, written."""
    with _desk(state) as desk:
        made: list[Deck] = []
        sizes: list[int] = []

        def work() -> None:
            made.append(deck.of(desk.store, minutes.items(meetings.ours()), _ASKED, Words("vi")))
            sizes.append(len(makers.pack(made[-1], kind)[1]))

        first, seconds = clock.milliseconds(work) / 1000, clock.milliseconds(work) / 1000
        peak = clock.peak_memory()
        bare = clock.milliseconds(lambda: bare_slides(made[-1])) / 1000
    return f"meeting pack, {kind}", first, seconds, peak, sizes[-1] / clock.MEGABYTE, bare, seconds / bare


def _desk(state: Path) -> Any:
    return makers.open_desk(state, snapshot_in(state))


def bare_word(papers: Iterable[Paper]) -> int:
    """The tables' cells put into Word by python-docx, one by one; bytes written."""
    return sum(_saved(_bare_document(paper).save) for paper in papers)


def _bare_document(paper: Paper) -> Any:
    document = Document()
    for table in paper.tables:
        document.add_paragraph(table.title)
        grid = document.add_table(rows=1 + len(table.rows), cols=len(table.columns))
        lines = [[column.title for column in table.columns]]
        lines += [[cell.text for cell in row.cells] for row in table.rows]
        for row, texts in zip(grid.rows, lines, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    return document


def bare_slides(made: Deck) -> int:
    """A slide a scene with its title and its chart, by python-pptx; bytes written."""
    show = Presentation()
    for scene in made.scenes:
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text = scene.title
        if scene.chart is not None:
            told = CategoryChartData()
            told.categories = scene.chart.native.categories
            for series in scene.chart.native.series:
                told.add_series(series.name, series.values)
            box = (Inches(1), Inches(2), Inches(8), Inches(5))
            slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, told)
    return _saved(show.save)


def _saved(save: Callable[[Any], None]) -> int:
    held = io.BytesIO()
    save(held)
    return len(held.getvalue())
