"""Slides: a deck as a presentation 16 to 9 whose charts, tables and words can be edited in any office program."""

from collections.abc import Iterator
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

from pages.figures import style
from pages.papers import slides_charts, slides_map, slides_package, slides_side, slides_tables
from pages.papers.blocks import Table
from pages.papers.deck import Deck
from pages.papers.layout import printable
from pages.papers.scene import Scene
from pages.papers.slides_page import (
    BODY,
    FOOT,
    KICKER,
    MARGIN,
    NUMBER,
    SOURCE,
    TITLE,
    WIDE,
    Box,
    Line,
    fill,
    fitting,
    write,
)
from pages.texts import Words

_TITLES = (28, 26, 24, 22, 20, 18)  # points, largest first
_SMALL = (10, 9, 8, 7)
_TABLE = 14
_GAP = 0.3  # inches between columns
_MAP = 4.55  # inches of a map with its legend
_SIDE, _WIDE_SIDE = 3.1, 4.0
_TILES_ACROSS = 3
_LARGE = 30  # points of a number among several
_BETWEEN = 0.2  # inches between rows of tiles


def pptx(deck: Deck) -> bytes:
    """The deck as a .pptx; equal decks give equal bytes."""
    words = Words(deck.lang)
    made = slides_package.empty()
    _opening(made, deck, words)
    for scene, notes in zip(deck.scenes, deck.notes or ("",) * len(deck.scenes), strict=True):
        _scene(made, scene, notes, deck, words)
    has_decided = any(scene.item.kind == "decisions" for scene in deck.scenes)
    for table in (None if has_decided else deck.decisions, deck.remarks):
        if table is not None:
            _listed(made, table, deck, words)
    _number(made, deck)
    return slides_package.saved(made, deck)


def _opening(made: Any, deck: Deck, words: Words) -> None:
    slide = slides_package.title_only(made)
    holder = slide.shapes.title
    box = Box(MARGIN, 1.5, WIDE - 2 * MARGIN, 1.1)
    holder.left, holder.top, holder.width, holder.height = slides_package.inches(box)
    size = fitting(deck.title, box, (44, 38, 32, 28), is_bold=True)
    fill(
        holder.text_frame,
        [Line(deck.title, size, is_bold=True, align=PP_ALIGN.LEFT)],
        lang=deck.lang,
        anchor=MSO_ANCHOR.BOTTOM,
    )
    under = [Line(deck.subtitle, 20, colour=style.QUIET), Line(deck.kind_said, 16, colour=_kind_colour(deck), before=6)]
    write(slide, Box(MARGIN, 2.75, WIDE - 2 * MARGIN, 1.0), under, lang=deck.lang, name=words("deck.about"))
    listed = [Line(f"{place}. {scene.title}", 14, before=3) for place, scene in enumerate(deck.scenes, 1)]
    half = -(-len(listed) // 2)
    for column, lines in enumerate((listed[:half], listed[half:])):
        box = Box(MARGIN + column * 6.2, 3.95, 6.0, 2.6)
        write(slide, box, lines, lang=deck.lang, name=words("deck.agenda"))
    _foot(slide, (words("foot.boundaries"),), deck)


def _scene(made: Any, scene: Scene, notes: str, deck: Deck, words: Words) -> None:
    if scene.map is None and scene.chart is None and scene.table is not None:
        for piece in slides_tables.parts(scene.table, BODY, _TABLE):
            slide = _page(made, scene.title, scene.finding, deck)
            slides_tables.draw(slide, BODY, piece, size=_TABLE, lang=deck.lang)
            _finish(slide, scene, notes, deck)
        return
    slide = _page(made, scene.title, scene.finding, deck)
    _body(slide, scene, deck, words)
    _finish(slide, scene, notes, deck)


def _body(slide: Any, scene: Scene, deck: Deck, words: Words) -> None:
    """At most one map and one chart, and beside them what changed, who moved, who is silent."""
    if not scene.map and not scene.chart:
        slides_side.draw(slide, Box(BODY.x, BODY.y, BODY.w * 0.6, BODY.h), scene, words)
        return
    side = _SIDE if scene.map and scene.chart else _WIDE_SIDE
    left = BODY.w - side - _GAP
    if scene.map and not scene.chart:
        _with_tiles(slide, scene, deck, words)
        return
    if scene.map:
        slides_map.draw(slide, Box(BODY.x, BODY.y, _MAP, BODY.h), scene.map, words)
        slides_charts.draw(
            slide, Box(BODY.x + _MAP + _GAP, BODY.y, left - _MAP - _GAP, BODY.h), scene.chart, lang=deck.lang
        )
    else:
        slides_charts.draw(slide, Box(BODY.x, BODY.y, left, BODY.h), scene.chart, lang=deck.lang)
    slides_side.draw(slide, Box(WIDE - MARGIN - side, BODY.y, side, BODY.h), scene, words)


def _with_tiles(slide: Any, scene: Scene, deck: Deck, words: Words) -> None:
    """Numbers large on the left, below them what changed; the map on the right."""
    slides_map.draw(slide, Box(WIDE - MARGIN - _MAP, BODY.y, _MAP, BODY.h), scene.map, words)
    width = BODY.w - _MAP - _GAP
    across = (width - (_TILES_ACROSS - 1) * _GAP) / _TILES_ACROSS
    top = BODY.y
    for start in range(0, len(scene.tiles), _TILES_ACROSS):
        row = scene.tiles[start : start + _TILES_ACROSS]
        high = max(slides_side.tile_height(tile, _LARGE, across) for tile in row)
        for column, tile in enumerate(row):
            place = Box(BODY.x + column * (across + _GAP), top, across, high)
            write(slide, place, slides_side.tile_lines(tile, _LARGE), lang=deck.lang, name=tile.label)
        top += high + _BETWEEN
    half = (width - _GAP) / 2
    left, right = (Box(BODY.x + column * (half + _GAP), top, half, BODY.foot - top) for column in (0, 1))
    slides_side.said(slide, left, slides_side.fitted([slides_side.changed(scene, words)], left), words)
    slides_side.said(slide, right, [slides_side.silent(scene, words)], words)


def _listed(made: Any, table: Table, deck: Deck, words: Words) -> None:
    """A table by itself, on as many slides as it needs."""
    for piece in slides_tables.parts(table, BODY, _TABLE):
        slide = _page(made, words("scenes.title.decisions"), table.title, deck)
        slides_tables.draw(slide, BODY, piece, size=_TABLE, lang=deck.lang)
        _foot(slide, (), deck)


def _page(made: Any, kicker: str, finding: str, deck: Deck) -> Any:
    slide = slides_package.title_only(made)
    size = fitting(finding, TITLE, _TITLES, is_bold=True)
    fill(slide.shapes.title.text_frame, [Line(finding, size, is_bold=True, align=PP_ALIGN.LEFT)], lang=deck.lang)
    write(slide, KICKER, [Line(kicker, 14, is_bold=True, colour=style.ACCENT)], lang=deck.lang, name=kicker)
    return slide


def _finish(slide: Any, scene: Scene, notes: str, deck: Deck) -> None:
    _foot(slide, tuple(filter(None, (scene.chosen, " ".join(scene.source)))), deck)
    if notes:
        slide.notes_slide.notes_text_frame.text = printable(notes)


def _foot(slide: Any, told: tuple[str, ...], deck: Deck) -> None:
    """The choices and the source, then on every slide what data these are."""
    if told:
        size = fitting("\n".join(told), SOURCE, _SMALL)
        write(slide, SOURCE, [Line(each, size, colour=style.QUIET) for each in told], lang=deck.lang, name="source")
    write(slide, FOOT, [Line(deck.foot, 10, colour=_kind_colour(deck))], lang=deck.lang, name="foot")


def _number(made: Any, deck: Deck) -> None:
    """Which of how many, on all but the first."""
    total = len(made.slides)
    for place, slide in _after_first(made):
        line = Line(f"{place}/{total}", 10, colour=style.QUIET, align=PP_ALIGN.RIGHT)
        write(slide, NUMBER, [line], lang=deck.lang, name="number")


def _after_first(made: Any) -> Iterator[tuple[int, Any]]:
    return ((place, slide) for place, slide in enumerate(made.slides, 1) if place > 1)


def _kind_colour(deck: Deck) -> str:
    return style.WARN if deck.kind == "synthetic" else style.QUIET
