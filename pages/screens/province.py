"""Province: one province on one page, down to district and school."""

import streamlit as st

from pages.parts import limits, panels, profile, sheets, shell, view
from pages.told import findings, kinds

made = view.current()
words, choice = made.words, made.choice

if not choice.province:
    shell.heading(words("province.choose"))
    shell.choices("province")
    profile.directory(made)
else:
    compared = profile.compared(made)
    shell.heading(findings.province(compared, made.place, words))
    shell.choices("province", "audience", "cohort", "module", "year")
    shell.aggregates_only()

    measures, trend = st.columns([8, 5], gap="large")
    with measures, st.container(key="compared"):
        sheets.table(compared, kinds.COMPARED, name="province", caption=words("province.compared", name=made.place))
    with trend:
        name = profile.telling(compared, choice.measure)
        title = words("province.trend", name=made.place, measure=words(f"measure.{name}.title"))
        shell.subheading(title)
        panels.trend(made, name, title=title)
        if limits.has_levels(made):
            profile.levels(made)

    if made.snapshot.has_learners:
        units = limits.units(made)
        if units is not None:
            profile.districts(made, units)
            shell.choices("district")
            profile.schools(made, units)

shell.follow("assessment", "papers", "modules", "satisfaction", "map")
