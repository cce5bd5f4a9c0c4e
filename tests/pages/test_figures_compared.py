"""Maps that compare, by their data: two measures, two dates, several dates, kinds."""

import polars as pl
import pytest

from data.measures import measures
from geo import provinces
from pages.figures import categories, changes, maps, multiples, pairs, style
from pages.texts import Words

LMS, GOOD = measures()["lms_passed"], measures()["rated_good"]
VI, EN = Words("vi"), Words("en")
GROUND = maps.Ground(("/shapes",), provinces.codes(63))
CODES = provinces.codes(63)


def answer(shares, states=None):
    """A by_province answer for all 63 with wholes of 1,000; None where no share is given."""
    shares = [*shares, *[None] * (63 - len(shares))]
    return pl.DataFrame(
        {
            "province_code": CODES,
            "name_vi": [f"Tỉnh {code}" for code in CODES],
            "name_en": [f"Province {code}" for code in CODES],
            "part": [None if share is None else round(share * 1000) for share in shares],
            "whole": [None if share is None else 1000 for share in shares],
            "share": shares,
            "state": [
                (states or {}).get(code, "no_data" if share is None else "value")
                for code, share in zip(CODES, shares, strict=True)
            ],
        },
        schema_overrides={"part": pl.Int64, "whole": pl.Int64, "share": pl.Float64},
    )


def key_of(sheet, code):
    codes = sheet["codes"] or list(CODES)
    return sheet["classes"][int(sheet["at"][codes.index(code)], 36)]["key"]


def two(first, second, words=VI):
    frame = pairs.beside(first, second)
    pair = pairs.pair(frame, first=LMS, second=GOOD)
    return frame, pair, pairs.both(frame, pair=pair, words=words, ground=GROUND, wear=maps.Wear())


def test_low_on_both_measures_is_one_class_and_the_darkest():
    rising = [i / 62 for i in range(63)]
    frame, pair, sheet = two(answer(rising), answer(rising))

    assert key_of(sheet, CODES[0]) == "00"
    assert key_of(sheet, CODES[-1]) == "22"
    classes = {each["key"]: each["colour"] for each in sheet["classes"]}
    assert min(classes, key=lambda key: style.luminance(classes[key])) == "00"
    assert pairs.ranked(frame, pair)["province_code"][0] == CODES[0]


def test_the_square_tells_thirds_of_both_and_counts_every_cell():
    rising = [i / 62 for i in range(63)]
    _, _, sheet = two(answer(rising), answer(rising[::-1]))

    assert len(sheet["square"]["rows"]) == len(sheet["square"]["columns"]) == 3
    assert sum(int(each["count"]) for each in sheet["classes"]) == 63
    assert sheet["square"]["rows"][0].startswith("thấp: dưới ")


def test_a_province_that_lacks_one_of_two_measures_has_a_state_and_no_class():
    first, second = answer([0.5] * 63), answer([0.5] * 62, {CODES[62]: "not_reported"})
    _, _, sheet = two(first, second)

    assert key_of(sheet, CODES[62]) == "not_reported"


def test_both_measures_are_said_with_their_counts():
    _, _, sheet = two(answer([0.5] * 63), answer([0.25] * 63))

    assert sheet["say"].count("\n") == 1
    assert [column[0] for column in sheet["columns"]] == [500, 500, 1000, 250, 250, 1000]


def moved(earlier, later, words=VI):
    frame = changes.difference(earlier, later)
    return frame, changes.change(frame, measure=LMS, words=words, ground=GROUND, wear=maps.Wear())


def test_a_change_is_the_later_share_less_the_earlier():
    frame, sheet = moved(answer([0.5, 0.9, 0.8]), answer([0.6, 0.85, 0.8]))

    assert frame["change"][:3].round(6).to_list() == [0.1, -0.05, 0.0]
    assert [column[0] for column in sheet["columns"]] == [100, 500, 600]
    assert sheet["formats"] == "dpp"
    keys = [int(key_of(sheet, code)) for code in CODES[:3]]
    assert keys[1] < keys[2] < keys[0], "down, unmoved, up"


def test_the_middle_class_of_changes_is_no_change_worth_naming_and_both_sides_mirror():
    _, sheet = moved(answer([0.5] * 63), answer([0.5] * 63))

    plain = [each for each in sheet["classes"] if not each["state"]]
    assert len(plain) % 2 == 1
    assert key_of(sheet, CODES[0]) == str(len(plain) // 2)


def test_where_only_the_earlier_date_lacks_a_figure_that_is_said():
    frame, sheet = moved(answer([None, 0.5]), answer([0.5, None], {CODES[1]: "not_reported"}))

    assert key_of(sheet, CODES[0]) == "no_earlier"
    assert key_of(sheet, CODES[1]) == "not_reported"
    assert frame["change"].null_count() == 63


def several(frames, words=VI):
    shown = [multiples.Panel(f"{n}", f"ngày {n}", frame) for n, frame in enumerate(frames)]
    return multiples.panels(shown, measure=LMS, words=words, ground=GROUND, wear=maps.Wear(), bands=LMS.bands)


def test_small_multiples_share_one_legend_that_holds_every_state_of_any_of_them():
    sheet = several([answer([0.5] * 63), answer([0.97] * 62, {CODES[62]: "not_reported"}), answer([])])

    keys = [each["key"] for each in sheet["classes"]]
    assert keys == ["0", "1", "2", "3", "4", "not_reported", "no_data"]
    assert sheet["panels"][0]["at"] == "0" * 63
    assert sheet["panels"][1]["at"] == "4" * 62 + "5"
    assert sheet["panels"][2]["at"] == "6" * 63


def test_a_true_zero_on_any_of_several_maps_is_in_the_common_legend():
    sheet = several([answer([0.5] * 63), answer([0.0] * 63)])

    assert sheet["classes"][0]["key"] == "zero"
    assert sheet["panels"][1]["at"] == "0" * 63


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_each_of_several_maps_says_its_own_rate_and_counts(words):
    sheet = several([answer([0.5] * 2 + [0.97])], words)

    (panel,) = sheet["panels"]
    assert panel["value"] == words.ratio(1970, 3000)
    assert panel["label"].startswith(f"ngày 0: {words.ratio(1970, 3000)}. ")
    assert "(60)" in panel["label"], "sixty without data are counted"


def test_kinds_are_told_by_colour_and_name_and_none_is_a_state():
    frame = answer([]).with_columns(
        pl.Series("kind", ["a"] * 40 + ["b"] * 20 + [None] * 3),
        pl.Series("kind_name", ["VNPT"] * 40 + ["Viettel"] * 20 + [None] * 3),
        pl.Series("state", ["value"] * 60 + ["no_data"] * 2 + ["not_applicable"]),
    )
    sheet = categories.kinds(frame, title="LMS", words=VI, ground=GROUND, wear=maps.Wear())

    said = ["VNPT (40)", "Viettel (20)", "Chưa có số liệu (2)", "Không dùng LMS (1)"]
    assert [each["said"] for each in sheet["classes"]] == said
    assert len({each["colour"] for each in sheet["classes"]}) == 4
    assert sheet["say"] == ""
