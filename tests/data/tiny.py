"""The smallest honest snapshot: reference tables, two provinces' headline and schools, sealed as in production."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from data import reference, sealing
from data.snapshot import MANIFEST, Snapshot, open_snapshot


def tiny(state: Path, *, name: str = "tiny-2021", as_of: date = date(2021, 6, 30), **header: Any) -> Snapshot:
    """A synthetic snapshot with one headline row and one school row in each of Hà Nội (01) and Quảng Ninh (22)."""
    staging = state / f".staging-{name}"
    for table, frame in reference.frames(63).items():
        _write(staging / "tables" / f"{table}.parquet", frame)
    _write(staging / "tables" / "headline.parquet", _frame("headline", _HEADLINE))
    for code in ("01", "22"):
        rows = [{**_SCHOOL, "province_code": code, "school_code": f"{code}001001"}]
        folder = staging / "unit" / "unit_training" / f"province_code={code}"
        _write(folder / "data_0.parquet", _frame("unit_training", rows))
    said = {"id": name, "as_of": as_of, "vintage": 63, "kind": "synthetic", "series": "tiny", "title": "", "note": ""}
    return open_snapshot(sealing.seal(staging, state, {**said, "sources": [], "findings": [], "origin": {}, **header}))


def without(snapshot: Snapshot, *tables: str) -> Snapshot:
    """The snapshot as it was when these tables did not exist yet; its folder is changed."""
    path = snapshot.folder / MANIFEST
    said = json.loads(path.read_text(encoding="utf-8"))
    for part in said["parts"]:
        if part["table"] in tables:
            (snapshot.folder / part["path"]).unlink()
    said["parts"] = [part for part in said["parts"] if part["table"] not in tables]
    path.write_text(json.dumps(said | {"seal": ""}), encoding="utf-8")  # snapshots of then had no seal either
    return open_snapshot(snapshot.folder)


def _frame(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=reference.polars_schema(table))


def _write(path: Path, frame: pl.DataFrame) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(path)


_LINE = {"cohort_code": "", "module_code": "", "question_code": "", "report_year": 2020, "level": "all"}
_LINE |= {"people": "total"}
_HEADLINE = [
    {"measure": "assessment_completed", "audience": "teacher", **_LINE, "province_code": "01", "part": 6, "whole": 9},
    {"measure": "assessment_completed", "audience": "teacher", **_LINE, "province_code": "22", "part": 80, "whole": 90},
]
_SCHOOL = {
    "district_code": "001",
    "level": "primary",
    "cohort_code": "teacher-mass-2020",
    "module_code": "GV1",
    "enrolments": 20,
    "lms_passed": 15,
    "supporter_passed": 12,
    "university_passed": 11,
    "certified": 10,
}
