"""What is asked of a folder with so many months; each piece of work in a process of its own, in processor time."""

import os
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any
from unittest import mock

import polars as pl
from streamlit.testing.v1 import AppTest

from data import common, first_start, history
from data.access import Scope
from data.snapshot import Snapshot, list_snapshots, open_snapshot
from data.store import Store, open_store
from queries import overview, runner
from tests.bench import clock
from tests.bench.history import months

SHOWN = 12  # dates that the snapshot shows whose cost must not follow what is kept
_ROUNDS = 5
_DOOR = str(Path(__file__).resolve().parents[3] / "app.py")
_KEY = {"audience": "teacher", "module_code": "all", "question_code": "", "report_year": 0, "level": "all"}
_PLACE = "22"

Figures = dict[str, float]


def measure(base: Path, work: Path, kept: int) -> Figures:
    """All figures of a folder with so many months kept, by name (``report.ROWS``); the folder is gone afterwards."""
    state = work / f"kept-{kept}"
    parts = (_made, _listed, _prepared, _shown_newest, _shown_first, _drawn)
    figures: Figures = {}
    for part in parts:
        figures |= clock.alone(part, base, state, kept)
    return figures


def _made(base: Path, state: Path, kept: int) -> Figures:
    """The months, the history of all but the newest, and what the newest costs then."""
    state.mkdir(parents=True)
    made = months.make(open_snapshot(base), state, kept)
    (made[-1].folder).rename(state / "later")
    history.refresh(state)
    (state / "later").rename(made[-1].folder)
    joined = processor(lambda: history.refresh(state))
    rows = pl.scan_parquet(history.path(state)).select(pl.len()).collect().item()
    return {"history joined": joined, "rows": rows, "history MB": history.path(state).stat().st_size / clock.MEGABYTE}


def _listed(_base: Path, state: Path, kept: int) -> Figures:
    first = processor(lambda: _all(state, kept))
    again = median(processor(lambda: _all(state, kept)) for _ in range(_ROUNDS))
    return {"listed first": first, "listed again": again}


def _all(state: Path, kept: int) -> list[Snapshot]:
    found, problems = list_snapshots(state)
    if len(found) != kept or problems:
        raise LookupError(f"{len(found)} of {kept} months, {problems}")
    return found


def _prepared(_base: Path, state: Path, kept: int) -> Figures:
    """The file that all share, once with everything and once without small groups, and a province's own."""
    newest, figures, past = _all(state, kept)[-1], {}, history.path(state)
    scopes = {"made": Scope.everything(), "made without few": Scope(is_careful=True)}
    for name, scope in scopes.items():
        figures[name] = processor(lambda scope=scope: common.prepare(newest, scope, past, newest.vintage))
    own = Scope.of_province(_PLACE)
    figures["own made"] = processor(lambda: common.prepare(newest, own, past, newest.vintage))
    figures["peak MB"] = clock.peak_memory()
    largest = max(path.stat().st_size for path in (state / common.FOLDER).glob("*.duckdb"))
    return figures | {"common MB": largest / clock.MEGABYTE}


def _shown_newest(_base: Path, state: Path, kept: int) -> Figures:
    """The newest, opened by a process that opens nothing else; it shows all dates."""
    newest = _all(state, kept)[-1]
    before = clock.memory()
    figures = {f"newest {name}": taken for name, taken in _asked(newest, state).items()}
    return figures | {"store MB": clock.memory() - before}


def _shown_first(_base: Path, state: Path, kept: int) -> Figures:
    """The snapshot of the twelfth month: it shows twelve dates, whatever is kept."""
    shown = _all(state, kept)[SHOWN - 1]
    made = processor(lambda: common.prepare(shown, Scope.everything(), history.path(state), shown.vintage))
    return {"twelfth made": made} | {f"twelfth {name}": taken for name, taken in _asked(shown, state).items()}


def _asked(snapshot: Snapshot, state: Path) -> Figures:
    """Opening a store, the trend of the country, its provinces', and the change between two dates; medians."""
    scope, past = Scope.everything(), history.path(state)
    opened = median(processor(lambda: open_store(snapshot, scope, past).close()) for _ in range(_ROUNDS))
    with closing(open_store(snapshot, scope, past)) as store:
        asked = _KEY | {"measure": "lms_passed", "cohort_code": _cohort(store)}
        dates = overview.over_time(store, **asked).height
        questions: dict[str, Callable[[], Any]] = {
            "trend": lambda: overview.over_time(store, **asked),
            "provinces": lambda: overview.by_province_over_time(store, **asked),
            "change": lambda: overview.by_province(store, **asked),
        }
        taken = {name: median(_cold(ask) for _ in range(_ROUNDS)) for name, ask in questions.items()}
    return {"opened": opened, "dates": dates} | taken


def _cohort(store: Store) -> str:
    with store.cursor() as cursor:
        found = cursor.sql("select min(cohort_code) from headline where measure = 'lms_passed' and cohort_code <> ''")
        return str(found.fetchall()[0][0])


def _cold(ask: Callable[[], Any]) -> float:
    runner.forget()
    return processor(ask)


def _drawn(_base: Path, state: Path, kept: int) -> Figures:
    """The overview, drawn again with its store open: its list of snapshots has all that is kept."""
    with (
        mock.patch.dict(os.environ, {"TEMIS_STATE": str(state)}),
        mock.patch.object(first_start, "missing", return_value=[]),
    ):
        run = AppTest.from_file(_DOOR, default_timeout=300).run()
        again = median(processor(run.run) for _ in range(_ROUNDS))
        if run.exception or max(len(box.options) for box in run.selectbox) < kept:
            raise LookupError("the overview does not list what is kept")
    return {"overview again": again}


def processor(work: Callable[[], Any]) -> float:
    """Milliseconds of processor that a piece of work takes in this process, all its threads together."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000
