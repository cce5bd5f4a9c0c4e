"""Vintages: which division the names of provinces are of, where they tell."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import polars as pl

from data import reference
from data.errors import IngestError
from data.ingest.layout import FILES
from data.ingest.places import province_codes


def of_export(raw: Path, *, told: int | None) -> int:
    """The division of a raw export; IngestError ``vintage_not_told`` where nobody said and the names do not tell."""
    found = detect(_names(raw), told=told)
    if told is None and found is None:
        raise IngestError("vintage_not_told")
    return told or found or 0


def _names(raw: Path) -> set[str]:
    """Every text that stands for a province in the parts of the export."""
    names: set[str] = set()
    for file in FILES:
        parts = sorted((raw / file.name).glob("*.parquet"))
        for header in (column.header for column in file.columns if column.code == "province" and parts):
            texts = pl.scan_parquet(parts).select(pl.col(header).cast(pl.String).unique()).collect()
            names |= set(texts[header].drop_nulls())
    return names


def detect(names: Iterable[str], *, told: int | None = None) -> int | None:
    """63 or 34 where some name is in that division alone, None where all are in both.

    Names that no division has are passed over: they are found where they are looked up. Raises IngestError
    ``vintage_contradicts`` (vintage, sample) where names of both divisions stand together, or where ``told`` has none
    of a name.
    """
    texts = {name for name in names if name and name.strip()}
    of_63 = {name for name in texts if _has(name, 63) and not _has(name, 34)}
    of_34 = {name for name in texts if _has(name, 34) and not _has(name, 63)}
    found = 63 if of_63 else 34 if of_34 else None
    against = (of_34 if (told or found) == 63 else of_63) if of_63 or of_34 else set()
    if against:
        raise IngestError("vintage_contradicts", vintage=told or found, sample=", ".join(sorted(against)[:3]))
    return found


@cache
def _has(name: str, vintage: int) -> bool:
    aliases = reference.read("province_aliases")
    return province_codes([name], provinces=_provinces(vintage), aliases=aliases)[name] is not None


@cache
def _provinces(vintage: int) -> pl.DataFrame:
    return reference.frames(vintage)["province"]
