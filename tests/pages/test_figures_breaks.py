"""Class breaks: stated in round numbers, never twice the same, and an answer to whatever values come."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.measures import measures
from pages.figures import breaks, classes
from pages.texts import Words

LMS = measures()["lms_passed"]  # bands 0, 60, 80, 90, 95, 100 %
CHOSEN = ("quantile", "natural", "equal")
SHARES = st.floats(0, 1) | st.sampled_from([0.0, 0.5, 0.95, 19 / 20, 0.9999, 1.0])
# 63 provinces that lie close together near the top, as completion does.
DENSE = [float(share) for share in np.random.default_rng(7).normal(0.93, 0.02, 63).clip(0, 1)]


def chosen(values, method, **more):
    return breaks.breaks(values, method=method, measure=LMS, **more)


def counted(values, bands):
    """How many values the map would paint in each class."""
    return [sum(classes.class_of(value, bands) == place for value in values) for place in range(len(bands) - 1)]


@settings(max_examples=150, deadline=None)
@given(values=st.lists(SHARES, max_size=70), method=st.sampled_from(CHOSEN), classes_asked=st.integers(1, 7))
def test_breaks_rise_from_nought_to_all_and_are_whole_tenths_whatever_the_values(values, method, classes_asked):
    bands = chosen(values, method, classes=classes_asked)

    assert (bands[0], bands[-1]) == (0.0, 1.0)
    assert all(low < high for low, high in pairwise(bands))
    assert all(round(share * 1000) / 1000 == share for share in bands)
    assert len(bands) - 1 <= classes_asked


@settings(max_examples=150, deadline=None)
@given(values=st.lists(SHARES, min_size=1, max_size=70), method=st.sampled_from(("quantile", "natural")))
def test_quantiles_and_natural_breaks_leave_no_class_empty(values, method):
    assert min(counted(values, chosen(values, method))) > 0


def test_published_breaks_are_the_measures_own_whatever_the_values():
    assert chosen([0.1, 0.2], "published", classes=3) == LMS.bands


def test_quantiles_divide_the_provinces_into_parts_of_like_number():
    assert chosen([i / 100 for i in range(50, 100)], "quantile") == (0.0, 0.6, 0.7, 0.8, 0.9, 1.0)
    assert max(counted(DENSE, chosen(DENSE, "quantile"))) <= 16  # 63 / 5 = 12.6; rounding moves a few


def test_natural_breaks_fall_into_the_gaps_between_groups():
    values = [0.42, 0.44, 0.45, 0.7, 0.71, 0.72, 0.9, 0.91, 0.93]
    bands = chosen(values, "natural", classes=3)

    assert 0.45 < bands[1] <= 0.7
    assert 0.72 < bands[2] <= 0.9
    assert counted(values, bands) == [3, 3, 3]


def test_equal_steps_are_equal_and_of_whole_per_cents():
    bands = chosen([0.62, 0.7, 0.8, 0.9, 0.98], "equal")
    steps = {round(high - low, 6) for low, high in pairwise(bands[1:-1])}

    assert steps == {0.08}


def test_equal_steps_of_values_close_together_are_equal_tenths():
    bands = chosen([0.93, 0.933, 0.936, 0.94, 0.944], "equal")

    assert {round(high - low, 6) for low, high in pairwise(bands[1:-1])} == {0.003}


def test_breaks_are_whole_per_cents_until_they_come_too_close():
    wide = chosen([i / 63 for i in range(64)], "quantile")
    close = chosen([0.93 + i / 10_000 for i in range(50)], "quantile")

    assert all(round(share * 100, 6).is_integer() for share in wide)
    assert len(close) == 6
    assert not all(round(share * 100, 6).is_integer() for share in close)


@pytest.mark.parametrize("method", CHOSEN)
def test_the_legend_states_the_breaks_exactly(method):
    bands = chosen(DENSE, method)
    said = classes.labels(bands, Words("en"))

    assert len(set(said)) == len(bands) - 1
    numbers = [[float(number) / 100 for number in re.findall(r"[\d.]+", label)] for label in said]
    assert numbers == [pytest.approx([share for share in pair if share not in (0, 1)]) for pair in pairwise(bands)]


@pytest.mark.parametrize("method", CHOSEN)
@pytest.mark.parametrize(
    "values", [[], [0.7], [0.9] * 63, [None, None], [float("nan")], [1.2, -0.1], [0.90001, 0.90002]]
)
def test_values_that_cannot_be_told_apart_are_one_class(values, method):
    assert chosen(values, method) == (0.0, 1.0)


@pytest.mark.parametrize("method", CHOSEN)
def test_two_values_are_two_classes(method):
    assert chosen([0.5, 0.9] * 5, method) == (0.0, 0.7, 1.0)


@pytest.mark.parametrize("method", CHOSEN)
def test_values_that_are_no_shares_move_no_break(method):
    assert chosen([*DENSE, None, -0.3, 1.7, float("nan")], method) == chosen(DENSE, method)


def test_all_of_a_share_is_a_class_of_its_own_where_most_have_it():
    values = [0.5, 0.6, 0.7, *[1.0] * 20]

    assert counted(values, chosen(values, "quantile"))[-1] == 20


@pytest.mark.parametrize(
    ("target", "expected", "below"),
    [
        (0.8, (0.0, 0.7, 0.8, 0.9, 1.0), 2),
        (0.95, (0.0, 0.85, 0.95, 0.975, 1.0), 2),
        (0.99, (0.0, 0.89, 0.99, 0.995, 1.0), 2),
        (0.999, (0.0, 0.899, 0.999, 1.0), 2),
        (1.0, (0.0, 0.9, 0.999, 1.0), 2),  # no class begins at 100 %: 99,9 % is the finest that is stated
        (0.05, (0.0, 0.05, 0.525, 1.0), 1),
        (1 / 3, (0.0, 0.233, 0.333, 0.667, 1.0), 2),
        (0.0, (0.0, 0.5, 1.0), 0),
    ],
)
def test_breaks_around_a_target_keep_their_distances(target, expected, below):
    bands = chosen(DENSE, "target", target=target)

    assert bands == expected
    assert breaks.below(bands, target) == below


def test_a_class_that_holds_the_target_within_counts_as_below_it():
    assert breaks.below((0.0, 0.6, 0.9, 1.0), 0.8) == 2
    assert breaks.below((0.0, 0.6, 0.8, 1.0), 0.8) == 2


def test_without_a_target_the_published_breaks_stand_in():
    assert chosen(DENSE, "target") == LMS.bands


def test_all_natural_breaks_of_many_dates_are_quickly_found():
    many = [float(share) for share in np.random.default_rng(1).beta(9, 1, 63 * 120)]
    bands = chosen(many, "natural")

    assert len(bands) == 6
    assert min(counted(many, bands)) > 0


@settings(max_examples=100, deadline=None)
@given(values=st.lists(st.floats(-1, 1), max_size=70))
def test_changes_are_classed_alike_on_both_sides_of_no_change(values):
    bands = breaks.difference_breaks(values)

    assert bands == tuple(-share for share in reversed(bands))
    assert all(low < high for low, high in pairwise(bands))
    assert len(bands) in (4, 6, 8)
    assert classes.class_of(0.0, bands) == (len(bands) - 1) // 2


@pytest.mark.parametrize(
    ("changes", "steps"),
    [
        ([], []),
        ([0.004, -0.004, 0.0, None], []),
        ([0.006, -0.008], [0.01]),
        ([0.012, -0.03, 0.012, 0.03, 0.012], [0.01, 0.02]),
        ([0.02, 0.06, 0.11, 0.06, -0.13], [0.05, 0.1]),
        ([-0.9, 0.8, 0.7], [0.2]),
        ([1.5, float("nan"), 0.05], [0.05]),
    ],
)
def test_steps_of_a_change_are_round_and_follow_the_spread(changes, steps):
    assert breaks.difference_breaks(changes)[-1 - len(steps) : -1] == tuple(steps)


def test_thirds_hold_like_numbers():
    low, high = breaks.thirds([i / 60 for i in range(61)])

    assert (low, high) == (0.33, 0.67)
    assert counted(DENSE, (0.0, *breaks.thirds(DENSE), 1.0)) == pytest.approx([21, 21, 21], abs=3)


@pytest.mark.parametrize(
    ("values", "places"),
    [([0.9] * 63, {1}), ([0.0] * 5, {0}), ([1.0] * 5, {2}), ([0.4, 0.8], {0, 2}), ([None, 2.0], set()), ([0.7], {1})],
)
def test_thirds_of_few_or_equal_values_are_two_breaks_all_the_same(values, places):
    low, high = breaks.thirds(values)
    shares = [value for value in values if value is not None and value <= 1]

    assert 0 < low < high < 1
    assert {classes.class_of(value, (0.0, low, high, 1.0)) for value in shares} == places


@settings(max_examples=150, deadline=None)
@given(values=st.lists(SHARES, max_size=70))
def test_thirds_are_always_two_rounded_breaks_in_order(values):
    low, high = breaks.thirds(values)

    assert 0 < low < high < 1
    assert all(round(share * 1000) / 1000 == share for share in (low, high))
