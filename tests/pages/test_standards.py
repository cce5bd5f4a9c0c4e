"""The screen of standards: its figures by their data, its sentences, and what it withholds."""

import polars as pl
import pytest

from data.measures import measures
from data.schema import MARKS
from pages.figures import dumbbells, groups, stacks, strips, style
from pages.parts import standards_said
from pages.texts import Words
from queries.standards import small

VI, EN = Words("vi"), Words("en")
EXCELLENT = measures()["rated_excellent"]

CRITERIA = pl.DataFrame(
    {
        "standard_no": [1, 2, 2],
        "standard_vi": ["Phẩm chất", "Chuyên môn", "Chuyên môn"],
        "standard_en": ["Qualities", "Profession", "Profession"],
        "standard_said": ["Chuẩn 1. Phẩm chất", "Chuẩn 2. Chuyên môn", "Chuẩn 2. Chuyên môn"],
        "criterion_no": [1, 3, 4],
        "name_vi": ["Đạo đức", "Tự học", "Kế hoạch"],
        "name_en": ["Ethics", "Learning", "Planning"],
        "rated": [100, 100, 100],
        "chua_dat": [0, 1, 0],
        "dat": [2, 9, 3],
        "kha": [8, 50, 47],
        "tot": [90, 40, 50],
    }
)


def test_each_standard_has_one_heading_above_its_criteria():
    figure = stacks.levels(CRITERIA, label="name_vi", heads="standard_said", words=VI)

    assert [note.text for note in figure.layout.annotations] == [
        "<b>Chuẩn 1. Phẩm chất</b>",
        "<b>Chuẩn 2. Chuyên môn</b>",
    ]
    assert list(figure.layout.yaxis.categoryarray) == ["head-0", "0", "head-1", "1", "2"]
    assert [name for name in figure.layout.yaxis.ticktext if name] == [
        "Đạo đức (n\u00a0=\u00a0100)",
        "Tự học (n\u00a0=\u00a0100)",
        "Kế hoạch (n\u00a0=\u00a0100)",
    ]
    assert [trace.meta for trace in figure.data] == list(MARKS)
    assert list(figure.data[3].x) == [0.9, 0.4, 0.5]


def _pairs(*rows: tuple) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["label", "state", "own", "head"], orient="row")
    return frame.with_columns(hover=pl.lit("…"))


def _both(frame: pl.DataFrame):
    return dumbbells.both(frame, first="own", second="head", names=("tự", "thủ trưởng"), words=VI)


def test_a_dumbbell_joins_two_shares_and_says_the_second_less_the_first():
    line, own, head, gaps = _both(_pairs(("a", "value", 0.9, 0.85), ("b", "value", 0.7, 0.72))).data

    assert list(line.x) == [0.9, 0.85, None, 0.7, 0.72, None]
    assert (list(own.x), list(head.x)) == ([0.9, 0.7], [0.85, 0.72])
    assert [text.strip() for text in gaps.text] == ["-5,0 điểm %", "+2,0 điểm %"]
    assert own.marker.symbol != head.marker.symbol


def test_an_axis_that_does_not_begin_at_zero_says_so():
    near = _both(_pairs(("a", "value", 0.9, 0.85)))
    far = _both(_pairs(("a", "value", 0.1, 0.85)))

    assert [note.text for note in near.layout.annotations] == ["Trục bắt đầu từ 80 %, không phải từ 0"]
    assert not far.layout.annotations
    assert far.layout.xaxis.range[0] == 0


def test_a_withheld_row_bears_a_sign_and_words_and_no_points():
    frame = _pairs(("a", "value", 0.9, 0.85), ("b", "withheld", None, None), ("c", "no_data", None, None))
    *_, withheld, unknown = _both(frame).data

    assert (withheld.marker.symbol, list(withheld.y)) == ("square-x-open", ["1"])
    assert withheld.text[0].strip() == "Ẩn vì nhóm quá nhỏ hoặc ngoài phạm vi xem"
    assert (unknown.mode, unknown.text[0].strip(), list(unknown.y)) == ("text", "Chưa có số liệu", ["2"])


@pytest.mark.parametrize("state", ["withheld", "no_data"])
def test_a_dumbbell_of_unknowns_alone_is_drawn_all_the_same(state):
    figure = _both(_pairs(("a", state, None, None)).with_columns(pl.col("own", "head").cast(pl.Float64)))

    assert figure.layout.xaxis.range[0] == 0


def test_a_matrix_tells_withheld_cells_from_cells_without_data():
    cells = pl.DataFrame(
        [
            ("Nữ", "A", 0.45, 200, "value", "h"),
            ("Nữ", "B", None, 4, "withheld", "h"),
            ("Tất cả", "A", 0.4, 300, "value", "h"),
        ],
        schema=["row", "column", "share", "count", "state", "hover"],
        orient="row",
    )
    figure = groups.matrix(
        cells, rows=["Tất cả", "Nữ"], columns=["A", "B"], measure=EXCELLENT, words=VI, note="ghi chú"
    )
    known, unknown = figure.data

    assert list(known.z[1]) == [2, None]  # 45 % lies in the third class
    assert "<b>45,0 %</b>" in known.text[1][0]
    assert "200" in known.text[1][0]
    assert [list(row) for row in unknown.text] == [["", "Chưa có"], ["", "Ẩn, nhóm nhỏ"]]
    assert [list(row) for row in unknown.z] == [[None, 0], [None, 1]]


def test_a_strip_names_its_highest_and_the_chosen_province_and_draws_the_country():
    rows = pl.DataFrame(
        [("s", "01", "Hà Nội", 0.10, "h"), ("s", "22", "Quảng Ninh", 0.04, "h"), ("s", "24", "Bắc Giang", 0.2, "h")],
        schema=["strip", "province_code", "name_vi", "share", "hover"],
        orient="row",
    )
    figure = strips.provinces(rows, country={"s": 0.08}, words=VI, selected="22")
    dots, line = figure.data

    assert list(dots.x) == [0.04, 0.10, 0.2]
    assert (dots.marker.symbol[0], dots.marker.color[0]) == ("diamond", style.WARN)
    assert list(line.x) == [0.08, 0.08]
    assert {note.text for note in figure.layout.annotations} == {
        "Quảng Ninh (4,0 %)",
        "Bắc Giang (20,0 %)",
        "Cả nước 8,0 %",
    }


def test_the_sentence_names_the_weakest_criteria_and_standard():
    said = standards_said.weakest(CRITERIA, "self", VI, place="Cả nước")

    assert said.startswith(
        "Cả nước, tự đánh giá: nhiều người ở mức Chưa đạt hoặc Đạt nhất là tiêu chí 3, Tự học (10,0 %)"
    )
    assert "chuẩn 2, chuyên môn (6,5 % lượt" in said  # (10 + 3) of 200


def test_the_absence_of_the_heads_marks_is_no_fault():
    nobody = CRITERIA.with_columns(pl.lit(None, pl.Int64).alias("rated"))

    assert "hai năm một lần" in standards_said.no_criteria(nobody, "head", VI)
    assert "hai năm" not in standards_said.no_criteria(nobody, "self", VI)
    assert standards_said.no_criteria(CRITERIA.clear(), "self", VI) == VI("standards.unknown_criteria")
    few = CRITERIA.with_columns(pl.lit(4).alias("rated"))
    assert standards_said.no_criteria(few, "self", VI) == VI("standards.too_few", smallest=10)


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_no_sentence_calls_a_province_bad(words):
    risen = pl.DataFrame(
        {"province_code": ["01"], "name_vi": ["Hà Nội"], "name_en": ["Ha Noi"], "change": [0.25]},
    )
    said = standards_said.jumps(risen, words, place="x", selected=None)

    assert {"vi": "nên xem lại cùng nhà trường", "en": "worth another look with the school"}[words.lang] in said
    assert words("standards.jumps.none", limit="10", provinces=1) not in said


def test_a_small_rise_is_not_named_and_the_chosen_province_is_told_apart():
    rows = pl.DataFrame({"province_code": ["01", "22"], "name_vi": ["Hà Nội", "Quảng Ninh"], "change": [0.099, -0.02]})

    said = standards_said.jumps(rows, VI, place="Quảng Ninh", selected="22")

    assert said == "Không tỉnh nào trong 2 tỉnh có tỉ lệ Tốt tăng từ 10 điểm % trở lên. Quảng Ninh: -2,0 điểm %."


def _cells(*rows: tuple) -> pl.DataFrame:
    names = ["group_code", "level", "rated", "tot_share"]
    return pl.DataFrame(rows, schema=names, orient="row")


def test_with_a_small_core_the_mass_is_withheld_since_the_total_stands_beside_them():
    cells = _cells(("total", "all", 50, 0.4), ("core", "all", 9, 0.5), ("mass", "all", 41, 0.4))

    safe = small.groups(cells, people="rated", smallest=10, within="level")

    assert safe["state"].to_list() == ["value", "withheld", "withheld"]
    assert safe["tot_share"].to_list() == [0.4, None, None]
    assert safe["rated"].to_list() == [50, None, None]


def test_with_a_small_level_the_other_levels_of_the_group_are_withheld():
    cells = _cells(
        ("female", "all", 60, 0.4),
        ("female", "primary", 51, 0.4),
        ("female", "upper_secondary", 9, 0.4),
        ("total", "primary", 70, 0.4),
        ("total", "upper_secondary", None, None),
    )

    safe = small.groups(cells, people="rated", smallest=10, within="level")

    assert safe["state"].to_list() == ["value", "withheld", "withheld", "value", "no_data"]
