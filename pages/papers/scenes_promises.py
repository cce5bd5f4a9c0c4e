"""Promises: who has not reported, how far the commitments are reached, and what the meeting decided."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from data.measures import measures
from data.schema import ALL
from pages.figures import bars, claims, style
from pages.figures.tables import Kind
from pages.papers import decisions, framed, scenes_moved
from pages.papers.blocks import Table
from pages.papers.decisions import Decision
from pages.papers.scene import Chart, Native, Scene, Series, Tile
from pages.papers.scenes_behind import shade
from pages.papers.scenes_country import mapped
from pages.papers.scenes_seen import Seen
from pages.texts import Words
from pages.told import commitments as told
from pages.told import findings, naming, owing
from queries import commitments, overview, sources

_SETS = (*owing.OWED, "temis_report")
_SENT: dict[str, Kind] = {"name": "text", "due": "count", "came": "count", "share": "share", "provinces": "count"}
_MARKS: dict[str, Kind] = {
    "name": "text",
    "mark_said": "text",
    "computed_said": "text",
    "achieved_share": "share",
    "basis_said": "text",
    "due_on": "date",
}


def reporting_scene(seen: Seen) -> Scene:
    """How much of what was due has come, data set by data set, and who owes something."""
    words = seen.words
    frame = sources.submissions(seen.store, report_year=seen.asked.year)
    missing = owing.missing(frame, seen.as_of)
    quiet = scenes_moved.owing_any(seen)
    sets = _sets(frame, seen)
    title = words("scenes.sets", year=seen.label("year"))
    provinces = overview.by_province(seen.store, **seen.key("reporting"))
    return Scene(
        item=seen.item,
        title=words("scenes.title.reporting"),
        finding=findings.sources(missing.sets, missing.owed, missing.provinces, words),
        tiles=_received(missing, frame.height, words) if missing.owed else (),
        map=mapped(seen, provinces, "reporting") if missing.owed else None,
        chart=_sent(sets, title, seen) if sets.height else None,
        changed=_arrived(frame, seen),
        moved=scenes_moved.table(seen, "reporting"),
        silent=quiet.names,
        silent_said=quiet.said,
        table=_sent_table(sets, title, seen) if sets.height else None,
        source=seen.source("reporting", "report_published", counted=_units_said(seen), place=seen.country),
        chosen=seen.chosen("year"),
    )


def commitments_scene(seen: Seen) -> Scene:
    """How much of every commitment and target the whole country has reached."""
    words = seen.words
    asked = {"audience": seen.asked.audience, "cohort_code": seen.asked.cohort, "report_year": seen.asked.year}
    achieved = commitments.achieved(seen.store, **asked, scale=seen.store.snapshot.scale)
    names = [_mark(row["commitment"], seen) for row in achieved.to_dicts()]
    named = naming.with_column(achieved, "name", names)
    known = named.filter(pl.col("achieved_share").is_not_null())
    title = words("commitments.marks")
    scale = seen.store.snapshot.scale
    quiet = scenes_moved.owing_any(seen)
    known_measures = [name for name in zip(achieved["commitment"], names, strict=True) if name[0] in measures()]
    changed = (scenes_moved.country(seen, name, said, module=ALL) for name, said in known_measures)
    scaled = (words("commitments.marks_scaled", scale=words.percent(scale, 1, trim=True)),) if scale != 1 else ()
    return Scene(
        item=seen.item,
        title=words("scenes.title.commitments"),
        finding=told.marks(achieved, names, words),
        tiles=_reached(known, words),
        chart=_marks(known, title, told.marks(achieved, names, words), seen) if known.height else None,
        changed=tuple(filter(None, changed)),
        moved=scenes_moved.table(seen, seen.asked.measure, module=ALL),
        silent=quiet.names,
        silent_said=quiet.said,
        table=framed.table(
            _said(named, seen),
            _MARKS,
            key="commitments",
            title=title,
            words=words,
            titles={"basis_said": words("column.basis")},
        ),
        source=seen.source(counted=(words("commitments.marks_counted"), *scaled), place=seen.country),
        chosen=seen.chosen("audience", "cohort", "year"),
    )


def decisions_scene(seen: Seen, made: Sequence[Decision], day: date | None) -> Scene:
    """What was decided, who leads it and until when; notes are no decisions."""
    words, day = seen.words, day or seen.as_of
    decided = [each for each in made if each.kind == "decision"]
    counts = {
        "count": len(decided),
        "open": sum(each.is_open for each in decided),
        "late": sum(each.is_late(day) for each in decided),
        "date": words.date(day),
    }
    return Scene(
        item=seen.item,
        title=words("scenes.title.decisions"),
        finding=words("scenes.decisions.finding" if decided else "scenes.decisions.none", **counts),
        table=decisions.decided(decided, words),
        source=seen.source(place=seen.country),
    )


def _sets(frame: pl.DataFrame, seen: Seen) -> pl.DataFrame:
    """One row a data set that was due: due, came, share, and how many provinces still owe it."""
    rows = []
    for name in _SETS:
        one = owing.missing(frame, seen.as_of, (name,))
        if one.owed:
            came = one.owed - one.sets
            rows.append((seen.words(f"scenes.short.{name}"), one.owed, came, came / one.owed, one.provinces))
    schema = {"name": pl.String, "due": pl.Int64, "came": pl.Int64, "share": pl.Float64, "provinces": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _sent_table(sets: pl.DataFrame, title: str, seen: Seen) -> Table:
    heads = {name: seen.words(f"scenes.sent.{name}") for name in _SENT}
    return framed.table(sets, _SENT, key="reporting", title=title, words=seen.words, titles=heads)


def _units_said(seen: Seen) -> tuple[str, ...]:
    """Where provinces are shown merged, when one of them counts as having sent its data."""
    store = seen.store
    return () if store.division == store.snapshot.vintage else (seen.words("scenes.of_merged"),)


def _received(missing: owing.Missing, units: int, words: Words) -> tuple[Tile, ...]:
    came = missing.owed - missing.sets
    counts = words(
        "overview.counts",
        part=words.number(came),
        whole=words.number(missing.owed),
        what=words("measure.reporting.whole"),
    )
    return (
        Tile(words("measure.reporting.short"), words.ratio(came, missing.owed), counts),
        Tile(words("scenes.owing"), words.number(missing.provinces), words("scenes.of_provinces", units=units)),
    )


def _arrived(frame: pl.DataFrame, seen: Seen) -> tuple[str, ...]:
    """What has come, and which provinces were settled, since the date compared with."""
    words = seen.words
    if seen.since is None:
        return ()
    before, now = (owing.missing(frame, day) for day in (seen.since, seen.as_of))
    came = [pl.col(owing.CAME[name]).is_between(seen.since, seen.as_of, closed="right") for name in owing.OWED]
    count = int(frame.select(pl.sum_horizontal(*came).sum()).item() or 0)
    dates = {"since": words.date(seen.since), "date": words.date(seen.as_of)}
    owed = {"before": words.number(before.provinces), "now": words.number(now.provinces)}
    return (words("scenes.arrived", count=words.number(count), **dates), words("scenes.owing_then", **owed, **dates))


def _sent(sets: pl.DataFrame, title: str, seen: Seen) -> Chart:
    words = seen.words
    figure = bars.simple(sets, label="name", value="share", words=words)
    series = Series(words("scenes.sent.share"), tuple(sets["share"]), shade("coverage"))
    listed = "; ".join(f"{row['name']}: {words.ratio(row['came'], row['due'])}" for row in sets.to_dicts())
    return Chart(title, f"{title}. {listed}.", figure, Native("bars", tuple(sets["name"]), (series,)))


def _mark(commitment: str, seen: Seen) -> str:
    return seen.words(f"commitments.mark.{commitment}", cohort=seen.label("cohort"), year=seen.label("year"))


def _reached(known: pl.DataFrame, words: Words) -> tuple[Tile, ...]:
    if known.is_empty():
        return ()
    reached = words.number(int(known["is_reached"].sum()))
    return (Tile(words("scenes.marks_reached"), reached, words("scenes.of_marks", known=known.height)),)


def _marks(known: pl.DataFrame, title: str, said: str, seen: Seen) -> Chart:
    words = seen.words
    figure = claims.reached(known, words)
    series = Series(words("column.achieved_share"), tuple(known["achieved_share"]), style.ACCENT)
    return Chart(title, f"{title}. {said}", figure, Native("bars", tuple(known["name"]), (series,), target=1.0))


def _said(named: pl.DataFrame, seen: Seen) -> pl.DataFrame:
    words, rows = seen.words, named.to_dicts()
    columns = {
        "mark_said": [told.amount(row["target"], row["unit"], words) for row in rows],
        "computed_said": [
            told.why_no_value(row, words) if row["value"] is None else told.amount(row["value"], row["unit"], words)
            for row in rows
        ],
        "basis_said": [words(f"commitments.basis.{row['basis']}", figure=row["figure_id"]) for row in rows],
    }
    for name, texts in columns.items():
        named = naming.with_column(named, name, texts)
    return named.drop("state")  # it says why a figure is not computed, and the column of figures says that in words
