"""Marks of few people in a district leave every store; who is left of a province is told there, not here."""

import duckdb

from data.schema import MARKS


def withhold(connection: duckdb.DuckDBPyConnection, *, smallest: int) -> int:
    """Withhold the marks of 1 to ``smallest`` - 1 people of one district, level and criterion; how many rows had any.

    Who sees a whole province may still take its other districts from it: what they see of their own is whole.
    """
    marks = ", ".join(f"{name} = null" for name in MARKS)
    connection.execute(
        f"update district_criterion set {marks}"  # noqa: S608 - names of the schema
        f" where {' + '.join(MARKS)} between 1 and $smallest - 1",
        {"smallest": smallest},
    )
    return connection.fetchone()[0]
