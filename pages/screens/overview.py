"""Overview: the country at one date, coverage first, beside the map of one measure."""

from functools import partial

import streamlit as st

from pages.parts import charts, folds, panels, plates, sheets, shell, tiles, view
from pages.told import findings
from queries import overview

made = view.current()
words, choice = made.words, made.choice

national = overview.national(
    made.store,
    audience=choice.audience,
    cohort_code=choice.cohort,
    report_year=choice.year,
    question_code=choice.question,
)
provinces = overview.by_province(made.store, **made.headline(choice.measure, module="all", level="all"))

shell.heading(findings.overview(national, words))
shell.choices("audience", "cohort", "year", "question")
shell.aggregates_only()

figures, where = st.columns([6, 5], gap="large")
with figures:
    tiles.board(made, national)
    shell.small(words("overview.note", cohort=made.label("cohort"), year=made.label("year")))
with where:
    shell.choices("measure", "province")
    plates.says(findings.provinces(provinces, choice.measure, made.target(choice.measure), words))
    charts.country(made, provinces, key="overview-map")
    sheets.provenance(choice.measure, place=words("place.country"))
    panels.province_card(made, provinces)

folds.fold(words("table.behind"), key="provinces", body=partial(panels.provinces_table, made, provinces))
shell.follow("map", "modules", "assessment", "satisfaction", "province", "meeting")
