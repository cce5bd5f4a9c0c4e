"""Certificate chain: where enrolments stand, how long each step takes, who stands still and who acts next."""

from pages.parts import certification as parts
from pages.parts import certification_stalled, certification_waiting, plates, shell, view
from queries import certification, completion

made = view.current()
words, choice, store = made.words, made.choice, made.store
course = {"cohort_code": choice.cohort, "module_code": choice.module, "province_code": made.province}

chain = completion.chain(store, **course)
steps = certification.waiting_by_step(store, **course)

shell.heading(parts.found(chain, steps, words))
shell.choices("audience", "cohort", "module", "province", "by")
shell.aggregates_only()

there = [name for name, table in parts.TABLES.items() if store.has(table)]
plates.contents(*there)

if store.has("training"):
    plates.part("steps")
    parts.way(made, chain, certification.stock(store, **course))

if store.has("waiting"):
    plates.part("waiting")
    certification_waiting.steps(made, steps)
    certification_waiting.told_apart()
    certification_waiting.rule(words)

if store.has("standstill"):
    plates.part("stalled")
    certification_stalled.section()
    certification_stalled.rule(words)
elif store.has("training"):
    shell.notice(words("certification.no_standstill"))

shell.follow("modules", "universities", "forecast", "province")
