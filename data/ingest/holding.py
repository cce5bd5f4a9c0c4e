"""Holding back: rows that break a rule are noted one by one, told as findings, and left out where the build goes on.

``broken`` has one row for each row and rule that fails, ``noticed`` those that are only told; ``left_out`` the rows
that are not read any more. All three name a row by its raw file and number.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, DuckDBPyRelation

from data.ingest import personal
from data.ingest.findings import FREE_TEXT, Finding, Place, found, strengths
from data.ingest.layout import BY_NAME
from data.ingest.parts import place_in
from data.ingest.read import RawExport

_TOLD = Path(__file__).with_name("told")
_NOTED = ("rule", "file", "row_no", "header", "value")


def begin(connection: DuckDBPyConnection) -> None:
    """Create the empty tables of this module."""
    columns = "rule varchar, file varchar, row_no bigint, header varchar, value varchar"
    connection.execute(f"create table broken ({columns})")
    connection.execute(f"create table noticed ({columns})")
    connection.execute("create table left_out (file varchar, row_no bigint)")
    connection.execute("create view said as select * from broken union all select * from noticed")


def note(rule: str, rows: DuckDBPyRelation) -> None:
    """Note rows (file, row_no, header, value) that break a declared rule."""
    table = "broken" if strengths()[rule] == "fail" else "noticed"
    columns = {name: ColumnExpression(name) for name in _NOTED} | {"rule": ConstantExpression(rule)}
    columns["row_no"] = columns["row_no"].cast("bigint")
    columns["value"] = columns["value"].cast("varchar")
    rows.select(*(columns[name].alias(name) for name in _NOTED)).insert_into(table)


def note_rows(rule: str, file: str, header: str, rows: DuckDBPyRelation, value: str | None = None) -> None:
    """Note the rows of one file and column; ``value`` names the relation's column that shows what is wrong."""
    shown = ColumnExpression(value) if value else ConstantExpression(None)
    said = {
        "file": ConstantExpression(file),
        "row_no": ColumnExpression("row_no"),
        "header": ConstantExpression(header),
    }
    note(rule, rows.select(*(each.alias(name) for name, each in said.items()), shown.alias("value")))


def hold_back(connection: DuckDBPyConnection) -> list[str]:
    """Leave out what was noted as broken since the last time; the raw files it is of, by name."""
    fresh = connection.sql(
        "select file, row_no from broken where row_no is not null except select file, row_no from left_out"
    ).pl()
    return leave_out(connection, fresh)


def leave_out(connection: DuckDBPyConnection, rows: pl.DataFrame) -> list[str]:
    """Read these rows (file, row_no) no more; the raw files they are of, by name."""
    if rows.is_empty():
        return []
    connection.from_arrow(rows.select("file", "row_no").to_arrow()).insert_into("left_out")
    files = rows["file"].unique().sort().to_list()
    for name in files:
        kept = connection.view(f"all_{name}").join(_numbers(connection, "left_out", name), "row_no", how="anti")
        kept.create_view(f"raw_{name}", replace=True)
    return files


def rows_left_out(connection: DuckDBPyConnection) -> dict[str, int]:
    """How many rows of each raw file are not read any more."""
    return dict(connection.sql("select file, count(*) from left_out group by file").fetchall())


def _numbers(connection: DuckDBPyConnection, table: str, file: str) -> DuckDBPyRelation:
    rows = connection.table(table).filter(ColumnExpression("file") == ConstantExpression(file))
    return rows.filter(ColumnExpression("row_no").isnotnull()).select(ColumnExpression("row_no")).distinct()


def findings(connection: DuckDBPyConnection, export: RawExport) -> list[Finding]:
    """What was noted, by rule, file and column, with the first places of each."""
    told = connection.sql(_text("findings")).fetchall()
    rows = connection.sql(_text("places")).pl() if told else pl.DataFrame()
    places = _places(connection, export, rows) if told else {}
    return [
        found(rule, f"{file}.parquet", header, count, sample or (), places.get((rule, file, header), ()))
        for rule, file, header, count, sample in told
    ]


def _places(
    connection: DuckDBPyConnection, export: RawExport, rows: pl.DataFrame
) -> dict[tuple[str, str, str], list[Place]]:
    """Places of the given rows (rule, file, header, row_no), in the order of their numbers."""
    where: dict[tuple[str, int], Place] = {}
    for (file,), asked in rows.group_by("file"):
        given = connection.view(f"given_{file}").select("row_no, tep, trang, dong")
        told = given.join(connection.from_arrow(asked.select("row_no").unique().to_arrow()), "row_no", how="semi")
        for row_no, *said in told.fetchall():
            where[str(file), row_no] = _place(export, str(file), row_no, *said)
    found_at: dict[tuple[str, str, str], list[Place]] = {}
    for rule, file, header, row_no in rows.iter_rows():
        found_at.setdefault((rule, file, header), []).append(where[file, row_no])
    return found_at


def _place(export: RawExport, file: str, row_no: int, tep: str | None, trang: str | None, dong: int | None) -> Place:
    """Where a row came from: as it says of itself, else the part it is in."""
    part, row = place_in(row_no)
    if tep is None or dong is None:
        return Place(export.parts[file][part], "", row)
    return Place(tep, trang or "", dong)


HELD = {
    "raw": pl.String(),
    "tep": pl.String(),
    "trang": pl.String(),
    "dong": pl.Int64(),
    "rule": pl.String(),
    "header": pl.String(),
    "value": pl.String(),
    "row": pl.String(),
}


def held(connection: DuckDBPyConnection, export: RawExport) -> pl.DataFrame:
    """Every row held back, once for each rule and column it breaks: ``HELD``, by file, place and rule.

    ``raw`` is the layout file; ``value`` what is wrong, masked where it is an identifier; ``row`` the cells of the row
    as they came, by header, as JSON: it names people and is for the quarantine alone.
    """
    files = connection.sql("select distinct file from broken where row_no is not null order by file").fetchall()
    frames = [_held_of(connection, export, file) for (file,) in files]
    return pl.concat([pl.DataFrame(schema=HELD), *frames])


def _held_of(connection: DuckDBPyConnection, export: RawExport, file: str) -> pl.DataFrame:
    given = connection.view(f"given_{file}").join(_numbers(connection, "broken", file), "row_no", how="semi").pl()
    headers = [column.header for column in BY_NAME[file].columns]
    of_people = [column.header for column in BY_NAME[file].columns if column.is_personal]
    places = [_place(export, file, *row) for row in given.select("row_no", "tep", "trang", "dong").iter_rows()]
    rows = given.select(
        "row_no",
        *(
            pl.Series(name, values, HELD[name])
            for name, values in zip(("tep", "trang", "dong"), _turned(places), strict=True)
        ),
        pl.struct(headers).struct.json_encode().alias("row"),
        *(pl.col(header).map_elements(masked, return_dtype=pl.String) for header in of_people),
    )
    noted = connection.table("broken").filter(ColumnExpression("file") == ConstantExpression(file)).pl()
    value = pl.col("value")
    for header in of_people:
        value = pl.when(pl.col("header") == header).then(pl.col(header)).otherwise(value)
    unlisted = pl.col("rule").is_in(list(FREE_TEXT))
    value = pl.when(unlisted).then(value.map_elements(personal.said, return_dtype=pl.String)).otherwise(value)
    joined = noted.unique().join(rows, on="row_no").with_columns(value.alias("value"), pl.lit(file).alias("raw"))
    return joined.sort("row_no", "rule", "header").select(*HELD)


def _turned(places: Iterable[Place]) -> list[list[Any]]:
    listed = list(places)
    return [[place[at] for place in listed] for at in range(3)]


def masked(text: str | None) -> str | None:
    """An identifier of which the first and last two characters are seen; of a short one, nothing is."""
    if text is None or len(text) < 6:
        return None if text is None else "•" * len(text)
    return text[:2] + "•" * (len(text) - 4) + text[-2:]


def _text(name: str) -> str:
    return (_TOLD / f"{name}.sql").read_text(encoding="utf-8")
