"""The acceptance case: Quảng Ninh's published tables of 2020, figure for figure and in place, in the report."""

from decimal import Decimal

import polars as pl
import pytest

from data import published, reference
from data.access import Scope
from data.snapshot import open_snapshot
from data.store import open_store
from pages.papers import temis
from pages.texts import Words
from tests.papers import reports

PRINTED = reference.read("temis_quang_ninh_2020")
READABLE = PRINTED.filter(pl.col("status") == "seen").rows(named=True)
TABLES = {"A.1.1": "a11", "A.1.2": "a12"}
BLOCKS = ["Tổng số", "Tiểu học", "Trung học cơ sở", "Trung học phổ thông"]
LEVELS = dict(zip(["all", "primary", "lower_secondary", "upper_secondary"], BLOCKS, strict=True))
GROUPS = {
    "female": "Nữ",
    "ethnic_minority": "Dtts",
    "female_ethnic_minority": "Nữ dtts",
    "disadvantaged_area": "Vùng khó khăn",
}
# Where a measure stands in its row, after the name.
PLACES = {"base_count": 0, "completed_count": 1, "completed_pct": 2}
PLACES |= {f"{mark}_count": 2 * place for place, mark in enumerate(("chua_dat", "dat", "kha", "tot"))}
PLACES |= {f"{mark}_pct": 2 * place + 1 for place, mark in enumerate(("chua_dat", "dat", "kha", "tot"))}


@pytest.fixture(scope="module")
def store(demo_state):
    """The published figures as the dashboard opens them."""
    opened = open_store(open_snapshot(demo_state / "snapshots" / published.SNAPSHOT_ID), Scope.everything())
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=[("tables", False), ("tables", True), ("sentences", False)])
def paper(store, request):
    """The report in every form; a change cannot be printed, since the year before is not published."""
    form, compared = request.param
    asked = {"province_code": "22", "report_year": 2020, "words": Words("vi"), "form": form, "compared": compared}
    return temis.report(store, **asked)


def number(printed: str) -> Decimal:
    """12.275 or 94,8 as a number."""
    return Decimal(printed.replace(".", "").replace(",", "."))


def test_every_readable_figure_stands_in_its_place(paper):
    assert len(READABLE) == 119
    tables = {name: reports.texts(paper, key) for name, key in TABLES.items()}
    for cell in READABLE:
        block = LEVELS[cell["level"]]
        row = tables[cell["table"]][block, GROUPS.get(cell["group"], block)]
        assert number(row[PLACES[cell["measure"]]]) == Decimal(cell["value"]), cell


def test_blocks_and_rows_stand_in_the_published_order_and_under_the_published_names(paper):
    for key in TABLES.values():
        assert list(reports.rows(paper, key)) == [
            (block, name) for block in BLOCKS for name in (block, *GROUPS.values())
        ]


def test_titles_and_columns_are_those_of_the_form_of_2020(paper):
    completed = "Giáo viên hoàn thành đánh giá và xếp loại theo chuẩn"
    columns = {
        key: [(column.group, column.title) for column in reports.table(paper, key).columns] for key in ("a11", "a12")
    }

    assert reports.headings(paper)[:4] == [
        "PHẦN A. Kết quả đánh giá và xếp loại giáo viên phổ thông và cán bộ quản lý cơ sở giáo dục phổ thông theo chuẩn"
        " nghề nghiệp giáo viên và chuẩn hiệu trưởng cơ sở giáo dục phổ thông",
        "A.1 Kết quả đánh giá và xếp loại giáo viên phổ thông theo chuẩn nghề nghiệp",
        "A.1.1 Kết quả GVPT hoàn thành đánh giá và xếp loại theo chuẩn so với tổng số GVPT theo cấp học",
        "A.1.2 Kết quả đánh giá, xếp loại chung của GVPT theo cấp học ở các mức TỐT, KHÁ, ĐẠT, CHƯA ĐẠT",
    ]
    assert columns["a11"] == [
        ("", "Cấp học"),
        ("", "Tổng (Người)"),
        (completed, "Tổng (Người)"),
        (completed, "Tổng (%)"),
    ]
    assert columns["a12"] == [
        ("", "Cấp học"),
        *((mark, title) for mark in ("Chưa đạt", "Đạt", "Khá", "Tốt") for title in ("SL (Người)", "Tỷ lệ (%)")),
    ]


def test_numbers_are_written_in_our_own_style_and_carry_the_number_behind_them(paper):
    rows = reports.rows(paper, "a11")

    assert [cell.text for cell in rows["Tổng số", "Tổng số"]] == ["12.275", "11.413", "93"]
    assert [cell.value for cell in rows["Tổng số", "Tổng số"]] == [12275, 11413, 11413 / 12275]
    assert reports.texts(paper, "a12")["Tổng số", "Tổng số"] == (
        *("11", "0,1", "440", "3,86"),
        *("5.949", "52,12", "5.013", "43,92"),
    )


def test_what_the_source_does_not_show_is_a_dash_that_says_why(paper):
    cells = reports.rows(paper, "a12")["Trung học cơ sở", "Dtts"]

    assert {(cell.text, cell.value, cell.state) for cell in cells} == {("–", None, "no_data")}
    assert "“–”: chưa có số liệu." in reports.table(paper, "a12").note


def test_what_is_said_of_other_parts_is_that_nothing_has_come(paper):
    said = reports.said(paper)

    assert "Chưa có kết quả theo từng tiêu chí." in said
    assert said.count("Chưa có số liệu về nhu cầu bồi dưỡng của năm báo cáo.") == 2
    assert said.count("Chưa có ý kiến khảo sát.") == 2
    assert [table.key for table in paper.tables] == ["a11", "a12"]


def test_the_sentences_are_of_the_same_figures(store):
    asked = {"province_code": "22", "report_year": 2020, "words": Words("vi"), "form": "sentences"}
    said = reports.said(temis.report(store, **asked))

    assert (
        "Tình hình chung: năm 2020, toàn tỉnh có 12.275 giáo viên phổ thông được cấp tài khoản; trong đó: nữ 10.263"
        " người; dân tộc thiểu số 1.261 người; nữ dân tộc thiểu số 955 người; vùng khó khăn 3.124 người."
    ) in said
    assert "Số hoàn thành đánh giá và xếp loại theo chuẩn là 11.413 người, đạt 93 %." in said
    first = [sentence.partition(":")[0] for sentence in said if sentence.startswith("Mức ")]
    assert first == ["Mức TỐT", "Mức KHÁ", "Mức ĐẠT", "Mức CHƯA ĐẠT"]
