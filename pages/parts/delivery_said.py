"""What the training calendar says in a line: frames in, words out."""

from datetime import date
from typing import Any

import polars as pl

from pages.figures import calendars
from pages.texts import Words
from pages.told.findings import lowered

KNOWN = ("verified", "inferred")  # what a course's dates and days may rest on without being assumed
_ENDS = {"year_end": calendars.YEAR_END, "school_end": calendars.SCHOOL_END}


def load(frame: pl.DataFrame, months: tuple[int, ...]) -> tuple[int, int, float] | None:
    """Learner-days of a by_month answer in these months and in all, and the share if every day were alike.

    None where nothing is known, or the months have not begun.
    """
    mine = frame.filter(pl.col("month_on").dt.month().is_in(months))
    whole, days = frame["learner_days"].sum(), frame["calendar_days"].sum()
    if not whole or not mine["calendar_days"].sum():
        return None
    return mine["learner_days"].sum(), whole, mine["calendar_days"].sum() / days


def headline(frame: pl.DataFrame, words: Words, *, year: int, role: str, place: str, state: str = "") -> str:
    """How much of the year's activity falls into its two ends, beside an even spread; ``state``: why there is none."""
    where = {"place": place, "role": words(f"delivery.role.{role}"), "year": year, "next": year + 1}
    said = [_end(name, of, words) for name, months in _ENDS.items() if (of := load(frame, months)) is not None]
    if said:
        return words("delivery.finding.where", **where) + " " + " ".join(said)
    why = words(f"state.{state}") if state else words("state.no_data")
    return words("delivery.finding.where", **where) + " " + lowered(why) + "."


def _end(name: str, of: tuple[int, int, float], words: Words) -> str:
    part, whole, even = of
    key = name if part else f"{name}_nobody"
    return words(f"delivery.finding.{key}", share=words.ratio(part, whole), even=words.percent(even))


def busiest_day(frame: pl.DataFrame, words: Words) -> str:
    """The day with most learners, and of how many days anything was told."""
    told = frame.drop_nulls("active_learners")
    if told.is_empty():
        return words("finding.nothing")
    most = told.sort("active_learners", "day_on", descending=[True, False]).row(0, named=True)
    return words(
        "delivery.calendar.finding",
        date=words.date(most["day_on"]),
        learners=words.number(most["active_learners"]),
        days=words.number(told.height),
        first=words.date(told["day_on"].min()),
        last=words.date(told["day_on"].max()),
    )


def busiest_month(frame: pl.DataFrame, before: pl.DataFrame, words: Words) -> str:
    """The month with most of the year's activity, and which it was a year ago."""
    now, past = _most(frame), _most(before)
    if now is None:
        return words("finding.nothing")
    said = words("delivery.months.finding", month=f"{now['month_on']:%m/%Y}", share=words.percent(now["share"]))
    if past is None:
        return said
    ago = words("delivery.months.finding_before", month=f"{past['month_on']:%m/%Y}", share=words.percent(past["share"]))
    return f"{said} {ago}"


def bunched(named: pl.DataFrame, words: Words) -> str:
    """Where the busiest eight weeks hold most and least, and how many provinces have no activity, by reason."""
    known = named.filter(state="value").sort("busiest_share", "province_code")
    if known.is_empty():
        return words("finding.nothing")
    low, high = known.row(0, named=True), known.row(-1, named=True)
    share = {"share": words.percent(high["busiest_share"]), "low_share": words.percent(low["busiest_share"])}
    if known.height == 1:
        said = [words("delivery.provinces.finding_one", name=high["name"], share=share["share"])]
    else:
        said = [words("delivery.provinces.finding", name=high["name"], low=low["name"], **share)]
    for state in ("not_applicable", "no_data"):
        if count := named.filter(state=state).height:
            said.append(words(f"delivery.provinces.{state}", count=count))
    return " ".join(said)


def patterns(frame: pl.DataFrame, words: Words) -> str:
    """How many courses follow which pattern, and of how many that is assumed."""
    counts = frame.group_by("pattern", maintain_order=True).len().sort("len", "pattern", descending=[True, False])
    listed = ", ".join(
        words("delivery.patterns.of_pattern", pattern=pattern_said(pattern, words), count=count)
        for pattern, count in counts.iter_rows()
    )
    assumed = frame.filter(~pl.col("basis").is_in(KNOWN)).height
    return words("delivery.patterns.finding", courses=frame.height, listed=listed, assumed=assumed)


def pattern_said(pattern: str, words: Words) -> str:
    """The pattern as a reader says it; a formula stays as it is."""
    return words("delivery.patterns.online") if pattern == "online" else pattern


def together(frame: pl.DataFrame, words: Words) -> str:
    """How many courses are open at once at most, and from when; each day that one begins is looked at."""
    if frame.is_empty():
        return words("finding.nothing")
    opened = [(_open_on(frame, day), day) for day in frame["starts_on"].unique().sort()]
    most, day = max(opened, key=lambda each: (each[0], -each[1].toordinal()))
    first, last = frame["starts_on"].min(), frame["ends_on"].max()
    return words(
        "delivery.schedule.finding",
        first=words.date(first),
        last=words.date(last),
        most=most,
        day=words.date(day),
        courses=frame.height,
    )


def _open_on(frame: pl.DataFrame, day: date) -> int:
    return frame.filter(pl.col("starts_on") <= day, pl.col("ends_on") >= day).height


def _most(frame: pl.DataFrame) -> dict[str, Any] | None:
    known = frame.drop_nulls("share").sort("share", "month_on", descending=[True, False])
    return known.row(0, named=True) if known.height else None
