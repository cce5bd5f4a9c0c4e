"""A paper read on the screen, and what it holds told before: every block there, every word escaped, gaps explained."""

import re
from dataclasses import replace

import pytest

from pages.papers import blocks, holding, reading
from pages.texts import Words
from tests.papers import drawn


@pytest.fixture(scope="module")
def page() -> str:
    return reading.html(drawn.paper())


def test_every_block_is_there_in_its_order(page):
    told = re.sub(r'src="data:[^"]*"', "", page)
    places = [told.index(text) for text in ("QUẢNG NINH", "PHẦN A.", "Biểu A.1.1.", "Hình 1.", "PHẦN B.", "PHẦN C.")]

    assert places == sorted(places)
    assert page.count("<table>") == 3
    assert page.count('class="blank"') == 2
    assert 'alt="Bốn cột' in page
    assert drawn.paper().foot in page


def test_what_looks_like_markup_stays_text(page):
    assert "<nhãn>" not in page
    assert "&lt;nhãn&gt;" in page


def test_titles_stand_below_their_headings_and_rows_are_headed(page):
    assert '<th scope="colgroup" colspan="3">Chưa đạt</th>' in page
    assert '<th scope="col" rowspan="2">Cấp học</th>' in page
    assert '<tr class="block"><th scope="row">Tiểu học</th><td class="number">6.006</td>' in page


def test_a_sign_says_why_there_is_no_number(page):
    assert f'<span class="withheld" title="{Words("vi")("state.withheld")}">…</span>' in page


def test_headings_begin_below_those_of_the_screen(page):
    assert "<h2" not in page
    assert "<h3>PHẦN A." in page
    assert "<h6>Những điểm nổi bật</h6>" in page


def test_a_paper_is_signed_once_where_it_says_or_at_its_end():
    at_end = reading.html(drawn.paper())
    where_told = reading.html(drawn.paper(blocks=(blocks.Signature(), blocks.Text("Phụ lục"))))
    without = reading.html(replace(drawn.paper(), head=None))

    assert at_end.count("GIÁM ĐỐC") == where_told.count("GIÁM ĐỐC") == 1
    assert where_told.index("GIÁM ĐỐC") < where_told.index("Phụ lục")
    assert "GIÁM ĐỐC" not in without


def test_what_a_paper_holds_is_counted_by_table_and_together():
    paper = drawn.paper()
    frame, whole = holding.by_table(paper), holding.of(paper)

    assert frame.row(0) == ("Biểu A.1.1. Hoàn thành đánh giá, xếp loại theo cấp học", 20, 54, 3, 3)
    assert (whole.tables, whole.missing, whole.withheld) == (3, 3, 3)
    assert whole.numbers == 54 + 20 * 12 + 63 * 3
    assert whole.blanks[1] == "Đề xuất với Bộ Giáo dục và Đào tạo"


def test_an_empty_cell_beside_a_heading_of_rows_is_not_missing():
    head = blocks.Row((blocks.Cell("Tiêu chuẩn 1"), blocks.Cell("")), is_block=True)
    row = blocks.Row((blocks.Cell("Tiêu chí 1"), blocks.Cell("–", None, "no_data")))
    table = blocks.Table("x", "X", (blocks.Column("Tên"), blocks.Column("Số", "count")), (head, row))

    assert holding.by_table(drawn.paper(blocks=(table,))).row(0) == ("X", 2, 0, 1, 0)


def test_a_paper_without_tables_holds_none():
    assert holding.of(drawn.paper(blocks=())) == holding.Held(0, 0, 0, 0, ())
