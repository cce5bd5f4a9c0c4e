"""Sections of a TEMIS report, and how they become pages in either form: tables in place, or words and an annex."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pages.papers import temis_cells as cells
from pages.papers.blocks import Block, Heading, PageBreak, Table, Text, Turn
from pages.texts import Words

_ALWAYS = ("a11", "a12")  # tables of the national template: printed whatever they hold
_LOW = 3  # the level of headings of single tables
_PORTRAIT = 10  # columns that a page has room for upright


@dataclass(frozen=True)
class Section:
    """One heading with what stands under it: tables, the same said in words, and what is printed in both forms."""

    heading: str
    level: int
    tables: tuple[Table, ...] = ()
    said: tuple[str, ...] = ()  # in the form of sentences alone
    always: tuple[Block, ...] = ()


def in_tables(sections: Iterable[Section], closing: Iterable[Block]) -> Iterator[Block]:
    """Every table in its place; pages turn where tables are wide, and turn back where the upright ones go on."""
    is_turned = False
    for section in sections:
        is_wide = any(len(table.columns) > _PORTRAIT for table in section.tables)
        # a narrow table behind a wide one stays on its pages until a higher heading, since a turn begins a new page
        if is_wide != is_turned and (is_wide or section.level < _LOW):
            is_turned = is_wide
            yield Turn(is_landscape=is_turned)
        yield Heading(section.heading, section.level)
        yield from section.tables
        yield from section.always
    if is_turned:
        yield Turn(is_landscape=False)
    yield from closing


def in_sentences(sections: Sequence[Section], closing: Iterable[Block], words: Words) -> Iterator[Block]:
    """Every section in words, with a pointer to its tables in the annex; what closes the text; then the annex."""
    for section in sections:
        yield Heading(section.heading, section.level)
        yield from (Text(sentence) for sentence in section.said)
        if section.tables:
            yield Text(words("temis.pointer", tables=_listed(section.tables)))
        yield from section.always
    yield from closing
    tables = [table for section in sections for table in section.tables]
    if tables:
        yield from _annex(tables, words)


def _annex(tables: Sequence[Table], words: Words) -> Iterator[Block]:
    yield Turn(is_landscape=True) if any(len(table.columns) > _PORTRAIT for table in tables) else PageBreak()
    yield Heading(words("temis.annex"), 1)
    yield from tables


def _listed(tables: Iterable[Table]) -> str:
    """The tables by what stands before the dash of their titles."""
    return ", ".join(table.title.partition(" – ")[0] for table in tables)


def with_legend(section: Section, words: Words, *, smallest: int) -> Section:
    """The section, each table's note saying what the signs in it stand for; a line for one that is withheld whole."""
    shown = [table for table in section.tables if not _is_withheld_whole(table, words)]
    lines = [Text(_withheld(table, words, smallest)) for table in section.tables if table not in shown]
    tables = tuple(_with_legend(table, words, smallest) for table in shown)
    return replace(section, tables=tables, always=(*lines, *section.always))


def _is_withheld_whole(table: Table, words: Words) -> bool:
    """Whether its numbers are withheld, every one: a page of signs would tell no more than a line."""
    names = ("", words("temis.column.place"))  # places in a list are no numbers
    if table.key in _ALWAYS:
        return False
    counted = [at for at, each in enumerate(table.columns) if each.form != "text" and each.title not in names]
    return {row.cells[at].state for row in table.rows for at in counted if row.cells[at].text} == {cells.WITHHELD}


def _withheld(table: Table, words: Words, smallest: int) -> str:
    return words("temis.withheld_whole", table=_listed([table]), smallest=smallest)


def _with_legend(table: Table, words: Words, smallest: int) -> Table:
    note = " ".join(filter(None, (table.note, cells.legend([table], words, smallest=smallest))))
    return replace(table, note=note)
