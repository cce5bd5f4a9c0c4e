"""Codes: every text that stands for a code is looked up once, and what cannot be found is said."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

import polars as pl
from duckdb import (
    CaseExpression,
    ColumnExpression,
    ConstantExpression,
    DuckDBPyConnection,
    DuckDBPyRelation,
)

from data import reference
from data.ingest.holding import note_rows
from data.ingest.layout import FILES, RawColumn, RawFile
from data.ingest.places import district_codes, province_codes
from data.ingest.read import put
from data.ingest.sidebyside import side_by_side

_SCHOOL_YEAR = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
_BLANK = ConstantExpression("")
_CODES = {"text": pl.String(), "code": pl.String()}


def spelt(text: str) -> str:
    """A coded text as it is compared: NFC, one space between words, no case."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def school_year(text: str) -> str | None:
    """The first calendar year of "2020-2021", None for anything but two years in a row."""
    found = _SCHOOL_YEAR.fullmatch(text.strip())
    if not found or int(found[2]) != int(found[1]) + 1:
        return None
    return found[1]


def look_up(connection: DuckDBPyConnection, frames: dict[str, pl.DataFrame]) -> None:
    """Create ``code_<kind>`` (text, code) for every kind of coded text in the export; note what is unknown or empty."""
    coded = [(file, column) for file in FILES for column in file.columns if column.code]
    texts: dict[str, list[tuple[RawFile, RawColumn, dict[str | None, int]]]] = defaultdict(list)
    for (file, column), rows in zip(coded, side_by_side(connection, _counted, coded), strict=True):
        texts[str(column.code)].append((file, column, rows))
    for kind, uses in texts.items():
        wanted = {text for _, _, rows in uses for text in rows if text and text.strip()}
        codes = _codes(kind, wanted, frames)
        rows = sorted((text, code) for text, code in codes.items() if code is not None)
        put(connection, f"code_{kind}", pl.DataFrame(rows, schema=_CODES, orient="row"))
        for use in uses:
            _note_unknown(connection, *use, codes)


def look_up_districts(connection: DuckDBPyConnection, districts: pl.DataFrame) -> None:
    """Create ``code_district`` (province_code, text, code): a district is known within its province only."""
    named = connection.sql(
        "select code_province.code as province_code, raw_truong.district as text"
        " from raw_truong join code_province on code_province.text = raw_truong.province"
        " where raw_truong.district is not null group by all order by all"
    ).fetchall()
    codes = district_codes(named, districts=districts)
    known = [(*place, code) for place, code in codes.items() if code is not None]
    schema = {"province_code": pl.String(), **_CODES}
    put(connection, "code_district", pl.DataFrame(known, schema=schema, orient="row"))
    if len(known) < len(codes):
        unknown = connection.sql(
            "select raw_truong.row_no, code_province.code || ' ' || raw_truong.district as text"
            " from raw_truong join code_province on code_province.text = raw_truong.province"
            " anti join code_district"
            " on code_district.province_code = code_province.code and code_district.text = raw_truong.district"
            " where raw_truong.district is not null"
        )
        note_rows("unknown_district", "truong", "Quận/Huyện", unknown, "text")


def _counted(connection: DuckDBPyConnection, coded: tuple[RawFile, RawColumn]) -> dict[str | None, int]:
    """How often each text stands in the column."""
    file, column = coded
    texts = connection.view(file.table).select(ColumnExpression(column.name).alias("text"))
    return dict(texts.aggregate("text, count(*) as rows", "text").order("text").fetchall())


def _codes(kind: str, texts: Iterable[str], frames: dict[str, pl.DataFrame]) -> dict[str, str | None]:
    if kind == "province":
        aliases = reference.read("province_aliases")
        return province_codes(texts, provinces=frames["province"], aliases=aliases)
    if kind == "school_year":
        return {text: school_year(text) for text in texts}
    words = reference.read("vocabulary").filter(pl.col("kind") == kind)
    known = {spelt(text): code for text, code in words.select("text", "code").iter_rows()}
    return {text: known.get(spelt(text)) for text in texts}


def _note_unknown(
    connection: DuckDBPyConnection,
    file: RawFile,
    column: RawColumn,
    rows: dict[str | None, int],
    codes: dict[str, str | None],
) -> None:
    text = ColumnExpression(column.name).alias("text")
    given = connection.view(file.table).select(ColumnExpression("row_no"), text)
    blank = [each for each in rows if not each or not each.strip()]
    if blank and column.is_required:
        said = CaseExpression(ColumnExpression("text").isnull(), _BLANK).otherwise(ColumnExpression("text"))
        empty = given.select(ColumnExpression("row_no"), said.alias("text"))
        note_rows("empty_value", file.name, column.header, _among(connection, empty, [each or "" for each in blank]))
    unknown = [each for each in rows if each and each.strip() and codes[each] is None]
    if unknown:
        rule = "unknown_province" if column.code == "province" else "unknown_code"
        note_rows(rule, file.name, column.header, _among(connection, given, unknown), "text")


def _among(connection: DuckDBPyConnection, given: DuckDBPyRelation, texts: list[str]) -> DuckDBPyRelation:
    """The rows whose text is one of these; joined, since there may be as many texts as rows."""
    listed = connection.from_arrow(pl.DataFrame({"text": texts}, schema={"text": pl.String()}).to_arrow())
    return given.join(listed.distinct(), "text", how="semi")
