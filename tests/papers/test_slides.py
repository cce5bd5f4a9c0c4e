"""Slides: opened again by their own library they hold the deck's words and numbers, and equal decks equal bytes."""

import io
import zipfile
from datetime import date
from types import SimpleNamespace

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Pt

from data import history
from data.access import Scope
from data.snapshot import open_snapshot
from data.store import open_store
from pages.papers import deck, slides, slides_page, slides_tables
from pages.papers.blocks import Cell, Column, Row, Table
from pages.papers.decisions import Decision
from pages.papers.scene import KINDS, Item
from pages.papers.slides_page import BODY, Box
from pages.texts import Words
from tests.papers.test_scenes import ASKED

VI = Words("vi")
HOSTILE = 'Kế hoạch <b>"x"</b> & \x00\x0b=SUM(A1) ' + "rất dài " * 60
DECIDED = tuple(
    Decision("decision", f"{place}. {HOSTILE}", "Cục Nhà giáo", date(2022, 8, 31), figure="Đạt trên LMS: 82,9 %")
    for place in range(8)
)
MEETING = SimpleNamespace(
    title="Họp giao ban quý II", held_on=date(2022, 7, 5), decisions=(*DECIDED, Decision("note", "Xin lùi hạn"))
)


@pytest.fixture(scope="module")
def packed(demo_state):
    """A deck of every kind of scene, and its slides."""
    folder = max((demo_state / "snapshots").glob("mo-phong-*"))
    store = open_store(open_snapshot(folder), Scope.everything(), history.path(demo_state))
    made = deck.of(store, [Item(kind) for kind in KINDS], ASKED, VI, meeting=MEETING)
    store.close()
    return made, slides.pptx(made)


@pytest.fixture
def shown(packed):
    return Presentation(io.BytesIO(packed[1])).slides


def _plain(text):
    return text.replace("\u00a0", " ")


def _of(slide, kind):
    return [shape for shape in slide.shapes if getattr(shape, f"has_{kind}", False)]


def test_the_title_of_a_slide_is_what_its_scene_found(packed, shown):
    titles = [_plain(slide.shapes.title.text_frame.text) for slide in shown]

    assert titles[0] == MEETING.title
    for scene in packed[0].scenes:
        assert _plain(scene.finding) in titles


def test_a_chart_is_the_programs_own_and_holds_the_very_numbers(packed, shown):
    drawn = {_plain(frame.name): frame.chart for slide in shown for frame in _of(slide, "chart")}
    charts = [scene.chart for scene in packed[0].scenes if scene.chart]

    assert len(charts) >= 8
    for chart in charts:
        plot = drawn[_plain(chart.title)].plots[0]
        assert tuple(plot.categories) == chart.native.categories
        for series, told in zip(plot.series, chart.native.series, strict=True):
            assert (series.name, series.values) == (told.name, told.values)


def test_the_workbook_behind_a_chart_holds_them_too_and_a_gap_stays_empty(packed, shown):
    native = next(scene.chart.native for scene in packed[0].scenes if scene.item.kind == "modules")
    slide = next(each for each in shown if _of(each, "chart") and len(_of(each, "chart")[0].chart.plots[0].series) > 2)
    book = openpyxl.load_workbook(io.BytesIO(_of(slide, "chart")[0].chart.part.chart_workbook.xlsx_part.blob))

    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == list(native.categories)
    for place, series in enumerate(native.series, 1):
        assert [row[place] for row in rows] == pytest.approx([*series.values], nan_ok=True)
    assert any(value is None for row in rows for value in row)


def test_numbers_in_charts_are_written_as_vietnamese_and_have_a_decimal(shown):
    formats = {
        series.data_labels.number_format
        for slide in shown
        for frame in _of(slide, "chart")
        for series in frame.chart.plots[0].series
    }

    assert formats == {r"[$-42A]0.0\ %", "[$-42A]#,##0"}


def test_whoever_cannot_see_is_told_what_every_picture_chart_and_table_shows(shown):
    told = [
        shape._element.xpath("./*/p:cNvPr/@descr")
        for slide in shown
        for shape in slide.shapes
        if shape.shape_type == 13 or shape.has_chart or shape.has_table  # 13: a picture
    ]

    assert len(told) > len(KINDS)
    assert all(each and each[0] for each in told)
    assert sum("Hoàng Sa" in each[0] and "Trường Sa" in each[0] for each in told) == 4


def test_every_slide_says_which_data_of_which_kind_and_its_place(packed, shown):
    total = len(shown)
    for place, slide in enumerate(shown, 1):
        texts = [_plain(shape.text_frame.text) for shape in slide.shapes if shape.has_text_frame]
        assert packed[0].foot in texts
        assert place == 1 or f"{place}/{total}" in texts
    for slide, scene in zip(list(shown)[1:], packed[0].scenes, strict=False):
        texts = " ".join(_plain(shape.text_frame.text) for shape in slide.shapes if shape.has_text_frame)
        assert scene.chosen in texts


def test_the_notes_have_all_that_a_slide_has_no_room_for(packed, shown):
    notes = [slide.notes_slide.notes_text_frame.text for slide in shown if slide.has_notes_slide]

    for scene in packed[0].scenes:
        said = next(text for text in notes if text.startswith(scene.title))
        assert all(sentence in said for sentence in (scene.finding, *scene.changed, *scene.silent, *scene.source))


def test_nothing_stands_beyond_the_edge_and_nothing_is_too_small_to_read(shown):
    wide, high = (round(inches * 914400) for inches in (slides_page.WIDE, slides_page.HIGH))
    for slide in shown:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= wide + 1
            assert shape.top + shape.height <= high + 1
            if shape.has_text_frame and shape.name not in ("source", "foot", "number"):
                sizes = [run.font.size for line in shape.text_frame.paragraphs for run in line.runs]
                assert all(size >= Pt(12) for size in sizes), shape.text_frame.text


def test_decisions_stand_in_a_table_on_as_many_slides_as_they_need(packed, shown):
    tables = [frame.table for slide in shown for frame in _of(slide, "table")]
    heads = [[cell.text for cell in table.rows[0].cells] for table in tables]
    decided = [table for table, head in zip(tables, heads, strict=True) if head[:2] == ["TT", "Nội dung"]]

    numbers = [row.cells[0].text for table in decided for row in list(table.rows)[1:] if len(row.cells) > 4]
    assert numbers == [str(place) for place in range(1, 9)]
    assert len(decided) > 2
    assert any(_plain(cell.text).startswith('0. Kế hoạch <b>"x"</b> & =SUM(A1)') for cell in decided[0].rows[1].cells)


def test_what_was_decided_and_noted_is_at_the_end_of_an_agenda_without_such_a_point(demo_state):
    folder = max((demo_state / "snapshots").glob("mo-phong-*"))
    store = open_store(open_snapshot(folder), Scope.everything(), history.path(demo_state))
    made = deck.of(store, [Item("chain")], ASKED, VI, meeting=MEETING)
    store.close()

    titles = [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(slides.pptx(made))).slides]

    assert titles[-1] == VI("deck.notes")
    assert titles[2] == VI("deck.decisions")


def test_equal_decks_give_equal_bytes_without_the_hour_of_their_making(packed):
    made, content = packed

    assert slides.pptx(made) == content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        books = [package.read(name) for name in package.namelist() if name.endswith(".xlsx")]
    for book in books:
        assert openpyxl.load_workbook(io.BytesIO(book)).properties.created.date() == made.as_of
    told = Presentation(io.BytesIO(content)).core_properties
    assert told.created.date() == told.modified.date() == made.as_of
    assert (told.title, told.author, told.last_modified_by) == (MEETING.title, "", "")


def test_nothing_is_fetched_from_elsewhere(packed):
    with zipfile.ZipFile(io.BytesIO(packed[1])) as package:
        relations = [package.read(name).decode() for name in package.namelist() if name.endswith(".rels")]

    assert not any('TargetMode="External"' in relation for relation in relations)


def test_a_table_is_parted_where_the_slide_ends_and_loses_no_row():
    columns = (Column("Tỉnh", width=2), Column("Số", "count"))
    rows = tuple(Row((Cell(f"Tỉnh thứ {place}"), Cell(str(place), place))) for place in range(40))
    parts = list(slides_tables.parts(Table("x", "X", columns, rows), BODY, 14))

    assert len(parts) > 1
    assert tuple(row for part in parts for row in part.rows) == rows
    assert all(slides_tables.height(part, BODY.w, 14) <= BODY.h for part in parts)


def test_a_long_finding_is_set_smaller_until_it_fits():
    box, sizes = Box(0, 0, 6, 1), (30, 20, 12)

    assert slides_page.fitting("Ngắn", box, sizes) == 30
    assert slides_page.fitting("Một câu dài hơn nhiều " * 4, box, sizes) == 20
    assert slides_page.fitting("Một câu dài hơn nhiều " * 40, box, sizes) == 12
