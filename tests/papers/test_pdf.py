"""A paper as PDF: what stands on which page, what a screen reader is told, and made twice."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from pages.papers import pdf
from pages.papers.blocks import Blank, Heading, PageBreak, Signature, Text, Turn
from tests.papers import drawn


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf.of_paper(drawn.paper())


@pytest.fixture(scope="module")
def reader(made) -> PdfReader:
    return PdfReader(io.BytesIO(made))


@pytest.fixture(scope="module")
def texts(reader) -> list[str]:
    return [_text(page) for page in reader.pages]


def _text(page) -> str:
    return re.sub(r"\s+", " ", page.extract_text())


def _of(*blocks, **changes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.of_paper(drawn.paper(blocks=blocks, **changes))))


def _tags(node) -> Iterator[dict]:
    """Everything that a screen reader is told, in its order."""
    node = node.get_object()
    for held in node if isinstance(node, list) else [node]:
        held = held.get_object()
        if isinstance(held, dict):
            yield held
            if "/K" in held:
                yield from _tags(held["/K"])


def test_equal_papers_are_equal_bytes(made):
    assert pdf.of_paper(drawn.paper()) == made
    assert pdf.of_paper(drawn.paper(foot="…")) != made


def test_pages_are_a4_upright_or_across(reader, texts):
    sizes = [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages]

    assert set(sizes) == {(595, 842), (842, 595)}
    assert [at for at, size in enumerate(sizes) if size == (842, 595)] == [
        at for at, text in enumerate(texts) if "Biểu A.1.2" in text
    ]


def test_every_row_of_every_table_is_printed(texts):
    printed = " ".join(texts)
    tables = [table for table in drawn.paper().tables if table.key != "units"]  # its long names take several lines
    rows = [" ".join(cell.text for cell in row.cells) for table in tables for row in table.rows]

    assert [row for row in rows if row not in printed] == []


def test_the_head_of_a_table_repeats_on_every_page_that_it_runs_on(texts):
    listed = [text for text in texts if "Bà Rịa - Vũng Tàu" in text]

    assert len(listed) > 1
    assert all("STT Đơn vị Tính đến" in text for text in listed)


def test_a_short_block_of_rows_is_not_parted(texts):
    """However far down the page the table begins."""
    for lines in range(12):
        pages = [_text(page) for page in _of(*[Text("dòng")] * (2 * lines), drawn.completed()).pages]
        for block, ((whole, _), *groups) in drawn.COUNTS.items():
            rows = [f"{block} {drawn.count(whole).text}"]
            hidden = 2 if block == "Trung học phổ thông" else 0  # drawn as withheld and as no data
            shown = zip(drawn.GROUPS[: 4 - hidden], groups, strict=False)
            rows += [f"{name} {drawn.count(counted).text}" for name, (counted, _) in shown]
            assert sum(all(row in page for row in rows) for page in pages) == 1, (lines, block)


def test_no_heading_is_left_alone_at_the_foot_of_a_page():
    for lines in range(20, 40):
        pages = [_text(page) for page in _of(*[Text("dòng")] * lines, Heading("Mục", 2), Text("theo sau")).pages]

        assert [page for page in pages if "Mục" in page] == [page for page in pages if "theo sau" in page]


def test_the_foot_is_on_every_page_and_the_number_from_the_second_on(texts):
    assert all(drawn.paper().foot in text for text in texts)
    assert [text.startswith(f"{at} ") for at, text in enumerate(texts, start=1)] == [False, *[True] * (len(texts) - 1)]


def test_nothing_in_a_text_is_taken_for_markup(texts):
    strange = _of(Text(drawn.MARKUP + "\x00"), Blank(drawn.MARKUP), head=replace(drawn.HEAD, about=drawn.MARKUP))
    printed = _text(strange.pages[0])

    assert drawn.MARKUP in " ".join(texts)
    assert printed.count(drawn.MARKUP.split(" @")[0]) == 3


def test_a_screen_reader_is_told_what_is_what(reader):
    root = reader.trailer["/Root"]
    tags = list(_tags(root["/StructTreeRoot"]))
    names = [tag.get("/S") for tag in tags]

    assert root["/Lang"] == "vi"
    assert [tag["/Alt"] for tag in tags if "/Alt" in tag] == [drawn.picture().alt]
    assert names.count("/Table") == len(drawn.paper().tables)
    assert "/TH" in names
    assert [names.count(f"/H{level}") for level in (1, 2, 3, 4)] == [3, 1, 2, 1]


def test_headings_are_the_files_contents(reader):
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]

    assert titles == [block.text for block in drawn.blocks() if isinstance(block, Heading) and block.level == 1]


def test_the_file_bears_the_date_of_the_data_and_brings_its_letters(reader, made):
    assert reader.metadata.title == drawn.paper().title
    assert reader.metadata.creation_date.date() == drawn.AS_OF
    assert b"Tinos" in made
    assert pdf.of_paper(drawn.paper(as_of=date(2022, 1, 1))) != made


def test_a_signature_stands_where_the_paper_says_and_only_under_a_head():
    signer = drawn.HEAD.signer[0]
    inside = [_text(page) for page in _of(Text("trước"), Signature(), PageBreak(), Text("Phụ lục")).pages]

    assert [signer in text for text in inside] == [True, False]
    assert signer in _text(_of(Text("trước")).pages[-1])
    assert signer not in _text(_of(Text("trước"), Signature(), head=None).pages[0])


def test_nobody_signs_an_otherwise_empty_page():
    for lines in range(20, 40):
        pages = [_text(page) for page in _of(*[Text("dòng")] * lines, Text("cuối cùng")).pages]

        assert "cuối cùng" in next(page for page in pages if drawn.HEAD.signer[0] in page)


def test_no_page_is_empty():
    breaks = (PageBreak(), Turn(True), Turn(False), Text("a"), PageBreak(), PageBreak(), Turn(True), Turn(True))
    across = (Turn(True), drawn.rated(), Turn(False), Turn(True), Text("b"), PageBreak())

    assert len(_of(*breaks, head=None).pages) == 1
    assert len(_of(*across, head=None).pages) == 2
