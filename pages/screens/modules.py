"""Modules: how far each cohort has come, and where it loses people."""

import streamlit as st

from pages.figures import matrices, stacks
from pages.parts import charts, panels, plates, sheets, shell, taking, view
from pages.told import findings, kinds, naming, saying
from queries import catalogue, completion

made = view.current()
words, choice, store = made.words, made.choice, made.store
within = {"level": choice.level, "people": choice.people}
course = {"cohort_code": choice.cohort, "module_code": choice.module}

matrix = completion.by_cohort_module(store, audience=choice.audience, province_code=made.province, **within)
chain = completion.chain(store, province_code=made.province, **course, **within)

shell.heading(findings.modules(matrix, chain, choice.cohort, words))
shell.choices("audience", "cohort", "module", "level", "people", "province")
shell.aggregates_only()

if store.has("training"):
    shell.subheading(words("modules.matrix", place=made.place))
    named = naming.with_cohorts(matrix, catalogue.cohorts(store, audience=choice.audience), words)
    said = saying.matrix(named, words)
    plates.says(said)
    with st.container(key="wide-figure"):  # on a telephone it scrolls sideways
        title = words("modules.matrix", place=made.place)
        figure = matrices.cohort_module(named, words=words)
        charts.draw(figure, key="matrix", alt=f"{title}. {said}")
    taking.pictures(figure, key="matrix", title=title, finding=said, source=sheets.provenance("lms_passed"))
    sheets.folded(named, kinds.COHORT_MODULES, name="modules", caption=words("modules.matrix", place=made.place))

    steps, trend = st.columns(2, gap="large")
    with steps:
        title = words("modules.chain", cohort=made.label("cohort"), module=made.label("module"))
        shell.subheading(title)
        said = saying.steps(chain, words)
        plates.says(said)
        figure = stacks.steps(chain, words=words) if chain["reached"][0] else None  # without anybody there are no bars
        if figure is not None:
            charts.draw(figure, key="chain", alt=f"{title}. {said}")
        taking.pictures(figure, key="chain", title=title, finding=said, source=sheets.provenance("certified"))
        sheets.folded(naming.with_steps(chain, words), kinds.STEPS, name="chain", caption=title)
    with trend:
        title = words("modules.trend", cohort=made.label("cohort"), module=made.label("module"))
        shell.subheading(title)
        panels.trend(made, "lms_passed", title=title)

    if made.offer.catalogue.regions:
        title = words("modules.by_region", cohort=made.label("cohort"))
        panels.compared(made, completion.by_region(store, **course, **within), name="region", title=title)
        title = words("modules.by_university", cohort=made.label("cohort"))
        panels.compared(made, completion.by_university(store, **course, **within), name="university", title=title)
    else:
        shell.notice(words("modules.no_regions"))

    title = words("modules.by_subject", cohort=made.label("cohort"), module=made.label("module"))
    subjects = completion.by_subject(store, level=choice.level, province_code=made.province, **course)
    sheets.folded(naming.with_subjects(subjects, words), kinds.SUBJECTS, name="subjects", caption=title)

shell.follow("map", "province", "satisfaction")
