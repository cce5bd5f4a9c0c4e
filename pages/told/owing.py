"""Owing: which data sets were due by a date and had not come; a ``sources.submissions`` answer in, counts out."""

from dataclasses import dataclass
from datetime import date

import polars as pl

OWED = ("assessment", "training", "satisfaction")
CAME = {**{name: f"{name}_received_on" for name in OWED}, "temis_report": "temis_report_published_on"}


@dataclass(frozen=True)
class Missing:
    """Data sets due by the snapshot's date, those of them not received, and the provinces that owe one."""

    owed: int
    sets: int
    provinces: int


def missing(submissions: pl.DataFrame, as_of: date, names: tuple[str, ...] = OWED) -> Missing:
    """What had not come by that date, of all data sets or of those named."""
    due = [pl.col(f"{name}_due_on") <= as_of for name in names]
    open_ = [is_owed(name, as_of) for name in names]
    counted = submissions.select(
        pl.sum_horizontal(*due).sum().alias("owed"),
        pl.sum_horizontal(*open_).sum().alias("sets"),
        pl.any_horizontal(*open_).sum().alias("provinces"),
    )
    return Missing(*(int(value or 0) for value in counted.row(0)))


def is_owed(name: str, as_of: date) -> pl.Expr:
    """Whether that data set (or the TEMIS report) was due by the date and had not come."""
    came = pl.col(CAME[name])
    return (pl.col(f"{name}_due_on") <= as_of) & (came.is_null() | (came > as_of))
