"""What a careful viewer's cubes leave out: what the headline withholds, and what only the cubes tell of few people.

Whatever the headline withholds of a level, a module or a group is taken out of the cube it is counted from, so what a
cube lacks of a total that is written out beside it is never a small group. Small subjects become one, ``OTHER``, which
keeps every sum. Core and mass go together, since their sum is told. What a cube lacks is in no sum of it: a total that
is added up from it counts fewer people, and ``Store.leaves_out`` says so.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from data.schema import ALL, LEVELS, PEOPLE, of_layer
from data.smallgroups import rated, roles, subjects
from data.smallgroups.rates import Decided

_LEVELS = (ALL, *LEVELS)
_KEY = ("measure", "audience", "cohort_code", "question_code", "report_year")
_CELL = ("province_code", "module_code", "level", "people")


def withhold(connection: duckdb.DuckDBPyConnection, *, smallest: int) -> int:
    """Withhold what is small in the loaded cubes, beside what ``common.withheld_cell`` says of the headline.

    How many of their rows are changed or gone.
    """
    connection.execute(f"create temp table cube_before as {_counted()}")
    connection.execute("create temp view withheld_cell as select * from common.withheld_cell")
    count = _run(connection, "following.sql", smallest)
    count += subjects.merge(connection, smallest=smallest)
    count += roles.withhold(connection, smallest=smallest)
    count += rated.withhold(connection, smallest=smallest)
    count += _run(connection, "by_themselves.sql", smallest)
    connection.execute("drop view withheld_cell")
    connection.execute(
        "insert into left_out select distinct cube_before.cube, unit_part.province_code from cube_before"  # noqa: S608
        " inner join unit_part on cube_before.province_code = unit_part.part_code"
        f" left join ({_counted()}) as cube_after"
        " on cube_before.cube = cube_after.cube and cube_before.province_code = cube_after.province_code"
        " where cube_before.counted is distinct from cube_after.counted"
    )
    connection.execute("drop table cube_before")
    return count


def _counted() -> str:
    """By cube and place a number that falls when something is withheld."""
    numbers = {"training": "sum(enrolments)", "standing": "count(*) + count(tot)"}
    cubes = (table.name for table in of_layer("cube") if table.name != "headline")
    return " union all ".join(
        f"select '{cube}' as cube, province_code, {numbers.get(cube, 'count(*)')} as counted from {cube}"  # noqa: S608
        " group by province_code"
        for cube in cubes
    )


def cells(decided: Decided) -> pl.DataFrame:
    """One row per withheld group of a place, module and level, by the key of its measure, at the latest date."""
    found = [_cells(key, decided.modules[key], mask) for key, mask in decided.masks.items() if mask.any()]
    schema = dict.fromkeys((*_KEY, *_CELL), pl.String) | {"report_year": pl.Int64}
    return pl.concat(found) if found else pl.DataFrame(schema=schema)


def _cells(key: tuple, modules: list[str], mask: np.ndarray) -> pl.DataFrame:
    place, module, level, people = np.nonzero(mask)
    told = {
        "province_code": [f"{code:02d}" for code in place],
        "module_code": _named(modules, module),
        "level": _named(_LEVELS, level),
        "people": _named(PEOPLE, people),
    }
    frame = pl.DataFrame(told, schema=dict.fromkeys(told, pl.String))
    same = [
        pl.lit(value, dtype=pl.Int64 if name == "report_year" else pl.String).alias(name)
        for name, value in zip(_KEY, key, strict=True)
    ]
    return frame.select(*same, *_CELL)


def _named(names: Iterable[str], at: np.ndarray) -> list[str]:
    return np.array([*names], dtype=object)[at].tolist()


def _run(connection: duckdb.DuckDBPyConnection, name: str, smallest: int) -> int:
    """Run each statement of a file of this folder; how many rows they change."""
    count = 0
    for statement in connection.extract_statements(Path(__file__).with_name(name).read_text(encoding="utf-8")):
        values = {"smallest": smallest} if statement.named_parameters else None
        count += connection.execute(statement, values).fetchone()[0]
    return count
