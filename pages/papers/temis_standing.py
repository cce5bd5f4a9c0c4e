"""Tables A.1.1 and A.1.2 of a TEMIS report, and the same of managers: rows, columns and rounding as published."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from data.schema import MARKS
from pages.papers import temis_cells as cells
from pages.papers.blocks import Cell, Column, Row, Table, Text
from pages.papers.temis_order import Order
from pages.texts import Words
from queries import report

_COUNTS = ("accounts", "completed", *MARKS)
_LINE = ("block_no", "row_no", "level", "people")


@dataclass(frozen=True)
class Standing:
    """One audience's 20 rows, masked; with the year before where it was ordered, and what may be compared."""

    audience: str
    rows: tuple[dict[str, Any], ...]
    is_compared: bool
    has_same_provinces: bool
    has_same_standard: bool
    provinces: int | None
    previous_provinces: int | None

    @property
    def total(self) -> dict[str, Any]:
        """The row of everybody."""
        return self.rows[0]

    def of(self, level: str) -> list[dict[str, Any]]:
        """The five rows of a school level, or of all."""
        return [row for row in self.rows if row["level"] == level]

    @property
    def is_rated(self) -> bool:
        """Whether any rating is known, be it withheld."""
        return any(row[mark] is not None or cells.is_withheld(row, mark) for row in self.rows for mark in MARKS)

    def hides(self, name: str) -> bool:
        """Whether that count of everybody is withheld."""
        return cells.is_withheld(self.total, name)

    def may_compare(self, name: str) -> bool:
        """Whether that count of both years is of the same provinces and, for a rating, by the same standard."""
        return self.has_same_provinces and (name not in MARKS or self.has_same_standard)

    def has_change(self, *names: str) -> bool:
        """Whether a column of changes would hold any number, or a sign that one is withheld."""
        if not self.is_compared:
            return False
        return any(
            cells.is_withheld(row, cells.before_of(name)) or row[cells.before_of(name)] is not None
            for name in names
            if self.may_compare(name)
            for row in self.rows
        )


def ask(order: Order, audience: str) -> Standing:
    """The counts of an audience as this edition may print them."""
    frame = _year(order, audience, order.year)
    told = report.earlier(order.store, **order.asked(audience=audience)).row(0, named=True)
    if order.is_compared:
        past = cells.before(_year(order, audience, order.year - 1), on=_LINE)
        frame = frame.join(past, on=_LINE, how="left", maintain_order="left")
    return Standing(
        audience,
        tuple(frame.to_dicts()),
        is_compared=order.is_compared,
        has_same_provinces=order.province_code is not None or bool(told["has_same_provinces"]),
        has_same_standard=bool(told["has_same_standard"]),
        provinces=told["provinces"],
        previous_provinces=told["previous_provinces"],
    )


def _year(order: Order, audience: str, year: int) -> pl.DataFrame:
    frame = report.standing(order.store, **order.asked(audience=audience, report_year=year))
    keys = {"report_year": year, "province_code": order.key, "audience": audience}
    known = cells.masked(frame, order.mask("standing"), counts=_COUNTS, **keys)
    return cells.masked_with(known, [over(mark) for mark in MARKS], like="completed")


def over(mark: str) -> str:
    """What a rating's share is over: the completed of those whose source gives it, which may not be all."""
    return f"{mark}_over"


def completion(standing: Standing, words: Words, *, key: str, title: str) -> Table:
    """A.1.1: accounts, completed and their share with one decimal; with changes of both counts in the 2021 form.

    Without any change to print it stands in the form of 2020.
    """
    has_change = standing.has_change("accounts", "completed")
    group = words(f"report.completed_group.{standing.audience}")
    changed = words("temis.column.change")
    columns = [Column(words("report.column.level"), width=2.6), Column(words("report.column.total"), "count")]
    columns += [Column(changed, "change", width=1.3)] if has_change else []
    columns += [
        Column(words("report.column.total"), "count", group),
        Column(words("report.column.share"), "share", group),
    ]
    columns += [Column(changed, "change", group, 1.3)] if has_change else []
    rows = [_row(line, _done(line, standing, words, has_change=has_change), words) for line in standing.rows]
    return Table(key, title, tuple(columns), tuple(rows), words(f"temis.counted.a11.{standing.audience}"))


def levels(standing: Standing, words: Words, *, key: str, title: str) -> Table:
    """A.1.2: ratings from Chưa đạt up, over the completed of the same row, two decimals; with any changes."""
    has_change = standing.has_change(*MARKS)
    columns = [Column(words("report.column.level"), width=2.4)]
    for mark in MARKS:
        group = words(f"mark.{mark}")
        columns.append(Column(words("report.column.count"), "count", group))
        columns.append(Column(words("report.column.rate"), "share", group))
        columns += [Column(words("temis.column.change"), "change", group, 1.3)] if has_change else []
    rows = [_row(line, _rated(line, standing, words, has_change=has_change), words) for line in standing.rows]
    return Table(key, title, tuple(columns), tuple(rows), words(f"temis.counted.a12.{standing.audience}"))


def remarks(standing: Standing, order: Order) -> list[Text]:
    """What must be said of the whole table: nothing has come, of how many provinces it is, why no change is there."""
    words, said = order.words, []
    if standing.provinces is None and not standing.hides("completed"):
        said.append(words("temis.said.not_completed", place=order.where, year=order.year))
    elif order.province_code is None and standing.provinces is not None:
        said.append(words("temis.remark.provinces", count=standing.provinces))
    if standing.is_compared and standing.provinces is not None:
        said += _not_compared(standing, order)
    return [Text(sentence, "note") for sentence in said]


def _not_compared(standing: Standing, order: Order) -> list[str]:
    words, past = order.words, standing.previous_provinces
    if past is None:
        return [words("temis.remark.no_year", year=order.year - 1)]
    if not standing.has_same_provinces:
        return [words("temis.remark.provinces_differ", now=standing.provinces, past=past)]
    return [] if standing.has_same_standard else [words("temis.remark.standards_differ")]


def name(row: dict[str, Any], words: Words) -> str:
    """What a row is called: a block's own total bears the block's name."""
    if row["people"] == "total":
        return words(f"report.block.{row['level']}")
    return words(f"report.row.{row['people']}")


def _row(line: dict[str, Any], printed: list[Cell], words: Words) -> Row:
    return Row((cells.text(name(line, words)), *printed), is_block=line["people"] == "total")


def _done(line: dict[str, Any], standing: Standing, words: Words, *, has_change: bool) -> list[Cell]:
    changes = [_change(line, name, standing, words) for name in ("accounts", "completed")] if has_change else [[], []]
    printed = [cells.count(line, "accounts", words), *changes[0]]
    printed += [cells.count(line, "completed", words), cells.share(line, "completed", "accounts", 1, words)]
    return [*printed, *changes[1]]


def _rated(line: dict[str, Any], standing: Standing, words: Words, *, has_change: bool) -> list[Cell]:
    printed = []
    for mark in MARKS:
        printed += [cells.count(line, mark, words), cells.share(line, mark, over(mark), 2, words)]
        printed += _change(line, mark, standing, words) if has_change else []
    return printed


def _change(line: dict[str, Any], name: str, standing: Standing, words: Words) -> list[Cell]:
    return [cells.change(line, name, words, is_comparable=standing.may_compare(name))]
