"""Counting: how much the dashboard is used, by day, screen, role and province; people are counted, never named."""

from datetime import date

import polars as pl

ALL_PROVINCES = "*"
COUNTS = ("people", "visits", "screens", "files")


def totals(entries: pl.DataFrame) -> dict[str, int]:
    """How many people had signed in, how many visits there were, screens opened, files taken."""
    return entries.select(_counts()).row(0, named=True)


def by_day(entries: pl.DataFrame, *, since: date, until: date) -> pl.DataFrame:
    """Every day of the range, also those on which nothing happened: day and the counts."""
    days = pl.DataFrame({"day": pl.date_range(since, until, eager=True)})
    counted = entries.group_by("day").agg(_counts())
    return days.join(counted, on="day", how="left").with_columns(pl.col(COUNTS).fill_null(0)).sort("day")


def by(entries: pl.DataFrame, name: str) -> pl.DataFrame:
    """Of each screen, role, … that is named in an entry: its code and the counts, the most opened first."""
    named = entries.filter(pl.col(name) != "")
    return named.group_by(name).agg(_counts()).sort("screens", "files", name, descending=[True, True, False])


def by_province(entries: pl.DataFrame) -> pl.DataFrame:
    """Of each province whose people came: vintage, code (``*``: the whole country) and the counts.

    Somebody of several provinces counts in each of them.
    """
    theirs = entries.filter(pl.col("provinces") != "").with_columns(pl.col("provinces").str.split(","))
    whole = pl.when(pl.col("provinces") == ALL_PROVINCES).then(0).otherwise(pl.col("vintage")).alias("vintage")
    return (
        theirs.explode("provinces")
        .with_columns(whole)
        .group_by("vintage", "provinces")
        .agg(_counts())
        .sort("screens", "files", "provinces", descending=[True, True, False])
    )


def of_province(entries: pl.DataFrame, province: str, vintage: int) -> pl.DataFrame:
    """What people of that province did; ``*`` those of the whole country."""
    theirs = pl.col("provinces").str.split(",").list.contains(province)
    return entries.filter(theirs & ((pl.col("vintage") == vintage) | (pl.lit(province) == ALL_PROVINCES)))


def _counts() -> list[pl.Expr]:
    is_event = {name: pl.col("event") == name for name in ("opened", "took")}
    return [
        pl.col("who").filter(pl.col("who") != "").n_unique().cast(pl.Int64).alias("people"),
        pl.col("visit").filter(pl.col("visit") != "").n_unique().cast(pl.Int64).alias("visits"),
        is_event["opened"].sum().cast(pl.Int64).alias("screens"),
        is_event["took"].sum().cast(pl.Int64).alias("files"),
    ]
