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


def drawn(*arguments, words=VI, measure=LMS, **more):
    return maps.provinces(answer(*arguments), measure=measure, words=words, **more)


def class_of(sheet, code):
    """Key of the class in which the browser paints that province."""
    return sheet["classes"][sheet["at"][sheet["codes"].index(code)]]["key"]


@pytest.mark.parametrize("words", BOTH, ids=lambda words: words.lang)
@pytest.mark.parametrize(
    "shares", [[], [0.5], [0.9] * 63, [i / 62 for i in range(63)]], ids=["none", "one", "equal", "all"]
)
def test_every_province_is_painted_and_said_whatever_is_known(shares, words):
    sheet = drawn(shares, words=words)

    assert sheet["codes"] == list(provinces.codes(63))
    assert len(sheet["at"]) == len(sheet["said"]) == len(sheet["names"]) == 63
    assert all(sheet["said"])


@pytest.mark.parametrize(
    ("share", "place"),
    [(0.0, 0), (0.5999, 0), (0.6, 1), (0.7999, 1), (0.8, 2), (0.9, 3), (0.9499, 3), (0.95, 4), (19 / 20, 4), (1.0, 4)],
)
def test_classes_are_half_open_and_the_last_is_closed(share, place):
    assert classes.class_of(share, LMS.bands) == place


def test_classes_are_named_by_words():
    assert classes.labels(LMS.bands, VI) == ("< 60 %", "60–80 %", "80–90 %", "90–95 %", "≥ 95 %")
    assert classes.labels((0.0, 0.975, 1.0), VI) == ("< 97,5 %", "≥ 97,5 %")
    assert classes.labels((0.0, 0.975, 1.0), BOTH[1]) == ("< 97.5%", "≥ 97.5%")


def test_the_legend_counts_every_class_and_only_the_states_that_occur():
    sheet = drawn([0.5, 0.97, 0.98], {"96": "not_reported"})

    assert [each["said"] for each in sheet["classes"]] == [
        "< 60 % (1)",
        "60–80 % (0)",
        "80–90 % (0)",
        "90–95 % (0)",
        "≥ 95 % (2)",
        "Chưa nộp (1)",
        "Chưa có số liệu (59)",
    ]


def test_a_null_is_a_state_of_its_own_and_never_the_lowest_class():
    sheet = drawn([0.0], {"02": "nobody", "04": "not_applicable"})

    assert [class_of(sheet, code) for code in ("01", "02", "04")] == ["0", "nobody", "not_applicable"]
    assert len({each["colour"] for each in sheet["classes"]}) == len(sheet["classes"])


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
    assert not {"hoang_sa", "truong_sa"} & set(sheet["codes"])


@pytest.mark.parametrize("name", ["hoang_sa", "truong_sa"])
def test_the_windows_in_the_browser_hold_every_island(name):
    module = (provinces.SERVED.parent / "map" / "temis-map.js").read_text(encoding="utf-8")
    window = re.search(rf'name: "{name}", lon: \[([\d., ]+)\], lat: \[([\d., ]+)\]', module)
    (west, east), (south, north) = ([float(n) for n in part.split(",")] for part in window.groups())

    for lon, lat in positions(name):
        assert west < lon < east
        assert south < lat < north


def positions(name):
    rows = (provinces.KEYS / "archipelagos.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [(float(row.split(",")[5]), float(row.split(",")[4])) for row in rows if row.startswith(name)]


def test_the_34_units_are_drawn_from_their_own_shapes():
    all_34 = answer([0.9] * 63).head(34).with_columns(province_code=pl.Series(provinces.codes(34)))

    assert maps.provinces(all_34, measure=LMS, words=VI)["url"] == provinces.url(34)


def test_a_change_of_measure_sends_no_geometry():
    sheet = drawn([i / 62 for i in range(63)])

    assert "coordinates" not in json.dumps(sheet)
    assert len(json.dumps(sheet, ensure_ascii=False).encode()) < 8_000


def test_hovering_tells_share_part_and_whole_as_plain_text():
    sheet = drawn([0.8])

    assert sheet["said"][:2] == ["80,0 % (8.000 trên 10.000 lượt học)", VI("state.no_data")]


def test_the_selected_province_is_handed_on():
    assert drawn([0.9] * 63, selected="22")["selected"] == ["22"]
    assert drawn([0.9] * 63)["selected"] == []


@pytest.mark.parametrize("measure", measures().values(), ids=lambda measure: measure.name)
def test_every_measure_can_be_mapped(measure):
    sheet = drawn([i / 62 for i in range(63)], measure=measure)

    assert len(sheet["classes"]) == len(measure.bands) - 1
