"""Blocks: shapes raised from a plain ground, and islands in framed windows beside them, as a deck.gl scene."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pydeck

from pages.figures import scene, style

_Feature = dict[str, Any]
_Carried = Callable[[Sequence[float]], list[float]]

_MARGINS = (20, 22)  # pixels at either side, above and below
_DIGITS = 4  # of a degree: 11 m
_LABEL = 16  # pixels
# deck.gl's lamps cannot be moved: they stand in the south, and a wall that looks at the reader is lighter than one that
# looks aside. The top, which is what the legend speaks of, is drawn without a lamp, so that its colour is the legend's.
_WALL = {"ambient": 0.42, "diffuse": 0.38, "shininess": 1, "specularColor": [0, 0, 0]}
_HANDLING = {"dragMode": "rotate", "scrollZoom": False, "touchRotate": True}  # the wheel scrolls the page


class Deck(pydeck.Deck):
    """A deck that travels without indentation: a fifth of the bytes."""

    def to_json(self) -> str:
        """The scene as compact JSON."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True)
class Block:
    """A shape with its name, what is said of it, its colour, and how high it stands (metres, 0 is flat)."""

    geometry: Mapping[str, Any]
    name: str
    said: str
    colour: str
    height: float = 0.0


@dataclass(frozen=True)
class Islands:
    """An archipelago: its shape at its true place, flat, and the label of the window in which it is shown."""

    block: Block
    label: str


def deck(blocks: Sequence[Block], islands: Sequence[Islands], *, size: tuple[int, int], dark: bool) -> Deck:
    """The scene, looked at from the south so that all of it is inside a picture of that size (pixels).

    The colours of blocks are ``#rrggbb`` and stay as they are; outlines and labels follow the theme.
    """
    around = scene.box(place for block in blocks for place in scene.places(block.geometry))
    windows = [scene.window(around, scene.box(scene.places(each.block.geometry))) for each in islands]
    camera = scene.camera(
        [*_reach(blocks), *(corner for each in windows for corner in scene.corners(each.room))],
        size=size,
        margins=_MARGINS,
    )
    return Deck(
        layers=[*_raised(blocks, dark), *_windows(islands, windows, dark)],
        views=[pydeck.View(type="MapView", controller=_HANDLING)],
        initial_view_state=pydeck.ViewState(
            longitude=round(camera.lon, 5),
            latitude=round(camera.lat, 5),
            zoom=round(camera.zoom, 3),
            min_zoom=round(camera.zoom - 1, 3),
            max_zoom=round(camera.zoom + 4, 3),
            pitch=scene.PITCH,
            bearing=0,
        ),
        map_provider=None,  # a base map would be asked for elsewhere, and would draw borders of its own
        tooltip=_tooltip(dark),
    )


def _reach(blocks: Iterable[Block]) -> list[scene.Point]:
    """Foot and top of the box around every block: what the camera must see."""
    boxes = [(scene.box(scene.places(block.geometry)), block.height) for block in blocks]
    return [corner for around, height in boxes for metres in {0.0, height} for corner in scene.corners(around, metres)]


def _raised(blocks: Sequence[Block], dark: bool) -> list[pydeck.Layer]:
    """Walls in the shade below, tops in their own colour above; a flat block has no walls."""
    walls = [_feature(block, height=round(block.height)) for block in blocks if block.height > 0]
    tops = [_feature(block, lift=round(block.height)) for block in blocks]
    below = pydeck.Layer(
        "GeoJsonLayer",
        walls,
        id="walls",
        extruded=True,
        stroked=False,
        get_fill_color="properties.fill",
        get_elevation="properties.height",
        material=_WALL,
        pickable=True,
    )
    return [below, _flat("tops", tops, dark)]


def _windows(islands: Sequence[Islands], windows: Sequence[scene.Window], dark: bool) -> list[pydeck.Layer]:
    """The archipelagos, flat, each in its frame with its name above."""
    if not islands:
        return []
    shown = [_feature(each.block, window.carried) for each, window in zip(islands, windows, strict=True)]
    frames = pydeck.Layer(
        "PathLayer",
        [{"path": [corner[:2] for corner in scene.corners(window.frame, closed=True)]} for window in windows],
        id="frames",
        get_path="path",
        get_color=_rgb(_neutral(style.BORDER, dark)),
        get_width=1,
        width_units='"pixels"',
    )
    return [_flat("islands", shown, dark), frames, _labels(islands, windows, dark)]


def _labels(islands: Sequence[Islands], windows: Sequence[scene.Window], dark: bool) -> pydeck.Layer:
    frames = [window.frame for window in windows]
    named = [
        {"at": [(west + east) / 2, north], "text": each.label}
        for each, (west, _, east, north) in zip(islands, frames, strict=True)
    ]
    return pydeck.Layer(
        "TextLayer",
        named,
        id="labels",
        get_position="at",
        get_text="text",
        get_size=_LABEL,
        get_color=_rgb(_neutral(style.INK, dark)),
        get_text_anchor='"middle"',
        get_alignment_baseline='"bottom"',
        get_pixel_offset=[0, -4],
        font_family=f'"{style.FONT}"',
        character_set='"auto"',  # the letters there are, Vietnamese ones too
        line_height=1.25,
    )


def _flat(name: str, features: list[_Feature], dark: bool) -> pydeck.Layer:
    return pydeck.Layer(
        "GeoJsonLayer",
        features,
        id=name,
        get_fill_color="properties.fill",
        get_line_color=_rgb(_neutral(style.BORDER, dark)),
        get_line_width=1,
        line_width_units='"pixels"',
        pickable=True,
        auto_highlight=True,
        highlight_color=[*_rgb(_neutral(style.INK, dark)), 60],
    )


def _feature(block: Block, carried: _Carried | None = None, *, height: int = 0, lift: int | None = None) -> _Feature:
    """The block's shape: carried elsewhere, of a height for its walls, or lifted to where its top is."""

    def corner(place: Sequence[float]) -> list[float]:
        flat = [round(number, _DIGITS) for number in (carried(place) if carried else place[:2])]
        return flat if lift is None else [*flat, lift]

    told = {"name": _text(block.name), "said": _text(block.said), "fill": _rgb(block.colour), "height": height}
    return {"type": "Feature", "properties": told, "geometry": scene.moved(block.geometry, corner)}


def _text(text: str) -> str:
    # deck.gl reads a text that begins with @@ as a formula; the browser escapes the rest by itself
    return f"\u2060{text}" if text.startswith("@@") else text


def _tooltip(dark: bool) -> dict[str, Any]:
    colours = {"backgroundColor": _neutral(style.PAPER, dark), "color": _neutral(style.INK, dark)}
    edge = {"border": f"1px solid {_neutral(style.BORDER, dark)}"}
    font = {"fontFamily": style.FONT, "fontSize": "13px", "lineHeight": "1.5", "whiteSpace": "pre-line"}
    told = '<div class="t-pointed"><b>{name}</b><br>{said}</div>'
    return {"html": told, "style": colours | edge | font}


def _neutral(colour: str, dark: bool) -> str:
    return style.DARK[colour] if dark else colour


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
