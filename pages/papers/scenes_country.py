"""The country: the picture as a whole, one measure on the map, who moved, who has not reported."""

from typing import Any

import polars as pl

from data.schema import ALL
from pages.figures import dumbbells, style
from pages.papers import framed, scenes_behind, scenes_moved
from pages.papers.blocks import Table
from pages.papers.scene import Chart, MapOf, Native, Scene, Series, Tile
from pages.papers.scenes_seen import Seen
from pages.texts import Words
from pages.told import findings, kinds, map_findings, naming
from queries import overview

TILES = ("reporting", "lms_use", "assessment_completed", "lms_passed", "certified", "satisfied")
_MOST, _LEAST = 6, 4  # provinces that moved
_OVERVIEW = ("audience", "measure", "cohort", "year", "question")


def overview_scene(seen: Seen) -> Scene:
    """Six numbers and one map; what is not reported stands beside what is."""
    words, measure = seen.words, seen.asked.measure
    national = overview.national(
        seen.store,
        audience=seen.asked.audience,
        cohort_code=seen.asked.cohort,
        report_year=seen.asked.year,
        question_code=seen.asked.question,
    )
    rows = {row["measure"]: row for row in national.to_dicts()}
    provinces = overview.by_province(seen.store, **seen.key(measure, module=ALL))
    quiet = scenes_moved.owing_any(seen)
    rate = words("finding.sentence", text=findings.rate(rows[measure], measure, words))
    told = " ".join(filter(None, (rate, _reached(seen, provinces, ALL), quiet.said)))
    return Scene(
        item=seen.item,
        title=words("scenes.title.overview", place=seen.country),
        finding=words("scenes.overview", measure=words(f"measure.{measure}.title"), told=told),
        tiles=tuple(tile(rows[name], seen, module=ALL) for name in TILES),
        map=mapped(seen, provinces, measure),
        changed=scenes_moved.said(seen, measure, module=ALL),
        moved=scenes_moved.table(seen, measure, module=ALL),
        silent=quiet.names,
        silent_said=quiet.said,
        table=_provinces(provinces, measure, words),
        source=seen.source(measure, place=seen.country),
        chosen=seen.chosen(*_OVERVIEW),
    )


def map_scene(seen: Seen) -> Scene:
    """One measure in every province, and the ones to attend to first."""
    words, measure = seen.words, seen.asked.measure
    frame = overview.by_province(seen.store, **seen.key(measure))
    target = seen.target(measure)
    low = scenes_behind.behind(frame, seen.measure, target)
    quiet = scenes_moved.silent(seen, measure, frame)
    country = overview.over_time(seen.store, **seen.key(measure), province_code=None).row(-1, named=True)
    return Scene(
        item=seen.item,
        title=words("scenes.title.map", measure=words(f"measure.{measure}.title")),
        finding=findings.provinces(frame, measure, target, words),
        tiles=(tile(country | {"measure": measure}, seen),),
        map=mapped(seen, frame, measure),
        chart=scenes_behind.chart(low, seen.measure, target, words) if low.height else None,
        changed=scenes_moved.said(seen, measure),
        moved=scenes_moved.table(seen, measure),
        silent=quiet.names,
        silent_said=quiet.said,
        table=scenes_behind.table(low, seen.measure, target, words) if low.height else None,
        source=seen.source(measure, place=seen.country),
        chosen=seen.chosen(*seen.followed(measure)),
    )


def moved_scene(seen: Seen) -> Scene:
    """Which provinces rose most and which least or fell since the date compared with."""
    words, measure = seen.words, seen.asked.measure
    frame = overview.by_province(seen.store, **seen.key(measure))
    quiet = scenes_moved.silent(seen, measure, frame)
    compared = scenes_moved.between(seen, measure)
    told = {
        "item": seen.item,
        "title": words("scenes.title.moved", measure=words(f"measure.{measure}.title")),
        "silent": quiet.names,
        "silent_said": quiet.said,
        "source": seen.source(measure, place=seen.country),
        "chosen": seen.chosen(*seen.followed(measure)),
    }
    if seen.since is None or compared is None:
        date = words.date(seen.since or seen.as_of)
        key = "map.says.first_date" if seen.since is None else "scenes.changed.no_such_date"
        return Scene(finding=words(key, date=date), **told)
    rose, fell = scenes_moved.ends(compared, measure, _MOST, _LEAST, enough=seen.target(measure))
    shown = pl.concat([rose, fell])
    title = words("scenes.moved.title", since=words.date(seen.since), date=words.date(seen.as_of))
    return Scene(
        finding=map_findings.moved(compared, seen.since, seen.as_of, words),
        chart=_both(rose, fell, seen, title) if shown.height else None,
        changed=scenes_moved.said(seen, measure)[:-1],
        table=scenes_moved.of_changes(seen, shown, measure, key="moved-all", title=title) if shown.height else None,
        **told,
    )


def tile(row: dict[str, Any], seen: Seen, *, module: str | None = None) -> Tile:
    """A row of the national answer as one number; without a figure it says why."""
    words, name = seen.words, row["measure"]
    label = words(f"measure.{name}.short")
    if row["share"] is None:
        return Tile(label, words("state.nobody" if row["whole"] == 0 else "state.no_data"))
    note = words(
        "overview.counts",
        part=words.number(row["part"]),
        whole=words.number(row["whole"]),
        what=words(f"measure.{name}.whole"),
    )
    return Tile(label, words.ratio(row["part"], row["whole"]), note, scenes_moved.of_tile(seen, name, module=module))


def mapped(seen: Seen, frame: pl.DataFrame, measure: str) -> MapOf:
    """The map of a by_province answer, the province chosen outlined."""
    selected = (seen.province,) if seen.province else ()
    return MapOf(frame, measure, seen.words(f"measure.{measure}.title"), seen.store.division, selected)


def _reached(seen: Seen, frame: pl.DataFrame, module: str) -> str:
    """How many provinces reached the target; nothing without one."""
    target = seen.target(seen.asked.measure, module=module)
    known = frame.filter(pl.col("share").is_not_null())
    if target is None or known.is_empty():
        return ""
    reached = known.filter(pl.col("share") >= target).height
    return seen.words("scenes.reached", reached=reached, known=known.height, target=seen.words.percent(target, 0))


def _provinces(frame: pl.DataFrame, measure: str, words: Words) -> Table:
    return framed.table(
        naming.with_provinces(frame, words),
        kinds.PROVINCES_NOW,
        key=f"provinces-{measure}",
        title=words("table.provinces", measure=words(f"measure.{measure}.title")),
        words=words,
        titles={"name": words("scenes.province")},
    )


def _both(rose: pl.DataFrame, fell: pl.DataFrame, seen: Seen, title: str) -> Chart:
    words = seen.words
    days = (words.date(seen.since), words.date(seen.as_of))
    gap = rose.head(1).with_columns(pl.lit(None, pl.Float64).alias("share")).clear(1) if fell.height else rose.clear()
    rows = _labelled(pl.concat([rose, gap, fell]), words, days)
    figure = dumbbells.both(rows, first="earlier_share", second="share", names=days, words=words)
    shown = pl.concat([rose, fell])
    names = tuple(words.name(row) for row in shown.to_dicts())
    series = tuple(
        Series(day, tuple(shown[column]), colour)
        for day, column, colour in zip(days, ("earlier_share", "share"), style.SERIES, strict=True)
    )
    listed = "; ".join(f"{words.name(row)} {words.points(row['change'])}" for row in shown.to_dicts())
    return Chart(title, f"{title}. {listed}.", figure, Native("bars", names, series))


def _labelled(frame: pl.DataFrame, words: Words, days: tuple[str, str]) -> pl.DataFrame:
    """Rows for a dumbbell: an empty label parts the two groups."""
    rows = frame.to_dicts()
    labels = [words.name(row) if row["province_code"] else "" for row in rows]
    hovers = [
        f"{days[0]}: {words.percent(row['earlier_share'])}<br>{days[1]}: {words.percent(row['share'])}" for row in rows
    ]
    named = naming.with_column(naming.with_column(frame, "label", labels), "hover", hovers)
    return named.with_columns(pl.col("state").fill_null("no_data"))
