"""Pages of a deck: its scenes as the template of a pack wants them, with map and chart drawn as they are placed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from data.measures import measures
from pages.figures import map_stills, stills, style
from pages.papers import layout, scene_maps, typesetting
from pages.papers.blocks import Table
from pages.papers.deck import Deck
from pages.papers.scene import Item, MapOf, Scene, Tile
from pages.texts import Words

_SIDE_MM, _TOP_MM, _GAP_MM = 14.0, 12.0, 7.0
_INNER_MM = layout.LONG_MM - 2 * _SIDE_MM
_MAP_MM, _BESIDE_MM = 72.0, 78.0
_DOTS = 4.2  # pixels of a chart in a millimetre: its letters are then some eight points
_TALLEST_MM = 118.0  # what finding and source leave of a page
_STRETCHED = 1.7  # a chart may stand so much taller than on the screen
_USUAL_DOTS = 400  # where a figure does not say how tall it is
_LETTERS = 1.8  # on the map, against a map as wide as a page
_BREADTH = 1.26  # our letters are so much wider than those of a Times
_LARGEST, _SMALL = 10.0, 8.0  # points in a table of its own, in one beside a picture
_FINDINGS = ((150, 17), (230, 15))  # a finding of so many letters is set in so many points …
_LONG_FINDING = 13  # … and a longer one in these
_TILES, _TILES_BESIDE_CHART = 3, 2  # in a row
_BEFORE = 1  # the column of who moved that holds the share of the date compared with
_COLOURS = {"ink": style.INK, "quiet": style.QUIET, "line": style.LINE, "accent": style.ACCENT}
_COLOURS |= {"warn": style.WARN, "border": style.BORDER}


def told(deck: Deck, pictures: dict[str, str]) -> dict[str, Any]:
    """All that the pages say; what they show is put into ``pictures`` by the names used here."""
    words = Words(deck.lang)
    return {
        "title": deck.title,
        "subtitle": deck.subtitle,
        "kind_said": deck.kind_said,
        "kind_colour": "warn" if deck.kind == "synthetic" else "quiet",
        "lang": deck.lang,
        "foot": deck.foot,
        "colours": _COLOURS,
        "page": {
            **{"width": layout.LONG_MM, "height": layout.SHORT_MM},
            **{"side": _SIDE_MM, "top": _TOP_MM, "gap": _GAP_MM},
        },
        "cover": {"head": words("deck.agenda"), "foot": [words("foot.boundaries")]},
        "scenes": [*(_scene(scene, words, pictures) for scene in deck.scenes), *_decided(deck, words)],
    }


def _scene(scene: Scene, words: Words, pictures: dict[str, str]) -> dict[str, Any]:
    """One page: what it says, what it shows and how wide, and its choices and source for the foot."""
    changed = scene.changed[:1] if scene.moved else scene.changed  # the others say what the table shows
    beside = [*_headed("changed", changed, words), *_headed("silent", _silent(scene, words), words)]
    shown = list(_shown(scene, words, pictures, has_beside=bool(beside or scene.tiles or scene.moved)))
    return {
        "title": scene.title,
        "finding": scene.finding,
        "finding_size": next((size for most, size in _FINDINGS if len(scene.finding) <= most), _LONG_FINDING),
        "tiles": [_tile(tile) for tile in scene.tiles],
        "tile_columns": min(len(scene.tiles), _TILES_BESIDE_CHART if scene.chart else _TILES),
        "beside_columns": 1 if scene.chart else max(1, len(beside)),
        "beside": beside,
        "moved": _moved(scene),
        "table": None if shown else _table(scene.table, _INNER_MM, _LARGEST),
        "pictures": shown,
        "foot": [line for line in (scene.chosen, " ".join(scene.source)) if line],
    }


def _moved(scene: Scene) -> dict[str, Any] | None:
    """Who moved most; beside a chart without what was before, which the change tells as well."""
    if scene.moved is None or not scene.chart:
        width = _INNER_MM - (_MAP_MM + _GAP_MM if scene.map else 0.0)
        return _table(scene.moved, width, _SMALL + 1)
    table = scene.moved
    kept = [at for at in range(len(table.columns)) if at != _BEFORE]
    rows = tuple(replace(row, cells=tuple(row.cells[at] for at in kept)) for row in table.rows)
    return _table(replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows), _BESIDE_MM, _SMALL)


def _decided(deck: Deck, words: Words) -> Iterator[dict[str, Any]]:
    """The meeting's decisions and notes at the end; decisions that have a scene of their own stand there."""
    has_scene = any(scene.item.kind == "decisions" for scene in deck.scenes)
    for table in (None if has_scene else deck.decisions, deck.remarks):
        if table is not None:
            scene = Scene(Item("decisions"), table.title, "", table=replace(table, title=""))
            yield _scene(scene, words, {})


def _shown(scene: Scene, words: Words, pictures: dict[str, str], *, has_beside: bool) -> Iterator[dict[str, Any]]:
    """Map and chart, side by side, in the width that what stands beside them leaves."""
    left = _INNER_MM - (_BESIDE_MM + _GAP_MM if has_beside else 0.0)
    if scene.map:
        left -= _MAP_MM + _GAP_MM
        svg = _map(scene.map, words)
        yield {
            "file": _put(svg, pictures),
            "alt": scene_maps.alt(scene.map, words),
            "width": _MAP_MM,
            "height": _TALLEST_MM,
        }
    if scene.chart:
        tall = min(_TALLEST_MM, (scene.chart.figure.layout.height or _USUAL_DOTS) * _STRETCHED / _DOTS)
        svg = stills.svg(
            scene.chart.figure, title=scene.chart.title, width=left * _DOTS, height=tall * _DOTS, lang=words.lang
        )
        yield {"file": _put(svg, pictures), "alt": scene.chart.alt, "width": left, "height": tall}


def _put(svg: str, pictures: dict[str, str]) -> str:
    name = f"picture-{len(pictures)}.svg"
    pictures[name] = svg
    return name


def _map(shown: MapOf, words: Words) -> str:
    """The boundaries are credited on the first page."""
    how = {"division": shown.division, "selected": shown.selected, "title": shown.title, "letters": _LETTERS}
    return map_stills.country(shown.frame, measure=measures()[shown.measure], words=words, credit=False, **how)


def _tile(tile: Tile) -> dict[str, Any]:
    return {"label": tile.label, "value": tile.value, "said": [said for said in (tile.note, tile.change) if said]}


def _headed(name: str, lines: tuple[str, ...], words: Words) -> list[dict[str, Any]]:
    return [{"head": words(f"deck.{name}"), "lines": list(lines)}] if lines else []


def _silent(scene: Scene, words: Words) -> tuple[str, ...]:
    """How many have not reported, and every one of them by name."""
    names = words("finding.sentence", text=", ".join(scene.silent)) if scene.silent else ""
    return tuple(said for said in (scene.silent_said, names) if said)


def _table(table: Table | None, width: float, largest: float) -> dict[str, Any] | None:
    if table is None or not table.rows:
        return None
    return typesetting.table(table, width, largest=largest, breadth=_BREADTH)
