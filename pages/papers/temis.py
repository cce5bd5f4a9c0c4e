"""The TEMIS report of a sở as a paper: what it says, in the form of tables or of sentences with the tables annexed."""

from collections.abc import Iterable
from typing import Literal

from data.edition import INTERNAL, Edition
from data.errors import ScopeError, TemisError
from data.report_form import Part, default
from data.store import Store
from pages.papers import temis_head, temis_parts, temis_sections, temis_standing
from pages.papers.blocks import Paper
from pages.papers.temis_order import Order, Picture
from pages.papers.temis_sections import Section
from pages.texts import Words

Form = Literal["tables", "sentences"]


def report(
    store: Store,
    *,
    province_code: str | None,
    report_year: int,
    words: Words,
    form: Form = "tables",
    compared: bool = True,
    edition: Edition = INTERNAL,
    picture: Picture | None = None,
    units_store: Store | None = None,
    parts: tuple[Part, ...] | None = None,
    faults: Iterable[TemisError] = (),
) -> Paper:
    """The report of a province, or of all in the store's scope, with what its edition may print.

    ``units_store`` is the province's own store, for districts; ``picture`` draws the maps; ``parts`` and ``faults``
    are what ``report_form.in_force`` says. Raises ScopeError for a province that the store does not hold.
    """
    order = Order(store, province_code, report_year, words, compared, edition, picture, units_store)
    _must_be_seen(order)
    sections = [
        temis_sections.with_legend(section, words, smallest=order.smallest)
        for section in _sections(order, default() if parts is None else parts)
    ]
    closing = temis_head.closing(order)
    if form == "tables":
        body = temis_sections.in_tables(sections, closing)
    else:
        body = temis_sections.in_sentences(sections, closing, words)
    return Paper(
        file=temis_head.file(order, form=form),
        lang=words.lang,
        title=temis_head.title(order),
        as_of=store.snapshot.as_of,
        blocks=(*temis_head.opening(order), *body),
        told=temis_head.told(order, form=form, is_own_form=parts not in (None, default()), faults=faults),
        foot=temis_head.foot(order),
        head=temis_head.head(order),
    )


def _must_be_seen(order: Order) -> None:
    if order.province_code is not None and not order.is_seen:
        raise ScopeError("province_not_yours", province=order.province_code)


def _sections(order: Order, parts: Iterable[Part]) -> list[Section]:
    """The whole report: what is fixed, then the parts as they were set; a part with nothing to say is left out."""
    made = (temis_parts.made(order, part) for part in parts)
    return [*_fixed(order), *(section for section in made if section)]


def _fixed(order: Order) -> list[Section]:
    """Up to A.1.2 titles, rows and columns are the national template's."""
    words, teachers = order.words, temis_standing.ask(order, "teacher")
    return [
        Section(words("temis.part_a"), 1),
        Section(words("temis.a1"), 2),
        temis_parts.completion(
            teachers, order, heading=words("report.a11.teacher"), level=3, key="a11", number="A.1.1"
        ),
        temis_parts.levels(teachers, order, heading=words("report.a12.teacher"), level=3, key="a12", number="A.1.2"),
    ]
