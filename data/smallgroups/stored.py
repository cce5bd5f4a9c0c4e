"""What a store's cubes leave out for whom; everything is settled in the data's own division of the country."""

import duckdb

from data.access import Scope
from data.smallgroups import cubes, districts


def withhold(connection: duckdb.DuckDBPyConnection, scope: Scope, *, withholds: bool) -> int:
    """Nothing about a small group is left in the cubes of a careful viewer, whom ``withholds`` says it concerns.

    Of a district no marks of few people are left for anybody. How many rows of cubes that concerns; ``left_out`` has a
    row for each cube and place that lacks some. Headline and history were settled before (``data.common``).
    """
    connection.execute("create table left_out (cube varchar, province_code varchar)")
    districts.withhold(connection, smallest=scope.smallest)
    return cubes.withhold(connection, smallest=scope.smallest) if withholds and scope.is_careful else 0
