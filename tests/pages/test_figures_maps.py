"""Maps, by their data: who is drawn, in which class, and what a reader is told."""

import json
import re

import polars as pl
import pytest

from data.measures import measures
from geo import provinces
from pages.figures import classes, maps, style
from pages.texts import Words

LMS = measures()["lms_passed"]  # bands 0, 60, 80, 90, 95, 100 %
BOTH = [Words("vi"), Words("en")]
VI = BOTH[0]


def answer(shares, states=None):
    """A by_province answer for all 63: the given shares in order of code, the rest null."""
    states = states or {}
    rows = []
    for place, code in enumerate(provinces.codes(63)):
        share = shares[place] if place < len(shares) else None
        state = states.get(code, "no_data" if share is None else "value")
        part, whole = (None, None) if share is None else (round(share * 10_000), 10_000)
        rows.append((code, f"Tỉnh {code}", f"Province {code}", part, whole, share, state))
    names = ["province_code", "name_vi", "name_en", "part", "whole", "share", "state"]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String) | SHARES, orient="row")


SHARES = {"part": pl.Int64, "whole": pl.Int64, "share": pl.Float64}


GROUND = maps.Ground(("/shapes",), provinces.codes(63))


def drawn(*arguments, words=VI, measure=LMS, ground=GROUND, wear=None, **more):
    wear = wear or maps.Wear()
    return maps.rates(answer(*arguments), measure=measure, words=words, ground=ground, wear=wear, **more)


def at(sheet):
    """Place of each province's class, in the order of the codes."""
    return [int(place, 36) for place in sheet["at"]]


def class_of(sheet, code):
    """Key of the class in which the browser paints that province."""
    codes = sheet["codes"] or list(provinces.codes(63))
    return sheet["classes"][at(sheet)[codes.index(code)]]["key"]


@pytest.mark.parametrize("words", BOTH, ids=lambda words: words.lang)
@pytest.mark.parametrize(
    "shares", [[], [0.5], [0.9] * 63, [i / 62 for i in range(63)]], ids=["none", "one", "equal", "all"]
)
def test_every_province_is_painted_and_said_whatever_is_known(shares, words):
    sheet = drawn(shares, words=words)

    assert sheet["codes"] is None, "all of them, in the order of the shapes: nothing to say"
    assert len(at(sheet)) == 63
    assert [len(column) for column in sheet["columns"]] == [63, 63, 63]
    assert max(at(sheet)) < len(sheet["classes"])


@pytest.mark.parametrize(
    ("share", "place"),
    [(0.0, 0), (0.5999, 0), (0.6, 1), (0.7999, 1), (0.8, 2), (0.9, 3), (0.9499, 3), (0.95, 4), (19 / 20, 4), (1.0, 4)],
)
def test_classes_are_half_open_and_the_last_is_closed(share, place):
    assert classes.class_of(share, LMS.bands) == place


def test_classes_are_named_by_words():
    assert classes.labels(LMS.bands, VI) == (
        "dưới 60 %",
        "từ 60 đến dưới 80 %",
        "từ 80 đến dưới 90 %",
        "từ 90 đến dưới 95 %",
        "từ 95 % trở lên",
    )
    assert classes.labels((0.0, 0.975, 1.0), VI) == ("dưới 97,5 %", "từ 97,5 % trở lên")
    assert classes.labels((0.0, 0.975, 1.0), BOTH[1]) == ("under 97.5%", "97.5% or more")


def test_the_legend_counts_every_class_and_only_the_states_that_occur():
    sheet = drawn([0.5, 0.97, 0.98], {"96": "not_reported"})

    assert [each["said"] for each in sheet["classes"]] == [
        "dưới 60 % (1)",
        "từ 60 đến dưới 80 % (0)",
        "từ 80 đến dưới 90 % (0)",
        "từ 90 đến dưới 95 % (0)",
        "từ 95 % trở lên (2)",
        "Chưa nộp (1)",
        "Chưa có số liệu (59)",
    ]


def test_a_null_is_a_state_of_its_own_and_never_the_lowest_class():
    sheet = drawn([0.0], {"02": "nobody", "04": "not_applicable"})

    assert [class_of(sheet, code) for code in ("01", "02", "04")] == ["zero", "nobody", "not_applicable"]
    assert len({(each["colour"], each["pattern"]) for each in sheet["classes"]}) == len(sheet["classes"])


def test_a_state_is_told_by_pattern_as_well_as_by_grey():
    assert set(style.STATE_PATTERNS) == set(style.STATES) - {"nobody"}, "nobody yet is plain paper"
    assert len(set(style.STATE_PATTERNS.values())) == len(style.STATE_PATTERNS)
    assert not any(each["pattern"] for each in drawn([0.9] * 63)["classes"])


def test_a_row_that_claims_a_value_but_has_none_is_said_to_have_no_data():
    assert class_of(drawn([], {"01": "value"}), "01") == "no_data"


def test_the_archipelagos_are_named_with_their_province_and_have_no_value_of_their_own():
    sheet = drawn([0.9] * 63)

    assert sheet["archipelagos"] == {
        "hoang_sa": ["QĐ. Hoàng Sa", "(TP. Đà Nẵng)"],
        "truong_sa": ["QĐ. Trường Sa", "(tỉnh Khánh Hòa)"],
    }
    assert not {"hoang_sa", "truong_sa"} & set(GROUND.codes)


@pytest.mark.parametrize("name", ["hoang_sa", "truong_sa"])
def test_the_windows_in_the_browser_hold_every_island(name):
    module = (provinces.SERVED.parent / "map" / "shapes.js").read_text(encoding="utf-8")
    window = re.search(rf'name: "{name}", lon: \[([\d., ]+)\], lat: \[([\d., ]+)\]', module)
    (west, east), (south, north) = ([float(n) for n in part.split(",")] for part in window.groups())

    for lon, lat in positions(name):
        assert west < lon < east
        assert south < lat < north


def positions(name):
    rows = (provinces.KEYS / "archipelagos.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [(float(row.split(",")[5]), float(row.split(",")[4])) for row in rows if row.startswith(name)]


def test_a_change_of_measure_sends_values_in_less_than_four_thousand_bytes_and_no_geometry():
    sheet = drawn([i / 62 for i in range(63)])

    assert "coordinates" not in json.dumps(sheet)
    assert len(json.dumps(sheet, ensure_ascii=False).encode()) < 4_000


def test_a_unit_is_told_by_numbers_and_one_sentence_for_all():
    sheet = drawn([0.8])

    assert sheet["say"] == "{0} ({1} trên {2} lượt học)"
    assert [column[0] for column in sheet["columns"]] == [800, 8_000, 10_000]
    assert [column[1] for column in sheet["columns"]] == [None, None, None]


def test_a_share_is_rounded_once_from_its_counts_as_in_the_tables():
    row = {"part": 1_845, "whole": 2_000}  # 92,25 % exactly: a half goes up

    assert maps.tenths(row) == 923
    assert VI.ratio(row["part"], row["whole"]) == "92,3 %"


def test_the_selected_provinces_are_handed_on_and_unknown_ones_are_not():
    assert drawn([0.9] * 63, wear=maps.Wear(selected=("22", "01", "99")))["selected"] == ["22", "01"]
    assert drawn([0.9] * 63)["selected"] == []


def test_a_code_that_the_shapes_do_not_know_is_said_and_the_others_are_drawn():
    frame = answer([0.9] * 63).with_columns(
        pl.when(pl.col("province_code") == "96")
        .then(pl.lit("99"))
        .otherwise(pl.col("province_code"))
        .alias("province_code")
    )
    sheet = maps.rates(frame, measure=LMS, words=VI, ground=GROUND, wear=maps.Wear())

    assert sheet["notes"] == ["Không có trên bản đồ này, chỉ có trong bảng: mã 99."]
    assert len(sheet["codes"]) == 62
    assert "96" not in sheet["codes"]


@pytest.mark.parametrize("wrong", [1.2, -0.1])
def test_a_value_that_no_share_can_have_is_a_state_of_its_own(wrong):
    sheet = drawn([wrong, 0.9])

    assert class_of(sheet, "01") == "impossible"
    assert "Số liệu sai: ngoài 0–100 % (1)" in [each["said"] for each in sheet["classes"]]


def test_classes_around_a_target_wear_both_sides_of_the_diverging_palette():
    sheet = drawn([0.5, 0.93, 0.96, 0.99], bands=(0.0, 0.85, 0.95, 0.975, 1.0), around=0.95)

    colours = [each["colour"] for each in sheet["classes"] if not each["state"]]
    assert len(set(colours)) == 4
    assert colours[0] == style.DIVERGING[0]
    assert colours[-1] == style.DIVERGING[-1]


def test_a_true_zero_stands_apart_from_the_lowest_class_and_from_what_is_missing():
    sheet = drawn([0.0, 0.01], {"04": "nobody"})

    assert [class_of(sheet, code) for code in ("01", "02", "04", "06")] == ["zero", "0", "nobody", "no_data"]
    (zero,) = (each for each in sheet["classes"] if each["key"] == "zero")
    assert (zero["said"], zero["state"]) == ("đúng 0 % (1)", False), "counted, and its counts are said"
    assert zero["pattern"]
    assert "zero" not in [each["key"] for each in drawn([0.5])["classes"]]


def test_circles_come_with_sizes_to_read_them_by():
    symbols = drawn([0.5] * 63, has_symbols=True)["symbols"]

    assert symbols["most"] == 10_000
    assert [said for _, said in symbols["steps"]] == ["500", "2.000", "10.000"]
    assert "symbols" not in drawn([], has_symbols=True), "nothing known, nothing to scale"


def test_the_archipelago_wears_its_province_on_the_districts_map_and_is_counted_nowhere():
    ground = maps.Ground(("/districts",), ("a", "b", "hoang_sa"), frame="area", key="shape_id")
    frame = pl.DataFrame(
        {"shape_id": ["a", "b"], "part": [9, 5], "whole": [10, 10], "share": [0.9, 0.5], "state": ["value", "value"]}
    )
    wear = maps.Wear(names={"a": "Quận A", "b": "Quận B"})
    told = maps.rates(frame, measure=LMS, words=VI, ground=ground, wear=wear)
    province = pl.DataFrame(
        {
            "province_code": ["48"],
            "name_vi": ["Đà Nẵng"],
            "part": [14],
            "whole": [20],
            "share": [0.7],
            "state": ["value"],
        }
    )
    sheet = maps.isles(told, province, "48", measure=LMS, bands=LMS.bands, words=VI)

    assert sheet["codes"] == ["a", "b", "hoang_sa"]
    assert sheet["names"][-1] == "QĐ. Hoàng Sa (TP. Đà Nẵng)"
    assert at(sheet) == [3, 0, 1]
    assert [column[-1] for column in sheet["columns"]] == [700, 14, 20]
    assert [each["said"] for each in sheet["classes"]] == [each["said"] for each in told["classes"]]
    assert maps.isles(told, province, "22", measure=LMS, bands=LMS.bands, words=VI) == told


@pytest.mark.parametrize("measure", measures().values(), ids=lambda measure: measure.name)
def test_every_measure_can_be_mapped(measure):
    sheet = drawn([(i + 1) / 63 for i in range(63)], measure=measure)

    assert len(sheet["classes"]) == len(measure.bands) - 1
