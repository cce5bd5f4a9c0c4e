"""Funnel and bounds: nobody is called unusual for being small, for chance, or for what was not answered."""

from itertools import pairwise
from math import comb, sqrt

import numpy as np
import polars as pl
import pytest

from data.measures import measures
from pages.figures import besides, chance, funnels, style
from pages.texts import Words

LMS = measures()["lms_passed"]
VI, EN = Words("vi"), Words("en")
VERDICTS = ("tốt nhất", "kém nhất", "yếu", "best", "worst", "poor")


def answer(*counts, states=None):
    """A by_province answer: a (part, whole) a province; (None, None) has not reported."""
    rows = [
        {
            "province_code": f"{place:02}",
            "name_vi": f"Tỉnh <{place}>",
            "name_en": f"Province {place}",
            "part": part,
            "whole": whole,
            "share": part / whole if whole else None,
            "state": "not_reported" if whole is None else "value" if whole else "nobody",
        }
        for place, (part, whole) in enumerate(counts)
    ]
    return pl.DataFrame(rows, schema_overrides={"part": pl.Int64, "whole": pl.Int64, "share": pl.Float64})


def country(spread, *, seed=1, provinces=60):
    """Provinces around 90 %, of very different sizes, whose own shares differ by so many points."""
    draw = np.random.default_rng(seed)
    wholes = np.exp(draw.normal(8, 1, provinces)).astype(int) + 20
    shares = np.clip(0.9 + spread * draw.normal(size=provinces), 0, 1)
    return [(int(part), int(whole)) for part, whole in zip(draw.binomial(wholes, shares), wholes, strict=True)]


def sides(frame):
    return dict(funnels.outside(frame).select("province_code", "side").iter_rows())


def trace(figure, name):
    return next(each for each in figure.data if each.name == name)


def named(figure):
    """The names written beside points, of provinces in these tests."""
    return [note.text for note in figure.layout.annotations if "Tỉnh" in note.text or "Province" in note.text]


def test_limits_of_a_small_group_are_those_of_counting_out_the_binomial():
    tails = [sum(comb(10, k) * 0.95**k * 0.05 ** (10 - k) for k in range(n + 1)) for n in range(11)]
    low, high = chance.limits(0.95, 10, 0.95)

    assert tails[7] < 0.025 < tails[8]
    assert low == pytest.approx((7 + (0.025 - tails[7]) / (tails[8] - tails[7])) / 10)
    assert high == 1.0, "all ten of ten is what six in ten such groups reach"


def test_the_normal_distribution_would_have_blamed_a_small_group():
    normal = 0.95 - 1.96 * sqrt(0.95 * 0.05 / 10)

    assert chance.limits(0.95, 10, 0.95)[0] < 0.8 < normal


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9, 0.98])
@pytest.mark.parametrize("coverage", chance.LIMITS)
def test_limits_stay_within_nought_and_all_around_the_share_and_narrow_with_size(share, coverage):
    sizes = np.geomspace(0.2, 1e6, 60)
    limits = [chance.limits(share, size, coverage) for size in sizes]

    assert all(0 <= low <= share <= high <= 1 for low, high in limits)
    assert limits[0] == (0.0, 1.0), "of less than one person nothing can be said"
    assert limits[-1] == pytest.approx((share, share), abs=0.002)
    widths = [high - low for low, high in limits]
    assert all(later <= before + 0.01 for before, later in pairwise(widths))


def test_where_the_exact_limits_end_the_normal_ones_go_on():
    size = 100 / (0.9 * 0.1)

    assert chance.limits(0.9, size - 1, 0.998) == pytest.approx(chance.limits(0.9, size + 1, 0.998), abs=0.002)


def test_the_common_share_is_that_of_all_people_together():
    assert chance.common(answer((90, 100), (500, 1000))).share == pytest.approx(590 / 1100)


def test_provinces_that_differ_by_chance_alone_leave_the_limits_as_they_are():
    assert chance.common(answer(*country(0.0))).spread < 0.005


def test_the_spread_between_provinces_is_found_again():
    assert chance.common(answer(*country(0.03))).spread == pytest.approx(0.03, abs=0.008)


def test_large_provinces_are_not_flagged_more_often_than_small_ones_where_nobody_is_unusual():
    drawing = np.random.default_rng(63)
    wholes = np.geomspace(100, 40_000, 60).astype(int)
    flagged = np.zeros(60)
    for _ in range(60):
        shares = np.clip(drawing.normal(0.85, 0.03, 60), 0, 1)
        frame = answer(*zip(drawing.binomial(wholes, shares).tolist(), wholes.tolist(), strict=True))
        flagged += [side != "inside" for side in funnels.outside(frame)["side"]]
    small, large = flagged[:20].mean() / 60, flagged[-20:].mean() / 60

    assert large < 0.08
    assert abs(large - small) < 0.03


def test_one_province_unlike_all_others_does_not_hide_itself_by_widening_the_limits():
    counts = country(0.03)
    with_one = answer(*counts, (2000, 8000))

    assert chance.common(with_one).spread < 2 * chance.common(answer(*counts)).spread
    assert funnels.outside(with_one).row(-1, named=True)["limit"] == 0.998
    assert sides(with_one)["60"] == "below"


def test_the_same_share_is_inside_for_a_small_province_and_below_for_a_large_one():
    around = [(900, 1000)] * 30

    assert sides(answer(*around, (7, 10)))["30"] == "inside"
    assert sides(answer(*around, (7000, 10_000)))["30"] == "below"


def test_a_share_above_the_limits_is_above_and_its_distance_is_positive():
    row = funnels.outside(answer(*[(900, 1000)] * 60, (990, 1000))).row(-1, named=True)

    assert (row["side"], row["limit"]) == ("above", 0.998)
    assert row["z"] > 3


def test_z_counts_widened_deviations():
    frame = answer(*country(0.03))
    found = chance.common(frame)
    row = funnels.outside(frame).row(0, named=True)
    deviation = sqrt(found.share * (1 - found.share) / row["whole"] + found.spread**2)

    assert row["z"] == pytest.approx((row["share"] - found.share) / deviation)


def test_widening_leaves_most_of_a_mixed_country_inside_where_chance_alone_would_not():
    frame = answer(*country(0.03))
    found = chance.common(frame)
    by_chance = [
        chance.limits(found.share, row["whole"], 0.95)[0]
        <= row["share"]
        <= chance.limits(found.share, row["whole"], 0.95)[1]
        for row in frame.to_dicts()
    ]

    assert sum(by_chance) < 30
    assert list(sides(frame).values()).count("inside") > 45


@pytest.mark.parametrize(
    "counts",
    [
        [(9, 10)],
        [(10, 10)] * 5,
        [(0, 10)] * 5,
        [(3, 3)] * 63,
        [(1, 1), (0, 1)],
        [(9, 10), (None, None), (0, 0)],
    ],
    ids=["one", "all", "none of them", "equal", "two of one", "others lack it"],
)
def test_where_nothing_can_be_compared_all_are_inside_and_still_drawn(counts):
    frame = answer(*counts)
    figure = funnels.funnel(frame, measure=LMS, words=VI, selected=["00"], target=0.9)

    assert set(sides(frame).values()) == {"inside"}
    assert len(trace(figure, "provinces").x) == len(sides(frame)) == sum(bool(whole) for _, whole in counts)
    assert figure.layout.xaxis.tickvals


@pytest.mark.parametrize("frame", [answer((None, None), (0, 0)), answer((1, 2)).clear()])
def test_without_any_share_a_sentence_stands_in_place_of_the_plot(frame):
    figure = funnels.funnel(frame, measure=LMS, words=VI)

    assert not figure.data
    assert figure.layout.annotations[0].text == VI("fair.funnel.empty")
    assert funnels.outside(frame).is_empty()
    assert funnels.explained(frame, words=VI) == []


def test_a_part_larger_than_its_whole_is_left_out():
    assert list(sides(answer((9, 10), (11, 10)))) == ["00"]


def test_a_point_stands_at_size_and_share_and_carries_its_province():
    figure = funnels.funnel(answer((90, 100), (800, 1000), (None, None)), measure=LMS, words=VI)
    points = trace(figure, "provinces")
    told = {data[0]: (x, y) for data, x, y in zip(points.customdata, points.x, points.y, strict=True)}

    assert told == {"00": (100, 0.9), "01": (1000, 0.8)}
    assert figure.layout.xaxis.type == "log"


def test_points_beyond_a_limit_have_a_shape_a_name_and_words_but_no_verdict():
    counts = [*[(900, 1000)] * 40, (7000, 10_000), (9900, 10_000)]
    figure = funnels.funnel(answer(*counts), measure=LMS, words=VI)
    points = trace(figure, "provinces")
    told = {data[0]: (symbol, data[1]) for data, symbol in zip(points.customdata, points.marker.symbol, strict=True)}

    assert [told[code][0] for code in ("40", "41", "00")] == ["triangle-down", "triangle-up", "circle"]
    assert "thấp hơn mức có thể do ngẫu nhiên (ngoài giới hạn 99,8 %)" in told["40"][1]
    assert sorted(named(figure)) == ["Tỉnh &lt;40&gt;", "Tỉnh &lt;41&gt;"]
    assert not any(word in text.lower() for _, text in told.values() for word in VERDICTS)


def test_selected_provinces_are_named_and_ringed_wherever_they_lie():
    figure = funnels.funnel(answer(*country(0.03)), measure=LMS, words=EN, selected=["03", "05"])
    points = trace(figure, "provinces")
    rings = {data[0] for data, width in zip(points.customdata, points.marker.line.width, strict=True) if width > 2}

    assert rings == {"03", "05"}
    assert {"<b>Province 3</b>", "<b>Province 5</b>"} <= set(named(figure))


def test_limits_are_drawn_for_chance_alone_and_widened_and_said_in_words():
    frame = answer(*country(0.03))
    figure = funnels.funnel(frame, measure=LMS, words=VI)
    spread = VI.number(100 * chance.common(frame).spread, 1)

    assert {each.name for each in figure.data} == {
        *("chance 0.998", "chance 0.95", "widened 0.95", "widened 0.998", "common", "provinces"),
    }
    assert f"±{spread} điểm" in figure.layout.title.text
    said = " ".join(funnels.explained(frame, words=VI))
    assert f"±{spread} điểm" in said
    assert "Spiegelhalter 2005" in said
    assert "chưa phải là kết luận" in said


def test_widened_limits_lie_outside_those_of_chance():
    figure = funnels.funnel(answer(*country(0.03)), measure=LMS, words=VI)
    lower, upper = (each for each in figure.data if each.name == "widened 0.95")
    area = trace(figure, "chance 0.95")
    steps = len(lower.x)

    assert all(wide <= narrow + 1e-9 for wide, narrow in zip(lower.y, area.y[::-1][:steps], strict=True))
    assert all(wide >= narrow - 1e-9 for wide, narrow in zip(upper.y, area.y[:steps], strict=True))


def test_without_overdispersion_nothing_is_said_to_be_widened():
    frame = answer(*[(9, 10), (90, 100), (450, 500), (900, 1000)])
    figure = funnels.funnel(frame, measure=LMS, words=EN)

    assert not [each.name for each in figure.data if each.name.startswith("chance")]
    assert "spread" not in figure.layout.title.text
    assert EN("fair.explained.only_chance") in funnels.explained(frame, words=EN)
    assert EN("fair.explained.few") in funnels.explained(frame, words=EN)


def test_sizes_and_shares_are_written_as_the_language_writes_them():
    frame = answer((90, 100), (80_000, 100_000))
    vietnamese = funnels.funnel(frame, measure=LMS, words=VI).layout
    english = funnels.funnel(frame, measure=LMS, words=EN).layout

    assert ("10.000" in vietnamese.xaxis.ticktext, "10,000" in english.xaxis.ticktext) == (True, True)
    assert VI("measure.lms_passed.whole") in vietnamese.xaxis.title.text
    assert "không phải từ 0" in vietnamese.xaxis.title.text, "the axis of shares is cut, and says so"
    assert len(vietnamese.xaxis.tickvals) <= 5


def test_a_target_is_a_line_with_its_name():
    figure = funnels.funnel(answer((90, 100), (80, 100)), measure=LMS, words=VI, target=0.95)

    assert VI("figure.target.name", share="95 %") in [note.text for note in figure.layout.annotations]
    assert [shape.y0 for shape in figure.layout.shapes] == [0.95]


def test_names_do_not_cover_each_other_and_keep_within_the_plot():
    draw = np.random.default_rng(4)
    points = [besides.Point(float(x), float(y), "Thừa Thiên Huế") for x, y in draw.uniform(0, 200, (40, 2))]
    found = besides.places(points, 230, 200)
    boxes = [besides._box(point, place) for point, place in zip(points, found, strict=True) if place]

    assert 3 < len(boxes) < 40
    assert all(box[0] >= 0 and box[2] <= 230 for box in boxes)
    assert not any(besides._overlap(one, other) for i, one in enumerate(boxes) for other in boxes[:i])


def test_a_crowded_name_is_dropped_unless_it_is_needed():
    crowd = [besides.Point(50 + x, 50 + y) for x in range(-60, 61, 6) for y in range(-30, 31, 6)]
    one = besides.Point(50, 50, "Huế")

    assert besides.places([one, *crowd], 100, 100)[0] is None
    assert besides.places([besides.Point(50, 50, "Huế", is_needed=True), *crowd], 100, 100)[0].covered > 2


def bounds_answer(*rows):
    """An overview.bounds answer: (part, whole, base, state) a province."""
    frame = pl.DataFrame(
        [(f"{place:02}", f"Tỉnh {place}", f"Province {place}", *row) for place, row in enumerate(rows)],
        schema={
            **dict.fromkeys(("province_code", "name_vi", "name_en"), pl.String),
            **dict.fromkeys(("part", "whole", "base"), pl.Int64),
            "state": pl.String,
        },
        orient="row",
    )
    missing = pl.col("base") - pl.col("whole").fill_null(0)
    yes = pl.col("part").fill_null(0)
    return frame.with_columns(
        missing=missing, low_share=yes / pl.col("base"), high_share=(yes + missing) / pl.col("base")
    )


BOUNDS = bounds_answer(
    (80, 100, 200, "value"),
    (90, 100, 100, "value"),
    (70, 100, None, "value"),
    (None, None, 50, "not_reported"),
    (None, None, None, "no_data"),
)


def test_a_bar_runs_from_the_least_to_the_most_with_the_reported_share_on_it():
    figure = funnels.bounded(BOUNDS, measure=LMS, words=VI)
    bars, dots, numbers = (trace(figure, name) for name in ("bounds", "reported", "numbers"))
    place = list(bars.y).index("00")

    assert (bars.base[place], bars.base[place] + bars.x[place]) == (0.4, 0.9)
    assert dots.x[place] == 0.8
    assert dots.customdata[place][0] == "00"
    assert numbers.text[place] == "40,0–90,0 %"
    assert "100 trên 200 lượt học chưa có kết quả" in dots.customdata[place][1]


def test_bars_are_sorted_by_their_least_or_their_width_and_states_come_last_in_words():
    by_low = trace(funnels.bounded(BOUNDS, measure=LMS, words=VI), "bounds")
    by_width = trace(funnels.bounded(BOUNDS, measure=LMS, words=VI, by="width"), "bounds")
    numbers = trace(funnels.bounded(BOUNDS, measure=LMS, words=VI), "numbers")

    assert list(by_low.y) == ["01", "02", "00", "03", "04"]
    assert list(by_width.y) == ["00", "01", "02", "03", "04"]
    assert list(numbers.text[-2:]) == [VI("state.not_reported"), VI("state.no_data")]


def test_a_province_whose_base_is_not_known_has_a_dot_and_no_bar():
    figure = funnels.bounded(BOUNDS, measure=LMS, words=VI)
    place = list(trace(figure, "bounds").y).index("02")

    assert trace(figure, "bounds").x[place] is None
    assert trace(figure, "reported").x[place] == 0.7
    assert trace(figure, "numbers").text[place] == VI("fair.bounds.unknown")


def test_a_state_is_neither_dot_nor_bar_though_its_base_is_known():
    figure = funnels.bounded(BOUNDS, measure=LMS, words=VI)

    assert trace(figure, "bounds").x[3] is trace(figure, "reported").x[3] is None


def test_the_axis_says_where_it_begins_and_shows_every_bar_whole():
    low = funnels.bounded(BOUNDS.head(1).with_columns(low_share=0.05), measure=LMS, words=VI)
    high = funnels.bounded(bounds_answer((95, 100, 110, "value")), measure=LMS, words=VI)

    assert low.layout.xaxis.range[0] == 0
    assert "không phải từ 0" not in low.layout.title.text
    assert high.layout.xaxis.range[0] == 0.8
    assert "80 %, không phải từ 0" in high.layout.title.text


@pytest.mark.parametrize("rows", [0, 1])
def test_few_or_no_bounds_are_drawn_all_the_same(rows):
    assert len(trace(funnels.bounded(BOUNDS.head(rows), measure=LMS, words=EN), "bounds").y) == rows


def test_the_bounds_of_all_come_from_the_sums_and_count_who_did_not_report():
    low, share, high = funnels.national_bounds(BOUNDS.filter(pl.col("province_code") != "02"))

    assert share == pytest.approx((80 + 90) / (100 + 100))
    assert low == pytest.approx((80 + 90) / (200 + 100 + 50))
    assert high == pytest.approx((80 + 90 + 100 + 50) / (200 + 100 + 50))


def test_a_base_that_is_not_known_leaves_the_bounds_of_all_unknown():
    assert funnels.national_bounds(BOUNDS) == (None, pytest.approx(240 / 300), None)
    assert funnels.national_bounds(BOUNDS.tail(2)) == (None, None, None)
    assert funnels.national_bounds(BOUNDS.clear()) == (None, None, None)


def test_a_base_smaller_than_those_heard_from_is_taken_for_them():
    assert funnels.national_bounds(bounds_answer((8, 10, 9, "value"))) == (0.8, 0.8, 0.8)


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_both_figures_turn_dark_without_losing_a_point(words):
    for figure in (
        funnels.funnel(answer(*country(0.03)), measure=LMS, words=words, selected=["01"]),
        funnels.bounded(BOUNDS, measure=LMS, words=words, selected=["01"]),
    ):
        dark = style.themed(figure, dark=True)
        assert dark.layout.paper_bgcolor != figure.layout.paper_bgcolor
        assert [list(each.y) for each in dark.data] == [list(each.y) for each in figure.data]
