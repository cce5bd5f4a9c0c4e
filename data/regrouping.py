"""A loaded store's tables, carried from the data's division of the country into the one that is shown.

Only counts are added, never shares. What a table allows follows from its schema:

* a row about something smaller than a province, a school or a person, keeps what it says and changes its code;
* rows that count by province are added up where their other keys are equal. Rows that know different things
  are not added to each other, so that no base ever holds people of whom the part is unknown: such a unit has
  a row of either kind, and a question sums over those it can use;
* ``headline`` and ``history`` hold one row a unit: it counts the former provinces whose part and whole are both
  known, and ``units_known`` says how many those are;
* what nobody can add up stays only where the unit is one former province (``NOT_ADDED`` says why).

A unit that a limited scope covers in part only is not carried: half a unit must not pass for the whole.
"""

from collections.abc import Iterable
from functools import cache

import duckdb
import polars as pl

from data import divisions, reference
from data.access import Scope
from data.schema import HISTORY, TABLES, Column, Table

# tables of a division itself: taken from the reference, not carried
OF_THE_DIVISION = ("province", "region")
NOT_ADDED = {
    "published_cell": "a cell is what its publisher printed, often a percentage; nobody has printed the merged one",
}
_SMALLER = frozenset({"district_code", "school_code", "learner_key"})  # each lies in one province
_HEADLINES = ("headline", "history")

_LATEST = 'max("{0}")'
_LATEST_OF_ALL = 'case when count("{0}") = count(*) then max("{0}") end'  # one still missing: not yet
_JOINED = """string_agg(distinct "{0}", ' + ' order by "{0}")"""  # null only where it is null for all

# how the values of several provinces become one, for whatever is neither key nor count
RULES = {
    ("training", "score_sum"): 'sum("{0}")',
    ("submission", "due_on"): _LATEST,
    ("submission", "received_on"): _LATEST_OF_ALL,
    ("submission", "published_on"): _LATEST_OF_ALL,
    ("lms_use", "platform"): _JOINED,
    ("lms_use", "since_on"): 'min("{0}")',
    ("teacher_count", "source"): _JOINED,
}

_KNOWN = "(part is not null and whole is not null)::utinyint"  # units_known of one province
_COUNTED = {
    **{name: f"any_value(of_the_data.{name})" for name in ("series", "as_of", "vintage")},  # the snapshot's
    "part": "(sum(part) filter (where units_known = 1))::bigint",
    "whole": "coalesce(sum(whole) filter (where units_known = 1), sum(whole))::bigint",
    "units_known": "sum(units_known)::utinyint",
}


def ddl(table: Table) -> str:
    """The columns of a table in a store: those of the file, and how many former provinces a headline counts."""
    return f"{table.ddl}, units_known utinyint" if table.name in _HEADLINES else table.ddl


def columns(table: Table) -> str:
    """The select list that reads a file of the table into these columns."""
    names = ", ".join(f'"{name}"' for name in table.names)
    return f"{names}, {_KNOWN}" if table.name in _HEADLINES else names


def has_place(table: Table) -> bool:
    """Whether rows lie in provinces and are carried from one division into the other."""
    return "province_code" in table.names and table.name not in OF_THE_DIVISION


def is_moved(table: Table) -> bool:
    """Whether a row keeps what it says, and only its province's code changes."""
    return bool(_SMALLER & set(table.key)) or table.name in NOT_ADDED


def rule(table: Table, column: Column) -> str:
    """How a column's values become one, as SQL; raises LookupError for a column nobody has decided about."""
    if (table.name, column.name) in RULES:
        return RULES[table.name, column.name].format(column.name)
    if not _is_count(column):
        raise LookupError(f"no rule says how {table.name}.{column.name} of several provinces becomes one")
    return f'sum("{column.name}")::bigint'


def regroup(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[Table], *, vintage: int, division: int, scope: Scope
) -> None:
    """Carry tables, none of them headline or history, from the data's vintage into the other division."""
    tables = tuple(tables)
    for table in filter(has_place, tables):
        pairs = list(divisions.carrying(vintage, division, scope.of(table)))
        if table.name in NOT_ADDED:
            units = [unit for _, unit in pairs]
            pairs = [pair for pair in pairs if units.count(pair[1]) == 1]
        _carry(connection, table, [(vintage, *pair) for pair in pairs])
    for name in (table.name for table in tables if table.name in OF_THE_DIVISION):
        connection.register("of_the_division", _reference(division)[name])
        connection.execute(f"delete from {name}")  # noqa: S608 - a name of our own
        connection.execute(f"insert into {name} select * from of_the_division")  # noqa: S608
        connection.unregister("of_the_division")


def has_other_births(connection: duckdb.DuckDBPyConnection, *, division: int) -> bool:
    """Whether the loaded history has rows that were born in the other division."""
    return bool(connection.execute("select 1 from history where vintage <> $1 limit 1", [division]).fetchall())


def carry_headlines(connection: duckdb.DuckDBPyConnection, *, vintage: int, division: int) -> None:
    """Carry the headline, and the history's rows, each by its own vintage, into a division."""
    if vintage != division:
        _carry(connection, TABLES["headline"], [(vintage, *pair) for pair in divisions.carrying(vintage, division)])
    if has_other_births(connection, division=division):
        carrying = [(born, *pair) for born in divisions.DIVISIONS for pair in divisions.carrying(born, division)]
        _carry(connection, HISTORY, carrying)


@cache
def _reference(division: int) -> dict[str, pl.DataFrame]:
    return reference.frames(division)


def _carry(connection: duckdb.DuckDBPyConnection, table: Table, carrying: list[tuple[int, str, str]]) -> None:
    """Put the rows of the carried provinces (vintage, province, unit) in the place of all rows."""
    connection.execute(f'alter table "{table.name}" rename to of_the_data')
    connection.execute(f'create table "{table.name}" ({ddl(table)})')
    said, grouped = _columns(table)
    born = " and of_the_data.vintage = carrying.vintage" if table is HISTORY else ""
    connection.execute(
        f'insert into "{table.name}" select {said} from of_the_data inner join'  # noqa: S608 - names of the schema
        " (select unnest($vintages::utinyint[]) as vintage, unnest($parts::varchar[]) as part_code,"
        " unnest($units::varchar[]) as unit_code) as carrying"
        f" on of_the_data.province_code = carrying.part_code{born}{grouped}",
        {name: [row[place] for row in carrying] for place, name in enumerate(("vintages", "parts", "units"))},
    )
    connection.execute("drop table of_the_data")


def _columns(table: Table) -> tuple[str, str]:
    """The select list that carries a table, and the groups it is added up by."""
    if is_moved(table):
        return ", ".join(map(_as_it_is, table.names)), ""
    names = (*table.names, "units_known") if table.name in _HEADLINES else table.names
    if table.name in _HEADLINES:
        added, flags = _COUNTED, []
    else:
        added = {column.name: rule(table, column) for column in table.columns if not column.is_key}
        flags = [f'"{column.name}" is null' for column in table.columns if _is_count(column)]
    said = [added.get(name) or _as_it_is(name) for name in names]
    grouped = [*(_as_it_is(name) for name in table.names if name not in added), *flags]
    return ", ".join(said), f" group by {', '.join(grouped)}"


def _as_it_is(name: str) -> str:
    return "carrying.unit_code" if name == "province_code" else f'of_the_data."{name}"'


def _is_count(column: Column) -> bool:
    return column.type == "BIGINT" and not column.is_key
