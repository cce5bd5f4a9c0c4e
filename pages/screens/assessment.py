"""Assessment: tables A.1.1 and A.1.2 of the TEMIS report, and the criteria behind them."""

import streamlit as st

from pages.figures import stacks
from pages.parts import charts, criteria, plates, report, sheets, shell, taking, view
from pages.told import findings, saying
from queries import assessment

made = view.current()
words, choice, store = made.words, made.choice, made.store
asked = {"report_year": choice.year, "audience": choice.audience, "province_code": made.province}

completion = assessment.completion_table(store, **asked)
levels = assessment.levels_table(store, **asked)
provinces = assessment.by_province(store, report_year=choice.year, audience=choice.audience)

known = None if made.province or made.own_provinces else provinces  # of the country alone it is said how much is known
shell.heading(findings.assessment(completion, levels, known, words, place=made.place))
shell.choices("audience", "year", "province")
shell.aggregates_only()

if choice.year:
    shell.subheading(words("assessment.levels", place=made.place))
    spread = report.totals(levels, words)
    said = saying.levels(spread, words)
    plates.says(said)
    title = words("assessment.levels", place=made.place)
    figure = stacks.levels(spread, label="name", words=words)
    charts.draw(figure, key="levels", alt=f"{title}. {said}")
    source = sheets.provenance("assessment_completed", "rated_good")
    taking.pictures(figure, key="levels", title=title, finding=said, source=source)

    with st.container(key="report"):
        first, second = st.columns([5, 8], gap="medium")
        with first:
            report.completion(completion, made)
        with second:
            report.levels(levels, made)
    shell.small(words("assessment.reading"))

    criteria.rated()

shell.follow("papers", "map", "province", "modules")
