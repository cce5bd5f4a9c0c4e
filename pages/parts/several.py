"""Several: one measure on many small maps, a map a date or a map a module."""

from datetime import date
from functools import partial

import polars as pl

from pages.figures import classes, multiples
from pages.figures.tables import Col
from pages.parts import atlas, charts, filters, folds, grounds, sheets, shell
from pages.parts.view import View
from pages.told import naming
from queries import catalogue


def days(view: View) -> list[date]:
    """The dates of the series up to the one looked at, as many as are drawn side by side, oldest first."""
    frames = atlas.over_time(view, view.choice.measure)
    return [day for day in frames["as_of"].unique().sort() if day <= view.as_of][-multiples.MOST :]


def times(view: View) -> None:
    """The same measure at up to twelve dates, the latest last."""
    frames = atlas.over_time(view, view.choice.measure)
    panels = [
        multiples.Panel(f"{day}", view.words.date(day), frames.filter(pl.col("as_of") == day)) for day in days(view)
    ]
    _multiple(view, panels, frames)


def has_modules(view: View) -> bool:
    """Whether the measure chosen is counted by module."""
    return "module" in view.measure.dims


def _modules(view: View) -> tuple[list[dict], dict[str, pl.DataFrame]]:
    """The modules of the cohort that are drawn, and the measure over time in each."""
    listed = catalogue.modules(view.store, cohort_code=view.choice.cohort).to_dicts()[: multiples.MOST]
    answer = partial(atlas.over_time, view, view.measure.name)
    return listed, {row["module_code"]: answer(module=row["module_code"]) for row in listed}


def module_sums(view: View) -> pl.DataFrame:
    """Every module drawn at the date chosen: name, share of the country, state, and provinces_known."""
    listed, frames = _modules(view)
    rows = []
    for row in listed:
        known = classes.sane(atlas.at(frames[row["module_code"]], view.choice.date)).filter(pl.col("state") == "value")
        name, whole = view.words("term.module", number=row["number"]), known["whole"].sum()
        share = known["part"].sum() / whole if whole else None
        rows.append((name, share, "value" if whole else "no_data", known.height))
    schema = {"name_vi": pl.String, "share": pl.Float64, "state": pl.String, "provinces_known": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def modules(view: View) -> None:
    """Every module of the cohort at the date chosen."""
    words, measure = view.words, view.measure
    if not has_modules(view):
        shell.notice(words("map.says.no_modules", measure=words(f"measure.{measure.name}.title")))
        return
    listed, frames = _modules(view)
    panels = [
        multiples.Panel(
            row["module_code"],
            words("choice.module_label", number=row["number"], title=words.name(row, "title")),
            atlas.at(frames[row["module_code"]], view.choice.date),
        )
        for row in listed
    ]
    filters.slider("date", view)
    _multiple(view, panels, pl.concat(frames.values()))


def _multiple(view: View, panels: list[multiples.Panel], pooled: pl.DataFrame) -> None:
    words, measure = view.words, view.measure
    bands, _ = atlas.classing(view, measure, pooled)
    title = words(f"measure.{measure.name}.title")
    wear = grounds.wear(view, title=title)
    charts.mapped(
        lambda: multiples.panels(
            panels,
            measure=measure,
            words=words,
            ground=grounds.provinces(view, detail="tong_quan"),
            wear=wear,
            bands=bands,
        ),
        key="panels",
    )
    shell.small(words(f"map.breaks.{view.choice.breaks}"))
    sheets.provenance(measure.name, place=words("place.country"), day=view.as_of)
    shares = panels[-1].frame.select("province_code", "name_vi", "name_en")
    for panel in panels:
        one = classes.sane(panel.frame).select("province_code", pl.col("share").alias(f"share {panel.key}"))
        shares = shares.join(one, on="province_code", how="left", maintain_order="left")
    columns = [
        Col("name", words("column.name")),
        *(Col(f"share {panel.key}", panel.name, "share") for panel in panels),
    ]
    named = naming.with_provinces(shares, words)
    behind = partial(sheets.given, named, columns, name="panels", caption=title)
    folds.fold(words("table.behind"), key="panels", body=behind)
