"""What every contestant shows: one by_province answer a choice, asked before, so that no question is timed."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from data.access import Scope
from data.store import Store, open_store
from queries import catalogue, overview
from tests.bench.building import snapshot_in
from tests.bench.calls import CALLS
from tests.bench.mapping import ours

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(__file__).with_name("site")
VIEW = {"longitude": 107.0, "latitude": 16.2, "zoom": 4.3}  # the whole country in a canvas of 500 pixels
_WORLD = {"type": "Topology", "objects": {}, "arcs": []}  # Plotly draws nothing without a world to lay shapes upon
_ASKED = CALLS["overview/by_province.sql"].values


@dataclass(frozen=True)
class Watched:
    """The province whose colour is waited for, a point in it, and the choices, each painting it anew."""

    code: str
    point: tuple[float, float]
    choices: tuple[str, ...]


def prepare(state: Path, site: Path) -> Watched:
    """Fill the contestants' folder: scripts, static files, shapes and answers; and say what to watch."""
    answers = asked(state)
    collection = json.loads(ours.shapes_file().read_bytes())
    watched = watch(answers, collection)
    shutil.copytree(ROOT / "static", site / "static")
    for folder in ("static", "assets"):
        _write(site / folder / "topo" / "world_110m.json", _WORLD)
    for script in SITE.glob("*.py"):
        shutil.copy(script, site)
    for choice in watched.choices:
        answers[choice].write_parquet(site / f"{choice}.parquet")
    _write(site / "shapes.geojson", collection)
    _write(site / "answers.json", _plain(answers, watched))
    return watched


def watch(answers: dict[str, pl.DataFrame], collection: dict[str, Any]) -> Watched:
    """The province that can be painted anew most often: two kinds of choices in turn, of different classes there."""
    points = {each["id"]: (each["properties"]["lon"], each["properties"]["lat"]) for each in collection["features"]}
    turns = {code: _turns(answers, code) for code in points}
    code = max(turns, key=lambda code: len(turns[code]))
    if len(turns[code]) < 2:
        raise LookupError("no province changes its class between any two choices")
    return Watched(code, points[code], turns[code])


def _turns(answers: dict[str, pl.DataFrame], code: str) -> tuple[str, ...]:
    shares = {
        choice: frame.filter(pl.col("province_code") == code)["share"].item() for choice, frame in answers.items()
    }
    if None in shares.values():
        return ()
    found = {choice: ours.class_of(share) for choice, share in shares.items()}
    most = max(found.values(), key=list(found.values()).count)
    one, other = ([c for c, of in found.items() if (of == most) == wanted] for wanted in (True, False))
    return tuple(choice for pair in zip(one, other, strict=False) for choice in pair)


def asked(state: Path) -> dict[str, pl.DataFrame]:
    """Choice of a module → its by_province answer, of the snapshot that the bench measures."""
    store = open_store(snapshot_in(state), Scope.everything())
    try:
        return {module: _answer(store, module) for module in _modules(store)}
    finally:
        store.close()


def _answer(store: Store, module: str) -> pl.DataFrame:
    return overview.by_province(store, **_ASKED | {"module_code": module})


def _modules(store: Store) -> list[str]:
    return ["all", *catalogue.modules(store, cohort_code=_ASKED["cohort_code"])["module_code"].to_list()]


def _plain(answers: dict[str, pl.DataFrame], watched: Watched) -> dict[str, Any]:
    frames = {choice: answers[choice] for choice in watched.choices}
    codes = next(iter(frames.values()))["province_code"].to_list()
    shares = {choice: frame["share"].to_list() for choice, frame in frames.items()}
    return {"codes": codes, "shares": shares, "view": VIEW}


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
