"""One question, one number: on the screen, in its CSV and workbook, in Word and slides, in the pack's workbook."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import docx
import openpyxl
import polars as pl
import pptx
import pytest
from streamlit.testing.v1 import AppTest

from data import first_start
from data.measures import measures
from pages.figures import workbook_table
from pages.papers import annex, book, deck, slides, word
from pages.papers.deck import Deck
from pages.papers.scene import Asked, Item
from pages.parts import folds, taking
from pages.texts import Words

DOOR = str(Path(__file__).resolve().parents[2] / "app.py")
WORDS = Words("vi")
MEASURES = list(measures())

Line = tuple[str, str, str]  # part, whole and share as they are printed


@pytest.fixture(scope="module")
def seen(demo_state) -> Iterator[dict[str, dict[str, Any]]]:
    """The overview once for each measure: its view, its HTML, and the table that can be taken from it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEMIS_STATE", str(demo_state))
        patch.setattr(first_start, "missing", lambda state: [])
        patch.setattr(folds, "AT_FIRST", True)
        yield {name: _opened(name, patch) for name in MEASURES}


def _opened(measure: str, patch: pytest.MonkeyPatch) -> dict[str, Any]:
    taken: dict[str, Any] = {}

    def record(frame, columns, *, name, caption, csv, block) -> None:
        if name.startswith("provinces-"):
            taken.update(csv=csv(), xlsx=_xlsx(frame, columns, caption), caption=caption)

    patch.setattr(taking, "table", record)
    run = AppTest.from_file(DOOR, default_timeout=60)
    run.query_params["measure"] = measure
    run.query_params["snapshot"] = "mo-phong-2022-06-30"
    run.run()
    html = "\n".join(each.proto.body for each in run.get("html"))
    return {"view": run.session_state["view"], "html": html, **taken}


def _xlsx(frame: pl.DataFrame, columns: list, caption: str) -> bytes:
    return workbook_table.xlsx(frame, columns, caption=caption, told=[], words=WORDS)


@pytest.fixture(scope="module")
def pack(seen) -> Deck:
    """The pack that asks the same of every measure: the picture of the country, and the measure on the map."""
    view = seen[MEASURES[0]]["view"]
    choice = view.choice
    asked = Asked(choice.audience, choice.cohort, choice.module, choice.year, choice.question, choice.measure)
    items = [Item(kind, (("measure", name), ("module", "all"))) for name in MEASURES for kind in ("overview", "map")]
    return deck.of(view.store, items, asked, WORDS)


@pytest.fixture(scope="module")
def screen(seen) -> dict[str, dict[str, Line]]:
    """Measure → province → what the screen's table prints."""
    return {name: _of_html(each["html"], each["caption"]) for name, each in seen.items()}


def _of_html(html: str, caption: str) -> dict[str, Line]:
    table = next(part for part in html.split("<table>")[1:] if f"<caption>{caption}</caption>" in unescape(part))
    body = table.split("<tbody")[1].split("</table>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in body.split("<tr")[1:]]
    cells = [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in rows]
    return {row[0]: (row[1], row[2], row[3]) for row in cells}


def _printed(part: float | None, whole: float | None, share: float | None) -> Line:
    counts = [WORDS.number(None) if count is None else WORDS.number(int(count)) for count in (part, whole)]
    return counts[0], counts[1], WORDS.percent(share)


def _same(found: dict[str, Line], shown: dict[str, Line]) -> None:
    """The same provinces with the same numbers; a share that is a state in words is a dash on the screen."""
    dash = WORDS.number(None)
    assert len(shown) == 63
    found = {name: (*counts, share if share[:1].isdigit() else dash) for name, (*counts, share) in found.items()}
    assert found == shown


@pytest.mark.parametrize("measure", MEASURES)
def test_the_csv_of_a_table_has_the_numbers_of_the_screen(seen, screen, measure):
    frame = pl.read_csv(io.BytesIO(seen[measure]["csv"]), infer_schema_length=None)
    rows = frame.select("name", "part", "whole", "share").iter_rows()
    _same({name: _printed(*figures) for name, *figures in rows}, screen[measure])


@pytest.mark.parametrize("measure", MEASURES)
def test_the_workbook_of_a_table_has_the_numbers_of_the_screen(seen, screen, measure):
    sheet = openpyxl.load_workbook(io.BytesIO(seen[measure]["xlsx"])).worksheets[0]
    rows = [[cell if isinstance(cell, int | float | str) else None for cell in row] for row in sheet.values][1:]
    numbers = {row[0]: [cell if isinstance(cell, int | float) else None for cell in row[1:4]] for row in rows}
    _same({name: _printed(*figures) for name, figures in numbers.items()}, screen[measure])


def test_word_has_the_numbers_of_the_screen_for_every_measure(pack, screen):
    made = docx.Document(io.BytesIO(word.docx(annex.of(pack))))
    tables = [[[cell.text.strip() for cell in row.cells] for row in table.rows] for table in made.tables]
    of_provinces = [rows for rows in tables if len(rows) == 64]
    assert len(of_provinces) == 2 * len(MEASURES)  # on the picture of the country, and on the map
    for place, measure in enumerate(MEASURES):
        for rows in of_provinces[2 * place : 2 * place + 2]:
            _same({row[0]: (row[1], row[2], row[3]) for row in rows[1:]}, screen[measure])


def test_the_workbook_of_the_pack_has_the_numbers_of_the_screen_for_every_measure(pack, screen):
    made = openpyxl.load_workbook(io.BytesIO(book.xlsx(annex.of(pack))))
    found = [rows for sheet in made.worksheets[1:] if (rows := _of_sheet(sheet))]
    assert len(found) == 2 * len(MEASURES)
    for place, measure in enumerate(MEASURES):
        for rows in found[2 * place : 2 * place + 2]:
            _same(rows, screen[measure])


def _of_sheet(sheet: Any) -> dict[str, Line]:
    """The 63 rows of a sheet of provinces; nothing for another."""
    names = set()
    rows: dict[str, Line] = {}
    for row in sheet.iter_rows(values_only=True):
        figures = [cell if isinstance(cell, int | float) else None for cell in row[1:4]]
        if isinstance(row[0], str) and len(row) >= 5 and isinstance(row[4], str):
            rows[row[0]] = _printed(*figures)
            names.add(row[0])
    head = list(rows)[:1]
    body = {name: line for name, line in rows.items() if name not in head}
    return body if len(body) == 63 else {}


def test_the_csv_of_the_pack_has_the_numbers_of_the_screen_for_every_measure(pack, screen):
    held = zipfile.ZipFile(io.BytesIO(book.tables(annex.of(pack))))
    names = [name for name in sorted(held.namelist()) if re.match(r"\d.*[.]csv$", name)]
    frames = [pl.read_csv(held.read(name), infer_schema_length=None) for name in names]
    found = [frame for frame in frames if frame.height == 63]
    assert len(found) == 2 * len(MEASURES)
    for place, measure in enumerate(MEASURES):
        for frame in found[2 * place : 2 * place + 2]:
            rows = frame.select(frame.columns[:4]).iter_rows()
            numbers = {name: [_number(each) for each in figures] for name, *figures in rows}
            _same({name: _printed(*figures) for name, figures in numbers.items()}, screen[measure])


def _number(held: Any) -> float | None:
    try:
        return float(held)
    except (TypeError, ValueError):
        return None


def test_slides_have_the_numbers_of_the_screen_for_every_measure(pack, seen, screen):
    made = pptx.Presentation(io.BytesIO(slides.pptx(pack)))
    charts = [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == len(MEASURES)
    said = "\n".join(shape.text_frame.text for slide in made.slides for shape in slide.shapes if shape.has_text_frame)
    for measure, chart in zip(MEASURES, charts, strict=True):
        plot = chart.plots[0]
        values = dict(zip(plot.categories, plot.series[0].values, strict=True))
        assert values, measure
        for label, share in values.items():
            name, _, counts = label.removesuffix(")").partition(" (")
            part, whole, shown = screen[measure][name]
            assert (counts, WORDS.percent(share)) == (f"{part}/{whole}", shown), measure
        tile = next(scene.tiles[0] for scene in pack.scenes if scene.item == _map_of(measure))
        assert tile.value in said.replace("\u00a0", " ")
        assert tile.value in unescape(seen[measure]["html"]), (measure, tile)


def _map_of(measure: str) -> Item:
    return Item("map", (("measure", measure), ("module", "all")))
