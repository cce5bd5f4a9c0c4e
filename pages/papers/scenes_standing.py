"""Standing: how the standards' ratings are spread, and how satisfied the trained are."""

from typing import Any

import polars as pl

from data.schema import MARKS
from pages.figures import bars, stacks, style
from pages.figures.tables import Kind
from pages.papers import framed, scenes_moved
from pages.papers.blocks import Table
from pages.papers.scene import Chart, Native, Scene, Series, Tile
from pages.papers.scenes_behind import shade
from pages.papers.scenes_country import mapped
from pages.papers.scenes_seen import Seen
from pages.texts import Words
from pages.told import findings, kinds, naming, saying
from queries import assessment, catalogue, overview, satisfaction

_MARKS: dict[str, Kind] = {
    "name": "text",
    "completed": "count",
    **{name: kind for mark in MARKS for name, kind in ((mark, "count"), (f"{mark}_share", "share2"))},
}


def assessment_scene(seen: Seen) -> Scene:
    """How many completed, and the four marks by school level."""
    words = seen.words
    year = {"report_year": seen.asked.year, "audience": seen.asked.audience}
    completion = assessment.completion_table(seen.store, **year, province_code=seen.province)
    levels = assessment.levels_table(seen.store, **year, province_code=seen.province)
    provinces = assessment.by_province(seen.store, **year)
    spread = levels.filter(people="total")
    spread = naming.with_column(spread, "name", [words(f"report.block.{level}") for level in spread["level"]])
    title = words("assessment.levels", place=seen.place)
    has_any = spread["tot"].count() > 0
    told = findings.assessment(completion, levels, None if seen.province else provinces, words, place=seen.place)
    return Scene(
        item=seen.item,
        title=words("scenes.title.assessment", place=seen.place),
        finding=told,
        tiles=_marks(completion.row(0, named=True), levels.row(0, named=True), words),
        chart=_levels(spread, title, words) if has_any else None,
        changed=scenes_moved.said(seen, "assessment_completed"),
        moved=scenes_moved.table(seen, "assessment_completed"),
        **_silent(seen, "assessment_completed"),
        table=framed.table(spread, _MARKS, key="levels", title=title, words=words) if has_any else None,
        source=seen.source("assessment_completed", "rated_good"),
        chosen=seen.chosen("audience", "year"),
    )


def satisfaction_scene(seen: Seen) -> Scene:
    """One question of the survey: where people are least satisfied, and with which module."""
    words, code = seen.words, seen.asked.question
    role = _asked_of(seen)
    one = {"question_code": code, "audience": seen.asked.audience, "role": role}
    both = {"audience": seen.asked.audience, "role": role, "province_code": seen.province}
    questions = satisfaction.by_question(seen.store, module_code=seen.asked.module, **both)
    provinces = satisfaction.by_province(seen.store, module_code=seen.asked.module, **one)
    modules = satisfaction.by_module(seen.store, **one, province_code=seen.province)
    question = next(iter(questions.filter(question_code=code).to_dicts()), None)
    answers = naming.as_measure(provinces, part="satisfied", whole="answers")
    title = words("satisfaction.by_module", question=seen.label("question"))
    return Scene(
        item=seen.item,
        title=words("scenes.title.satisfaction", place=seen.place),
        finding=findings.satisfaction(question, provinces, words, place=seen.place),
        tiles=_satisfied(question, seen),
        map=mapped(seen, answers, "satisfied"),
        chart=_by_module(modules, title, words) if modules["share"].count() else None,
        changed=scenes_moved.said(seen, "satisfied"),
        moved=scenes_moved.table(seen, "satisfied"),
        **_silent(seen, "satisfied"),
        table=_questions(questions, words) if questions["answers"].count() else None,
        source=seen.source("satisfied"),
        chosen="; ".join((seen.chosen("audience", "question", "module"), _role_said(role, words))),
    )


def _questions(questions: pl.DataFrame, words: Words) -> Table:
    title = words("scenes.questions")
    return framed.table(
        naming.with_wording(questions, words), kinds.QUESTIONS, key="questions", title=title, words=words
    )


def _silent(seen: Seen, measure: str) -> dict[str, Any]:
    quiet = scenes_moved.silent(seen, measure, overview.by_province(seen.store, **seen.key(measure)))
    return {"silent": quiet.names, "silent_said": quiet.said}


def _marks(done: dict[str, Any], rated: dict[str, Any], words: Words) -> tuple[Tile, ...]:
    """The share that completed, and of those the share rated Khá or Tốt and below."""
    if not done["accounts"] or done["completed"] is None:
        return ()
    completed = Tile(
        words("measure.assessment_completed.short"),
        words.ratio(done["completed"], done["accounts"]),
        _counts(done["completed"], done["accounts"], "assessment_completed", words),
    )
    if rated["chua_dat"] is None or not rated["completed"]:
        return (completed,)
    low = Tile(
        words("mark.chua_dat"),
        words.percent(rated["chua_dat_share"], 2),
        _counts(rated["chua_dat"], rated["completed"], "rated_good", words),
    )
    return (completed, low)


def _counts(part: int, whole: int, measure: str, words: Words) -> str:
    what = words(f"measure.{measure}.whole")
    return words("overview.counts", part=words.number(part), whole=words.number(whole), what=what)


def _levels(spread: pl.DataFrame, title: str, words: Words) -> Chart:
    figure = stacks.levels(spread, label="name", words=words)
    rows = [row | {"n": _rated(row)} for row in spread.to_dicts()]
    series = tuple(
        Series(words(f"mark.{mark}"), tuple(row[mark] / row["n"] if row["n"] else None for row in rows), colour)
        for mark, colour in style.RATINGS.items()
    )
    alt = f"{title}. {saying.levels(spread, words)}"
    return Chart(title, alt, figure, Native("stacked", tuple(row["name"] for row in rows), series))


def _rated(row: dict[str, Any]) -> int | None:
    counts = [row[mark] for mark in MARKS]
    return None if None in counts else sum(counts)


def _asked_of(seen: Seen) -> str:
    """Whom the question is for: core learners about the course, mass learners about support, as its measure counts."""
    known = catalogue.questions(seen.store).filter(question_code=seen.asked.question)
    return "core" if known.height and known["asks_about"][0] == "course" else "mass"


def _role_said(role: str, words: Words) -> str:
    return words("choice.said", choice=words("choice.role"), value=words(f"role.{role}"))


def _satisfied(question: dict[str, Any] | None, seen: Seen) -> tuple[Tile, ...]:
    if question is None or not question["answers"]:
        return ()
    note = _counts(question["satisfied"], question["answers"], "satisfied", seen.words)
    change = "" if seen.province else scenes_moved.of_tile(seen, "satisfied")
    value = seen.words.ratio(question["satisfied"], question["answers"])
    return (Tile(seen.words("measure.satisfied.short"), value, note, change),)


def _by_module(modules: pl.DataFrame, title: str, words: Words) -> Chart:
    names = [words("satisfaction.module", number=number) for number in modules["number"]]
    named = naming.with_column(modules, "short", names)
    figure = bars.simple(named, label="short", value="share", words=words)
    series = Series(words("measure.satisfied.short"), tuple(modules["share"]), shade("satisfaction"))
    return Chart(
        title, f"{title}. {saying.ends(named, words, name='short')}", figure, Native("bars", tuple(names), (series,))
    )
