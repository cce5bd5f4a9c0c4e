"""Universities beside each other: core and mass learners, the university's own step, certificates, satisfaction."""

import polars as pl
import streamlit as st

from pages.figures import bars, waits
from pages.figures.tables import Kind
from pages.parts import plates, sheets, shell
from pages.parts.certification import marked
from pages.parts.certification_waiting import found
from pages.parts.universities import ratio
from pages.parts.view import View
from pages.texts import Words
from pages.told import naming, saying
from queries import catalogue

LEARNERS: dict[str, Kind] = {
    "name": "text",
    "provinces": "count",
    "provinces_assumed": "count",
    "core_learners": "count",
    "core_finished": "count",
    "core_finished_share": "share",
    "mass_learners": "count",
    "ratio_said": "text",
}
WAITS: dict[str, Kind] = {
    "name": "text",
    "decided": "count",
    "median_days": "count",
    "p90_days": "count",
    "waiting": "count",
    "waiting_median_days": "count",
}
CERTIFIED: dict[str, Kind] = {
    "name": "text",
    "lms_passed": "count",
    "university_passed": "count",
    "waiting": "count",
    "refused": "count",
    "certified": "count",
    "certified_of_passed_share": "share",
}
SATISFIED: dict[str, Kind] = {"name": "text", "answers": "count", "satisfied": "count", "satisfied_share": "share"}


def compared(view: View, frames: dict[str, pl.DataFrame]) -> None:
    """Four plates; a comparison is of territories, not a judgement of universities."""
    words = view.words
    assumed = dict(frames["learners"].select("university_code", "provinces_assumed").rows())
    named = {key: _named(frame, assumed, words) for key, frame in frames.items()}
    upper, lower = st.columns(2, gap="large"), st.columns(2, gap="large")
    with upper[0]:
        _learners(view, named["learners"])
    with upper[1]:
        _waits(view, named["waits"])
    with lower[0]:
        _certified(view, named["certified"])
    with lower[1]:
        _satisfied(view, named["satisfied"])
    shell.small(words("universities.fair"))
    if sum(assumed.values()):
        shell.small(words("certification.note.assumed"))


def _named(frame: pl.DataFrame, assumed: dict[str, int], words: Words) -> pl.DataFrame:
    code = "group_code" if "group_code" in frame.columns else "university_code"
    rows = frame.to_dicts()
    names = [words("certification.university", name=words.name(row), code=row[code]) for row in rows]
    short = [marked(row[code], assumed.get(row[code], 0), words) for row in rows]
    return naming.with_column(naming.with_column(frame, "name", names), "short", short)


def _place(view: View) -> str:
    return view.whole


def _learners(view: View, named: pl.DataFrame) -> None:
    words = view.words
    title = words("universities.learners", audience=view.label("audience").lower())
    named = naming.with_column(named, "ratio_said", [ratio(row["mass_per_core"], words) for row in named.to_dicts()])
    known = named.filter(pl.col("mass_per_core").is_not_null()).sort("mass_per_core", "short", descending=[True, False])
    labelled = naming.with_column(
        known, "label", [words("universities.of_core", name=row["short"], core=words.number(row["core_learners"]))
                         for row in known.to_dicts()]
    )  # fmt: skip
    plates.plate(
        bars.simple(labelled, label="label", value="mass_per_core", words=words) if known.height else None,
        key="university-learners",
        title=title,
        finding=learners_found(known, words),
        counted=words("universities.counted.learners"),
        table=lambda: sheets.table(named, LEARNERS, name="university-learners", caption=title),
        place=_place(view),
    )


def learners_found(known: pl.DataFrame, words: Words) -> str:
    """Most and fewest mass learners to one core learner; rows are sorted, the most first."""
    if known.is_empty():
        return words("finding.nothing")
    most, fewest = known.row(0, named=True), known.row(-1, named=True)
    if known.height == 1:
        return words("universities.finding.one_ratio", name=most["name"], ratio=ratio(most["mass_per_core"], words))
    return words(
        "universities.finding.ratios",
        most=most["name"],
        most_ratio=ratio(most["mass_per_core"], words),
        fewest=fewest["name"],
        fewest_ratio=ratio(fewest["mass_per_core"], words),
    )


def _waits(view: View, named: pl.DataFrame) -> None:
    words = view.words
    title = words("universities.waits", cohort=view.label("cohort"))
    ranked = waits.ranked(named)
    plates.plate(
        waits.dots(ranked, words=words, label="short") if ranked.height else None,
        key="university-days",
        title=title,
        finding=waits_found(named, ranked, words),
        counted=words("certification.counted.days"),
        table=lambda: sheets.table(named, WAITS, name="university-days", caption=title),
        place=_place(view),
        wide=True,
    )


def waits_found(named: pl.DataFrame, ranked: pl.DataFrame, words: Words) -> str:
    """From the shortest median to the longest, and how many still wait."""
    if ranked.is_empty():
        return words("finding.nothing")
    if ranked.height == 1:
        return found(named, ranked, words)
    low, high = ranked.row(0, named=True), ranked.row(-1, named=True)
    return words(
        "universities.finding.waits",
        low=low["short"],
        low_days=words.number(low["median_days"]),
        high=high["short"],
        high_days=words.number(high["median_days"]),
        waiting=words.number(named["waiting"].sum()),
    )


def _certified(view: View, named: pl.DataFrame) -> None:
    words = view.words
    title = words("universities.certified", cohort=view.label("cohort"))
    shown = named.rename({"certified_share": "certified_of_passed_share"})
    _shares(view, shown, CERTIFIED, "certified_of_passed_share", key="university-certified", title=title,
            counted=words("universities.counted.certified"))  # fmt: skip


def _satisfied(view: View, named: pl.DataFrame) -> None:
    words = view.words
    asks = {row["question_code"]: row["asks_about"] for row in catalogue.questions(view.store).to_dicts()}
    whom = words("role.core" if asks.get(view.choice.question) == "course" else "role.mass").lower()
    title = words("universities.satisfied", question=view.label("question"))
    shown = named.rename({"share": "satisfied_share"})
    _shares(view, shown, SATISFIED, "satisfied_share", key="university-satisfied", title=title,
            counted=words("universities.counted.satisfied", whom=whom))  # fmt: skip


def _shares(
    view: View, named: pl.DataFrame, kinds: dict[str, Kind], share: str, *, key: str, title: str, counted: str
) -> None:
    """Shares side by side, the highest first, each with its base."""
    words, whole = view.words, "lms_passed" if "lms_passed" in named.columns else "answers"
    known = named.filter(pl.col(share).is_not_null()).sort(share, "short", descending=[True, False])
    labels = [
        words("figure.bars.total", label=row["short"], count=words.number(row[whole])) for row in known.to_dicts()
    ]
    shown = naming.with_column(known, "label", labels)
    plates.plate(
        bars.simple(shown, label="label", value=share, words=words) if known.height else None,
        key=key,
        title=title,
        finding=saying.ends(known, words, name="short", share=share),
        counted=counted,
        table=lambda: sheets.table(named, kinds, name=key, caption=title),
        place=_place(view),
    )
