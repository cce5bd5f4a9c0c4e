"""Findings: what an export's rows are found to break, and how much that matters."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any, Literal, NamedTuple, cast

from data import reference
from data.errors import IngestError
from data.ingest import personal

Strength = Literal["fail", "warn"]
_SHOWN = 5  # sample values kept
_LENGTH = 60  # characters kept of each

# Their samples are whatever a cell says that no list knows, which may be a name where columns have slipped: such a
# sample is shown to whoever builds, masked where it looks like a person's, and does not go into a snapshot.
FREE_TEXT = frozenset(("unknown_code", "unknown_province", "unknown_district", "unknown_school", "unknown_reference"))


class Place(NamedTuple):
    """Where a row came from: the file and sheet as they were called, and the row's number in it, from 1."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Finding:
    """One rule that rows break; ``sample`` holds values that identify nobody (codes, place names, dates)."""

    strength: Strength
    rule: str
    file: str
    column: str
    rows: int
    sample: tuple[str, ...] = field(default=(), repr=False)  # an error's text shows its findings, and may be logged
    places: tuple[Place, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For the manifest: without what might name somebody."""
        sample = [] if self.rule in FREE_TEXT else list(self.sample)
        return asdict(self) | {"sample": sample, "places": [place._asdict() for place in self.places]}


@cache
def strengths() -> dict[str, Strength]:
    """Every rule of ``reference/rules.csv``: fail holds a row back, or stops the build; warn is told."""
    return cast("dict[str, Strength]", dict(reference.read("rules").select("rule", "strength").rows()))


def found(
    rule: str,
    file: str,
    column: str,
    rows: int,
    sample: Sequence[object] = (),
    places: Sequence[Place] = (),
) -> Finding:
    """A finding of a declared rule, in its strength; KeyError for a rule that nobody declared."""
    told = sampled(sample)
    if rule in FREE_TEXT:
        told = tuple(map(personal.said, told))
    return Finding(strengths()[rule], rule, file, column, rows, told, tuple(places))


def sampled(values: Sequence[object]) -> tuple[str, ...]:
    """The first few distinct values, as short text, in order."""
    texts = dict.fromkeys(str(value)[:_LENGTH] for value in values if value is not None)
    return tuple(texts)[:_SHOWN]


def stop_on_failure(findings: Sequence[Finding]) -> None:
    """Raise IngestError ``ingest_failed`` with every finding, when any of them is a failure."""
    if any(finding.strength == "fail" for finding in findings):
        raise IngestError("ingest_failed", findings=list(findings))
