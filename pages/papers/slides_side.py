"""Beside chart and map: one number large, what changed, who moved most, who has not reported."""

from collections.abc import Sequence
from typing import Any

from pages.figures import style
from pages.papers import slides_tables
from pages.papers.blocks import Column, Row, Table
from pages.papers.scene import Scene, Tile
from pages.papers.slides_page import LINE, Box, Line, rows, write
from pages.texts import Words

_BODY, _HEAD, _TABLE = 13, 12, 12  # points
_GAP = 0.16  # inches between what stands below each other
_FIRST = 2  # lines: the head and one sentence
_NAMED = 10  # provinces named; the notes have all
_COLUMNS = (0, 2, 3)  # of the table of who moved: the name, the share now, the change


def draw(slide: Any, box: Box, scene: Scene, words: Words) -> None:
    """All of it from the top of the box on; who moved is left out where it does not fit, the notes have the rest."""
    top = box.y
    for tile in scene.tiles[:2]:
        high = _height(tile_lines(tile, 28), box.w)
        write(slide, Box(box.x, top, box.w, high), tile_lines(tile, 28), lang=words.lang, name=tile.label)
        top += high + _GAP
    left = Box(box.x, top, box.w, box.foot - top)
    whole = [changed(scene, words), silent(scene, words)]
    short = [whole[0][:_FIRST], whole[1]]
    table = 0.0 if scene.moved is None else _moved_height(scene.moved, box.w)
    has_room = bool(table) and _all(short, box.w) + table <= left.h + _GAP
    top = said(slide, left, short if has_room else fitted(whole, left), words)
    if has_room:
        moved(slide, Box(box.x, top, box.w, box.foot - top), scene.moved, words)


def fitted(blocks: Sequence[list[Line]], box: Box) -> list[list[Line]]:
    """The blocks whole where they fit, else the first of them cut down to its first sentence; the notes have all."""
    return list(blocks) if _all(blocks, box.w) <= box.h + _GAP else [blocks[0][:_FIRST], *blocks[1:]]


def said(slide: Any, box: Box, blocks: Sequence[list[Line]], words: Words) -> float:
    """Headed texts below each other as long as there is room, and where they end."""
    top = box.y
    for lines in filter(None, blocks):
        high = _height(lines, box.w)
        if top + high <= box.foot + _GAP:
            write(slide, Box(box.x, top, box.w, high), lines, lang=words.lang, name=lines[0].text)
            top += high + _GAP
    return top


def changed(scene: Scene, words: Words) -> list[Line]:
    """What changed, headed."""
    return _headed("changed", scene.changed, words)


def silent(scene: Scene, words: Words) -> list[Line]:
    """Who has not reported, headed: how many, and the first of them by name."""
    names, more = ", ".join(scene.silent[:_NAMED]), len(scene.silent) - _NAMED
    listed = words("deck.and_more", names=names, count=more) if more > 0 else words("finding.sentence", text=names)
    return _headed("silent", [text for text in (scene.silent_said, listed if names else "") if text], words)


def moved(slide: Any, box: Box, table: Table, words: Words) -> None:
    """Who moved most as a small table."""
    head = [Line(table.title, _HEAD, is_bold=True, colour=style.QUIET)]
    high = _height(head, box.w)
    write(slide, Box(box.x, box.y, box.w, high), head, lang=words.lang, name=table.title)
    slides_tables.draw(slide, Box(box.x, box.y + high, box.w, 0), _short(table), size=_TABLE, lang=words.lang)


def tile_height(tile: Tile, size: float, width: float) -> float:
    """Inches that a tile takes."""
    return _height(tile_lines(tile, size), width)


def tile_lines(tile: Tile, size: float) -> list[Line]:
    """A number large, above it what it is, below it what it is over and how it changed."""
    lines = [Line(tile.label, _HEAD, is_bold=True, colour=style.QUIET)]
    is_number = any(letter.isdigit() for letter in tile.value)
    lines.append(Line(tile.value, size if is_number else _BODY, is_bold=is_number))
    lines += [Line(tile.note, 12)] if tile.note else []
    return lines + ([Line(tile.change, 12, colour=style.ACCENT)] if tile.change else [])


def _all(blocks: Sequence[list[Line]], width: float) -> float:
    return sum(_height(lines, width) + _GAP for lines in blocks if lines)


def _headed(name: str, texts: Sequence[str], words: Words) -> list[Line]:
    head = Line(words(f"deck.{name}"), _HEAD, is_bold=True, colour=style.QUIET)
    return [head, *(Line(text, _BODY, before=2) for text in texts)] if texts else []


def _moved_height(table: Table, width: float) -> float:
    return _height([Line(table.title, _HEAD, is_bold=True)], width) + slides_tables.height(_short(table), width, _TABLE)


def _short(table: Table) -> Table:
    columns = tuple(Column(column.title, column.form) for column in (table.columns[at] for at in _COLUMNS))
    columns = (Column(columns[0].title, "text", width=1.5), *columns[1:])
    kept = tuple(Row(tuple(row.cells[at] for at in _COLUMNS)) for row in table.rows)
    return Table(table.key, table.title, columns, kept)


def _height(lines: list[Line], width: float) -> float:
    return sum(
        rows(line.text, line.size, width, is_bold=line.is_bold) * line.size * LINE / 72 + line.before / 72
        for line in lines
    )
