"""Moved: what changed since the date compared with, who moved most, and who has not reported."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from data.measures import measures, smallest_shown
from pages.figures import changes
from pages.papers import framed
from pages.papers.blocks import Table
from pages.papers.framed import Written
from pages.papers.scenes_seen import Seen
from pages.told import map_findings, naming, owing
from queries import overview, sources

_MOST = 3  # provinces from either end
_KINDS: dict[str, Written] = {
    "name": "text",
    "earlier_share": "share",
    "share": "share",
    "change": "change",
    "whole": "count",
}
_NO_CHANGE = 0.0005  # what is written as 0.0 points


@dataclass(frozen=True)
class Silent:
    """Provinces that have not reported, by name, and the sentence that counts them."""

    names: tuple[str, ...]
    said: str


def between(seen: Seen, measure: str, *, module: str | None = None) -> pl.DataFrame | None:
    """Every province at the date compared with and now: earlier_share, share, change, state; None without that date."""
    if seen.since is None:
        return None
    frames = overview.by_province_over_time(seen.store, **seen.key(measure, module=module))
    earlier, now = (frames.filter(pl.col("as_of") == day) for day in (seen.since, seen.as_of))
    return None if earlier.is_empty() else changes.difference(earlier, now)


def said(seen: Seen, measure: str, *, module: str | None = None) -> tuple[str, ...]:
    """What changed since then, a sentence each: the province chosen, the country, how many provinces rose and fell."""
    if seen.since is None:
        return ()
    frame = between(seen, measure, module=module)
    if frame is None:
        return (seen.words("scenes.changed.no_such_date", date=seen.words.date(seen.since)),)
    places = [] if seen.province is None else [(seen.province, seen.place)]
    told = [_place(seen, measure, module, code, name) for code, name in (*places, (None, seen.country))]
    return (*filter(None, told), map_findings.moved(frame, seen.since, seen.as_of, seen.words))


def of_tile(seen: Seen, measure: str, *, module: str | None = None) -> str:
    """What the country's share changed by since then, short; empty where either is not known."""
    pair = _two(seen, measure, module, None)
    if pair is None:
        return ""
    points = seen.words.points(pair[1]["share"] - pair[0]["share"])
    return seen.words("overview.change", points=points, date=seen.words.date(seen.since))


def country(seen: Seen, measure: str, name: str, *, module: str | None = None) -> str:
    """The country's share then and now under that name; empty where either is not known."""
    return _place(seen, measure, module, None, name) if seen.since else ""


def _place(seen: Seen, measure: str, module: str | None, code: str | None, name: str) -> str:
    words = seen.words
    pair = _two(seen, measure, module, code)
    if pair is None:
        return ""
    then, now = pair
    gap = now["share"] - then["share"]
    direction = "same" if abs(gap) < _NO_CHANGE else "rose" if gap > 0 else "fell"
    text = words(
        f"scenes.changed.{direction}",
        name=name,
        before=words.ratio(then["part"], then["whole"]),
        now=words.ratio(now["part"], now["whole"]),
        points=words.points(gap),
        since=words.date(seen.since),
    )
    if code is None and then["units_with_data"] != now["units_with_data"]:
        units = {"before": then["units_with_data"], "now": now["units_with_data"]}
        return f"{text} {words('scenes.changed.units', **units)}"
    return text


def _two(
    seen: Seen, measure: str, module: str | None, code: str | None
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The place at the date compared with and now, where the share is known at both."""
    asked = seen.key(measure, module=module)
    rows = {row["as_of"]: row for row in overview.over_time(seen.store, **asked, province_code=code).to_dicts()}
    then, now = rows.get(seen.since), rows.get(seen.as_of)
    if then is None or now is None or then["share"] is None or now["share"] is None:
        return None
    return then, now


def ends(
    frame: pl.DataFrame, measure: str, most: int = _MOST, least: int = _MOST, *, enough: float | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The provinces that rose most and those that rose least or fell, none in both, none too small to be ranked.

    Who has ``enough`` (the target; all, without one) and did not fall is not among those that rose least.
    """
    smallest = smallest_shown(measures()[measure])
    known = frame.filter(pl.col("change").is_not_null(), pl.col("whole") >= smallest)
    ranked = known.with_columns(pl.col("change").round(9).alias("by")).sort(
        "by", "province_code", descending=[True, False]
    )
    rose = ranked.filter(pl.col("by") > 0).head(most)
    has_enough = (pl.col("share") >= (1.0 if enough is None else enough)) & (pl.col("by") >= 0)
    slow = ranked.join(rose, on="province_code", how="anti", maintain_order="left").filter(~has_enough).tail(least)
    return rose.drop("by"), slow.drop("by")


def table(seen: Seen, measure: str, *, module: str | None = None) -> Table | None:
    """Who rose most and who least, with both shares; None without an earlier date or without anybody known at both."""
    frame = between(seen, measure, module=module)
    if frame is None:
        return None
    shown = pl.concat(ends(frame, measure, enough=seen.target(measure, module=module)))
    if shown.is_empty():
        return None
    words = seen.words
    return of_changes(seen, shown, measure, key="moved", title=words("scenes.moved.title", **_days(seen)))


def of_changes(seen: Seen, shown: pl.DataFrame, measure: str, *, key: str, title: str) -> Table:
    """Rows of ``between`` as a table, both dates in the heads of their columns."""
    words = seen.words
    named = naming.with_provinces(shown, words)
    days = _days(seen)
    return framed.table(
        named,
        _KINDS,
        key=key,
        title=title,
        words=words,
        titles={
            "name": words("scenes.province"),
            "earlier_share": days["since"],
            "share": days["date"],
            "whole": words(f"measure.{measure}.whole").capitalize(),
        },
        note=words(
            "scenes.moved.note", smallest=smallest_shown(measures()[measure]), whole=words(f"measure.{measure}.whole")
        ),
    )


def _days(seen: Seen) -> dict[str, str]:
    return {"since": seen.words.date(seen.since), "date": seen.words.date(seen.as_of)}


def silent(seen: Seen, measure: str, frame: pl.DataFrame) -> Silent:
    """Who has not sent the data set that carries the measure; of coverage, who owes any. Takes a by_province answer."""
    if not measures()[measure].dataset:
        return owing_any(seen)
    due = sources.submissions(seen.store, report_year=seen.asked.year)
    if not owing.missing(due, seen.as_of, (measures()[measure].dataset,)).owed:
        return Silent((), seen.words("sources.finding_none_due"))
    missing = frame.filter(state="not_reported")
    names = tuple(seen.words.name(row) for row in missing.to_dicts())
    data_set = seen.words(f"scenes.set.{measures()[measure].dataset}")
    return Silent(names, _counted(seen, "of_set", len(names), frame.height, set=data_set))


def owing_any(seen: Seen) -> Silent:
    """Who owes at least one data set of the report year."""
    frame = sources.submissions(seen.store, report_year=seen.asked.year)
    if not owing.missing(frame, seen.as_of).owed:
        return Silent((), seen.words("sources.finding_none_due"))
    owes = pl.any_horizontal(*(owing.is_owed(name, seen.as_of) for name in owing.OWED)).fill_null(value=False)
    names = tuple(seen.words.name(row) for row in frame.filter(owes).to_dicts())
    return Silent(names, _counted(seen, "of_any", len(names), frame.height))


def _counted(seen: Seen, kind: str, count: int, units: int, **more: str) -> str:
    key = f"scenes.silent.{kind}" if count else f"scenes.silent.{kind}_none"
    return seen.words(key, count=count, units=units, **more)
