"""Head, foot and provenance of a TEMIS report: who issues it, what is printed on every page, what it was made from."""

import re
import unicodedata
from collections.abc import Iterable

from data.errors import TemisError
from pages.papers.blocks import Blank, Block, Head, Signature, Text
from pages.papers.temis_order import Order
from pages.told import viewing

_DRAWN = "synthetic"


def head(order: Order) -> Head | None:
    """The head of Decree 30/2020; number, day and signature are the office's own. None where no office is meant."""
    words, who = order.words, "province" if order.place else "country"
    if order.place is None and not order.is_whole_country:
        return None
    return Head(
        above=words(f"temis.head.above.{who}", place=order.where.upper()),
        issuer=words(f"temis.head.issuer.{who}"),
        number=words(f"temis.head.number.{who}"),
        nation=words("temis.head.nation"),
        motto=words("temis.head.motto"),
        place_and_day=words("temis.head.place_and_day", place=order.seat),
        kind=words("temis.head.kind"),
        about=words("temis.head.about", year=order.year),
        signer=(words(f"temis.head.signer.{who}"), words("temis.head.signature")),
        recipients=tuple(_recipients(order, who)),
    )


def _recipients(order: Order, who: str) -> list[str]:
    prefix = f"temis.head.recipients.{who}"
    return [order.words(f"temis.head.recipients.{who}.{line}", place=order.where) for line in order.words.under(prefix)]


def closing(order: Order) -> list[Block]:
    """The line that ends an administrative report, and where it is signed: before any annex."""
    if order.place is None and not order.is_whole_country:
        return []
    key = "temis.closing" if order.place else "temis.closing_country"
    return [Text(order.words(key, year=order.year, place=order.where)), Signature()]


def opening(order: Order) -> list[Block]:
    """On what ground the report is made, up to which day it counts, and of which kind its figures are."""
    words = order.words
    ground = "temis.ground.province" if order.place else "temis.ground.other"
    kind = words(f"kind_said.{order.store.snapshot.kind}")
    warning = [Text(words("temis.not_real", kind=kind), "note")] if order.store.snapshot.kind == _DRAWN else []
    return [
        *warning,
        Text(words(ground, place=order.where, year=order.year, next=order.year + 1)),
        Text(words("temis.dated", date=words.date(order.as_of), kind="" if warning else kind).strip()),
        Blank(words("temis.blank.ground"), 1),
    ]


def foot(order: Order) -> str:
    """What stands at the foot of every page: kind, place, year, data date, edition, snapshot, whose view it is."""
    words, snapshot = order.words, order.store.snapshot
    said = {
        "kind": words(f"kind.{snapshot.kind}"),
        "title": title(order),
        "date": words.date(snapshot.as_of),
        "edition": words(f"temis.edition.{order.edition_name}"),
        "snapshot": snapshot.id,
        "scope": viewing.printed(order.store, words),
    }
    return words("temis.foot", **said)


def title(order: Order) -> str:
    """What the document is called."""
    return order.words("temis.title", year=order.year, place=order.where)


def file(order: Order, *, form: str) -> str:
    """A name of plain letters: which report, of where and when, in which form, edition and language."""
    name = (order.place or {}).get("name_en") or order.words("temis.file.country")
    parts = ["temis", str(order.year), order.province_code or "", _plain(name), order.words(f"temis.file.{form}")]
    parts += [order.words("temis.file.compared")] if order.is_compared else []
    return "-".join(filter(None, [*parts, order.words(f"temis.file.{order.edition_name}")]))


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def told(order: Order, *, form: str, is_own_form: bool, faults: Iterable[TemisError]) -> tuple[tuple[str, str], ...]:
    """Provenance and definitions, a name and a value each."""
    words, snapshot = order.words, order.store.snapshot
    rows = [
        ("report", title(order)),
        ("snapshot", snapshot.id),
        ("as_of", words.date(snapshot.as_of)),
        ("kind", words(f"kind_said.{snapshot.kind}")),
        ("division", words(f"division.{order.store.division}")),
        ("year", words("temis.told.of_year", year=order.year, next=order.year + 1)),
        ("form", words(f"form.{form}")),
        ("compared", words(f"compared.{'year' if order.is_compared else 'alone'}")),
        ("edition", words(f"temis.told.edition_{order.edition_name}", smallest=order.smallest)),
        ("parts", words("temis.told.own_parts" if is_own_form else "temis.told.our_parts")),
        *(("fault", words(f"error.{fault.code}", **fault.details)) for fault in faults),
        *((key, words(f"temis.told.rule.{key}")) for key in words.under("temis.told.rule")),
        *(("source", _source(order, source)) for source in snapshot.manifest.sources),
    ]
    seen = (words("viewing.name"), viewing.value(order.store, words))
    return (*((words(f"temis.told.name.{key}"), value) for key, value in rows), seen)


def _source(order: Order, source: dict[str, str]) -> str:
    """A source of the snapshot: its name, who published it."""
    said = (
        order.store.snapshot.manifest.said(source.get(name, ""), order.words.lang) for name in ("name", "publisher")
    )
    return "; ".join(filter(None, said))
