"""Two years in one report: the worked cells of Đồng Tháp, Tây Ninh's sentences, and where no change is printed."""

import pytest

from pages.papers import temis
from pages.texts import Words
from tests.papers import reports

DONG_THAP = """
    province_code | report_year | level           | people                 | accounts | completed
    87            | 2020        | all             | total                  | 14139    | 13955
    87            | 2021        | all             | total                  | 13653    | 13581
    87            | 2020        | all             | ethnic_minority        | 19       | 18
    87            | 2021        | all             | ethnic_minority        | 19       | 19
    87            | 2020        | lower_secondary | female_ethnic_minority | 7        | 6
    87            | 2021        | lower_secondary | female_ethnic_minority | 6        | 6
    87            | 2020        | upper_secondary | disadvantaged_area     | 196      | 196
    87            | 2021        | upper_secondary | disadvantaged_area     | 199      | 197
"""
TAY_NINH = """
    province_code | report_year | level | people                 | accounts | completed | chua_dat | dat | kha  | tot
    72            | 2020        | all   | total                  | 8900     | 8500      | 0        | 900 | 4800 | 2800
    72            | 2021        | all   | total                  | 9328     | 8790      | 10       | 999 | 4840 | 2941
    72            | 2021        | all   | female_ethnic_minority | 72       | 68        | 0        | 10  | 41   | 17
"""


@pytest.fixture
def report(store_of):
    """The report of 2021 from drawn counts."""

    def make(standing, province_code, **more):
        asked = {"province_code": province_code, "report_year": 2021, "words": Words("vi")} | more
        return temis.report(store_of(standing=standing), **asked)

    return make


def test_the_worked_cells_of_dong_thap_come_out(report):
    rows = reports.texts(report(DONG_THAP, "87"), "a11")

    assert rows["Tổng số", "Tổng số"] == ("13.653", "-\u00a03,44", "13.581", "99,5", "-\u00a02,68")
    assert rows["Tổng số", "Dtts"] == ("19", "0,00", "19", "100", "5,56")
    assert rows["Trung học cơ sở", "Nữ dtts"] == ("6", "-\u00a014,29", "6", "100", "0,00")
    assert rows["Trung học phổ thông", "Vùng khó khăn"] == ("199", "1,53", "197", "99", "0,51")


def test_the_columns_are_those_of_the_form_of_2021(report):
    paper = report(TAY_NINH, "72")
    completed, change = "Giáo viên hoàn thành đánh giá và xếp loại theo chuẩn", "Tăng/giảm so với năm trước (%)"
    columns = {key: [(each.group, each.title) for each in reports.table(paper, key).columns] for key in ("a11", "a12")}

    assert columns["a11"][1:] == [
        ("", "Tổng (Người)"),
        ("", change),
        (completed, "Tổng (Người)"),
        (completed, "Tổng (%)"),
        (completed, change),
    ]
    assert columns["a12"][1:4] == [("Chưa đạt", title) for title in ("SL (Người)", "Tỷ lệ (%)", change)]
    assert [group for group, _ in columns["a12"][1::3]] == ["Chưa đạt", "Đạt", "Khá", "Tốt"]


def test_the_sentences_of_tay_ninh_come_out_without_its_slips(report):
    said = reports.said(report(TAY_NINH, "72", form="sentences"))

    assert "tăng 428 người (4,81 %) so với năm trước" in said[2]
    assert "8.790 người, đạt 94,2 %" in said[3]
    good = next(sentence for sentence in said if sentence.startswith("Mức KHÁ"))
    best = next(sentence for sentence in said if sentence.startswith("Mức TỐT"))
    assert "nữ dân tộc thiểu số 41 người (60,29 %)" in good
    assert "4.840 người, chiếm 55,06 %, tăng 40 người (0,83 %) so với năm trước" in good
    assert "2.941 người, chiếm 33,46 %" in best


def test_a_fall_is_told_as_a_fall_and_no_change_as_none(report):
    said = "\n".join(reports.said(report(DONG_THAP, "87", form="sentences")))

    assert "13.653 giáo viên phổ thông được cấp tài khoản, giảm 486 người (3,44 %) so với năm trước" in said
    drawn = "province_code | report_year | level | people | accounts | completed\n"
    drawn += "\n".join(f"87 | {year} | all | total | 100 | 90" for year in (2020, 2021))
    same = "\n".join(reports.said(report(drawn, "87", form="sentences")))
    assert "100 giáo viên phổ thông được cấp tài khoản, bằng năm trước." in same


def test_a_change_on_nobody_or_on_nothing_known_is_a_dash(report):
    drawn = """
        province_code | report_year | level   | people | accounts | completed | chua_dat | dat | kha | tot
        72            | 2020        | all     | total  | 90       | 80        | 0        | 10  | 40  | 30
        72            | 2021        | all     | total  | 100      | 90        | 5        | 10  | 40  | 35
        72            | 2021        | primary | total  | 100      | 90        | 5        | 10  | 40  | 35
    """
    paper = report(drawn, "72")
    worst = reports.rows(paper, "a12")["Tổng số", "Tổng số"][2]
    primary = reports.rows(paper, "a11")["Tiểu học", "Tiểu học"][1]

    assert (worst.text, worst.value, worst.state) == ("–", None, "no_base")
    assert (primary.text, primary.value, primary.state) == ("–", None, "no_earlier")
    assert "năm trước không có ai nên không tính tăng/giảm" in reports.table(paper, "a12").note


def test_without_the_year_before_the_table_stands_in_the_form_of_2020_and_says_why(report):
    drawn = """
        province_code | report_year | level | people | accounts | completed
        72            | 2021        | all   | total  | 100      | 90
    """
    paper = report(drawn, "72")

    assert len(reports.table(paper, "a11").columns) == 4
    assert "Không tính tăng/giảm của kết quả đánh giá: chưa có kết quả năm 2020." in reports.said(paper, "note")


def test_ratings_by_two_standards_are_not_compared_but_people_are(store_of):
    drawn = """
        province_code | report_year | framework_code | level | people | accounts | completed | chua_dat | dat | kha | tot
        72            | 2025        | TT20/2018      | all   | total  | 90       | 80        | 0        | 10  | 40  | 30
        72            | 2026        | TT30/2026      | all   | total  | 99       | 90        | 5        | 10  | 40  | 35
    """  # noqa: E501 - a drawn table is as wide as its columns
    paper = temis.report(store_of(standing=drawn), province_code="72", report_year=2026, words=Words("vi"))

    assert reports.texts(paper, "a11")["Tổng số", "Tổng số"] == ("99", "10,00", "90", "90,9", "12,50")
    assert len(reports.table(paper, "a12").columns) == 9
    note = "Không tính tăng/giảm của xếp loại: hai năm đánh giá theo hai chuẩn khác nhau."
    assert note in reports.said(paper, "note")


def test_a_country_of_other_provinces_than_last_year_is_not_compared(report):
    drawn = """
        province_code | report_year | level | people | accounts | completed
        72            | 2020        | all   | total  | 90       | 80
        72            | 2021        | all   | total  | 99       | 90
        87            | 2021        | all   | total  | 200      | 190
    """
    paper = report(drawn, None)

    assert reports.texts(paper, "a11")["Tổng số", "Tổng số"] == ("299", "280", "93,6")
    notes = reports.said(paper, "note")
    assert any("năm nay có kết quả của 2 tỉnh, thành phố, năm trước của 1" in note for note in notes)
    assert any("Tổng hợp từ 2 tỉnh, thành phố" in note for note in notes)
