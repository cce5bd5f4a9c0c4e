"""Palettes: whoever looks, in whatever print, can tell the classes apart.

The colour-blind are stood in for by the matrices of Machado, Oliveira and Fernandes (2009), "A Physiologically-based
Model for Simulation of Color Vision Deficiency", severity 1.0, which act on linear red, green and blue. Colours are
compared in OKLab, where 0.02 is a difference that is just seen.
"""

from itertools import combinations, pairwise

import numpy as np
import pytest

from pages.figures import outcomes, palettes, style, verdicts

EYES = {
    "all cones": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
NEIGHBOURS = 0.05  # two and a half times what is just seen: classes that lie beside each other in a legend
STRANGERS = 0.12  # six times: classes without an order, which a reader finds by colour alone
PLAIN_STATES = [state for state in style.STATES if state not in style.STATE_PATTERNS]

ORDERED = {
    **style.FAMILIES,
    "diverging": style.DIVERGING,
    "ratings": tuple(style.RATINGS.values()),
    **{f"{family}, {n}": palettes.sequential(family, n) for family in style.FAMILIES for n in (3, 6, 7)},
    **{f"{n} differences": palettes.differences(n) for n in (3, 5, 7)},
    **{f"{a} below, {b} above": palettes.around_target(a, b) for a in range(6) for b in range(6) if a + b > 1},
}
UNORDERED = {
    "bivariate": tuple(colour for row in palettes.bivariate() for colour in row),
    **{f"{n} kinds": palettes.categorical(n) for n in range(2, 9)},
    "verdicts": tuple(verdicts.VERDICTS.values()),
    "outcomes": tuple(outcomes.OUTCOMES.values()),
}


def seen(colour, eyes):
    return palettes.lab_of(np.clip(EYES[eyes] @ palettes.linear(colour), 0, 1))


def apart(one, other, eyes):
    return float(np.linalg.norm(seen(one, eyes) - seen(other, eyes)))


def test_white_and_black_are_one_apart_and_grey_looks_the_same_to_all():
    assert apart("#FFFFFF", "#000000", "all cones") == pytest.approx(1, abs=1e-6)
    assert all(apart("#FFFFFF", "#777777", eyes) == pytest.approx(0.43, abs=0.01) for eyes in EYES)


def test_red_and_green_come_closer_for_those_who_confuse_them():
    red, green = "#D7191C", "#1A9641"

    assert apart(red, green, "deuteranopia") < apart(red, green, "all cones") / 2


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", ORDERED)
def test_neighbouring_classes_are_told_apart_by_all_eyes(name, eyes):
    assert min(apart(one, other, eyes) for one, other in pairwise(ORDERED[name])) >= NEIGHBOURS


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", UNORDERED)
def test_classes_without_an_order_are_all_told_apart_by_all_eyes(name, eyes):
    assert min(apart(one, other, eyes) for one, other in combinations(UNORDERED[name], 2)) >= STRANGERS


@pytest.mark.parametrize("eyes", EYES)
def test_a_fall_is_never_mistaken_for_a_rise(eyes):
    shades = palettes.differences(7)

    assert min(apart(fall, rise, eyes) for fall in shades[:3] for rise in shades[4:]) >= NEIGHBOURS


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("family", style.FAMILIES)
@pytest.mark.parametrize("n", [2, 3, 4, 5, 6, 7])
def test_a_family_only_grows_darker_so_that_a_grey_print_keeps_its_order(family, n, eyes):
    lightness = [seen(colour, eyes)[0] for colour in palettes.sequential(family, n)]

    assert len(lightness) == n
    assert lightness == sorted(lightness, reverse=True)


def test_up_to_five_classes_are_the_shades_that_every_figure_uses():
    assert all(palettes.sequential("standing", n) == style.shades("standing", n) for n in range(1, 6))


def test_each_side_of_a_target_keeps_its_hue_and_is_strongest_far_from_it():
    shades = palettes.around_target(3, 2)
    lightness = [palettes.oklab(colour)[0] for colour in shades]

    assert (shades[0], shades[-1]) == (style.DIVERGING[0], style.DIVERGING[-1])
    assert lightness[0] < lightness[1] < lightness[2]
    assert lightness[3] > lightness[4]
    assert all(palettes.oklab(colour)[2] > 0 for colour in shades[:3]), "orange is yellowish"
    assert all(palettes.oklab(colour)[2] < 0 for colour in shades[3:]), "purple is bluish"


@pytest.mark.parametrize(("below", "above"), [(0, 0), (0, 3), (3, 0), (1, 1)])
def test_a_side_may_have_no_class_or_one(below, above):
    assert len(palettes.around_target(below, above)) == below + above


def test_no_change_is_the_palest_and_stands_in_the_middle():
    for n in (1, 3, 5, 7):
        lightness = [palettes.oklab(colour)[0] for colour in palettes.differences(n)]
        assert lightness.index(max(lightness)) == n // 2


def test_differences_have_a_middle():
    with pytest.raises(ValueError, match="odd"):
        palettes.differences(4)


def test_where_both_shares_are_low_is_the_darkest_and_where_both_are_high_the_palest():
    lightness = [[palettes.oklab(colour)[0] for colour in row] for row in palettes.bivariate()]

    assert min(map(min, lightness)) == lightness[0][0]
    assert max(map(max, lightness)) == lightness[2][2]
    assert all(lower < higher for row in lightness for lower, higher in pairwise(row))
    assert all(lower < higher for column in zip(*lightness, strict=True) for lower, higher in pairwise(column))


def test_kinds_are_eight_at_most():
    assert palettes.categorical(0) == ()
    with pytest.raises(ValueError, match="at most 8"):
        palettes.categorical(9)


@pytest.mark.parametrize("name", UNORDERED)
def test_numbers_in_the_square_of_two_shares_and_on_kinds_are_readable(name):
    assert min(style.contrast(colour, style.text_on(colour)) for colour in UNORDERED[name]) >= 4.5


@pytest.mark.parametrize("eyes", EYES)
def test_no_class_is_mistaken_for_a_state_that_has_no_pattern(eyes):
    drawn = {*UNORDERED["bivariate"], *UNORDERED["8 kinds"], *palettes.differences(7), *palettes.around_target(4, 4)}

    assert all(apart(colour, style.STATES[state], eyes) >= 0.03 for colour in drawn for state in PLAIN_STATES)
