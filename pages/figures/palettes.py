"""The colours of classes: one family light to dark, two sides of a target or of no change, two shares at once, kinds.

Blends are made in OKLab (Björn Ottosson, 2020, "A perceptual color space for image processing"), where equal steps
look equal; ``tests/pages/test_figures_palettes.py`` holds every palette apart for colour-blind readers too.
"""

from collections.abc import Sequence

import numpy as np

from pages.figures import style

# A middle paler than that of style.DIVERGING, which cannot be told from the state "nobody".
_UNCHANGED = "#FCFBFA"
# Blue against orange is the pair of hues that all kinds of colour blindness keep apart.
_BOTH_HIGH, _FIRST_LOW, _SECOND_LOW, _BOTH_LOW = "#EBE1C7", "#476BD5", "#C63507", "#311048"
# The first few are the furthest apart, hence the order. The pale ones need the outline that maps and bars draw.
_KINDS = ("#476FB2", "#E3C966", "#6B3117", "#9F6117", "#65A4E6", "#353D81", "#D5877B", "#53E3E1")

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def sequential(family: str, n: int) -> tuple[str, ...]:
    """So many colours of the family, light to dark; beyond the five that it has, blends between them."""
    return style.shades(family, n) if n <= len(style.FAMILIES[family]) else _spread(style.FAMILIES[family], n)


def around_target(n_below: int, n_above: int) -> tuple[str, ...]:
    """Colours of the classes below a target, the furthest strongest, then of those from it on; no neutral middle."""
    return _side(0, n_below) + tuple(reversed(_side(-1, n_above)))


def differences(n: int) -> tuple[str, ...]:
    """An odd number of colours from the strongest fall to the strongest rise, around a pale "no change"."""
    if n % 2 == 0:
        raise ValueError(f"differences have a middle, so their classes are odd in number, not {n}")
    return (*_side(0, n // 2), _UNCHANGED, *reversed(_side(-1, n // 2)))


def bivariate() -> tuple[tuple[str, str, str], ...]:
    """Three by three: rows low to high of the first share, columns low to high of the second.

    Low and low, where help is due, is the darkest; high and high the palest.
    """
    rows = []
    for first in (0.0, 0.5, 1.0):
        low = blended(_BOTH_LOW, _SECOND_LOW, first)
        high = blended(_FIRST_LOW, _BOTH_HIGH, first)
        rows.append((low, blended(low, high, 0.5), high))
    return tuple(rows)


def categorical(n: int) -> tuple[str, ...]:
    """Colours of up to eight kinds without an order; ValueError beyond, since nobody tells nine apart."""
    if not 0 <= n <= len(_KINDS):
        raise ValueError(f"at most {len(_KINDS)} kinds can be told apart by colour, not {n}")
    return _KINDS[:n]


def blended(one: str, other: str, part: float) -> str:
    """The colour so far (0 to 1) on the way from one to the other."""
    return _hex((1 - part) * oklab(one) + part * oklab(other))


def oklab(colour: str) -> np.ndarray:
    """Lightness 0 to 1, green–red and blue–yellow of ``#rrggbb``."""
    return lab_of(linear(colour))


def lab_of(light: np.ndarray) -> np.ndarray:
    """The same of linear red, green and blue."""
    return _TO_LAB @ np.cbrt(_TO_CONES @ light)


def linear(colour: str) -> np.ndarray:
    """Linear red, green and blue, 0 to 1, of ``#rrggbb``."""
    values = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def _hex(lab: np.ndarray) -> str:
    light = np.clip(np.linalg.solve(_TO_CONES, np.linalg.solve(_TO_LAB, lab) ** 3), 0, 1)
    values = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(value * 255):02X}" for value in values)


def _side(end: int, n: int) -> tuple[str, ...]:
    """One side of the diverging colours, strongest first: ``end`` is 0 for below, -1 for above."""
    strong, light = style.DIVERGING[end], style.DIVERGING[1 if end == 0 else -2]
    if n == 1:
        return (blended(strong, light, 0.5),)
    # Three shades and more need room towards the middle.
    return _spread((strong, blended(light, _UNCHANGED, 0.4) if n > 2 else light), n)


def _spread(stops: Sequence[str], n: int) -> tuple[str, ...]:
    """So many colours from the first stop to the last, at equal steps of the way through all of them."""
    if n <= 1:
        return tuple(stops[:n])
    places = np.linspace(0, len(stops) - 1, n)
    found = []
    for place in places:
        before = min(int(place), len(stops) - 2)
        found.append(blended(stops[before], stops[before + 1], float(place - before)))
    return tuple(found)
