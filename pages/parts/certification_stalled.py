"""Stalled: learners without a movement for so many days, by count and never by name."""

from typing import Any

import polars as pl
import streamlit as st

from pages.figures import stages
from pages.figures.tables import Kind
from pages.parts import certification as parts
from pages.parts import filters, folds, plates, sheets, shell
from pages.parts.view import View
from pages.texts import Words
from pages.told import naming, saying
from queries import certification

FEWEST = 10  # unfinished learners; of fewer a share is chance
STAGES: dict[str, Kind] = {
    "name": "text",
    "learners": "count",
    "stalled": "count",
    "stalled_share": "share",
    "next_said": "text",
}
_COUNTS: dict[str, Kind] = {
    "learners": "count",
    "unfinished": "count",
    "stalled": "count",
    "stalled_share": "share",
    "stalled_of_all_share": "share",
}
GROUPS: dict[str, Kind] = {"name": "text", **_COUNTS}
PROVINCES: dict[str, Kind] = {"name": "text", **_COUNTS, "state": "state"}
_BOX = 560  # pixels: the provinces scroll


@plates.alone
def section(view: View) -> None:
    """By stage and as told apart; its own choice reruns it alone."""
    words, choice = view.words, view.choice
    filters.row(choice, view.offer, words, "stalled")
    asked = {"cohort_code": choice.cohort, "module_code": choice.module, "stalled_days": int(choice.stalled)}
    by_stage, by_group = st.columns(2, gap="large")
    with by_stage:
        frame = certification.stalled_by_stage(view.store, province_code=view.province, **asked)
        _by_stage(view, frame)
    with by_group:
        _by_group(view, asked)


def _by_stage(view: View, frame: pl.DataFrame) -> None:
    words = view.words
    title = words("certification.stalled", cohort=view.label("cohort"), module=view.label("module"))
    named = naming.with_column(frame, "name", [words(f"stage.{stage}") for stage in frame["stage"]])
    acts = [words(f"certification.acts.{stage}") for stage in frame["stage"]]
    named = naming.with_column(named, "next_said", acts)
    plates.plate(
        stages.stalled(frame, words=words) if frame["stalled"].sum() else None,
        key="stalled-stages",
        title=title,
        finding=found(named, view.choice.stalled, words),
        counted=words(f"certification.counted.{_whom(view)}", days=view.choice.stalled),
        table=lambda: sheets.table(named, STAGES, name="stalled-stages", caption=title),
    )


def _whom(view: View) -> str:
    """Each learner once, or each in the module chosen."""
    return "learners" if view.choice.module == "all" else "learners_in_module"


def found(named: pl.DataFrame, days: str, words: Words) -> str:
    """How many of the unfinished stand still, where most do, and who acts next there."""
    open_ = named.filter(pl.col("stalled").is_not_null())
    unfinished, stalled = open_["learners"].sum(), open_["stalled"].sum()
    if named["learners"].null_count() == named.height:
        return words("finding.nothing")
    if not stalled:
        return words("certification.finding.none_stalled", days=days)
    most = open_.sort("stalled").row(-1, named=True)
    return words(
        "certification.finding.stalled",
        stalled=words.number(stalled),
        unfinished=words.number(unfinished),
        share=words.ratio(stalled, unfinished),
        of_all=words.ratio(stalled, named["learners"].sum()),
        days=days,
        stage=most["name"],
        count=words.number(most["stalled"]),
        acts=most["next_said"],
    )


def _by_group(view: View, asked: dict[str, Any]) -> None:
    words, by = view.words, view.choice.by
    named = parts.with_groups(_groups(view, asked), view)
    ranked = named.filter(pl.col("unfinished") >= FEWEST).sort("stalled_share", "name", descending=[True, False])
    title = words("certification.stalled_by", by=view.label("by").lower(), days=view.choice.stalled)
    is_long = by == "province"
    selected = view.offer.names.get(view.choice.province) if is_long else None
    figure = stages.shares(ranked, words=words, selected=selected) if ranked.height else None
    plates.plate(
        figure,
        key=f"stalled-{by}",
        title=title,
        finding=saying.ends(ranked, words, name="name", share="stalled_share"),
        counted=words(f"certification.counted.{'learners_in_module' if by == 'module' else _whom(view)}",
                      days=view.choice.stalled),
        table=lambda: _table(view, named, title),
        place=parts.grouped_place(view),
        box=_BOX if is_long else 0,
    )  # fmt: skip
    for line in parts.notes(view):
        shell.small(line)
    few = named.filter(pl.col("unfinished") > 0).height - ranked.height
    if few:
        shell.small(words("certification.few_learners", count=few, fewest=FEWEST))


def _groups(view: View, asked: dict[str, Any]) -> pl.DataFrame:
    by = view.choice.by
    if by == "province":
        return certification.stalled_by_province(view.store, **asked)
    within = view.province if by in ("module", "cohort") else None
    return certification.stalled_by_group(view.store, by=by, province_code=within, **asked)


def _table(view: View, named: pl.DataFrame, title: str) -> None:
    shown = PROVINCES if "state" in named.columns else GROUPS
    chosen = ("province_code", view.province) if view.province and "state" in named.columns else None
    sheets.table(named.drop("short"), shown, name=f"stalled-{view.choice.by}", caption=title, selected=chosen)


def rule(words: Words) -> None:
    """When a learner counts as standing still."""
    told = [words(f"certification.rule.{name}") for name in ("movement", "still", "once", "names")]
    folds.said(words("certification.rule.stalled_title"), *told)
