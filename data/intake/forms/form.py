"""What a form is: the columns a kind of sheet is read by, the raw file its rows become, and the way there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.ingest.layout import FILES, RawColumn

Row = dict[str, Any]  # values by column name, and '@dong', the row's number in its file
Held = tuple[int, str]  # '@dong' and the code of the reason

_LAYOUT = {file.name: {column.header: column for column in file.columns} for file in FILES}


@dataclass(frozen=True)
class Shaped:
    """What the rows of a sheet became.

    ``rows`` are those of the form's target, ``others`` those of further raw files, by the target's column names;
    ``taken`` counts the source rows that were used. A row neither used nor held is no data (a note, a signature).
    """

    rows: list[Row]
    held: list[Held] = field(default_factory=list)
    taken: int = 0
    others: Mapping[str, list[Row]] = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """One kind of sheet.

    ``shape`` makes the target's rows of all rows of a sheet; None where the columns are the target's own. ``wanted``
    are headers a sheet must have whose cells may be empty, ``told`` those that a title or somebody may state instead,
    ``any_of`` those of which it must have one. ``titles`` is a pattern of loose text that a title or sheet name of this
    form bears, ``names`` are pairs of a header and another text for it. Where ``has_totals`` a row called Tổng số is
    data. Where ``by_row`` no row's shape hangs on another's: a long file is then shaped piece by piece.
    """

    name: str
    target: str
    columns: tuple[RawColumn, ...]
    shape: Callable[[list[Row]], Shaped] | None = None
    wanted: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    titles: str = ""
    names: tuple[tuple[str, str], ...] = ()
    has_totals: bool = False
    by_row: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is the raw file's own form."""
        return self.name == self.target

    @property
    def needed(self) -> tuple[str, ...]:
        """Headers without which a sheet is not this form."""
        return tuple(column.header for column in self.columns if column.is_required or column.header in self.wanted)


def borrowed(target: str, *headers: str) -> tuple[RawColumn, ...]:
    """Columns of a raw file by header, a star after those that every row must fill."""
    found = []
    for header in headers:
        like = _LAYOUT[target][header.removesuffix("*")]
        found.append(RawColumn(like.header, like.name, like.type, like.code, header.endswith("*")))
    return tuple(found)


def own(header: str, name: str, kind: str = "VARCHAR", *, code: str | None = None) -> RawColumn:
    """A column only this form has, a star after a header that every row must fill."""
    return RawColumn(header.removesuffix("*"), name, kind, code, header.endswith("*"))
