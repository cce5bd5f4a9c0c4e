"""The palette: contrasts that are promised, and orders that must not turn round."""

from itertools import pairwise

import pytest

from data.measures import measures
from data.schema import MARKS
from pages.figures import style


def test_contrast_is_measured_as_the_guideline_does():
    assert style.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert style.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("text", [style.INK, style.QUIET, style.ACCENT, style.WARN])
@pytest.mark.parametrize("ground", [style.PAPER, style.SEA])
def test_text_is_readable_on_paper_and_sea(text, ground):
    assert style.contrast(text, ground) >= 4.5


@pytest.mark.parametrize("ground", [style.PAPER, style.SEA])
def test_outlines_and_series_stand_out_from_paper_and_sea(ground):
    assert min(style.contrast(colour, ground) for colour in (style.BORDER, *style.SERIES)) >= 3


@pytest.mark.parametrize("family", style.FAMILIES)
def test_a_family_goes_from_light_to_dark_in_steps_that_a_grey_print_keeps(family):
    shades = style.FAMILIES[family]

    assert len(shades) == 5
    assert all(style.contrast(lighter, darker) >= 1.3 for lighter, darker in pairwise(shades))
    assert all(style.luminance(lighter) > style.luminance(darker) for lighter, darker in pairwise(shades))
    assert style.contrast(shades[-1], style.PAPER) >= 7


def test_every_measure_has_its_family():
    assert {measure.family for measure in measures().values()} <= set(style.FAMILIES)


@pytest.mark.parametrize("classes", [1, 2, 3, 4, 5])
def test_fewer_classes_still_use_the_whole_range(classes):
    shades = style.shades("coverage", classes)

    assert len(set(shades)) == classes
    assert classes == 1 or (shades[0], shades[-1]) == (style.FAMILIES["coverage"][0], style.FAMILIES["coverage"][-1])


def test_ratings_keep_the_order_of_the_marks():
    assert tuple(style.RATINGS) == MARKS
    assert all(style.contrast(one, other) >= 1.1 for one, other in pairwise(style.RATINGS.values()))
    assert style.RATINGS["chua_dat"] == style.WARN


def test_numbers_in_a_segment_or_cell_are_readable():
    colours = [*style.RATINGS.values(), *(shade for shades in style.FAMILIES.values() for shade in shades)]

    assert min(style.contrast(colour, style.text_on(colour)) for colour in colours) >= 4.5


def test_no_state_has_the_colour_of_another_or_of_a_class():
    states = list(style.STATES.values())
    classes = {shade for shades in style.FAMILIES.values() for shade in shades}

    assert len(set(states)) == len(states)
    assert not classes & set(states)


def test_numbers_on_an_axis_follow_the_language():
    assert (style.layout("vi")["separators"], style.layout("en")["separators"]) == (",.", ".,")


def test_the_lightest_class_is_more_than_a_shade_away_from_every_state():
    def apart(one, other):
        return max(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (1, 3, 5))

    assert min(apart(shades[0], state) for shades in style.FAMILIES.values() for state in style.STATES.values()) >= 16
