"""The public edition of a TEMIS report: what a mask withholds is a symbol in tables and words, and nowhere a number."""

import polars as pl
import pytest

from data import edition
from data.schema import LEVELS, PEOPLE
from pages.papers import temis
from pages.texts import Words
from tests.papers import reports
from tests.papers.reports import MASKED, Drawn

VI = Words("vi")
STANDING = """
    province_code | report_year | level   | people          | accounts | completed | chua_dat | dat | kha | tot
    22            | 2020        | all     | total           | 100      | 90        | 3        | 27  | 40  | 20
    22            | 2021        | all     | total           | 110      | 95        | 12       | 27  | 36  | 20
    22            | 2021        | all     | female          | 60       | 55        | 7        | 12  | 20  | 16
    22            | 2021        | all     | ethnic_minority | 8        | 7         | 1        | 1   | 3   | 2
    22            | 2021        | primary | total           | 110      | 95        | 12       | 27  | 36  | 20
"""


def mask(*hidden: tuple[int, str, str, str]) -> pl.DataFrame:
    """A mask of both years over every row of a province, True for (year, level, group, count)."""
    rows = [
        {"report_year": year, "province_code": "22", "audience": "teacher", "level": level, "people": people}
        | {name: (year, level, people, name) in hidden for name in MASKED}
        for year in (2020, 2021)
        for level in ("all", *LEVELS)
        for people in PEOPLE
    ]
    return pl.DataFrame(rows)


@pytest.fixture
def report(store_of):
    """The public report of 2021 from the drawn counts, with these cells withheld."""

    def make(*hidden, **more):
        drawn = Drawn({"standing": mask(*hidden)})
        asked = {"province_code": "22", "report_year": 2021, "words": VI, "edition": drawn} | more
        return temis.report(store_of(standing=STANDING), **asked)

    return make


def test_what_is_withheld_is_a_symbol_with_a_legend_neither_blank_nor_zero(report):
    paper = report((2021, "all", "female", "chua_dat"))
    cells = reports.rows(paper, "a12")["Tổng số", "Nữ"]

    assert [(cell.text, cell.value, cell.state) for cell in cells[:2]] == [("…", None, "withheld")] * 2
    assert cells[3].text == "12"
    assert "“…”: không công bố, vì nhóm có dưới 10 người" in reports.table(paper, "a12").note
    assert "“…”" not in reports.table(paper, "a11").note


def test_a_share_goes_with_its_count_and_with_its_whole(report):
    paper = report((2021, "all", "female", "completed"))

    assert [cell.text for cell in reports.rows(paper, "a11")["Tổng số", "Nữ"]][2:5] == ["…", "…", "…"]
    assert [cell.text for cell in reports.rows(paper, "a12")["Tổng số", "Nữ"]][:2] == ["7", "…"]


def test_a_change_goes_with_either_year(report):
    now = report((2021, "all", "total", "tot"))
    past = report((2020, "all", "total", "chua_dat"))

    assert [cell.text for cell in reports.rows(now, "a12")["Tổng số", "Tổng số"]][9:] == ["…", "…", "…"]
    assert [cell.text for cell in reports.rows(past, "a12")["Tổng số", "Tổng số"]][:3] == ["12", "12,63", "…"]


def test_words_withhold_what_the_tables_do(report):
    hidden = [(2021, "all", "ethnic_minority", name) for name in MASKED]
    paper = report(*hidden, (2021, "all", "total", "dat"), form="sentences")
    said = "\n".join(reports.said(paper))

    assert "dân tộc thiểu số: không công bố" in said
    assert "Mức ĐẠT: không công bố vì nhóm nhỏ." in said
    assert "dân tộc thiểu số 8" not in said
    assert "27" not in said


def test_what_stands_out_speaks_of_nothing_withheld(report):
    shown = report()
    hidden = report((2021, "all", "total", "accounts"), (2020, "all", "total", "accounts"))

    assert any("Còn 15 trên 110 giáo viên" in bullet for bullet in reports.said(shown, "bullet"))
    assert not any("110" in bullet for bullet in reports.said(hidden, "bullet"))


def test_what_no_mask_speaks_of_is_withheld_unless_it_is_nobody(store_of):
    nothing = mask().clear()
    drawn = STANDING + "    22 | 2021 | lower_secondary | total | 0 | 0 | 0 | 0 | 0 | 0\n"
    asked = {"province_code": "22", "report_year": 2021, "words": VI, "edition": Drawn({"standing": nothing})}
    paper = temis.report(store_of(standing=drawn), **asked)
    rows = reports.rows(paper, "a12")

    assert {cell.text for cell in rows["Tổng số", "Tổng số"]} == {"…"}
    assert rows["Trung học cơ sở", "Trung học cơ sở"][0].text == "0"


def test_a_standard_goes_with_any_of_its_criteria(store_of):
    drawn = """
        province_code | report_year | level   | rater | criterion_no | chua_dat | dat | kha | tot
        22            | 2021        | primary | self  | 1            | 3        | 20  | 30  | 40
        22            | 2021        | primary | self  | 2            | 0        | 13  | 40  | 40
    """
    marks = ("chua_dat", "dat", "kha", "tot")
    rows = [
        {"report_year": 2021, "province_code": "22", "audience": "teacher", "rater": "self", "criterion_no": number}
        | {mark: number == 1 and mark in ("chua_dat", "dat") for mark in marks}
        for number in range(1, 16)
    ]
    drawn_edition = Drawn({"criterion_standing": pl.DataFrame(rows, schema_overrides={"criterion_no": pl.Int64})})
    asked = {"province_code": "22", "report_year": 2021, "words": VI, "edition": drawn_edition}
    paper = temis.report(store_of(criterion_standing=drawn, standing=STANDING), **asked)
    texts = reports.texts(paper, "a13")
    first = "Tiêu chuẩn 1. Phẩm chất nhà giáo"

    assert texts[first, "1. Đạo đức nhà giáo"][1::2] == ("…", "…", "30", "40")
    assert texts[first, first][1::2] == ("…", "…", "70", "80")
    assert texts[first, "2. Phong cách nhà giáo"][:4] == ("93", "0", "0", "13")


def test_needs_are_printed_without_a_base_that_no_other_table_has(store_of):
    drawn = """
        province_code | report_year | level   | criterion_no | learners
        22            | 2021        | primary | 14           | 44
        22            | 2021        | primary | 15           | 4
    """
    hidden = pl.DataFrame(
        [
            {
                "report_year": 2021,
                "province_code": "22",
                "audience": "teacher",
                "module_code": "",
                "criterion_no": number,
            }
            | {"learners": number == 15}
            for number in range(1, 16)
        ]
    )
    asked = {"province_code": "22", "report_year": 2021, "words": VI, "edition": Drawn({"need_count": hidden})}
    paper = temis.report(store_of(need_count=drawn, standing=STANDING), **asked)
    rows = {row.cells[0].text[:3]: row.cells[1:] for row in reports.table(paper, "b1_criterion").rows}

    assert [cell.text for cell in rows["14."]] == ["44"]
    assert [cell.text for cell in rows["15."]] == ["…"]
    assert [cell.text for cell in rows["1. "]] == ["0"]


def test_a_table_withheld_whole_is_a_line_that_says_so(store_of):
    drawn = """
        province_code | report_year | level   | criterion_no | learners
        22            | 2021        | primary | 14           | 4
    """
    keys = {"report_year": 2021, "province_code": "22", "audience": "teacher", "module_code": ""}
    hidden = pl.DataFrame([keys | {"criterion_no": number, "learners": True} for number in range(1, 16)])
    asked = {"province_code": "22", "report_year": 2021, "words": VI, "edition": Drawn({"need_count": hidden})}
    paper = temis.report(store_of(need_count=drawn, standing=STANDING), **asked)

    assert not any(table.key == "b1_criterion" for table in paper.tables)
    assert any(text.startswith("Biểu B.1.1: không công bố") for text in reports.said(paper))


def test_the_list_of_provinces_withholds_what_a_provinces_own_report_does(store_of):
    rows = [
        {"report_year": 2021, "province_code": code, "audience": "teacher", "level": "all", "people": "total"}
        | dict.fromkeys(MASKED, code == "22")
        for code in ("", "22", "24")
    ]
    drawn = STANDING + "    24 | 2021 | all | total | 300 | 290 | 0 | 30 | 130 | 130\n"
    asked = {"province_code": None, "report_year": 2021, "words": VI}
    paper = temis.report(
        store_of(standing=drawn), **asked, edition=Drawn({"standing": pl.DataFrame(rows)}), compared=False
    )
    listed = {row.cells[1].text: [cell.text for cell in row.cells[2:5]] for row in reports.table(paper, "a3").rows}

    assert listed["Quảng Ninh"] == ["…", "…", "…"]
    assert listed["Bắc Giang"] == ["300", "290", "96,7"]


def test_no_count_of_a_small_group_is_printed_by_the_real_public_edition(store_of):
    drawn = """
        province_code | report_year | role | level   | people          | accounts | completed | chua_dat | dat | kha | tot
        22            | 2021        | all  | all     | total           | 110      | 95        | 12       | 27  | 36  | 20
        22            | 2021        | mass | all     | total           | 110      | 95        | 12       | 27  | 36  | 20
        22            | 2021        | all  | primary | total           | 110      | 95        | 12       | 27  | 36  | 20
        22            | 2021        | all  | all     | ethnic_minority | 8        | 7         | 1        | 1   | 3   | 2
        22            | 2021        | all  | primary | ethnic_minority | 8        | 7         | 1        | 1   | 3   | 2
    """  # noqa: E501 - a drawn table is as wide as its columns
    store = store_of(standing=drawn)
    public = edition.public(store.snapshot, division=63, smallest=10)
    asked = {"province_code": "22", "report_year": 2021, "words": VI, "edition": public}
    for form in ("tables", "sentences"):
        paper = temis.report(store, **asked, form=form)
        counts = [cell.value for key in ("a11", "a12") for cells in reports.rows(paper, key).values() for cell in cells]
        assert not any(isinstance(value, int) and 0 < value < 10 for value in counts)
        assert reports.rows(paper, "a11")["Tổng số", "Dtts"][0].state == "withheld"
        assert "thiểu số 8" not in " ".join(reports.said(paper))


def test_the_public_edition_says_so_on_every_page_and_what_it_withholds(report):
    paper = report()

    assert "bản công khai" in paper.foot
    assert any("ẩn nhóm có dưới 10 người" in value for _, value in paper.told)
