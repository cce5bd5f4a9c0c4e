"""Parts B and C of a TEMIS report: what people wish to be trained in, and what they thought of the training."""

from typing import Any

import polars as pl

from data.report_form import Part
from data.schema import ROLES
from pages.papers import temis_cells as cells
from pages.papers.blocks import Column, Row, Table, Text
from pages.papers.temis_order import Order
from pages.papers.temis_sections import Section
from pages.texts import Words
from queries import report, satisfaction

Values = dict[str, Any]
_MOST = 3  # wishes named in a sentence


def wishes(order: Order, audience: str) -> dict[str, list[Values]]:
    """People who wish for each criterion and for each module, masked: ``wished``, and its base ``self_done``."""
    frame = report.wishes(order.store, **order.asked(audience=audience))
    mask = order.mask("need_count")
    mask = None if mask is None else mask.rename({"learners": "wished"})
    keys = {"report_year": order.year, "province_code": order.key, "audience": audience}
    rows = cells.masked(frame, mask, counts=("wished",), **keys).to_dicts()
    return {kind: [row for row in rows if row["kind"] == kind] for kind in ("criterion", "module")}


def needed(order: Order, part: Part, *, audience: str) -> Section:
    """Both tables of wishes, and in words those that most people have."""
    words = order.words
    heading = part.heading(words.lang)
    wished = {kind: rows for kind, rows in wishes(order, audience).items() if rows}
    if all(row["wished"] is None and not cells.is_withheld(row, "wished") for rows in wished.values() for row in rows):
        return Section(heading, part.level, always=(Text(words("temis.needs.none")),))
    tables = [
        _wished(kind, rows, order, part, place=place) for place, (kind, rows) in enumerate(wished.items(), start=1)
    ]
    said = [words(f"temis.needs.said_{kind}", most=_most(rows, words)) for kind, rows in wished.items() if most(rows)]
    return Section(heading, part.level, tuple(tables), tuple(said))


def most(rows: list[Values]) -> list[Values]:
    """The wishes that most people have, those withheld left out."""
    known = [row for row in rows if row["wished"]]
    return sorted(known, key=lambda row: -row["wished"])[:_MOST]


def called(row: Values, words: Words) -> str:
    """A criterion or a module by number and name."""
    key = "temis.needs.module" if row["kind"] == "module" else "report.criterion"
    return words(key, number=row["number"], name=words.name(row))


def _most(rows: list[Values], words: Words) -> str:
    said = (
        words("temis.needs.said_one", name=called(row, words), count=words.number(row["wished"])) for row in most(rows)
    )
    return "; ".join(said)


def _wished(name: str, rows: list[Values], order: Order, part: Part, *, place: int) -> Table:
    """A table of wishes; the public edition has counts alone, since its base stands in no other table."""
    words = order.words
    columns = [Column(words(f"temis.column.{name}"), width=5.0), Column(words("temis.column.wished"), "count")]
    columns += [Column(words("report.column.rate"), "share")] if order.shows_all else []
    printed = []
    for row in rows:
        line = [cells.text(called(row, words)), cells.count(row, "wished", words)]
        line += [cells.share(row, "wished", "self_done", 2, words)] if order.shows_all else []
        printed.append(Row(tuple(line)))
    base = rows[0]["self_done"]
    note = words("temis.counted.needs")
    note += f" {words('temis.counted.needs_base', count=words.number(base))}" if order.shows_all and base else ""
    return Table(
        f"{part.table_key}_{name}", order.table(f"{part.table_number}.{place}"), tuple(columns), tuple(printed), note
    )


def answers(order: Order, audience: str) -> list[tuple[str, list[Values]]]:
    """For core and mass learners the questions that anybody answered, masked."""
    found = []
    for role in ROLES:
        frame = satisfaction.by_question(
            order.store, audience=audience, role=role, province_code=order.province_code
        ).filter(pl.col("answers").is_not_null())
        keys = {"province_code": order.key, "audience": audience, "role": role}
        rows = cells.masked(frame, order.mask("satisfaction"), counts=("answers", "satisfied"), **keys).to_dicts()
        if rows:
            found.append((role, rows))
    return found


def opinions(order: Order, part: Part, *, audience: str) -> Section:
    """The table of questions under each role, and the same in words; a sentence where nobody answered."""
    words = order.words
    heading = part.heading(words.lang)
    found = answers(order, audience)
    if not found:
        return Section(heading, part.level, always=(Text(words("temis.satisfaction.none")),))
    table = Table(
        part.table_key,
        words("temis.table_to_date", number=part.table_number, place=order.where, date=words.date(order.as_of)),
        (
            Column(words("temis.column.question"), width=5.0),
            Column(words("temis.column.answers"), "count", width=1.2),
            Column(words("temis.column.satisfied"), "count", width=1.2),
            Column(words("report.column.rate"), "share"),
        ),
        tuple(row for role, rows in found for row in _asked(role, rows, words)),
        _note(found, words),
    )
    said = [_opinion(role, row, words) for role, rows in found for row in rows if row["answers"] and row["satisfied"]]
    return Section(heading, part.level, (table,), tuple(said))


def _note(found: list[tuple[str, list[Values]]], words: Words) -> str:
    is_assumed = any(row["basis"] == "assumed" for _, rows in found for row in rows)
    said = words("temis.counted.satisfaction")
    return f"{said} {words('temis.counted.wording')}" if is_assumed else said


def _asked(role: str, rows: list[Values], words: Words) -> list[Row]:
    heading = Row((cells.text(words(f"role.{role}")), *(cells.blank() for _ in range(3))), is_block=True)
    return [
        heading,
        *(
            Row(
                (
                    cells.text(words.name(row, "wording")),
                    cells.count(row, "answers", words),
                    cells.count(row, "satisfied", words),
                    cells.share(row, "satisfied", "answers", 1, words),
                )
            )
            for row in rows
        ),
    ]


def _opinion(role: str, row: Values, words: Words) -> str:
    return words(
        "temis.satisfaction.said",
        role=words(f"role.{role}"),
        question=words.name(row, "wording"),
        part=words.number(row["satisfied"]),
        whole=words.number(row["answers"]),
        share=words.ratio(row["satisfied"], row["answers"], trim=True),
    )
