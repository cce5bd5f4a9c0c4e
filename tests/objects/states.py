"""State folders: one that published, one that reads what was put into the bucket."""

from collections.abc import Callable
from pathlib import Path

from data import history
from data.access import Scope
from data.errors import TemisError
from data.objects import listing, pushing
from data.schema import TABLES
from data.snapshot import Snapshot
from data.store import Store, open_store

PROVINCE = Scope.of_province("22")


def put(as_writer: Callable, state: Path, *snapshots: Snapshot) -> list[pushing.Pushed]:
    """Push them, as whoever publishes does."""
    return [as_writer(lambda each=each: pushing.push(state, each.id)) for each in snapshots]


def seen(state: Path) -> dict[str, Snapshot]:
    """Ask the bucket and list everything; no problem is expected."""
    listing.refresh(state, seconds=10)
    found, problems = listing.every(state)
    assert problems == []
    return {snapshot.id: snapshot for snapshot in found}


def problems(state: Path) -> list[TemisError]:
    """Ask the bucket, and what is wrong with it."""
    listing.refresh(state, seconds=10)
    return listing.in_bucket(state)[1]


def rows(store: Store) -> dict[str, list[tuple]]:
    """Every row of every table of a store, in one order."""
    found = {}
    for name in (*TABLES, "history"):
        with store.cursor() as cursor:
            found[name] = cursor.sql(f"select * from {name} order by all").fetchall()
    store.close()
    return found


def store_in(state: Path, snapshot: Snapshot, scope: Scope, **more: int) -> Store:
    """The store with the history of the state folder."""
    return open_store(snapshot, scope, history.path(state), **more)
