"""The palette: contrasts that are promised, and orders that must not turn round."""

import copy
from itertools import pairwise

import plotly.graph_objects as go
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


LIGHT = style.ROLES
DARK = {name: style.DARK[colour] for name, colour in style.ROLES.items()}
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@THEMES
@pytest.mark.parametrize("ground", ["paper", "sea"])
@pytest.mark.parametrize("text", ["ink", "quiet", "accent", "warn"])
def test_text_is_readable_in_both_themes(theme, ground, text):
    assert style.contrast(theme[text], theme[ground]) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", ["paper", "sea"])
def test_outlines_stand_out_in_both_themes(theme, ground):
    assert style.contrast(theme["border"], theme[ground]) >= 3


def test_ratings_stand_out_from_dark_paper_by_themselves():
    assert min(style.contrast(colour, DARK["paper"]) for colour in style.RATINGS.values()) >= 3


@pytest.mark.parametrize("states", [style.STATES, style.STATES_DARK], ids=["light", "dark"])
def test_a_word_on_a_state_is_readable_in_its_theme(states):
    ink = style.INK if states is style.STATES else DARK["ink"]

    assert min(style.contrast(ink, colour) for colour in states.values()) >= 4.5


def test_states_in_the_dark_are_apart_from_each_other_and_from_every_class():
    states = list(style.STATES_DARK.values())
    classes = {shade for shades in style.FAMILIES.values() for shade in shades}

    assert list(style.STATES_DARK) == list(style.STATES)
    assert len(set(states)) == len(states)
    assert not classes & set(states)


def test_a_neutral_colour_of_the_dark_is_no_other_colour():
    said = {shade for shades in style.FAMILIES.values() for shade in shades} | {
        *style.RATINGS.values(),
        *style.DIVERGING,
    }
    others = said | set(style.ROLES.values()) | set(style.STATES.values()) | set(style.STATES_DARK.values())

    assert not others & set(style.DARK.values())


def drawn(*traces):
    return go.Figure(list(traces), style.layout("vi", xaxis=style.axis(), annotations=[{"text": style.INK}]))


def test_in_the_light_a_figure_is_as_it_is():
    figure = drawn(go.Bar(x=[1], marker={"color": style.ACCENT}))

    assert style.themed(figure, dark=False) is figure


def test_in_the_dark_the_neutral_colours_turn_and_the_figure_given_is_untouched():
    figure = drawn(go.Scatter(x=[1, 2], y=[3, 4], line={"color": style.ACCENT}, textfont={"color": style.QUIET}))
    before = copy.deepcopy(figure.to_dict())

    turned = style.themed(figure, dark=True)

    assert turned.layout.paper_bgcolor == DARK["paper"]
    assert turned.layout.font.color == DARK["ink"]
    assert turned.layout.hoverlabel.bgcolor == DARK["paper"]
    assert turned.layout.xaxis.gridcolor == DARK["line"]
    assert turned.data[0].line.color == DARK["accent"]
    assert turned.data[0].textfont.color == DARK["quiet"]
    assert turned.layout.annotations[0].text == style.INK, "words are not colours"
    assert list(turned.data[0].y) == [3, 4]
    assert figure.to_dict() == before


def test_what_the_data_say_keeps_its_colour_and_so_does_the_text_on_it():
    font = {"color": style.text_on(style.RATINGS["tot"])}
    bar = go.Bar(x=[1], marker={"color": style.RATINGS["tot"]}, textposition="inside", textfont=font, meta="tot")

    turned = style.themed(drawn(bar), dark=True).data[0]

    assert turned.marker.color == style.RATINGS["tot"] == style.ACCENT, "the same value, but here it is a rating"
    assert turned.textfont.color == font["color"]


def test_a_bar_without_a_meaning_of_its_own_turns_like_a_line():
    assert (
        style.themed(drawn(go.Bar(x=[1], marker={"color": style.ACCENT})), dark=True).data[0].marker.color
        == (DARK["accent"])
    )


@pytest.mark.parametrize("family", style.FAMILIES)
def test_a_dark_class_has_an_outline_on_dark_paper(family):
    shades = list(style.FAMILIES[family])
    bar = go.Bar(x=[1] * 5, marker={"color": shades, "line": {"color": style.PAPER, "width": 1}})

    marker = style.themed(drawn(bar), dark=True).data[0].marker

    assert list(marker.color) == shades
    assert min(style.contrast(shade, DARK["paper"]) for shade in shades) < 3
    assert style.contrast(marker.line.color, DARK["paper"]) >= 3


def test_cells_without_data_are_grey_in_the_dark_too():
    grey = style.STATES["no_data"]
    cells = go.Heatmap(z=[[0]], colorscale=[[0, grey], [1, grey]], text=[["x"]])

    assert style.themed(drawn(cells), dark=True).data[0].colorscale[0][1] == style.STATES_DARK["no_data"]
