"""Scene maps: the classes of a scene's map, and what it shows in words for who cannot see it."""

from data.measures import measures
from pages.figures import classes
from pages.figures.classes import Class
from pages.papers.scene import MapOf
from pages.texts import Words


def classed(shown: MapOf, words: Words) -> list[Class]:
    """The classes and states of the map, each with its rows, as the screen's legend has them."""
    return list(classes.classified(classes.sane(shown.frame), measure=measures()[shown.measure], words=words))


def entry(each: Class, words: Words) -> str:
    """One class of the legend with how many units are in it."""
    return words("figure.legend.entry", label=each.label, count=words.number(len(each.rows)))


def alt(shown: MapOf, words: Words) -> str:
    """The map in a sentence: its title, how many units in which class, and both archipelagos."""
    listed = "; ".join(entry(each, words) for each in classed(shown, words) if each.rows)
    return words("deck.map_alt", title=shown.title, classes=listed)
