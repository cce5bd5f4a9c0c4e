"""Tables: what a screen reader hears, how numbers are written, and that no cell is markup."""

import re
from datetime import date

import polars as pl
import pytest

from pages.figures import tables
from pages.figures.tables import Col
from pages.texts import Words

VI, EN = Words("vi"), Words("en")
GROUP = "Giáo viên hoàn thành đánh giá và xếp loại theo chuẩn"
A_1_1 = [
    Col("level", "Cấp học"),
    Col("accounts", "Tổng (Người)", "count"),
    Col("completed", "Tổng (Người)", "count", GROUP),
    Col("completed_share", "Tổng (%)", "share1", GROUP),
]
ROWS = pl.DataFrame(
    {
        "level": ["Tổng số", "Nữ"],
        "accounts": [12275, 10263],
        "completed": [11413, None],
        "completed_share": [11413 / 12275, None],
        "is_block": [True, False],
    }
)


def test_a_grouped_header_spans_its_columns_and_the_others_span_its_rows():
    html = tables.html(A_1_1, ROWS, words=VI, caption="Biểu A.1.1")
    head = re.search(r"<thead>(.*)</thead>", html)[1]

    assert f'<th scope="colgroup" colspan="2" class="group">{GROUP}</th>' in head
    assert '<th scope="col" rowspan="2">Cấp học</th>' in head
    assert head.count("<tr>") == 2
    assert head.count('scope="col"') == 4


def test_a_plain_header_is_one_row():
    html = tables.html([Col("level", "Cấp học"), Col("accounts", "Số", "count")], ROWS, words=VI, caption="Bảng")

    assert html.count("rowspan") == 0
    assert '<th scope="row">Nữ</th><td class="number">10.263</td>' in html
    assert "<caption>Bảng</caption>" in html


def test_a_null_is_a_dash_that_says_what_it_is():
    html = tables.html(A_1_1, ROWS, words=VI, caption="Biểu A.1.1")

    assert html.count('title="Chưa có số liệu"') == 2
    assert '<td class="number">11.413</td><td class="number">93</td>' in html


def test_a_row_without_a_share_says_its_state_in_the_place_of_the_share():
    frame = pl.DataFrame(
        {"name": ["A", "B", "C"], "share": [0.5, None, None], "state": ["value", "withheld", "nobody"]}
    )
    html = tables.html([Col("name", "Vùng"), Col("share", "Tỉ lệ", "share_or_state")], frame, words=VI, caption="Vùng")

    assert f'<td class="number">{VI.percent(0.5)}</td>' in html
    assert '<span class="state">Ẩn vì nhóm quá nhỏ hoặc ngoài phạm vi xem</span>' in html
    assert '<span class="state">Chưa có ai thuộc diện tính</span>' in html


def test_blocks_and_the_selected_row_are_marked():
    html = tables.html(A_1_1, ROWS, words=VI, caption="Biểu", block="is_block", selected=("level", "Nữ"))

    assert '<tr class="block"><th scope="row">Tổng số</th>' in html
    assert '<tr class="selected"><th scope="row">Nữ</th>' in html


def test_every_cell_title_and_caption_is_escaped():
    wicked = "<script>\"&'"
    frame = pl.DataFrame({"a": [wicked]})
    html = tables.html([Col("a", wicked, group=wicked)], frame, words=VI, caption=wicked)

    assert "<script>" not in html
    assert html.count("&lt;script&gt;&#34;&amp;&#39;") == 5


@pytest.mark.parametrize(
    ("kind", "value", "vi", "en"),
    [
        ("text", "Hà Nội", "Hà Nội", "Hà Nội"),
        ("count", 12275, "12.275", "12,275"),
        ("share", 0.9649, "96,5 %", "96.5%"),
        ("share1", 0.93, "93", "93"),
        ("share1", 0.424, "42,4", "42.4"),
        ("share2", 11 / 11413, "0,1", "0.1"),
        ("share2", 440 / 11413, "3,86", "3.86"),
        ("plain_share", 0.93, "93,0", "93.0"),
        ("plain_share", 0.145, "14,5", "14.5"),
        ("date", date(2021, 3, 31), "31/03/2021", "31/03/2021"),
        ("state", "not_reported", "Chưa nộp số liệu", EN("state.not_reported")),
    ],
)
def test_each_kind_is_written_in_the_readers_form(kind, value, vi, en):
    assert (tables.written(value, kind, VI), tables.written(value, kind, EN)) == (vi, en)


def test_an_empty_table_still_has_its_header():
    html = tables.html(A_1_1, ROWS.clear(), words=VI, caption="Biểu A.1.1")

    assert html.endswith('<tbody class="plain"></tbody></table></div>')
