"""The ranking as data: what the browser is told of it."""

import json

import polars as pl
import pytest

from data.measures import measures
from pages.figures import bars, rankings, style
from pages.texts import Words

VI, EN = Words("vi"), Words("en")
LMS = measures()["lms_passed"]
PROVINCES = pl.DataFrame(
    {
        "province_code": ["01", "02", "04", "06"],
        "name_vi": ["Hà Nội", "Hà Giang", "Cao Bằng", "Bắc <Kạn>"],
        "name_en": ["Ha Noi", "Ha Giang", "Cao Bang", "Bac Kan"],
        "part": [90, None, 80, 1995],
        "whole": [100, None, 100, 2100],
        "share": [0.9, None, 0.8, 0.95],
        "previous_share": [0.8755, None, None, 0.95],
        "state": ["value", "not_reported", "value", "value"],
    }
)


def _told(frame=PROVINCES, words=VI, **more):
    return rankings.told(frame, measure=LMS, words=words, label="Thứ tự", **more)


def test_provinces_are_ranked_and_those_without_a_share_come_last_in_words():
    told = _told()

    assert told["codes"] == ["06", "01", "04", "02"]
    assert told["names"] == ["Bắc <Kạn>", "Hà Nội", "Cao Bằng", "Hà Giang"]
    assert told["lacking"] == {"02": "Chưa nộp số liệu"}
    shares, parts, wholes, earlier = told["columns"]
    assert shares == [950, 900, 800, None]
    assert (parts, wholes) == ([1995, 90, 80, None], [2100, 100, 100, None])
    assert earlier == [950, 876, None, None]


def test_bars_wear_the_colours_of_the_map():
    told = _told()

    worn = [told["colours"][int(place)] for place in told["at"][:3]]
    assert worn == [style.FAMILIES["completion"][i] for i in (4, 3, 2)]
    assert told["at"][3] == "_"
    assert _told(bands=(0, 0.85, 1), colours=("#111111", "#222222"))["at"] == "110_"


def test_the_scale_reaches_to_the_largest_share_or_to_the_target():
    assert _told()["top"] == 950
    assert _told(target=0.975)["top"] == 975
    assert _told(target=0.975)["target"] == [975, "Chỉ tiêu 97,5 %"]
    assert _told()["target"] is None
    assert _told()["ticks"][:2] == [[0, "0 %"], [250, ""]]


def test_it_says_what_the_picture_to_take_away_says():
    drawn = bars.ranking(PROVINCES, measure=LMS, words=EN, target=0.9)

    told = _told(words=EN, target=0.9)
    said = told["say"].replace("{0}", "95.0%").replace("{1}", "1,995").replace("{2}", "2,100")
    assert drawn.data[1].text[0] == said
    assert list(drawn.data[0].y) == told["codes"]
    assert drawn.layout.annotations[0].text == told["target"][1]


def test_a_share_that_no_share_can_be_is_said_and_not_drawn():
    wrong = PROVINCES.with_columns(share=pl.Series([1.4, None, 0.8, 0.95]))

    assert set(_told(wrong)["lacking"]) == {"01", "02"}
    assert _told(wrong)["top"] == 950


@pytest.mark.parametrize("rows", [0, 1])
def test_few_or_none_are_told_all_the_same(rows):
    assert len(_told(PROVINCES.head(rows))["codes"]) == rows


def test_it_is_a_fraction_of_what_the_chart_was():
    many = pl.concat([PROVINCES.with_columns(province_code=pl.lit(f"{i:02}")) for i in range(63)])

    told = json.dumps(_told(many), ensure_ascii=False)
    assert len(told) < len(bars.ranking(many, measure=LMS, words=VI).to_json()) / 4
