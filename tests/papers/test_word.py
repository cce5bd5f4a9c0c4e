"""A paper as Word: reopened with the library, looked at as an official would find it, and made twice."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from pages.papers import word
from pages.papers.blocks import Blank, Heading, PageBreak, Signature, Table, Text, Turn
from tests.papers import drawn

ABOVE = ("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NINH")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made() -> bytes:
    return word.docx(drawn.paper())


@pytest.fixture(scope="module")
def document(made):
    return Document(io.BytesIO(made))


def _of(*blocks, **changes):
    return Document(io.BytesIO(word.docx(drawn.paper(blocks=blocks, **changes))))


def _table(document, first: str):
    return next(table for table in document.tables if table.cell(0, 0).text == first)


def test_equal_papers_are_equal_bytes(made):
    assert word.docx(drawn.paper()) == made
    assert word.docx(drawn.paper(foot="…")) != made


def test_the_page_is_that_of_decree_30(document):
    section = document.sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    asked = ((20, 25), (20, 25), (30, 35), (15, 20))
    assert all(low <= round(margin.mm, 1) <= high for margin, (low, high) in zip(margins, asked, strict=True))


def test_pages_turn_and_turn_back(document):
    turned = [section.orientation for section in document.sections]

    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert round(document.sections[1].page_width.mm) == 297


def test_a_paper_that_begins_turned_has_no_empty_first_page():
    document = _of(PageBreak(), Turn(True), Turn(True), Text("a"), head=None)

    assert [section.orientation for section in document.sections] == [WD_ORIENT.LANDSCAPE]
    assert [p.text for p in document.paragraphs] == [drawn.paper().title, "a"]


def test_headings_are_words_own(document):
    headings = [block for block in drawn.blocks() if isinstance(block, Heading)]
    written = [p for p in document.paragraphs if p.style.name.startswith("Heading")]

    assert [(p.text, p.style.name) for p in written] == [(h.text, f"Heading {h.level}") for h in headings]
    assert all(p.style.paragraph_format.keep_with_next for p in written)
    levels = [p.style.element.find(f".//{W}outlineLvl").get(f"{W}val") for p in written]
    assert levels == [str(heading.level - 1) for heading in headings]


def test_the_letters_are_times_with_tinos_beside_it(document, made):
    assert {style.font.name for style in document.styles if style.type == 1} == {"Times New Roman"}
    assert 13 <= document.styles["Body Text"].font.size.pt <= 14
    fonts = zipfile.ZipFile(io.BytesIO(made)).read("word/fontTable.xml").decode()
    assert 'altName w:val="Tinos"' in fonts.replace("ns0:", "w:")


@pytest.mark.parametrize("table", drawn.paper().tables, ids=lambda table: table.key)
def test_a_table_has_every_cell_in_its_place(document, table):
    written = document.tables[1 + drawn.paper().tables.index(table)]  # the head comes first
    head = 2 if any(column.group for column in table.columns) else 1

    assert written.style.style_id == "TemisTable"
    rows = [[cell.text for cell in row.cells] for row in written.rows]
    assert rows[head:] == [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[head - 1] == [column.title for column in table.columns]
    assert rows[0] == [column.group or column.title for column in table.columns]


def test_heads_of_columns_merge_and_repeat_and_rows_stay_whole(document):
    rows = _table(document, "Cấp học")._tbl.tr_lst
    repeats = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]

    assert repeats == [True, True, *[False] * 20]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [span.get(f"{W}val") for span in rows[0].iter(f"{W}gridSpan")] == ["2"]
    assert len(list(rows[0].iter(f"{W}vMerge"))) == 2


def test_a_block_of_rows_stays_together_and_its_last_row_may_end_a_page(document):
    rows = _table(document, "Cấp học").rows[2:]
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in rows]

    assert kept == [*[True, True, True, True, False] * 3, *[True] * 5]  # the very last stays with the note


def test_numbers_stand_to_the_right_and_names_to_the_left(document):
    styles = [cell.paragraphs[0].style.name for cell in _table(document, "STT").rows[1].cells]

    assert styles == ["Table Number", "Table Contents", "Table Centred", "Table Number", "Table Number"]


def test_titles_stand_above_tables_and_stay_with_them(document):
    titles = [p for p in document.paragraphs if p.style.name == "Caption" and p.text.startswith("Biểu")]

    assert [p.text for p in titles] == [table.title for table in drawn.paper().tables]
    assert all(p._p.getnext().tag == f"{W}tbl" and p.paragraph_format.keep_with_next for p in titles)


def test_a_picture_and_a_table_have_words_for_who_cannot_see_them(document):
    shown = document.element.body.findall(f".//{qn('wp:docPr')}")
    tables = document.element.body.findall(f".//{W}tblCaption")

    assert [picture.get("descr") for picture in shown] == [drawn.picture().alt]
    assert [table.get(f"{W}val") for table in tables] == [table.title for table in drawn.paper().tables]


def test_a_picture_is_never_larger_than_its_page():
    document = _of(replace(drawn.picture(), width_mm=900.0))
    extent = document.element.body.find(f".//{qn('wp:extent')}")

    assert int(extent.get("cx")) == Mm(165)
    assert int(extent.get("cx")) == pytest.approx(2.5 * int(extent.get("cy")), rel=0.001)


def test_what_only_people_know_is_marked_and_given_lines():
    document = _of(Blank("Nguyên nhân", lines=3))
    blank = [p.text for p in document.paragraphs if p.style.name == "Temis Blank"]

    assert blank == ["[…] Nguyên nhân", "\t", "\t", "\t"]


def test_the_foot_is_on_every_page_and_the_number_from_the_second_on(document):
    first = document.sections[0]

    assert first.different_first_page_header_footer
    assert first.footer.paragraphs[0].text == first.first_page_footer.paragraphs[0].text == drawn.paper().foot
    assert "PAGE" in etree.tostring(first.header._element).decode()
    assert not first.first_page_header.paragraphs[0].text
    assert all(section.footer.is_linked_to_previous for section in list(document.sections)[1:])


def test_what_is_told_is_in_the_files_properties(document, made):
    properties = document.core_properties
    custom = etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("docProps/custom.xml"))

    assert (properties.title, properties.language) == (drawn.paper().title, "vi")
    assert properties.created.replace(tzinfo=None) == datetime.combine(drawn.AS_OF, datetime.min.time())
    assert [(said.get("name"), said[0].text) for said in custom] == list(drawn.paper().told)


def test_the_head_has_issuer_and_nation_side_by_side_and_the_signature_ends_the_paper(document):
    head, foot = document.tables[0], document.tables[-1]

    assert head.cell(0, 0).text.split("\n")[:3] == [*ABOVE, drawn.HEAD.issuer]  # in even lines
    assert head.cell(0, 1).text.split("\n")[:2] == [drawn.HEAD.nation, drawn.HEAD.motto]
    assert foot.cell(0, 0).text.split("\n") == list(drawn.HEAD.recipients)
    assert foot.cell(0, 1).text.split("\n")[:2] == list(drawn.HEAD.signer)


def test_a_signature_stands_where_the_paper_says():
    document = _of(Text("trước"), Signature(), PageBreak(), Heading("Phụ lục"), Text("sau"))

    assert document.paragraphs[-1].text == "sau"
    assert len(document.tables) == 2


def test_nobody_signs_an_otherwise_empty_page():
    document = _of(Text("a"), Text("b"))

    kept = {p.text: bool(p.paragraph_format.keep_with_next) for p in document.paragraphs if p.text in ("a", "b")}
    assert kept == {"a": False, "b": True}


def test_a_page_break_before_a_table_or_a_heading_begins_a_page():
    untitled = Table("t", "", drawn.listed(2).columns, drawn.listed(2).rows)
    document = _of(Text("a"), PageBreak(), Heading("B"), PageBreak(), untitled, head=None)

    broken = [p for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert [p.text for p in broken] == ["B", ""]
    assert broken[1]._p.getnext().tag == f"{W}tbl"


def test_no_text_breaks_the_file_and_none_is_taken_for_a_field(document):
    strange = _of(Text(drawn.MARKUP + "\x00\x0b\ud800"), Text("một\nhai"), head=None)
    texts = [p.text for p in strange.paragraphs]

    assert texts[-2:] == [drawn.MARKUP, "một\nhai"]
    assert any(p.text == drawn.MARKUP for p in document.paragraphs)


def test_an_english_paper_is_checked_as_english():
    document = _of(Text("a"), lang="en")
    language = document.styles.element.find(f".//{W}rPrDefault//{W}lang")

    assert language.get(f"{W}val") == "en-GB"
