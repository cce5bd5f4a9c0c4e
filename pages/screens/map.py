"""Map: one measure in every province; a click on one and the page follows."""

import streamlit as st

from pages.parts import charts, findings, panels, sheets, shell, view
from queries import overview

made = view.current()
words, choice, measure = made.words, made.choice, made.measure

provinces = overview.by_province(made.store, **made.headline(choice.measure))

shell.heading(findings.provinces(provinces, choice.measure, made.target(choice.measure), words))
shell.choices("audience", "measure", *panels.dimensions(measure), "province")
shell.aggregates_only()

where, ranked = st.columns([6, 5], gap="large")
with where:
    charts.country(made, provinces, key="map", height=600)
    sheets.provenance(choice.measure, place=words("place.country"))
with ranked:
    panels.province_card(made, provinces)
    charts.rank(made, provinces, key="ranking", height=520)

with st.expander(words("table.behind")):
    shell.choices("sort")
    panels.provinces_table(made, panels.sorted_by(provinces, choice.sort, made))
shell.follow("province", "modules", "assessment", "sources")
