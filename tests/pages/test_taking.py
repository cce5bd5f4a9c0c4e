"""Taking away: every chart and every table of every screen, made when asked for, with its source inside."""

import io
import re
from datetime import date
from html import unescape

import openpyxl
import polars as pl
import pytest

from data import access
from pages.figures import stills, workbook_table
from pages.figures.tables import Col
from pages.parts import taking
from pages.texts import Words
from tests.pages.test_screens import DEMO, PUBLISHED, _open, _said, state  # noqa: F401 - a fixture

VI = Words("vi")
TOLD = [("Loại số liệu", "Số liệu mô phỏng")]
# Screens whose tables are none of figures: what a paper will hold, what a meeting shows.
_OWN = frozenset({"papers", "meeting"})


@pytest.fixture
def offered(monkeypatch):
    """What the screens opened offer to take away: key → ending → how it is made."""
    held = {}
    row = taking._row

    def keep(made, key, offers, *, what):
        held[key] = {**held.get(key, {}), **offers}
        row(made, key, offers, what=what)

    monkeypatch.setattr(taking, "_row", keep)
    return held


@pytest.mark.parametrize("screen", [screen for screen in access.SCREENS if screen not in _OWN])
@pytest.mark.parametrize("province", ["", "22"])
def test_every_chart_and_every_table_can_be_taken_from_where_it_stands(state, screen, province, monkeypatch):  # noqa: F811
    for module, name in ((stills, "svg"), (stills, "png"), (workbook_table, "xlsx")):
        monkeypatch.setattr(module, name, lambda *_, **__: pytest.fail("made before anybody asked"))
    run = _open(screen, snapshot=DEMO, lang="vi", **({"province": province} if province else {}))
    labels = [button.proto.label for button in run.get("download_button")]

    assert not run.exception
    for ending in ("svg", "png"):
        assert labels.count(VI(f"taking.{ending}")) == len(run.get("plotly_chart")) + _rankings(run)
    for ending in ("csv", "xlsx"):
        assert labels.count(VI(f"taking.{ending}")) == _said(run).count('class="temis-table"')


def _rankings(run):
    """Charts that are drawn without the chart library."""
    return [each.proto.component_name for each in run.get("bidi_component")].count("temis_ranking")


@pytest.mark.parametrize(("lang", "place"), [("vi", "Quảng Ninh"), ("en", "Quang Ninh")])
def test_a_picture_says_title_finding_place_date_kind_and_choices(state, offered, lang, place):  # noqa: F811
    run = _open("certification", snapshot=DEMO, lang=lang, province="22")
    title = re.findall(r'class="t-subtitle">(.*?)<', _said(run))[0]
    made = next(offers["svg"] for offers in offered.values() if "svg" in offers)
    _, told = made.args

    assert unescape(title) == told["title"]
    assert unescape(re.findall(r'class="t-says">(.*?)<', _said(run))[0]).replace("\u00a0", " ") == told["finding"]
    source = " ".join(told["source"])
    words = Words(lang)
    for said in (place, words.date(date(2022, 6, 30)), words("kind.synthetic").lower(), DEMO):
        assert said in source
    assert told["source"][-1].startswith(words("taking.chosen", chosen=words("choice.division")))
    assert told["source"][-1].endswith(place)
    assert made().decode().startswith("<svg")


def test_a_file_of_a_table_holds_the_figures_of_the_screen(state, offered):  # noqa: F811
    run = _open("assessment", snapshot=PUBLISHED, province="22", year="2020", lang="vi")
    book = openpyxl.load_workbook(io.BytesIO(offered["a12"]["xlsx"]()))
    sheet, source = book.worksheets
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    said = dict(source.iter_rows(values_only=True))

    assert sheet.freeze_panes == "B3"
    assert rows[0][0] == "Tổng số"
    assert rows[0][7] == 5013
    assert rows[0][8] == pytest.approx(43.92, abs=0.005)
    assert [cell.number_format for cell in sheet[3]][1:9] == ["#,##0", "0.0", *["#,##0", "0.00"] * 3]
    assert rows[0][1:3] == (11, pytest.approx(0.0964, abs=1e-4))
    shown = re.findall(r"<table>.*?</table>", _said(run), re.S)
    assert "43,92" in "".join(shown)
    assert said[VI("explorer.told.snapshot")] == PUBLISHED
    assert said[VI("explorer.told.kind")] == VI("kind_said.public")
    assert "2020" in said[VI("taking.told.chosen")]
    assert PUBLISHED in offered["a12"]["csv"]().decode("utf-8-sig").splitlines()[1]


COLUMNS = [
    Col("name", "Tỉnh"),
    Col("part", "Đạt", "count", "Kết quả"),
    Col("share", "Tỉ lệ", "share_or_state", "Kết quả"),
    Col("day", "Ngày", "date"),
    Col("state", "Tình trạng", "state"),
]


def frame():
    return pl.DataFrame(
        {
            "name": ["=1+1", "Đà Nẵng", "Huế"],
            "part": [3, None, 5],
            "share": [0.75, None, 1.0],
            "day": [date(2022, 6, 30), None, date(2021, 1, 1)],
            "state": ["value", "not_reported", "value"],
            "is_block": [True, False, False],
        }
    )


def test_a_workbook_holds_real_numbers_and_dates_states_in_words_and_no_formula():
    held = workbook_table.xlsx(frame(), COLUMNS, caption="Bảng", told=TOLD, words=VI, block="is_block")
    sheet, source = openpyxl.load_workbook(io.BytesIO(held)).worksheets

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Tỉnh", "Kết quả", None, "Ngày", "Tình trạng"],
        [None, "Đạt", "Tỉ lệ", None, None],
        ["=1+1", 3, 0.75, *[sheet["D3"].value, VI("state.value")]],
        ["Đà Nẵng", VI("number.none"), VI("state.not_reported"), VI("number.none"), VI("state.not_reported")],
        ["Huế", 5, 1, sheet["D5"].value, VI("state.value")],
    ]
    assert sheet["A3"].data_type == "s"
    assert sheet["D3"].value.date() == date(2022, 6, 30)
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:A2", "B1:C1", "D1:D2", "E1:E2"}
    assert (sheet["B3"].number_format, sheet["C3"].number_format, sheet["D3"].number_format) == (
        "#,##0",
        "0.0%",
        "dd/mm/yyyy",
    )
    assert [sheet[f"B{row}"].font.bold for row in (3, 5)] == [True, False]
    assert sheet.freeze_panes == "B3"
    assert [tuple(row) for row in source.iter_rows(values_only=True)] == TOLD
    assert held == workbook_table.xlsx(frame(), COLUMNS, caption="Bảng", told=TOLD, words=VI, block="is_block")


def test_shares_printed_without_a_sign_keep_their_value_and_show_as_many_digits_as_the_table():
    shares = pl.DataFrame({"name": ["a", "b", "c"], "one": [0.93, 0.00096, 0.4392], "two": [0.93, 0.0386, 0.5212345]})
    columns = [Col("name", "Tên"), Col("one", "Một", "share1"), Col("two", "Hai", "share2")]
    sheet = openpyxl.load_workbook(
        io.BytesIO(workbook_table.xlsx(shares, columns, caption="", told=TOLD, words=VI))
    ).worksheets[0]

    assert [[cell.number_format for cell in row[1:]] for row in sheet.iter_rows(min_row=2)] == [
        ["0", "0"],
        ["0.0", "0.00"],
        ["0.0", "0.00"],
    ]
    assert sheet["C4"].value == pytest.approx(52.12345)
    assert sheet["B3"].value == pytest.approx(0.096)
