"""Needs on the screen: figures, findings and reasons from drawn answers."""

import polars as pl
import pytest

from pages.figures import firsts, offers
from pages.parts import needs_said, needs_where
from pages.texts import Words

VI = Words("vi")
_MODULE = {
    "module_code": "GV5",
    "number": 5,
    "criteria": "7",
    "weak": 1234,
    "rated": 12340,
    "wished_criterion": 456,
    "wished_module": 78,
    "need": 1234,
    "enrolments": 1000,
    "lms_passed": 612,
    "training_state": "value",
    "remaining": 479,
    "place": 1,
    "label": "Mô đun 5",
    "said": "…",
}


def _modules(*others):
    return pl.DataFrame([_MODULE, *(_MODULE | other for other in others)], infer_schema_length=None)


def test_a_reason_tells_the_counts_one_by_one_and_how_far_the_module_has_come():
    said = needs_said.reason(_MODULE, VI)

    assert "1.234 người tự đánh giá Chưa đạt hoặc Đạt ở tiêu chí 7 (10,0 % trên 12.340 người)" in said
    assert "456 người" in said
    assert "78 người" in said
    assert "61,2 %" in said
    assert "1.768" not in said  # 1.234 + 456 + 78 is nobody's number


@pytest.mark.parametrize("state", ["no_cohort", "not_applicable", "no_data"])
def test_a_module_nobody_is_enrolled_in_says_why(state):
    row = _MODULE | {"enrolments": None, "lms_passed": None, "training_state": state}

    assert VI(f"needs.training.{state}") in needs_said.reason(row, VI)


def test_a_district_without_enrolments_is_not_said_to_have_passed():
    row = _MODULE | {"enrolments": None, "lms_passed": None}

    assert VI("needs.training.no_data") in needs_said.reason(row, VI)


def test_the_finding_names_three_modules_in_their_order_and_nothing_where_none_has_a_place():
    frame = _modules({"number": 9, "place": 3}, {"number": 7, "place": 2}, {"number": 1, "place": None})

    said = needs_said.finding(frame, VI, place="Quảng Ninh")
    assert said.index("mô đun 5") < said.index("mô đun 7")
    assert "7 và 9" in said
    assert needs_said.finding(frame.filter(number=1), VI, place="Huế") == VI("needs.nothing", place="Huế")


def test_criteria_without_a_module_are_counted_and_the_neediest_named():
    frame = pl.DataFrame(
        {
            "criterion_no": [7, 14, 1],
            "name_vi": ["Tư vấn", "Ngoại ngữ", "Đạo đức"],
            "name_en": ["", "", ""],
            "weak": [9, 40, 2],
            "wished": [70, 15, 3],
            "modules": ["5", None, None],
        }
    )
    said = needs_said.without_module(frame, VI)

    assert said.startswith(VI("needs.gaps", count=2, of=3, numbers="14, 1"))
    assert "14. Ngoại ngữ" in said


def test_bars_of_a_module_are_never_stacked_and_the_estimate_is_a_mark_of_its_own():
    figure = offers.modules(_modules({"remaining": None}), words=VI)

    assert figure.layout.barmode == "group"
    assert [trace.x[0] for trace in figure.data[:3]] == [1234, 456, 78]
    assert figure.data[3].x == (479, None)
    assert VI("needs.few") in figure.data[4].text[1]  # needed, and by too few still to be told


def test_a_criterion_without_a_module_has_another_colour_and_the_key_says_so():
    frame = pl.DataFrame(
        {"label": ["7", "14 ◇"], "said": ["", ""], "weak_share": [0.1, None], "wished_share": [0.2, 0.3]}
    ).with_columns(is_linked=pl.Series([True, False]))
    figure = offers.criteria(frame, words=VI)

    assert len(set(figure.data[0].marker.color)) == 2
    assert figure.data[0].text[1] == VI("number.none")
    assert VI("figure.offers.unlinked") in figure.layout.title.text
    assert offers.criteria(frame.filter("is_linked"), words=VI).layout.title.text is None


def _places():
    rows = [("01", n, place, 100 - n) for n, place in ((1, 2), (2, 1), (3, 4), (4, 3))]
    rows += [("02", n, None, None) for n in (1, 2, 3, 4)]
    frame = pl.DataFrame(rows, schema=["province_code", "number", "place", "remaining"], orient="row")
    return frame.with_columns(need=pl.col("remaining"), name=pl.col("province_code"))


def test_the_matrix_tells_the_first_three_alone():
    figure = firsts.firsts(_places(), words=VI)

    assert list(figure.data[0].z[0]) == [2, 1, None, 3]
    assert list(figure.data[0].z[1]) == [None] * 4


def test_a_place_has_one_row_with_its_first_three_modules():
    three = needs_where.first_three(_places(), "province_code")

    assert three.select("province_code", "first", "second", "third", "first_people").rows() == [
        ("01", 2, 1, 4, 98),
        ("02", None, None, None, None),
    ]


def test_where_one_module_is_first_everywhere_the_finding_tells_the_second():
    three = needs_where.first_three(_places(), "province_code")

    said = needs_said.of_places(three, VI, kind="province")
    assert VI("needs.then_places", number=1, count=1, places="tỉnh") in said


def test_more_kinds_than_colours_are_told_together():
    kinds = [str(n) for n in range(1, 10)] + ["1"]
    told = pl.DataFrame({"kind": kinds, "kind_name": kinds})

    few = needs_where._few_kinds(told, VI)
    assert few["kind"].n_unique() == 8
    assert few.filter(kind="other").height == 2
    assert few["kind"][0] == "1"  # the most frequent keep their own
