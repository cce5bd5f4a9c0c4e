"""Two queries at a time: on tables of a few row groups one query alone leaves a core idle."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from duckdb import DuckDBPyConnection

THREADS = 2
Item = TypeVar("Item")
Answer = TypeVar("Answer")


def side_by_side(
    connection: DuckDBPyConnection, work: Callable[[DuckDBPyConnection, Item], Answer], items: Iterable[Item]
) -> list[Answer]:
    """What ``work`` says of each item, in the order of the items; each has a cursor of its own."""

    def with_cursor(item: Item) -> Answer:
        with connection.cursor() as cursor:
            return work(cursor, item)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(with_cursor, items))
