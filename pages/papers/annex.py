"""Annex: the numbers of a meeting's pack as a paper, scene by scene, for Word, a workbook and CSV."""

from dataclasses import replace

from pages.papers import framed
from pages.papers.blocks import Block, Cell, Column, Heading, Paper, Row, Table, Text
from pages.papers.deck import Deck
from pages.papers.scene import MapOf, Scene
from pages.texts import Words
from pages.told import kinds, naming


def of(deck: Deck) -> Paper:
    """Every scene with its tables, a map's with all its provinces; then what was decided and noted."""
    words = Words(deck.lang)
    blocks: list[Block] = [Text(deck.subtitle, "finding"), Text(deck.kind_said, "note")]
    for number, scene in enumerate(deck.scenes, start=1):
        blocks += _scene(scene, number, words)
    entries = [table for table in (deck.decisions, deck.remarks) if table]
    if entries:
        blocks += [Heading(words("deck.decisions")), *entries]
    return Paper(
        file=f"{deck.file}-{words('annex.file')}",
        lang=deck.lang,
        title=words("annex.title", title=deck.title),
        as_of=deck.as_of,
        blocks=tuple(blocks),
        told=deck.told,
        foot=deck.foot,
    )


def _scene(scene: Scene, number: int, words: Words) -> list[Block]:
    """A scene's findings, then each of its tables once, and at their foot what is counted over what."""
    said = [Text(line, "bullet") for line in scene.changed]
    tables = {
        table.key: table
        for table in (_tiles(scene, number, words), _provinces(scene.map, words), scene.table, scene.moved)
        if table
    }
    note = " ".join(scene.source)
    numbered = [
        replace(each, key=f"{number}-{each.key}", note=f"{each.note} {note}".strip()) for each in tables.values()
    ]
    chosen = [Text(scene.chosen, "note")] if scene.chosen else []
    return [
        Heading(words("annex.scene", number=number, title=scene.title)),
        Text(scene.finding),
        *chosen,
        *said,
        *numbered,
    ]


def _tiles(scene: Scene, number: int, words: Words) -> Table | None:
    """The large numbers as they stand on the screen."""
    if not scene.tiles:
        return None
    columns = tuple(
        Column(words(f"annex.column.{name}"), width=width) for name, width in (("label", 2), ("value", 1), ("note", 3))
    )
    rows = tuple(Row(tuple(Cell(text, text) for text in (tile.label, tile.value, tile.note))) for tile in scene.tiles)
    return Table("tiles", words("annex.tiles", number=number), columns, rows)


def _provinces(of: MapOf | None, words: Words) -> Table | None:
    """Every province of the map, with its counts and its state."""
    if of is None:
        return None
    return framed.table(
        naming.with_provinces(of.frame, words),
        kinds.PROVINCES_NOW,
        key=f"provinces-{of.measure}",
        title=words("table.provinces", measure=words(f"measure.{of.measure}.title")),
        words=words,
        titles={"name": words("scenes.province")},
    )
