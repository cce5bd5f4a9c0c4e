"""What a store leaves out for whom; everything is settled in the data's own division of the country."""

import duckdb

from data import divisions
from data.access import Scope
from data.smallgroups import cubes, districts, rates
from data.snapshot import Snapshot


def withhold(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, scope: Scope) -> int:
    """Nothing about a small group is left of what is not the viewer's, nor of anything where the viewer is careful.

    Of a district no marks of few people are left for anybody. What has been published is shown as it was. How many
    rows of cubes that concerns; ``left_out`` has a row for each cube and place that lacks some.
    """
    connection.execute("create table left_out (cube varchar, province_code varchar)")
    districts.withhold(connection, smallest=scope.smallest)
    if snapshot.kind == "public" or (scope.provinces is None and not scope.is_careful):
        return 0
    decided = rates.settled(connection, smallest=scope.smallest)
    mine = frozenset() if scope.is_careful or scope.provinces is None else scope.provinces
    own = {vintage: divisions.wholly_within(mine, snapshot.vintage, vintage) for vintage in divisions.DIVISIONS}
    rates.withhold(connection, decided, own)
    return cubes.withhold(connection, decided, smallest=scope.smallest) if scope.is_careful else 0
