"""Forecast and deadlines: when each province reaches a module's target at its pace, in time or not."""

import streamlit as st

from pages.parts import forecast as parts
from pages.parts import forecast_findings as findings
from pages.parts import shell, view
from queries import forecast

made = view.current()
words, key = made.words, parts.key_of(made)

provinces = forecast.by_province(made.store, **key, module_code=made.choice.module)
modules = forecast.by_module(made.store, **key)
row = parts.module_row(modules, made)

said = findings.heading(provinces, row, words, module=made.label("module"))
shell.heading(findings.of_place(provinces, said, made.province, words, name=made.place))
shell.choices("audience", "cohort", "module", "province")
shell.aggregates_only()
parts.problems(made)

if made.store.has("training"):
    where, when = st.columns([6, 5], gap="large")
    with where:
        parts.atlas(made, provinces)
    with when:
        parts.place(made, provinces, modules)
    parts.spread(made, provinces, row)
    parts.deadlines(made, modules)
    parts.scored(made, forecast.backtest_summary(made.store, **key))
    parts.explained(made)

shell.follow("modules", "certification", "delivery")
