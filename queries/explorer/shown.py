"""Shown: the SQL of an answer as it may be read, copied and run over the snapshot's own files."""

import re
from collections.abc import Mapping
from typing import Any

from data.schema import TABLES
from data.store import Store
from queries.explorer.facts import Fact, text_of

_NAME = re.compile(r"\$(\w+)")
_SHARE = (
    "create or replace temp macro share(part, whole) as\n"
    "    case when whole > 0 then cast(part as double) / cast(whole as double) end;"
)


def sql(store: Store, fact: Fact, asked: Mapping[str, Any]) -> str:
    """The question with its values written in, and before it the lines that load what it reads.

    Paths are those inside the snapshot's folder: DuckDB started there runs the text as it stands. The rows are those
    of the viewer's scope. In another division than the data's own the lines load what the regrouping began with.
    """
    loaded = [_loading(store, table) for table in (fact.table, "province", *fact.needs)]
    return "\n".join([*loaded, _SHARE, "", bound(text_of(fact.cube), asked)])


def bound(text: str, asked: Mapping[str, Any]) -> str:
    """The text with each $name outside its comments replaced by the value as a literal."""
    return "\n".join(
        line if line.startswith("--") else _NAME.sub(lambda name: literal(asked[name[1]]), line)
        for line in text.splitlines()
    )


def literal(value: str | int | None) -> str:
    """A value as SQL writes it; within a text a quote is doubled, so that it ends where it ends."""
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("'", "''") + "'"


def _loading(store: Store, table: str) -> str:
    """The line that makes a table of its file, of the viewer's provinces alone where it is kept by province."""
    paths = sorted(part.path for part in store.snapshot.manifest.parts if part.table == table)
    files = ", ".join(literal(path) for path in paths)
    line = f"create or replace temp view {table} as from read_parquet([{files}], hive_partitioning = false)"
    scope = store.scope.of(TABLES[table])
    if scope is None or not TABLES[table].scope:
        return f"{line};"
    return f"{line}\n    where {TABLES[table].scope} in ({', '.join(literal(code) for code in sorted(scope))});"
