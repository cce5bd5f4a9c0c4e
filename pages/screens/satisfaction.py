"""Satisfaction: every question with its wording and number of answers, by module and province."""

import streamlit as st

from pages.parts import charts, panels, plates, sheets, shell, view
from pages.told import findings, kinds, naming, saying
from queries import satisfaction

made = view.current()
words, choice, store = made.words, made.choice, made.store
asked = {"audience": choice.audience, "role": choice.role, "level": choice.level}
one = {"question_code": choice.question, **asked}

questions = satisfaction.by_question(store, module_code=choice.module, province_code=made.province, **asked)
provinces = satisfaction.by_province(store, module_code=choice.module, **one)
question = next(iter(questions.filter(questions["question_code"] == choice.question).to_dicts()), None)

shell.heading(findings.satisfaction(question, provinces, words, place=made.place))
shell.choices("audience", "role", "question", "module", "level", "province")
shell.aggregates_only()

if store.has("satisfaction"):
    sheets.table(
        naming.with_wording(questions, words),
        kinds.QUESTIONS,
        name="questions",
        caption=words("satisfaction.questions", place=made.place),
    )
    shell.small(words("satisfaction.scale"))

    by_module, spread = st.columns(2, gap="large")
    with by_module:
        panels.satisfied_by_module(made, satisfaction.by_module(store, province_code=made.province, **one))
    with spread:
        panels.spread(made, satisfaction.spread(store, module_code=choice.module, province_code=made.province, **one))

    shell.subheading(words("satisfaction.by_province", question=made.label("question")))
    where, ranked = st.columns([6, 5], gap="large")
    mapped = naming.as_measure(provinces, part="satisfied", whole="answers")
    with where:
        plates.says(findings.provinces(mapped, "satisfied", made.target("satisfied"), words))
        charts.country(made, mapped, key="satisfaction-map", measure="satisfied")
    with ranked:
        panels.province_card(made, mapped, measure="satisfied")
        ends = saying.ends(naming.with_provinces(mapped, words), words, name="name")
        plates.says(ends)
        charts.rank(made, mapped, key="satisfaction-ranking", height=480, finding=ends, measure="satisfied")
    sheets.provenance("satisfied", place=made.whole)
    caption = words("table.provinces", measure=words("measure.satisfied.title"))
    sheets.folded(
        naming.with_provinces(mapped, words), kinds.PROVINCES_NOW, name="satisfaction-provinces", caption=caption
    )

shell.follow("map", "province", "modules")
