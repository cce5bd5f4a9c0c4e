"""A seeded, synthetic raw export at seven dates; it goes through the same ingest as a real one.

The country is drawn once, with every event it will ever have, and then cut at each date: what a later
export says about an earlier day agrees with the earlier export.
"""

from datetime import date
from pathlib import Path

from data.demo.assumptions import DATES
from data.demo.land import Country, country
from data.demo.raw import Progress, export_at

__all__ = ["DATES", "Country", "country", "export", "export_at"]


def export(
    as_of: date,
    folder: Path,
    *,
    scale: float = 0.05,
    seed: int = 2022,
    progress: Progress = lambda done, said: None,
) -> None:
    """Draw the country and write its raw export of one date; for several dates call country() once instead."""
    export_at(country(scale, seed), as_of, folder, progress=progress)
