"""Criteria: how each was rated, with choices of its own that rerun nothing else."""

import polars as pl
import streamlit as st

from pages.figures import stacks
from pages.parts import charts, plates, sheets, shell, taking
from pages.parts.view import View
from pages.texts import Words
from pages.told import kinds, naming, saying
from queries import assessment, catalogue


@plates.alone
def rated(view: View) -> None:
    """Every criterion of the chosen level and group as the chosen rater judged it: bars and table."""
    words, choice = view.words, view.choice
    title = words(
        "assessment.criteria", rater=view.label("rater"), level=view.label("level"), people=view.label("people")
    )
    shell.subheading(title)
    shell.choices("level", "people", "rater")
    criteria = assessment.by_criterion(
        view.store,
        report_year=choice.year,
        audience=choice.audience,
        province_code=view.province,
        level=choice.level,
        people=choice.people,
        rater=choice.rater,
    )
    shell.small(framework(view, criteria))
    if not criteria["rated"].sum():
        shell.notice(words("assessment.no_criteria"))
        return
    named = numbered(criteria, words)
    said = saying.criteria(named, words)
    plates.says(said)
    chart, table = st.columns([5, 8], gap="medium")
    with chart:
        figure = stacks.levels(named, label="short", words=words)
        charts.draw(figure, key="criteria-levels", alt=f"{title}. {said}")
        source = sheets.source(words("saying.criteria_counted"))
        taking.pictures(figure, key="criteria-levels", title=title, finding=said, source=source)
    with table, st.container(key="criteria"):
        sheets.table(named, kinds.CRITERIA, name="criteria", caption=title)


def framework(view: View, criteria: pl.DataFrame) -> str:
    """Which professional standard the criteria belong to, with the days on which it was in force."""
    words = view.words
    used = criteria["framework_code"].unique().to_list()
    rows = [row for row in catalogue.frameworks(view.store).to_dicts() if row["framework_code"] in used]
    return " ".join(
        words("assessment.framework", name=words.name(row), valid_from=words.date(row["valid_from"])) for row in rows
    )


def numbered(criteria: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Every criterion with its number before its name."""
    rows = criteria.to_dicts()
    names = [words("report.criterion", number=row["criterion_no"], name=words.name(row)) for row in rows]
    short = [words("report.criterion_short", number=row["criterion_no"]) for row in rows]
    return naming.with_column(naming.with_column(criteria, "name", names), "short", short)
