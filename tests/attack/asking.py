"""Asking: every question of every subject, by every store that an attacker's login opens, in one of two worlds."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from data import access, history
from data.access import Scope, Viewer
from data.schema import TABLES
from data.snapshot import Snapshot, open_snapshot
from data.store import Store, open_store
from queries import runner
from tests.attack.who import Who
from tests.queries.subjects import SUBJECTS
from tests.queries.test_second_opinion import ASKED

_OF_EACH = 6  # choices with which each question is asked, of those that the tests of the questions ask


def wishes(viewer: Viewer, snapshot: Snapshot, who: Who) -> dict[str, Callable[[], Scope]]:
    """The stores somebody may ask for: the plain one, that of all schools that are theirs, and of single provinces'."""
    of_one = {code: lambda code=code: access.scope_of(viewer, snapshot, unit=code) for code in (who.own, "01", "24")}
    return {
        "plain": lambda: access.scope_of(viewer, snapshot),
        "every unit": lambda: access.scope_of(viewer, snapshot, every_unit=True),
        **of_one,
    }


@contextmanager
def store(state: Path, name: str, scope: Scope, division: int) -> Iterator[Store]:
    """The store of one world's snapshot; the caller knows that the scope is one that the front door gives."""
    snapshot = open_snapshot(state / "snapshots" / name)
    with closing(open_store(snapshot, scope, history.path(state), division=division)) as opened:
        yield opened


def answers(opened: Store, *, places: tuple[str, ...]) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every question with some of the choices it is asked in its tests, of these places where it is asked of one."""
    for question, choices in ASKED.items():
        subject, name = question.split(".")
        most = len(choices) if os.environ.get("TEMIS_ATTACK") == "all" else min(_OF_EACH, len(choices))
        drawn = random.Random(question).sample(choices, most)  # noqa: S311 - no secret
        for number, choice in enumerate(drawn):
            asked: dict[str, Any] = {**choice}
            if asked.get("province_code"):
                asked["province_code"] = places[number % len(places)]
            yield f"{question} {asked}", getattr(SUBJECTS[subject], name)(opened, **asked)


def tables(opened: Store) -> Iterator[tuple[str, pl.DataFrame]]:
    """Every table and view that a store holds or has attached, whole: what is not asked for may not be there either."""
    with opened.cursor() as cursor:
        listed = cursor.sql(
            "select table_catalog, table_name from information_schema.tables where table_name <> 'snapshot_info'"
            " order by table_catalog, table_name"
        ).fetchall()
        for catalog, name in listed:
            yield f"{catalog}.{name}", cursor.sql(f'select * from "{catalog}"."{name}" order by all').pl()


def scoped() -> list[str]:
    """Tables whose rows are some province's own: neither meant for all nor a headline."""
    return [table.name for table in TABLES.values() if table.scope and table.name != "headline"]


def forget() -> None:
    """Let every remembered answer go."""
    runner.forget()
