"""Peers on the screen: the dots, and what is said of them."""

from datetime import date

import polars as pl

from data.measures import measures
from pages.figures import likes
from pages.parts import peers_said
from pages.texts import Words

VI = Words("vi")
PASSED = measures()["lms_passed"]


def _group():
    rows = [
        ("22", "Quảng Ninh", True, False, 80, 100, 0.8, "value", 11000, 0.05, date(2020, 10, 1)),
        ("27", "Bắc Ninh", False, True, 90, 100, 0.9, "value", 12000, 0.0, date(2020, 10, 5)),
        ("34", "Thái Bình", False, True, 70, 100, 0.7, "value", 9000, 0.1, date(2020, 9, 5)),
        ("30", "Hải Dương", False, True, None, 50, None, "not_reported", 9500, 0.02, date(2020, 9, 9)),
    ]
    names = ["province_code", "name", "is_own", "is_peer", "part", "whole", "share", "state"]
    frame = pl.DataFrame(rows, schema=[*names, "size", "disadvantaged_share", "since_on"], orient="row")
    return frame.with_columns(
        name_vi=pl.col("name"), name_en=pl.col("name"), distance=pl.when(~pl.col("is_own")).then(0.5)
    )


def test_the_finding_holds_the_rate_against_the_median_of_the_peers_that_have_one():
    said = peers_said.finding(_group(), 0.8, VI, measure="lms_passed", name="Quảng Ninh")

    assert "80,0 %" in said
    assert "của 2 tỉnh" in said  # Hải Dương has not reported


def test_higher_and_lower_are_told_without_a_league():
    said = peers_said.group(_group(), 0.8, VI)

    assert said.startswith(VI("peers.around", higher=1, lower=1, place=2, of=3))
    assert "70,0 %" in said
    assert "90,0 %" in said


def test_without_a_rate_of_its_own_the_province_says_its_state():
    group = _group().with_columns(
        share=pl.when(~pl.col("is_own")).then("share"),
        state=pl.when("is_own").then(pl.lit("not_applicable")).otherwise("state"),
    )
    said = peers_said.finding(group, 0.8, VI, measure="lms_passed", name="Bạc Liêu")

    assert said.endswith("không bồi dưỡng trên LMS.")  # LMS keeps its capitals


def test_a_trait_that_the_province_lacks_is_named():
    group = _group().with_columns(since_on=pl.lit(None, dtype=pl.Date))

    assert peers_said.missing(group, "size-start", VI) == "ngày bắt đầu trên LMS"
    assert peers_said.missing(group, "size", VI) == ""


def test_provinces_left_out_are_named_and_the_province_itself_is_not():
    near = _group().with_columns(distance=pl.when(pl.col("province_code") == "27").then(0.1))

    assert peers_said.left_out(near, VI) == VI("peers.left_out", count=2, names="Thái Bình, Hải Dương")
    assert peers_said.left_out(near.filter(province_code="27"), VI) == ""


def test_traits_are_told_of_the_peers_alone():
    said = peers_said.alike(_group(), "size-start", VI)

    assert said == " ".join(
        (
            VI("peers.trait.size", low="9.000", high="12.000"),
            VI("peers.trait.start", low="05/09/2020", high="05/10/2020"),
        )
    )


def test_the_province_is_filled_its_peers_are_not_and_who_has_no_rate_says_why():
    figure = likes.dots(_group(), measure=PASSED, median=0.8, country=0.75, words=VI)

    peers, own, texts = figure.data
    assert list(own.y) == ["22"]
    assert list(peers.y) == ["27", "34"]
    assert texts.text[3] == VI("state.not_reported")
    assert sorted(shape.x0 for shape in figure.layout.shapes) == [0.75, 0.8]


def test_an_axis_that_does_not_begin_at_nought_says_so():
    near = likes.dots(_group(), measure=PASSED, median=0.8, country=None, words=VI)
    far = likes.dots(
        _group().with_columns(share=pl.col("share") - pl.when(pl.col("province_code") == "34").then(0.6).otherwise(0)),
        measure=PASSED,
        median=0.8,
        country=None,
        words=VI,
    )

    assert near.layout.annotations[0].text == VI(
        "figure.likes.cut", share=VI.percent(0.6, 0)
    )  # a dot never lies on the edge
    assert not far.layout.annotations


def test_a_measure_without_a_rate_has_no_place_and_no_gap():
    row = {"share": None, "median_share": 0.5, "low_share": 0.4, "high_share": 0.6, "place": None, "peers_known": 8}

    assert peers_said.gap(row, VI) == VI("number.none")
    assert peers_said.place(row, VI) == VI("number.none")
    assert peers_said.between(row, VI) == "40,0 % – 60,0 %"
