"""The parts of the forecast screen: map, ranges, one place, deadlines, and how earlier forecasts did."""

from typing import Any

import polars as pl

from pages.figures import fans, outcomes, ranges, verdicts
from pages.figures.tables import Kind
from pages.parts import charts, folds, grounds, plates, sheets, shell
from pages.parts import forecast_findings as findings
from pages.parts.view import View
from pages.texts.problems import said
from pages.told import naming
from queries import forecast, overview

_BOX = 560  # pixels
_PROBLEMS = 3  # of a table of targets; whoever mends it sees all in the terminal
PROVINCES: dict[str, Kind] = {
    "name": "text",
    "verdict_said": "text",
    "share": "share",
    "expected": "text",
    "middle_on": "date",
    "days_left": "count",
    "needed_monthly": "count",
    "seen_monthly": "count",
}
MODULES: dict[str, Kind] = {
    "name": "text",
    "target_said": "text",
    "due_said": "text",
    "days_left": "count",
    "share": "share",
    "expected": "text",
    "needed_monthly": "count",
    "seen_monthly": "count",
    "provinces_missing": "count",
    "provinces_at_risk": "count",
}
PAST: dict[str, Kind] = {"as_of": "date", "part": "count", "whole": "count", "share": "share"}
BACKTEST: dict[str, Kind] = {
    "made_on": "date",
    "name": "text",
    "share": "share",
    "early_on": "date",
    "middle_on": "date",
    "late_on": "date",
    "happened_on": "date",
    "outcome_said": "text",
    "missed_days": "count",
}


def key_of(view: View) -> dict[str, str]:
    """The cohort and audience chosen."""
    return {"audience": view.choice.audience, "cohort_code": view.choice.cohort}


def module_name(view: View) -> str:
    """The module without its title, which would fill the headings."""
    return view.label("module").partition(" · ")[0]


def module_row(modules: pl.DataFrame, view: View) -> dict[str, Any] | None:
    """The country's row of the module chosen."""
    return next(iter(modules.filter(module_code=view.choice.module).to_dicts()), None)


def problems(view: View) -> None:
    """Why the targets that were set are not used, the first few; our own hold then."""
    for problem in view.store.target_problems[:_PROBLEMS]:
        shell.notice(f"{said(problem, view.words)} {view.words('forecast.defaults_hold')}", tone="warn")


def atlas(view: View, frame: pl.DataFrame) -> None:
    """Every province by whether it will be in time."""
    words = view.words
    title = words("forecast.map", module=module_name(view), cohort=view.label("cohort"))
    shell.subheading(title)
    plates.says(findings.verdicts(findings.counts(frame), words))
    wear = grounds.wear(view, title=title, asides=grounds.asides(view))
    legend = words("forecast.legend")
    charts.mapped(
        lambda: verdicts.by_verdict(frame, title=legend, words=words, ground=grounds.provinces(view), wear=wear),
        key="forecast-map",
    )
    sheets.source(words("forecast.counted"), place=words("place.country"))
    sheets.folded(provinces_table(view, frame), PROVINCES, name="forecast-provinces", caption=title)


def provinces_table(view: View, frame: pl.DataFrame) -> pl.DataFrame:
    """The provinces with their verdict and range in words, the middle day first."""
    words = view.words
    rows = frame.to_dicts()
    said_ = [words(f"forecast.verdict.{row['verdict'] or 'unsaid'}") for row in rows]
    named = naming.with_column(naming.with_provinces(frame, words), "verdict_said", said_)
    named = naming.with_column(named, "expected", [findings.expected(row, words) for row in rows])
    return named.sort("middle_on", "reached_on", "name", nulls_last=True)


def spread(view: View, frame: pl.DataFrame, row: dict[str, Any] | None) -> None:
    """The range of days of each province, in a box that scrolls."""
    words = view.words
    due_on = row["due_on"] if row else None
    figure = ranges.expected(
        frame, as_of=view.snapshot.as_of, due_on=due_on, words=words, selected=view.choice.provinces
    )
    title = words("forecast.ranges", module=module_name(view))
    shown = provinces_table(view, frame.filter(state="forecast"))
    plates.plate(
        figure,
        key="forecast-ranges",
        title=title,
        finding=findings.ranges(frame, words),
        counted=words("forecast.counted"),
        place=words("place.country"),
        table=lambda: sheets.table(shown, PROVINCES, name="forecast-ranges", caption=title),
        box=_BOX,
    )


def place(view: View, frame: pl.DataFrame, modules: pl.DataFrame) -> None:
    """The past and what is expected of the province chosen, else of the country."""
    words = view.words
    row = next(iter(frame.filter(province_code=view.province).to_dicts()), None) if view.province else None
    row = row or module_row(modules, view)
    if row is None:
        return
    name = view.offer.names[view.province] if view.province else words("place.country")
    past = overview.over_time(
        view.store, **view.headline("lms_passed", level="all", people="total"), province_code=view.province
    )
    title = words("forecast.fan", place=name, module=module_name(view))
    has_share = row["share"] is not None
    plates.plate(
        fans.fan(past, row, as_of=view.snapshot.as_of, words=words) if has_share else None,
        key="forecast-fan",
        title=title,
        finding=" ".join(filter(None, (findings.place(row, words, name=name), findings.paces(row, words)))),
        counted=words("forecast.counted"),
        place=name,
        table=lambda: sheets.table(past, PAST, name="forecast-past", caption=title),
    )


def deadlines(view: View, modules: pl.DataFrame) -> None:
    """Every module of the cohort: target, deadline, who set them, and who will miss it."""
    words = view.words
    title = words("forecast.deadlines", cohort=view.label("cohort"))
    rows = modules.to_dicts()
    shown = modules.with_columns(pl.sum_horizontal("provinces_late", "provinces_never").alias("provinces_missing"))
    texts = {
        "name": [_module(row, view) for row in rows],
        "target_said": [_target(row, view) for row in rows],
        "due_said": [_due(row, view) for row in rows],
        "expected": [findings.expected(row, words) for row in rows],
    }
    for name, said_ in texts.items():
        shown = naming.with_column(shown, name, said_)
    shell.subheading(title)
    plates.says(findings.deadlines(modules, words))
    sheets.table(shown, MODULES, name="deadlines", caption=title, selected=("module_code", view.choice.module))
    sheets.source(words("forecast.counted_modules"), place=words("place.country"))


def _module(row: dict[str, Any], view: View) -> str:
    if row["title_vi"] is None:
        return view.offer.label("module", row["module_code"], view.words)
    return view.words("forecast.module", code=row["module_code"], title=view.words.name(row, "title"))


def _target(row: dict[str, Any], view: View) -> str:
    """The share with who set it and when; ours says so."""
    words = view.words
    basis = words(f"forecast.basis.{row['basis']}", owner=row["owner"], date=words.date(row["set_on"]))
    return words("forecast.said_with", what=findings.percent(row["target"], words), whence=basis)


def _due(row: dict[str, Any], view: View) -> str:
    words = view.words
    if row["due_on"] is None:
        return words("forecast.no_day")
    basis = words(f"forecast.due_basis.{row['due_basis']}", owner=row["due_owner"], date=words.date(row["due_set_on"]))
    return words("forecast.said_with", what=words.date(row["due_on"]), whence=basis)


def scored(view: View, summary: pl.DataFrame) -> None:
    """How earlier forecasts of the module chosen did, and of all single modules of the cohort."""
    words, module = view.words, view.choice.module
    own = summary.filter(module_code=module)
    synthetic = view.snapshot.kind == "synthetic"
    rows = {row["module_code"]: row for row in summary.filter(pl.col("made_on").is_null()).to_dicts()}
    finding = findings.backtest(rows.get(module), words, module=module_name(view), is_synthetic=synthetic)
    title = words("forecast.backtest", module=module_name(view), cohort=view.label("cohort"))
    plates.plate(
        outcomes.outcomes(own, words=words),
        key="forecast-backtest",
        title=title,
        finding=finding,
        counted=words("forecast.counted_backtest"),
        place=words("place.country"),
        table=lambda: _backtest_table(view, title),
    )
    if "single" in rows and module == "all":
        single = words("forecast.single_modules")
        shell.small(findings.backtest(rows["single"], words, module=single, is_synthetic=synthetic))


def _backtest_table(view: View, title: str) -> None:
    words = view.words
    frame = forecast.backtest(view.store, **key_of(view), module_code=view.choice.module)
    called = [words(f"forecast.outcome.{_OUTCOME.get(each, each)}") for each in frame["outcome"]]
    named = naming.with_column(naming.with_provinces(frame, words), "outcome_said", called)
    sheets.table(named, BACKTEST, name="forecast-backtest", caption=title)


_OUTCOME = {"open": "still_open"}


def explained(view: View) -> None:
    """The method, in words."""
    names = ("pace", "ends", "refused", "verdict", "deadline", "scored", "limits")
    folds.said(view.words("forecast.rule.title"), *(view.words(f"forecast.rule.{name}") for name in names))
