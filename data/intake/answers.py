"""Answers: what is said once of a text and holds for all cells that say the same; for the fast way."""

import re
from collections.abc import Sequence
from typing import Any

import polars as pl

from data.ingest.layout import RawColumn
from data.intake.formats.sheets import tidy
from data.intake.noise import is_total
from data.intake.values import value

REFUSED, MENDED, PLACE, HEADER, TOTAL = 1, 2, 4, 8, 16  # what may be said of a cell
_DIGITS = r"^[0-9]{4,10}$"  # fewer may be the number of a column
_IDENTIFIERS = ("identifier", "supporter_identifier")
_IDENTIFIER = 10  # digits
_DECIMAL = r"^[0-9]{1,3}\.([0-9]{1,2}|[0-9]{4,9})$"  # three decimals may be thousands
_NUMBERING = re.compile(r"\(?\s*([0-9]{1,3}|[a-z])\s*(\)|=|$)", re.IGNORECASE)
# of cells nobody reads: letters of tổng, cộng and lũy, each of which may be any letter beyond ASCII; a superset of
# what is taken for a total
TOTALS = (
    r"(?i)^[^0-9a-z]*(\*|[tc](o|[^\x00-\x7f])+(n|[^\x00-\x7f])+(g|[^\x00-\x7f])|l(u|[^\x00-\x7f])+(y|[^\x00-\x7f]))"
)

Answer = tuple[Any, int, int]  # value, what may be said, letters


def answer_of(cell: Any, column: RawColumn, headers: Sequence[str]) -> Answer:
    """What the slow way says of the cell, and what may be said of it as a part of its row."""
    tidied = tidy(cell)
    parsed = value(tidied, column)
    said = REFUSED * bool(parsed.reason) | MENDED * bool(parsed.mended)
    if tidied is None or tidied == "":
        return parsed.value, said, 0
    if isinstance(tidied, str):
        said |= PLACE * bool(_NUMBERING.match(tidied)) | TOTAL * is_total(tidied)
        said |= HEADER * any(tidied[0].casefold() == header[0].casefold() for header in headers)
        return parsed.value, said, min(len(tidied), 250)
    said |= PLACE * isinstance(tidied, int) | HEADER * any(header.isdecimal() for header in headers)
    return parsed.value, said, 251


def plainest(cells: pl.Series, column: RawColumn) -> pl.Series | None:
    """Which cells are what they look like: identifiers, which may have lost their zeros, and plain decimals."""
    if cells.dtype != pl.String:
        return None
    if column.name in _IDENTIFIERS:
        return (cells.str.contains(_DIGITS) & cells.str.contains("[1-9]")).fill_null(value=False)
    return cells.str.contains(_DECIMAL).fill_null(value=False) if column.type == "DOUBLE" else None


def plain_answers(column: RawColumn) -> dict[str, pl.Expr]:
    """The answers of the plainest cells, which stand in the column "cell"."""
    cell = pl.col("cell")
    letters = cell.str.len_bytes().cast(pl.UInt8, strict=False)
    if column.name not in _IDENTIFIERS:
        return {"value": cell.cast(pl.Float64, strict=False), "said": pl.lit(0, pl.UInt8), "letters": letters}
    lost = pl.when(letters < _IDENTIFIER).then(MENDED).otherwise(0).cast(pl.UInt8)
    return {"value": cell.str.zfill(_IDENTIFIER), "said": lost, "letters": letters}
