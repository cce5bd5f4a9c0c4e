"""The account of a delivery: what became of every file, sheet and row. It names files and headers, never a person."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from data.errors import IngestError


@dataclass(frozen=True)
class Column:
    """A column as it came: its place, what is written above it, which header of ours it was read as ('': none)."""

    place: int
    written: str
    ours: str


@dataclass(frozen=True)
class Received:
    """What became of one sheet; rows = taken + held + noise + left_out, whatever happened.

    ``form`` is '' where it is no table of ours. ``why`` says why rows are left out: reason → rows; ``statuses`` are
    the words by which leavers were known. A sheet that waits (``missing``, ``in_doubt``) has its rows left out.
    """

    file: str
    sheet: str
    sender: str
    form: str = ""
    target: str = ""
    rows: int = 0
    taken: int = 0
    held: int = 0
    noise: int = 0  # repeated headers, totals, numbering, blank rows
    left_out: int = 0
    mended: int = 0  # cells put right by a rule, as zeros that a spreadsheet took
    unknown: tuple[str, ...] = ()  # headers that were not read
    personal: tuple[str, ...] = ()  # headers of names and the like, not read on purpose
    missing: tuple[str, ...] = ()  # required headers that are not there
    in_doubt: tuple[str, ...] = ()  # other forms it may be, or headers of ours that two columns claim
    columns: tuple[Column, ...] = ()
    why: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """Whether somebody must say something before the sheet can be read."""
        return bool(self.missing or self.in_doubt)

    @property
    def adds_up(self) -> bool:
        """Whether every row is accounted for."""
        return self.rows == self.taken + self.held + self.noise + self.left_out


@dataclass(frozen=True)
class Refused:
    """A file that could not be read: the error's code, and the reason's code (reference/file_reasons.csv)."""

    file: str
    sender: str
    code: str
    reason: str


@dataclass(frozen=True)
class LeftOut:
    """A file left out by a rule: ``repeated_file`` (``like`` is the earlier one), ``system_file`` or ``paper``."""

    file: str
    sender: str
    why: str
    like: str = ""


@dataclass
class Account:
    """Everything that came: sheet by sheet, the files refused, the files left out, and cells that were filled."""

    received: list[Received] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    filled: dict[str, int] = field(default_factory=dict)  # our header → cells filled from other sheets

    @property
    def is_whole(self) -> bool:
        """Whether every file was read, no row is held back and no sheet waits."""
        return not self.refused and not any(each.held or each.waits for each in self.received)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Files and sheets that nobody could take as they are: unreadable, without a needed column, or in doubt."""
        sheets = [f"{each.file} {each.sheet}".rstrip() for each in self.received if each.waits]
        return (*(each.file for each in self.refused), *sheets)

    @property
    def senders(self) -> tuple[str, ...]:
        """Everybody something came from, in order."""
        every = (*self.received, *self.refused, *(each for each in self.left_out if each.why == "repeated_file"))
        return tuple(sorted({each.sender for each in every}))

    def of(self, sender: str) -> "Account":
        """The part of one sender."""
        parts = (self.received, self.refused, self.left_out)
        return Account(*([each for each in part if each.sender == sender] for part in parts))

    def as_dict(self) -> dict[str, Any]:
        """For a file beside the raw export."""
        return asdict(self)

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> "Account":
        """What ``as_dict`` gave, also after a way through JSON."""
        return cls(
            [_received(each) for each in said["received"]],
            [Refused(**each) for each in said["refused"]],
            [LeftOut(**each) for each in said["left_out"]],
            dict(said.get("filled", {})),
        )


class NothingArrived(IngestError):
    """No row was taken or held back; ``account`` says why not."""

    def __init__(self, account: Account, *, folder: str) -> None:
        super().__init__("nothing_arrived", folder=folder)
        self.account = account


def _received(said: Mapping[str, Any]) -> Received:
    columns = tuple(Column(**each) for each in said.get("columns", ()))
    told = {each.name: said[each.name] for each in fields(Received) if each.name in said}
    return Received(
        **{name: tuple(each) if isinstance(each, list) else each for name, each in told.items()} | {"columns": columns}
    )
