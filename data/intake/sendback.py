"""Sending back: rows held back after reading, by completing or building, under the form their sender knows."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from data import reference
from data.intake.account import Account
from data.intake.held import HeldRow, headers_of

_CODE = re.compile(r"[a-z_]+")  # reasons of reading and completing are codes, those of building sentences

_OF_BROKEN = ("raw", "tep", "trang", "dong", "rule", "header", "value")

HELD = {
    "sender": pl.String(),
    "form": pl.String(),
    "tep": pl.String(),
    "trang": pl.String(),
    "dong": pl.Int64(),
    "rule": pl.String(),
    "header": pl.String(),
    "value": pl.String(),
}


def of_completing(found: pl.DataFrame, account: Account) -> list[HeldRow]:
    """Rows that could not be completed; they leave what was taken in the account."""
    rows = [
        _row(account, said["raw"], (said["@tep"], said["@trang"], said["@dong"]), said["header"], said["reason"], said)
        for said in found.iter_rows(named=True)
    ]
    _move(account, rows)
    return rows


def of_building(found: pl.DataFrame, account: Account, *, before: Iterable[HeldRow] = ()) -> list[HeldRow]:
    """Rows that broke a rule, each once however many it breaks; they leave what was taken in the account.

    Those of ``before``, held back before, have left it already: one row may carry a pass and a supporter.
    """
    sentences = dict(reference.read("rules").select("rule", "row_vi").rows())
    rows: dict[tuple[str, str, str, int], HeldRow] = {}
    for said in found.iter_rows(named=True):
        place = (said["tep"], said["trang"], said["dong"])
        made = _row(account, said["raw"], place, said["header"], sentences[said["rule"]], said)
        known = rows.get((said["raw"], *place))
        rows[said["raw"], *place] = replace(known, why=(*known.why, *made.why)) if known else made
    _move(account, rows.values(), before=before)
    return list(rows.values())


def lines(rows: Iterable[HeldRow], broken: pl.DataFrame) -> pl.DataFrame:
    """A line for each row and reason, without what the row says of a person.

    ``broken`` are the rows the build held back, which know their rule and masked value; reading and completing know
    a reason alone.
    """
    by_sheet = {(row.file, row.sheet): row.sender for row in rows}
    told = [
        (row.sender, row.form, row.file, row.sheet, row.row, reason, header, "")
        for row in rows
        for header, reason in row.why
        if _CODE.fullmatch(reason)
    ]
    told += [
        (by_sheet[said["tep"], said["trang"]], *(said[name] for name in _OF_BROKEN))
        for said in broken.iter_rows(named=True)
    ]
    return pl.DataFrame(told, schema=HELD, orient="row")


def _row(
    account: Account, raw: str, place: tuple[str, str, int], header: str, why: str, said: Mapping[str, Any]
) -> HeldRow:
    """A row of the raw export under the form it came in, or under the raw file's own where it was shaped anew."""
    file, sheet, number = place
    came = next((each for each in account.received if (each.file, each.sheet) == (file, sheet)), None)
    cells = {name: "" if cell is None else str(cell) for name, cell in json.loads(said["row"]).items()}
    form = came.form if came and came.form and set(headers_of(came.form)) <= cells.keys() else raw
    return HeldRow(came.sender if came else file, form, file, sheet, number, ((header, why),), cells)


def _move(account: Account, rows: Iterable[HeldRow], *, before: Iterable[HeldRow] = ()) -> None:
    """Count each row of a sheet once, though it may have become several that are held back."""
    places = {(row.file, row.sheet, row.row) for row in rows} - {(row.file, row.sheet, row.row) for row in before}
    held = Counter((file, sheet) for file, sheet, _ in places)
    for place, each in enumerate(account.received):
        if count := min(held[each.file, each.sheet], each.taken):
            account.received[place] = replace(each, taken=each.taken - count, held=each.held + count)
