"""The parts of a TEMIS report after A.1.2: what each key of the form makes."""

from collections.abc import Callable
from functools import partial

from data.report_form import Part
from pages.papers import temis_criteria, temis_notable, temis_places, temis_sentences, temis_standing, temis_survey
from pages.papers.blocks import Blank, Text
from pages.papers.temis_order import Order
from pages.papers.temis_sections import Section
from pages.papers.temis_standing import Standing

_BLANKS = {
    "situation": ("situation", "dates"),
    "difficulties": ("incomplete", "changes", "difficulties"),
    "plan": ("plan", "people"),
    "proposals": ("ministry", "committee"),
}


def made(order: Order, part: Part) -> Section | None:
    """The section of a part; None where there is nothing that it could hold."""
    return _MAKES.get(part.key, _heading)(order, part)


def completion(standing: Standing, order: Order, *, heading: str, level: int, key: str, number: str) -> Section:
    """Accounts and completed as A.1.1 has them, with what must be said of the whole table."""
    table = temis_standing.completion(standing, order.words, key=key, title=order.table(number))
    said = tuple(temis_sentences.completion(standing, order))
    return Section(heading, level, (table,), said, tuple(temis_standing.remarks(standing, order)))


def levels(standing: Standing, order: Order, *, heading: str, level: int, key: str, number: str) -> Section:
    """Ratings as A.1.2 has them."""
    table = temis_standing.levels(standing, order.words, key=key, title=order.table(number))
    said = tuple(temis_sentences.levels(standing, order))
    return Section(heading, level, (table,), said)


def _heading(order: Order, part: Part) -> Section:
    return Section(part.heading(order.words.lang), part.level)


def _of_managers(make: Callable[..., Section], order: Order, part: Part) -> Section:
    heading = part.heading(order.words.lang)
    standing = temis_standing.ask(order, "manager")
    if standing.total["accounts"] is None and not standing.hides("accounts"):
        return Section(heading, part.level, always=(Text(order.words("temis.no_managers", place=order.where)),))
    if make is levels and not standing.is_rated:
        said = temis_sentences.levels(standing, order)
        return Section(heading, part.level, always=tuple(Text(sentence) for sentence in said))
    return make(standing, order, heading=heading, level=part.level, key=part.table_key, number=part.table_number)


def _left_blank(order: Order, part: Part) -> Section:
    words = order.words
    blanks = tuple(Blank(words(f"temis.blank.{name}"), 3) for name in _BLANKS[part.key])
    return Section(part.heading(words.lang), part.level, always=blanks)


_MAKES: dict[str, Callable[[Order, Part], Section | None]] = {
    "teacher_criteria": partial(temis_criteria.section, audience="teacher"),
    "manager_completion": partial(_of_managers, completion),
    "manager_levels": partial(_of_managers, levels),
    "manager_criteria": partial(temis_criteria.section, audience="manager"),
    "districts": temis_places.below,
    "compared": temis_places.compared,
    "teacher_needs": partial(temis_survey.needed, audience="teacher"),
    "manager_needs": partial(temis_survey.needed, audience="manager"),
    "teacher_satisfaction": partial(temis_survey.opinions, audience="teacher"),
    "manager_satisfaction": partial(temis_survey.opinions, audience="manager"),
    "notable": temis_notable.section,
    **dict.fromkeys(_BLANKS, _left_blank),
}
