"""Reports as tests read them: the rows of a table by block and name, the sentences, and an edition drawn by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pages.papers.blocks import Cell, Heading, Paper, Table, Text

MASKED = ("accounts", "completed", "chua_dat", "dat", "kha", "tot")


@dataclass(frozen=True)
class Drawn:
    """An edition whose masks are drawn by hand; a cube without one is withheld nothing of."""

    masks: Mapping[str, pl.DataFrame]
    name: str = "public"
    smallest: int = 10

    def mask(self, cube: str) -> pl.DataFrame | None:
        """The mask drawn for the cube."""
        return self.masks.get(cube)


def table(paper: Paper, key: str) -> Table:
    """The table of that key."""
    return next(table for table in paper.tables if table.key == key)


def rows(paper: Paper, key: str) -> dict[tuple[str, str], tuple[Cell, ...]]:
    """Cells without the first, by the block's name and the row's; a block's own row by its name twice."""
    found, block = {}, ""
    for row in table(paper, key).rows:
        name = row.cells[0].text
        block = name if row.is_block else block
        found[block, name] = row.cells[1:]
    return found


def texts(paper: Paper, key: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The same as it is printed."""
    return {name: tuple(cell.text for cell in cells) for name, cells in rows(paper, key).items()}


def said(paper: Paper, style: str = "body") -> list[str]:
    """The paragraphs of a style, in order."""
    return [block.text for block in paper.blocks if isinstance(block, Text) and block.style == style]


def headings(paper: Paper) -> list[str]:
    """The headings, in order."""
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def under(paper: Paper, heading: str) -> list[object]:
    """The blocks between a heading that begins so and the next heading."""
    blocks, is_there = [], False
    for block in paper.blocks:
        if isinstance(block, Heading):
            is_there = block.text.startswith(heading)
        elif is_there:
            blocks.append(block)
    return blocks
