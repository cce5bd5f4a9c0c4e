"""Universities: territories, core learners trained, the university's step, certificates, satisfaction, TEIDI."""

from pages.parts import shell, view
from pages.parts import universities as parts
from pages.parts import universities_compared as compared
from queries import certification, universities

made = view.current()
words, choice, store = made.words, made.choice, made.store
course = {"cohort_code": choice.cohort, "module_code": choice.module}
frames = {
    "learners": universities.learners(store, audience=choice.audience),
    "waits": certification.waiting_by_group(store, by="university", step="university", **course),
    "certified": universities.certified(store, **course),
    "satisfied": universities.satisfied(
        store, audience=choice.audience, question_code=choice.question, module_code=choice.module
    ),
}
has_territories = bool(made.offer.catalogue.regions)  # the 34 have none

shell.heading(
    parts.found(made, frames["learners"], frames["certified"])
    if has_territories
    else words("universities.no_territories")
)
shell.choices("audience", "cohort", "module", "question", "university")
shell.aggregates_only()

if has_territories:
    if choice.university and store.has("training"):
        parts.one(made, frames)
    parts.territories(made)
    if store.has("training"):
        compared.compared(made, frames)

parts.teidi(made)

shell.follow("certification", "map", "satisfaction", "modules")
