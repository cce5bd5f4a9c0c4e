"""Blocks: a paper as data, before it is Word, PDF or a workbook; one cell holds its number and how that is printed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# text · count 12.275 · share a share from 0 to 1, as a percentage · change a difference over what was · points of a
# hundred · date. How many decimals are printed is the table's own affair: the text of the cell has them.
Form = Literal["text", "count", "share", "change", "points", "date"]
Style = Literal["body", "bullet", "note", "source", "finding"]


@dataclass(frozen=True)
class Cell:
    """One cell: what is printed, the number behind it (a share from 0 to 1), and why there is none."""

    text: str
    value: float | int | str | date | None = None
    state: str = ""  # withheld, no_data …; empty where there is a value


@dataclass(frozen=True)
class Column:
    """One column: its title, the heading above it if it has one, what it holds, and its width beside the others'."""

    title: str
    form: Form = "text"
    group: str = ""
    width: float = 1.0


@dataclass(frozen=True)
class Row:
    """One row; ``is_block`` heads a block of rows that follow, which are set in from it."""

    cells: tuple[Cell, ...]
    is_block: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its title above, and a note below: what is counted, over what."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading, 1 the highest of four; it is never left alone at the foot of a page."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    style: Style = "body"


@dataclass(frozen=True)
class Blank:
    """What only people know: what is asked, and room for so many lines."""

    asks: str
    lines: int = 2


@dataclass(frozen=True)
class Picture:
    """A chart or map as vector and as pixels, with what it shows in words for who cannot see it."""

    key: str
    alt: str
    svg: str = field(repr=False)
    png: bytes = field(repr=False)
    caption: str = ""
    width_mm: float = 160.0


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True)
class Turn:
    """What follows stands on pages of the other way round, from a new page on."""

    is_landscape: bool


@dataclass(frozen=True)
class Signature:
    """Here recipients and signature stand; a paper with a head that lacks this is signed at its end."""


Block = Heading | Text | Table | Picture | Blank | PageBreak | Turn | Signature


@dataclass(frozen=True)
class Head:
    """The head and foot of an administrative document (Decree 30/2020): who issues it, what kind it is, about what.

    Number, place, day and signature are left for the office that issues it.
    """

    above: str  # the body that the issuer belongs to
    issuer: str
    number: str
    nation: str
    motto: str
    place_and_day: str
    kind: str
    about: str
    signer: tuple[str, ...]
    recipients: tuple[str, ...]  # the first line is their heading


@dataclass(frozen=True)
class Paper:
    """A whole document. Equal papers give equal bytes.

    ``told``  what stands in the workbook's sheet of provenance and in the file's properties: name and value
    ``foot``  printed on every page: what data, which date, which edition, who sees it
    """

    file: str  # without its ending
    lang: str
    title: str
    as_of: date
    blocks: tuple[Block, ...]
    told: tuple[tuple[str, str], ...]
    foot: str
    head: Head | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
