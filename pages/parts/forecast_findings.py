"""What the forecasts say in words. Frames in, words out."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from pages.figures.verdicts import VERDICTS
from pages.texts import Words

_NAMED = 3  # provinces named in a sentence


def counts(frame: pl.DataFrame) -> dict[str, int]:
    """Provinces by verdict; what nothing is said of is ``unsaid``."""
    found = frame["verdict"].fill_null("unsaid").value_counts()
    return dict.fromkeys(VERDICTS, 0) | dict(found.iter_rows())


def heading(frame: pl.DataFrame, row: dict[str, Any] | None, words: Words, *, module: str) -> str:
    """How many provinces will be in time, may be late, will not get there, and of how many nothing can be said."""
    found = counts(frame)
    if row is None or row["target"] is None or found["unsaid"] == frame.height:
        return words("forecast.finding_unsaid", module=module)
    said = words(
        "forecast.finding" if row["due_on"] else "forecast.finding_no_day",
        module=module,
        target=percent(row["target"], words),
        date=words.date(row["due_on"]),
    )
    return f"{said} {verdicts(found, words)}"


def of_place(frame: pl.DataFrame, said: str, province: str | None, words: Words, *, name: str) -> str:
    """What is said of the country, after what is said of the province chosen, where one is."""
    own = next(iter(frame.filter(pl.col("province_code") == (province or "")).to_dicts()), None)
    return said if own is None else f"{place(own, words, name=name)} {said}"


def verdicts(found: dict[str, int], words: Words) -> str:
    """“5 đã đạt; 12 kịp hạn; …”, those that there are none of left out."""
    parts = [words(f"forecast.count.{name}", count=words.number(found[name])) for name in VERDICTS if found[name]]
    return words("forecast.counts", counts="; ".join(parts))


def ranges(frame: pl.DataFrame, words: Words) -> str:
    """How many have a forecast, who is expected first, and for whom the later end is beyond five years."""
    drawn = frame.filter(state="forecast").sort("middle_on", "early_on", nulls_last=True)
    if drawn.is_empty():
        return words("forecast.ranges_none")
    first = ", ".join(_dated(row, words) for row in drawn.head(_NAMED).to_dicts())
    text = words("forecast.ranges_said", count=drawn.height, first=first)
    beyond = drawn["late_on"].null_count()
    return _joined((text, words("forecast.ranges_beyond", count=beyond) if beyond else ""))


def _dated(row: dict[str, Any], words: Words) -> str:
    day = words.date(row["middle_on"]) if row["middle_on"] else words("forecast.beyond")
    return words("forecast.dated", name=words.name(row), date=day)


def place(row: dict[str, Any], words: Words, *, name: str) -> str:
    """When that place will reach the target, or why that cannot be said."""
    state = row["state"]
    values = {
        "place": name,
        "share": words.percent(row["share"]),
        "target": percent(row["target"], words),
        "early": words.date(row["early_on"]),
        "middle": words.date(row["middle_on"]) if row["middle_on"] else words("forecast.beyond"),
        "late": words.date(row["late_on"]),
        "date": words.date(row["reached_on"]),
    }
    if state == "forecast" and row["late_on"] is None:
        state = "forecast_open"
    key = f"forecast.place.{state}"
    return words(key, **values) if key in words else words("forecast.place.other", place=name, why=why(state, words))


def why(state: str, words: Words) -> str:
    """A state of a forecast in a few words; states of the map by their own."""
    key = f"forecast.state.{state}"
    return words(key) if key in words else words(f"state.{state}")


def paces(row: dict[str, Any], words: Words) -> str:
    """People a month needed to be in time, against those seen; nothing where it is reached or cannot be said."""
    if row["seen_monthly"] is None or row["state"] == "reached":
        return ""
    seen = words.number(max(row["seen_monthly"], 0.0))
    if row["needed_monthly"] is None:
        return words("forecast.pace_seen", seen=seen)
    return words("forecast.pace_both", seen=seen, needed=words.number(row["needed_monthly"]))


def deadlines(modules: pl.DataFrame, words: Words) -> str:
    """How many modules have reached their target, and which is the next to fall due."""
    single = modules.filter(pl.col("module_code") != "all", pl.col("share").is_not_null())
    if single.is_empty():
        return words("finding.nothing")
    reached = single.filter(state="reached").height
    overdue = single.filter(pl.col("state") != "reached", pl.col("days_left") < 0).height
    said = words("forecast.deadlines_said", reached=reached, overdue=overdue, modules=single.height)
    coming = single.filter(pl.col("days_left") >= 0, pl.col("state") != "reached").sort("days_left")
    if coming.is_empty():
        return said
    row = coming.row(0, named=True)
    days = words.number(row["days_left"])
    next_ = words("forecast.deadline_next", module=row["module_code"], date=words.date(row["due_on"]), days=days)
    return f"{said} {next_}"


def backtest(row: dict[str, Any] | None, words: Words, *, module: str, is_synthetic: bool) -> str:
    """How many earlier forecasts held of those that can be told, and how far the middle was off."""
    if row is None:
        return words("forecast.backtest_none", module=module)
    values = {name: words.number(row[name]) for name in ("forecasts", "settled", "held", "still_open")}
    key = "forecast.backtest_said" if row["settled"] else "forecast.backtest_open"
    said = words(key, module=module, share=words.percent(row["held_share"], 0), **values)
    missed = words("forecast.missed", days=words.number(row["missed_days"])) if row["missed_days"] is not None else ""
    synthetic = words("forecast.synthetic") if is_synthetic else ""
    return _joined((said, missed, synthetic))


def _joined(parts: Iterable[str]) -> str:
    return " ".join(filter(None, parts))


def percent(share: float | None, words: Words) -> str:
    """A target without needless decimals: 95 %, 97,5 %."""
    return words.percent(share, 1, trim=True)


def expected(row: dict[str, Any], words: Words) -> str:
    """The cell of a table: from when to when, or what stands in its place."""
    if row["state"] == "reached":
        return words("forecast.cell.reached", date=words.date(row["reached_on"]))
    if row["state"] != "forecast":
        return why(row["state"], words)
    late = words.date(row["late_on"]) if row["late_on"] else words("forecast.beyond")
    return words("forecast.cell.range", early=words.date(row["early_on"]), late=late)
