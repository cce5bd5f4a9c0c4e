"""Commitments and claims: what was promised, what was published, and what this snapshot itself counts beside it."""

from pages.parts import (
    commitments_marks,
    commitments_register,
    commitments_topics,
    plates,
    shell,
    view,
)
from pages.told import commitments as said
from queries import commitments

made = view.current()
words, choice, store = made.words, made.choice, made.store

asked = {"audience": choice.audience, "cohort_code": choice.cohort, "report_year": choice.year}
achieved = commitments.achieved(store, **asked, scale=made.snapshot.scale)
computed, register = commitments.computed(store), commitments.register(store)

shell.heading(said.finding(achieved, register, words))
shell.choices("audience", "cohort", "year")
shell.aggregates_only()
if made.snapshot.kind == "synthetic":
    shell.notice(words("commitments.synthetic"))
if made.viewer.provinces is not None:
    shell.notice(words("commitments.of_own_province"))
if store.division == 34:
    shell.notice(words("commitments.in_34"))

plates.contents("marks", "topics", "register")
plates.part("marks")
commitments_marks.show(made, achieved, computed)
plates.part("topics")
commitments_topics.show(made, register)
plates.part("register")
commitments_register.show(made, register)
commitments_register.about(made)

shell.follow("sources", "overview", "universities", "forecast")
