"""Sent: what goes back to each sender of a delivery: their own rows, places and counts, and nobody else's."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from data import reference
from data.ingest.findings import Finding, Place
from pages.figures import card
from pages.figures.card import Card
from pages.figures.named import Broken
from pages.texts import Words

_TABLES = {"intake_reasons": "code", "file_reasons": "code", "rules": "rule"}
_FIRST = 20  # places kept of each rule
_VALUES = 5


def page(sender: str, outcome: Any, words: Words) -> str:
    """The card of one sender of a prepared delivery (``delivering.Outcome``), as a page."""
    header = outcome.prepared.header
    told = {
        "as_of": _day(header["as_of"]),
        "kind": header["kind"],
        "vintage": header["vintage"],
        "delivery": header["id"],
    }
    account = outcome.account.as_dict()
    files = {each["file"] for each in account["received"] if each["sender"] == sender}
    papers = outcome.quarantine.get(sender, ())
    before = {target: rows for (who, target), rows in outcome.before.items() if who == sender}
    return card.html(
        Card(
            sender=sender,
            account=account,
            told=told,
            failed=held_by_rule(outcome.held.filter(pl.col("sender") == sender)),
            odd=odd_for(files, outcome.prepared.findings, is_alone=len(outcome.account.senders) == 1),
            before=before if outcome.before else None,
            quarantine=", ".join(path.name for path in papers),
            sentences=sentences(words.lang),
        ),
        words,
    )


def _day(said: date | str) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)


def sentences(lang: str) -> Mapping[str, str]:
    """Every rule, every reason for a row and for a file → its sentence."""
    rows: dict[str, str] = {}
    for table, key in _TABLES.items():
        rows |= {code: said for code, said in reference.read(table).select(key, lang).rows() if said}
    return rows


def held_by_rule(held: pl.DataFrame) -> tuple[Broken, ...]:
    """Held-back rows (``Outcome.held``) by rule, column and form, with their first places; values as masked there."""
    if held.is_empty():
        return ()
    counted = held.group_by("rule", "header", "form", maintain_order=True).agg(
        pl.len().alias("rows"),
        pl.struct("tep", "trang", "dong").head(_FIRST).alias("places"),
        pl.col("value").filter(pl.col("value") != "").unique(maintain_order=True).head(_VALUES),
    )
    return tuple(
        Broken(
            row["rule"],
            row["header"] or "",
            row["rows"],
            tuple(Place(each["tep"], each["trang"] or "", each["dong"]) for each in row["places"]),
            tuple(row["value"]),
            row["form"],
        )
        for row in counted.to_dicts()
    )


def broken(findings: Iterable[Finding]) -> tuple[Broken, ...]:
    """Findings as they are shown to whoever may see all of them."""
    return tuple(
        Broken(each.rule, each.column, each.rows, tuple(each.places), tuple(each.sample), each.file)
        for each in findings
    )


def odd_for(files: set[str], findings: Sequence[Finding], *, is_alone: bool) -> tuple[Broken, ...]:
    """Warnings as one sender may read them: no other's places, and no count or value that is not theirs alone.

    What has no place is of the whole delivery, so it is for a sender who is ``is_alone`` in it.
    """
    odd = []
    for each in findings:
        own = tuple(place for place in each.places if place.file in files)
        is_theirs = len(own) == len(each.places)
        if each.strength == "warn" and (own or (is_alone and not each.places)):
            rows, sample = (each.rows, tuple(each.sample)) if is_theirs else (None, ())
            odd.append(Broken(each.rule, each.column, rows, own, sample, each.file))
    return tuple(odd)
