"""The measures, read from ``reference/measures.toml``: one definition for screen, legend, table and docs."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from data import settings
from data.settings import REFERENCE


@dataclass(frozen=True)
class Measure:
    """One measure: a part over a whole, with all that is needed to show it honestly."""

    name: str
    part: str
    whole: str
    dims: tuple[str, ...]
    unit: str
    good: str
    family: str
    bands: tuple[float, ...]
    smallest: int
    dataset: str
    checked_by: str
    checked_on: date


def smallest_shown(measure: Measure) -> int:
    """The smallest group told to those who may not see everything: of people the setting's, of units each."""
    return settings.smallest() if measure.smallest > 1 else measure.smallest


@cache
def measures() -> dict[str, Measure]:
    """Every measure by name, in the order in which they are shown."""
    raw = tomllib.loads((REFERENCE / "measures.toml").read_text(encoding="utf-8"))
    return {
        name: Measure(name=name, **fields | {"dims": tuple(fields["dims"]), "bands": tuple(fields["bands"])})
        for name, fields in raw.items()
    }
