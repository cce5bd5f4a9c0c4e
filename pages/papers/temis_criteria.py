"""Parts A.1.3 and A.2.3 of a TEMIS report: every criterion under its standard, by people's own marks."""

from itertools import groupby
from typing import Any

from data.report_form import Part
from data.schema import MARKS
from pages.papers import temis_cells as cells
from pages.papers.blocks import Column, Row, Table, Text
from pages.papers.temis_order import Order
from pages.papers.temis_sections import Section
from pages.texts import Words
from queries import standards

Values = dict[str, Any]
_COUNTS = ("rated", *MARKS)


def ask(order: Order, audience: str) -> list[Values]:
    """The criteria of the year's standard, masked; none where they are not known here."""
    frame = standards.criteria(order.store, **order.asked(audience=audience, rater="self"))
    keys = {"report_year": order.year, "province_code": order.key, "audience": audience, "rater": "self"}
    return cells.masked(frame, order.mask("criterion_standing"), counts=_COUNTS, **keys).to_dicts()


def section(order: Order, part: Part, *, audience: str) -> Section:
    """The table and, in words, the criteria in which most are below Khá; a sentence where there is nothing."""
    words, rows = order.words, ask(order, audience)
    heading = part.heading(words.lang)
    if not rows:
        return Section(heading, part.level, always=(Text(words("temis.criteria.unknown")),))
    if all(row["rated"] is None and not cells.is_withheld(row, "rated") for row in rows):
        return Section(heading, part.level, always=(Text(words("temis.criteria.none")),))
    return Section(heading, part.level, (_table(rows, order, part, audience),), _said(rows, words))


def weakest(rows: list[Values], *, most: int) -> list[tuple[Values, int]]:
    """The criteria with the largest share of Chưa đạt and Đạt, and how many people that is; none withheld."""
    known = [row for row in rows if not cells.is_withheld(row, *_COUNTS) and row["rated"]]
    below = [(row, row["chua_dat"] + row["dat"]) for row in known]
    ranked = sorted(below, key=lambda pair: (-pair[1] / pair[0]["rated"], pair[0]["criterion_no"]))
    return [pair for pair in ranked if pair[1]][:most]


def named(row: Values, words: Words) -> str:
    """A criterion by number and name."""
    return words("report.criterion", number=row["criterion_no"], name=words.name(row))


def _said(rows: list[Values], words: Words) -> tuple[str, ...]:
    found = weakest(rows, most=3)
    if not found:
        return (words("temis.criteria.said_none"),)
    said = [
        words(
            "temis.criteria.said_one",
            name=words.name(row),
            number=row["criterion_no"],
            count=words.number(below),
            share=words.ratio(below, row["rated"], 2, trim=True),
        )
        for row, below in found
    ]
    return (words("temis.criteria.said", criteria="; ".join(said)),)


def _table(rows: list[Values], order: Order, part: Part, audience: str) -> Table:
    words = order.words
    columns = [
        Column(words("temis.column.criterion"), width=4.0),
        Column(words("temis.column.rated"), "count", width=1.2),
    ]
    for mark in MARKS:
        group = words(f"mark.{mark}")
        columns.append(Column(words("report.column.count"), "count", group))
        columns.append(Column(words("report.column.rate"), "share", group))
    printed = []
    for number, own in groupby(rows, key=lambda row: row["standard_no"]):
        criteria = list(own)
        title = words("temis.criteria.standard", number=number, name=words.name(criteria[0], "standard"))
        printed.append(_row(title, _summed(criteria), words, is_block=True))
        printed += [_row(named(row, words), row, words, is_block=False) for row in criteria]
    note = words(f"temis.counted.criteria.{audience}")
    return Table(part.table_key, order.table(part.table_number), tuple(columns), tuple(printed), note)


def _row(title: str, row: Values, words: Words, *, is_block: bool) -> Row:
    printed = [cells.text(title), cells.count(row, "rated", words)]
    for mark in MARKS:
        printed += [cells.count(row, mark, words), cells.share(row, mark, "rated", 2, words)]
    return Row(tuple(printed), is_block=is_block)


def _summed(rows: list[Values]) -> Values:
    """The marks of a standard's criteria; a column of which one is withheld is withheld whole."""
    summed: Values = {}
    for name in _COUNTS:
        values = [row[name] for row in rows if row[name] is not None]
        summed[name] = sum(values) if len(values) == len(rows) else None
        summed |= cells.flag(name, is_on=any(cells.is_withheld(row, name) for row in rows))
    return summed
