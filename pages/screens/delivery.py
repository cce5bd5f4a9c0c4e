"""Training calendar: when learning on the LMS happens in a school year, and when the courses were held."""

import streamlit as st

from pages.parts import delivery as parts
from pages.parts import delivery_said, shell, view
from queries import delivery

made = view.current()
words, choice, store = made.words, made.choice, made.store
asked = {"role": choice.role, "report_year": choice.year}

now = delivery.by_month(store, province_code=made.province, **asked)
before = delivery.by_month(store, province_code=made.province, role=choice.role, report_year=choice.year - 1)

state = parts.state(made, asked)
shell.heading(delivery_said.headline(now, words, year=choice.year, role=choice.role, place=made.place, state=state))
shell.choices("audience", "role", "year", "province")
shell.aggregates_only()

if store.has("activity_day"):
    parts.calendar(made, asked)
    by_month, by_province = st.columns(2, gap="large")
    with by_month:
        parts.months(made, now, before)
    with by_province:
        parts.provinces(made, asked)
    parts.rule(made)

parts.schedule(made)

shell.follow("certification", "forecast", "modules")
