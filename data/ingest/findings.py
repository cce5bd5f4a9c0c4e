"""Findings: what an export's rows are found to break, and how much that matters."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from data.errors import IngestError

Strength = Literal["fail", "warn"]
_SHOWN = 5  # sample values kept
_LENGTH = 60  # characters kept of each


@dataclass(frozen=True)
class Finding:
    """One rule that rows break; ``sample`` holds values that identify nobody (codes, place names, dates)."""

    strength: Strength
    rule: str
    file: str
    column: str
    rows: int
    sample: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For the manifest."""
        return asdict(self) | {"sample": list(self.sample)}


def sampled(values: Sequence[object]) -> tuple[str, ...]:
    """The first few distinct values, as short text, in order."""
    texts = dict.fromkeys(str(value)[:_LENGTH] for value in values if value is not None)
    return tuple(texts)[:_SHOWN]


def stop_on_failure(findings: Sequence[Finding]) -> None:
    """Raise IngestError ``ingest_failed`` with every finding, when any of them is a failure."""
    if any(finding.strength == "fail" for finding in findings):
        raise IngestError("ingest_failed", findings=list(findings))
