"""Tables drawn as text become a real snapshot, written and opened by the code that does it in earnest."""

import shutil
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from data import history, reference
from data.access import Scope
from data.schema import NOT_APPLICABLE, TABLES, Column
from data.sealing import seal
from data.snapshot import Snapshot, open_snapshot
from data.store import Store, open_store

AS_OF = date(2022, 6, 30)
_PLAINEST = {"people": "total", "audience": "teacher", "framework_code": "TT20/2018"}


def frame(table: str, drawn: str) -> pl.DataFrame:
    """A drawn table as a frame with the schema's columns and types.

    The first line names columns, a line of dashes may follow, cells are parted by ``|``. A cell left
    empty is null, or '' and 0 in a key. A column left out takes the plainest value of its kind: all,
    total, teacher; '' and 0 in a key; else null.
    """
    lines = [line.strip() for line in drawn.strip().splitlines()]
    names, *rows = [_cells(line) for line in lines if line and set(line) - set("-+| ")]
    unknown = set(names) - set(TABLES[table].names)
    if unknown or any(len(row) != len(names) for row in rows):
        raise ValueError(f"{table} is drawn with columns it has not, or unevenly: {unknown or rows}")
    given = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    columns = [
        pl.Series(column.name, given.get(column.name, [""] * len(rows)), dtype=pl.String)
        for column in TABLES[table].columns
    ]
    kinds = reference.polars_schema(table)
    return pl.DataFrame(columns).select(
        _typed(column, kinds[column.name], is_drawn=column.name in given) for column in TABLES[table].columns
    )


def store_of(
    folder: Path,
    *,
    scope: Scope | None = None,
    as_of: date = AS_OF,
    kind: str = "synthetic",
    previous: Mapping[date, str] | None = None,
    vintage: int = 63,
    division: int | None = None,
    targets: str | None = None,
    **tables: str,
) -> Store:
    """The store of a snapshot of drawn tables; ``previous`` draws the headline of earlier ones (of the 63) by date.

    The reference that is not drawn is the real one of the vintage; whatever else is not drawn is empty.
    ``division`` is the one the store shows; None: the vintage. ``targets`` is the table a ministry set, as text.
    """
    were_set = folder / "targets.csv"
    if targets is not None:
        folder.mkdir(parents=True, exist_ok=True)
        were_set.write_text(targets, encoding="utf-8")
    for earlier, headline in (previous or {}).items():
        snapshot_of(folder, as_of=earlier, kind=kind, headline=headline)
    snapshot = snapshot_of(folder, as_of=as_of, kind=kind, vintage=vintage, **tables)
    return open_store(snapshot, scope or Scope.everything(), history.path(folder), division=division, targets=were_set)


def snapshot_of(
    folder: Path, *, as_of: date = AS_OF, kind: str = "synthetic", vintage: int = 63, **tables: str
) -> Snapshot:
    """A sealed snapshot of drawn tables in a state folder, named after its date."""
    staging = folder / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    frames = _reference(vintage) | {table: frame(table, drawn) for table, drawn in tables.items()}
    for table, rows in frames.items():
        _write(staging, table, rows)
    return open_snapshot(seal(staging, folder, _header(as_of, kind, vintage)))


@cache
def _reference(vintage: int) -> dict[str, pl.DataFrame]:
    return reference.frames(vintage)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _typed(column: Column, kind: pl.DataType, *, is_drawn: bool) -> pl.Expr:
    text = pl.col(column.name)
    filled = pl.when(text == "").then(pl.lit(_left_empty(column, is_drawn=is_drawn))).otherwise(text)
    if isinstance(kind, pl.Boolean):
        return (filled == "true").alias(column.name)
    if isinstance(kind, pl.Date):
        return filled.str.to_date("%Y-%m-%d").alias(column.name)
    return filled.cast(kind).alias(column.name)


def _left_empty(column: Column, *, is_drawn: bool) -> str | None:
    if not is_drawn and column.one_of and "all" in column.one_of:
        return "all"
    if not is_drawn and column.name in _PLAINEST:
        return _PLAINEST[column.name]
    if not column.is_key:
        return None
    return NOT_APPLICABLE if column.type == "VARCHAR" else "0"


def _write(staging: Path, table: str, rows: pl.DataFrame) -> None:
    """One file a table; tables kept by province get one a province."""
    if TABLES[table].layer not in ("unit", "detail"):
        _write_one(staging / "tables" / f"{table}.parquet", rows)
        return
    for (province_code,), own in rows.group_by("province_code", maintain_order=True):
        place = staging / TABLES[table].layer / table / f"province_code={province_code}"
        _write_one(place / "part.parquet", own)


def _write_one(path: Path, rows: pl.DataFrame) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows.write_parquet(path)


def _header(as_of: date, kind: str, vintage: int) -> dict[str, object]:
    return {
        "id": f"ve-tay-{as_of.isoformat()}",
        "as_of": as_of,
        "vintage": vintage,
        "kind": kind,
        "series": "ve-tay",
        "title": "Vẽ tay",
        "note": "",
        "sources": [],
        "findings": [],
        "origin": {},
    }
