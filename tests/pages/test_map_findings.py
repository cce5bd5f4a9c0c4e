"""Map findings: every view of the map has its own sentence, which claims nothing of what is missing."""

from datetime import date

import polars as pl
import pytest

from data.measures import measures
from pages.figures import changes, pairs
from pages.parts.areas import with_states
from pages.texts import Words
from pages.told import map_findings

VI, EN = Words("vi"), Words("en")
BOTH = pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)
COLUMNS = {
    "province_code": pl.String,
    "name_vi": pl.String,
    "name_en": pl.String,
    "part": pl.Int64,
    "whole": pl.Int64,
    "share": pl.Float64,
    "state": pl.String,
}


def answer(drawn):
    """``A 0.9`` a place, parted by commas: its name, then its share (of 1,000) or the state in place of one."""
    rows = []
    for each in drawn.split(","):
        name, said = each.split()
        share = None if said.isidentifier() else float(said)
        counts = (None, None) if share is None else (round(share * 1000), 1000)
        rows.append((name, name, name, *counts, share, said if share is None else "value"))
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


# ---- regions, territories, districts, modules


def test_the_highest_and_the_lowest_place_are_named_with_how_many_are_known():
    said = map_findings.ends(answer("A 0.5, B 0.9, C 0.7, D no_data"), "region", VI)

    assert said == ("3 trên 4 vùng có số liệu. Cao nhất: B (90,0 %). Thấp nhất: A (50,0 %). 1 vùng: chưa có số liệu.")


def test_places_that_read_the_same_share_an_end():
    said = map_findings.ends(answer("A 0.5, B 0.9, C 0.50001, D 0.7"), "region", EN)

    assert "Lowest: A, C (50.0%)." in said
    assert "Highest: B (90.0%)." in said


def test_many_that_read_the_same_are_counted_and_not_named():
    said = map_findings.ends(answer("A 1, B 1, C 1, D 1, E 0.5"), "district", VI)

    assert "Cao nhất: 4 huyện (100,0 %)." in said


def test_where_all_are_even_none_is_lowest():
    assert map_findings.ends(answer("A 0.5, B 0.5"), "region", VI) == "2 trên 2 vùng có số liệu, đều ở mức 50,0 %."


def test_one_known_place_is_neither_the_highest_nor_the_lowest():
    said = map_findings.ends(answer("A 0.5, B withheld"), "region", VI)

    assert said == "1 trên 2 vùng có số liệu: A (50,0 %). 1 vùng: ẩn vì nhóm quá nhỏ hoặc ngoài phạm vi xem."


def test_where_none_is_known_the_reason_is_said_and_no_end():
    said = map_findings.ends(answer("A not_applicable, B not_applicable, C nobody"), "district", VI, within="X")

    assert said == "2 huyện của X: không bồi dưỡng trên LMS. 1 huyện của X: chưa có ai thuộc diện tính."
    assert map_findings.ends(answer("A 0.5").clear(), "district", VI, within="X") == VI("finding.nothing")


def test_a_share_that_cannot_be_is_no_highest():
    said = map_findings.ends(answer("A 0.5, B 1.2, C 0.6"), "region", VI)

    assert "Cao nhất: C (60,0 %)" in said
    assert said.endswith("1 vùng: số liệu sai: ngoài 0–100 %.")


@BOTH
@pytest.mark.parametrize("area", ["region", "university"])
def test_areas_of_which_few_provinces_are_known_carry_the_warning(words, area):
    frame = answer("A 0.5, B 0.9").with_columns(provinces=pl.lit(10), provinces_known=pl.lit(2))

    said = map_findings.areas(frame, area, words)
    assert words(f"map.finding.counted.{area}") in said
    assert said.endswith(words("finding.few_provinces", known=4, units=20))
    assert words("finding.few_provinces", known=20, units=20) not in map_findings.areas(
        frame.with_columns(provinces_known=10), area, words
    )


@BOTH
def test_a_module_that_few_provinces_stand_for_carries_the_warning(words):
    frame = answer("M1 0.5, M2 0.9, M3 no_data").with_columns(provinces_known=pl.Series([63, 3, 0]))

    assert map_findings.modules(frame, 63, words).endswith(words("finding.few_provinces", known=3, units=63))
    assert words("finding.few_provinces", known=0, units=63) not in map_findings.modules(frame.tail(1), 63, words)


def test_districts_lack_figures_for_the_reason_of_their_province():
    frame = pl.DataFrame({"share": [0.5, None, None], "whole": [10, 0, None]})

    states = {state: with_states(frame, state)["state"].to_list() for state in ("value", "nobody", "not_applicable")}
    assert states == {
        "value": ["value", "nobody", "no_data"],
        "nobody": ["value", "nobody", "no_data"],
        "not_applicable": ["value", "nobody", "not_applicable"],
    }


# ---- kinds


def kinds(*rows):
    schema = {"kind": pl.String, "kind_name": pl.String, "state": pl.String}
    return pl.DataFrame([(kind, kind, state) for kind, state in rows], schema=schema, orient="row")


def test_provinces_are_counted_by_kind_the_commonest_first():
    rows = [("VNPT", "value"), ("Viettel", "value"), ("Viettel", "value"), (None, "not_applicable"), (None, "no_data")]

    said = map_findings.kinds(kinds(*rows), "Nền tảng LMS", VI)
    assert said.startswith("Nền tảng LMS, số tỉnh: Viettel (2), VNPT (1).")
    assert "1 tỉnh: không bồi dưỡng trên LMS." in said
    assert "1 tỉnh: chưa có số liệu." in said


def test_where_no_kind_is_known_only_that_is_said():
    assert map_findings.kinds(kinds((None, "no_data"), (None, "no_data")), "LMS", EN) == "2 provinces: no data."


# ---- two dates


def moved(earlier, later, words=VI):
    frame = changes.difference(answer(earlier), answer(later))
    return map_findings.moved(frame, MARCH, JUNE, words)


def test_those_that_rose_fell_and_stayed_are_counted_over_those_known_at_both_dates():
    said = moved("A 0.5, B 0.6, C 0.7, D no_data, E 0.1", "A 0.7, B 0.5, C 0.7, D 0.9, E not_reported")

    assert said.startswith(
        "Từ 31/03/2022 đến 30/06/2022, trong 3 tỉnh so được: 1 tăng, 1 giảm, 1 không đổi."
        " Tăng nhiều nhất: A (+20,0 điểm %). Giảm nhiều nhất: B (-10,0 điểm %)."
    )
    assert "1 tỉnh: kỳ trước chưa có số liệu." in said
    assert "1 tỉnh: chưa nộp số liệu." in said


def test_what_is_written_as_no_change_is_none():
    said = moved("A 0.9, B 0.5", "A 0.9004, B 0.4996", EN)

    assert "0 rose, 0 fell and 2 did not change." in said
    assert "Largest" not in said


def test_those_that_moved_alike_share_the_place():
    assert "Tăng nhiều nhất: A, B (+5,0 điểm %)." in moved("A 0.85, B 0.1, C 0.5", "A 0.9, B 0.15, C 0.51")


def test_a_change_known_of_few_provinces_carries_the_warning():
    said = moved("A 0.5, B no_data, C no_data", "A 0.6, B 0.5, C 0.5")

    assert said.endswith(VI("finding.few_provinces", known=1, units=3))


def test_where_no_province_is_known_at_both_dates_nothing_is_said_to_have_moved():
    said = moved("A 0.5, B no_data", "A no_data, B 0.5", EN)

    assert said.startswith("No province has data at both 31/03/2022 and 30/06/2022.")
    assert "rose" not in said


# ---- two measures


LMS, GOOD = measures()["lms_passed"], measures()["rated_good"]


def ranked(first, second):
    frame = pairs.beside(answer(first), answer(second))
    return pairs.ranked(frame, pairs.pair(frame, first=LMS, second=GOOD))


def test_those_low_on_both_are_counted_and_the_lowest_named_with_both_shares():
    frame = ranked("A 0.2, B 0.1, C 0.8, D 0.85, E 0.9, F 0.95, G no_data", "A 0.1, B 0.3, C 0.8, D 0.9, E 1, F 1, G 0")

    said = map_findings.two(frame, "lms_passed", "rated_good", VI)
    assert said.startswith("2 trên 6 tỉnh")
    assert said.endswith("Thấp nhất: A (20,0 %; 10,0 %), B (10,0 %; 30,0 %).")


@BOTH
def test_where_none_is_low_on_both_none_is_named(words):
    frame = ranked("A 0.1, B 0.5, C 0.9", "A 0.9, B 0.5, C 0.1")

    names = {"first": words("measure.lms_passed.short"), "second": words("measure.rated_good.short")}
    assert map_findings.two(frame, "lms_passed", "rated_good", words) == words("map.finding.two_none", known=3, **names)


@BOTH
def test_two_measures_that_few_provinces_have_carry_the_warning(words):
    frame = ranked("A 0.1, B no_data, C no_data", "A 0.9, B 0.5, C 0.1")

    assert map_findings.two(frame, "lms_passed", "rated_good", words).endswith(
        words("finding.few_provinces", known=1, units=3)
    )


def test_where_no_province_has_both_nothing_is_said_of_low_ones():
    assert map_findings.two(ranked("A 0.1, B no_data", "A no_data, B 0.1"), "lms_passed", "rated_good", VI) == VI(
        "finding.nothing"
    )


def test_rows_low_on_both_come_first_then_the_lower_sum_and_the_unknown_last():
    frame = ranked(
        "A 0.3, B 0.2, C 0.01, D 0.9, E 0.91, F 0.92, H 0.93, I 0.94, J 0.95, K 0.99, G 0.01",
        "A 0.3, B 0.35, C 0.5, D 0.9, E 0.91, F 0.92, H 0.93, I 0.94, J 0.95, K 0.1, G no_data",
    )

    assert "".join(frame["province_code"]) == "BACKDEFHIJG", "C has the lowest sum of all, and is low on one alone"
    assert frame["is_low"].to_list() == [True, True, *[False] * 9]


# ---- bounds


def bases(*rows):
    """An overview.bounds answer: (part, whole, base) a province."""
    columns = dict.fromkeys(("part", "whole", "base"), pl.Int64) | {"state": pl.String}
    states = [("value" if part is not None else "no_data") for part, *_ in rows]
    return pl.DataFrame([(*row, state) for row, state in zip(rows, states, strict=True)], schema=columns, orient="row")


def test_bounds_of_every_province_are_those_of_the_country():
    said = map_findings.bounds(bases((8, 10, 20), (9, 10, 10)), VI)

    assert said == "Cả nước: 85,0 % trong phần đã biết. Nếu tính cả phần chưa biết, tỉ lệ nằm giữa 56,7 % và 90,0 %."


@BOTH
def test_bounds_of_some_provinces_say_of_how_many_and_speak_for_no_country(words):
    said = map_findings.bounds(bases((8, 10, 10), (9, 10, 10), *[(None, None, None)] * 61), words)

    assert said == " ".join(
        (
            words("map.finding.bounds_some", known=2, units=63, share=words.percent(0.85)),
            words("map.finding.bounds_whole"),
            words("map.finding.bounds_others", count=61),
        )
    )
    assert not said.startswith(words("map.finding.bounds_country", share=words.percent(0.85)))


def test_a_province_heard_from_without_a_base_leaves_no_bounds():
    assert map_findings.bounds(bases((8, 10, None), (9, 10, 10)), VI) == VI("map.finding.no_bounds")
