"""Assessment: tables A.1.1 and A.1.2 of the TEMIS report, and the criteria behind them."""

import streamlit as st

from pages.figures import stacks
from pages.parts import charts, findings, kinds, report, sheets, shell, view
from queries import assessment

made = view.current()
words, choice, store = made.words, made.choice, made.store
asked = {"report_year": choice.year, "audience": choice.audience, "province_code": made.province}

completion = assessment.completion_table(store, **asked)
levels = assessment.levels_table(store, **asked)
provinces = assessment.by_province(store, report_year=choice.year, audience=choice.audience)

shell.heading(findings.assessment(completion, levels, None if made.province else provinces, words, place=made.place))
shell.choices("audience", "year", "province")
shell.aggregates_only()

if choice.year:
    shell.subheading(words("assessment.levels", place=made.place))
    spread = report.totals(levels, words)
    charts.draw(
        stacks.levels(spread, label="name", words=words), key="levels", alt=words("assessment.levels", place=made.place)
    )
    sheets.provenance("assessment_completed", "rated_good")

    with st.container(key="report"):
        first, second = st.columns([5, 8], gap="medium")
        with first:
            report.completion(completion, made)
        with second:
            report.levels(levels, made)
    shell.small(words("assessment.reading"))

    title = words(
        "assessment.criteria", rater=made.label("rater"), level=made.label("level"), people=made.label("people")
    )
    shell.subheading(title)
    shell.choices("level", "people", "rater")
    criteria = assessment.by_criterion(store, level=choice.level, people=choice.people, rater=choice.rater, **asked)
    shell.small(report.framework(made, criteria))
    if criteria["rated"].sum():
        named = report.numbered(criteria, words)
        chart, table = st.columns([5, 8], gap="medium")
        with chart:
            charts.draw(stacks.levels(named, label="short", words=words), key="criteria-levels", alt=title)
        with table, st.container(key="criteria"):
            sheets.table(named, kinds.CRITERIA, name="criteria", caption=title)
    else:
        shell.notice(words("assessment.no_criteria"))

shell.follow("map", "province", "modules")
