"""Waiting: how many days each step to the certificate takes, and who still waits, told apart as chosen."""

from typing import Any

import polars as pl

from pages.figures import waits
from pages.figures.tables import Kind
from pages.parts import certification as parts
from pages.parts import filters, folds, plates, sheets, shell
from pages.parts.view import View
from pages.texts import Words
from pages.told import naming
from queries import certification

_DAYS: dict[str, Kind] = {
    "decided": "count",
    "median_days": "count",
    "p90_days": "count",
    "waiting": "count",
    "waiting_median_days": "count",
}
STEPS: dict[str, Kind] = {"name": "text", **_DAYS}
GROUPS: dict[str, Kind] = {"name": "text", **_DAYS}
PROVINCES: dict[str, Kind] = {"name": "text", **_DAYS, "state": "state"}
_BOX = 560  # pixels: the provinces scroll


def steps(view: View, frame: pl.DataFrame) -> None:
    """The three steps beside each other."""
    words = view.words
    named = naming.with_column(frame, "name", [words(f"step.{step}") for step in frame["step"]])
    title = words("certification.steps", cohort=view.label("cohort"), module=view.label("module"))
    known = named.filter(pl.col("decided") > 0)
    plates.plate(
        waits.dots(known, words=words) if known.height else None,
        key="days-steps",
        title=title,
        finding=steps_found(named, words),
        counted=words("certification.counted.days"),
        table=lambda: sheets.table(named, STEPS, name="waiting-steps", caption=title),
        wide=True,
    )


def steps_found(named: pl.DataFrame, words: Words) -> str:
    """All who wait at any step, and the step at which most do."""
    known = named.filter(pl.col("waiting").is_not_null())
    if known.is_empty():
        return words("finding.nothing")
    most = known.sort("waiting").row(-1, named=True)
    if not most["waiting"]:
        return words("certification.finding.none_waiting")
    return words(
        "certification.finding.steps",
        waiting=words.number(known["waiting"].sum()),
        step=most["name"],
        count=words.number(most["waiting"]),
        days=words.number(most["waiting_median_days"]),
    )


@plates.alone
def told_apart(view: View) -> None:
    """One step, by province, territory, region, module or cohort; its own choice reruns it alone."""
    words, choice = view.words, view.choice
    filters.row(choice, view.offer, words, "step")
    if choice.role == "core" and choice.step == "supporter":
        shell.notice(words("certification.no_supporter"))
        return
    named = parts.with_groups(_asked(view), view)
    ranked = waits.ranked(named)
    title = words(
        "certification.waiting",
        step=view.label("step"),
        by=view.label("by").lower(),
        cohort=words("certification.every_cohort") if choice.by == "cohort" else view.label("cohort"),
    )
    is_long = choice.by == "province"
    selected = view.offer.names.get(choice.province) if is_long else None
    figure = waits.dots(ranked, words=words, label="short", selected=selected) if ranked.height else None
    plates.plate(
        figure,
        key=f"days-{choice.by}",
        title=title,
        finding=found(named, ranked, words),
        counted=words("certification.counted.days"),
        table=lambda: _table(view, named, title),
        place=parts.grouped_place(view),
        box=_BOX if is_long else 0,
        wide=True,
    )
    for line in (*parts.notes(view), *_unranked(named, ranked, words)):
        shell.small(line)


def _asked(view: View) -> pl.DataFrame:
    choice = view.choice
    asked: dict[str, Any] = {"cohort_code": choice.cohort, "step": choice.step, "module_code": choice.module}
    if choice.by == "province":
        return certification.waiting_by_province(view.store, **asked)
    within = view.province if choice.by in ("module", "cohort") else None
    return certification.waiting_by_group(view.store, by=choice.by, province_code=within, **asked)


def _table(view: View, named: pl.DataFrame, title: str) -> None:
    shown = PROVINCES if "state" in named.columns else GROUPS
    chosen = ("province_code", view.province) if view.province and "state" in named.columns else None
    sheets.table(named.drop("short"), shown, name=f"waiting-{view.choice.by}", caption=title, selected=chosen)


def found(named: pl.DataFrame, ranked: pl.DataFrame, words: Words) -> str:
    """The shortest and the longest median of those compared, and how many still wait in all."""
    if ranked.is_empty():
        return words("finding.nothing")
    low, high = ranked.row(0, named=True), ranked.row(-1, named=True)
    waiting, decided = named["waiting"].sum(), named["decided"].sum()
    still = words(
        "certification.finding.still", waiting=words.number(waiting), share=words.ratio(waiting, waiting + decided)
    )
    if ranked.height == 1:
        key = "certification.finding.one"
        return words(key, name=low["name"], days=words.number(low["median_days"]), still=still)
    return words(
        "certification.finding.waiting",
        low=low["name"],
        low_days=words.number(low["median_days"]),
        high=high["name"],
        high_days=words.number(high["median_days"]),
        still=still,
    )


def _unranked(named: pl.DataFrame, ranked: pl.DataFrame, words: Words) -> list[str]:
    """That some are too few to be compared: they stand in the table alone."""
    few = named.filter(pl.col("decided") > 0).height - ranked.height
    return [words("certification.few", count=few, fewest=waits.FEWEST)] if few else []


def rule(words: Words) -> None:
    """How days are counted, and why the median of the decided is too short while many wait."""
    told = [words(f"certification.rule.{name}", fewest=waits.FEWEST) for name in ("days", "rank", "short", "few")]
    folds.said(words("certification.rule.waiting_title"), *told)
