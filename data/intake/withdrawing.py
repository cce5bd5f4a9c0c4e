"""Withdrawing: a row that its sender has sent once more, corrected, gives way to the corrected one.

A file of held-back rows says where each of its rows stood. A sender corrects rows of their own files alone.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import polars as pl

from data.intake.account import Account
from data.intake.held import Spool, spooled
from data.intake.parts import FILE, ROW, SHEET, Place

_PLACE = {FILE: pl.String(), SHEET: pl.String(), ROW: pl.Int64()}


def withdraw(raw: Path, spool: Path, corrected: Collection[Place], account: Account) -> None:
    """Take the rows at the corrected places out of what was taken and held; the account tells them as left out."""
    senders = {each.file: each.sender for each in account.received}
    places = {(file, sheet, row) for sender, file, sheet, row in corrected if senders.get(file) == sender}
    if not places:
        return
    taken = Counter((file, sheet) for file, sheet, _ in _out_of_parts(raw, places))
    held = Counter((file, sheet) for file, sheet, _ in _out_of_spool(spool, places))
    for place, each in enumerate(account.received):
        gone = min(taken[each.file, each.sheet], each.taken), min(held[each.file, each.sheet], each.held)
        if any(gone):
            account.received[place] = replace(
                each,
                taken=each.taken - gone[0],
                held=each.held - gone[1],
                left_out=each.left_out + sum(gone),
                why={**each.why, "corrected": sum(gone)},
            )


def _out_of_parts(raw: Path, places: Collection[tuple[str, str, int]]) -> set[tuple[str, str, int]]:
    """Rewrite the parts that hold such rows; the places found."""
    wanted = pl.DataFrame(list(places), schema=_PLACE, orient="row")
    found: set[tuple[str, str, int]] = set()
    for path in sorted(raw.glob("*/*.parquet")):
        hits = pl.scan_parquet(path).select(*_PLACE).join(wanted.lazy(), on=list(_PLACE), how="semi").collect()
        if hits.is_empty():
            continue
        found |= set(hits.rows())
        kept = pl.read_parquet(path).join(wanted, on=list(_PLACE), how="anti", maintain_order="left")
        path.unlink()
        if kept.height:
            kept.write_parquet(path, compression="lz4", statistics=False)
    return found


def _out_of_spool(spool: Path, places: Collection[tuple[str, str, int]]) -> set[tuple[str, str, int]]:
    found: set[tuple[str, str, int]] = set()
    anew = Spool(spool.with_name(f"{spool.name}.anew"))
    for row in spooled(spool):
        place = (row.file, row.sheet, row.row)
        if place in places:
            found.add(place)
        else:
            anew.keep(row)
    anew.close()
    anew.path.replace(spool)
    return found
