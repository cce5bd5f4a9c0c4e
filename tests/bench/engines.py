"""``python -m tests.bench engines``: the same exports built with DuckDB and with Spark, scale by scale.

DuckDB is the baseline. Beyond what was measured the table goes on with what the two largest scales say of growth.
"""

import argparse
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from data import demo, ingest
from data.first_start import DEMO_KEY
from data.ingest import spark
from data.snapshot import open_snapshot
from tests.bench import clock, events, markdown
from tests.bench.stages import size_of

_NAME = "hai-dong-co"
_LOOK = 0.1  # seconds between two looks at memory


class Built(NamedTuple):
    """Seconds, most memory in MB of the process and all it started, and the digests of what was written."""

    seconds: float
    peak: float
    digests: dict[str, str]


class Row(NamedTuple):
    """One scale: rows and bytes of the raw export, rows of the snapshot, and both builds."""

    scale: float
    raw_rows: int
    raw_bytes: int
    rows: int
    duckdb: Built
    spark: Built | None


def add_to(parsers: Any) -> None:
    """The sub-command and its options."""
    parser = parsers.add_parser("engines", help="the same build with DuckDB and with Spark")
    parser.add_argument("--scale", type=float, nargs="+", default=[0.05, 0.2, 0.5, 1.0], help="sizes; 1: the country")
    parser.add_argument("--master", default="local[2]", help="of Spark; empty: DuckDB alone, for its growth")
    parser.add_argument("--spark-to", type=float, default=1.0, help="largest scale that Spark builds too")
    parser.add_argument("--clicks", type=int, nargs="*", default=[5, 20], help="millions of clicks to reduce")


def run(choice: argparse.Namespace) -> str:
    """Measure; the tables."""
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="temis-engines-") as place:
        masters = {scale: choice.master if scale <= choice.spark_to else "" for scale in choice.scale}
        rows = [measure(scale, master, Path(place, f"{scale:g}")) for scale, master in masters.items()]
        clicks = [events.measure(each * 1_000_000, Path(place, f"clicks-{each}")) for each in choice.clicks]
    said = as_markdown(rows, load=(before, os.getloadavg()[0]), master=choice.master)
    return "\n\n".join((said, events.as_markdown(clicks))) if clicks else said


def measure(scale: float, master: str, place: Path) -> Row:
    """One scale, each build in a process of its own; raises AssertionError where the engines differ."""
    raw = place / "raw"
    raw.mkdir(parents=True)
    clock.alone(_draw, scale, raw)
    ours = clock.alone(_build, raw, place / "duckdb", "")
    theirs = clock.alone(_build, raw, place / "spark", master) if master else None
    if theirs and theirs.digests != ours.digests:
        raise AssertionError(f"the engines differ at scale {scale:g}")
    manifest = open_snapshot(place / "duckdb" / "snapshots" / _NAME).manifest
    raw_rows = sum(manifest.origin["rows_read"].values())
    return Row(scale, raw_rows, size_of(raw), sum(manifest.rows.values()), ours, theirs)


def _draw(scale: float, raw: Path) -> None:
    demo.export_at(demo.country(scale), demo.DATES[-1], raw)


def _build(raw: Path, state: Path, master: str) -> Built:
    with_engine = {"engine": spark.engine(master)} if master else {}
    work = partial(ingest.build, raw, state, snapshot_id=_NAME, key=DEMO_KEY, **with_engine)
    seconds, peak = _watched(work)
    manifest = open_snapshot(state / "snapshots" / _NAME).manifest
    return Built(seconds, peak, {part.path: part.sha256 for part in manifest.parts})


def _watched(work: Any) -> tuple[float, float]:
    """Seconds and peak MB of a piece of work, with every process that it starts."""
    own, peak, begun = psutil.Process(), 0.0, time.perf_counter()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        while not done.done():
            peak = max(peak, sum(map(_resident, [own, *own.children(recursive=True)])) / clock.MEGABYTE)
            time.sleep(_LOOK)
        done.result()
    return time.perf_counter() - begun, peak


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def as_markdown(rows: list[Row], *, load: tuple[float, float], master: str) -> str:
    """The table of scales, and what they say of growth."""
    sides = ("DuckDB s", "DuckDB MB", "Spark s", "Spark MB", "Spark ÷ DuckDB")
    header = ("scale", "raw rows", "raw MB", "rows built", *sides)
    lines = [
        (
            f"{row.scale:g}",
            row.raw_rows,
            row.raw_bytes / clock.MEGABYTE,
            row.rows,
            row.duckdb.seconds,
            row.duckdb.peak,
            row.spark.seconds if row.spark else None,
            row.spark.peak if row.spark else None,
            row.spark.seconds / row.duckdb.seconds if row.spark else None,
        )
        for row in rows
    ]
    said = (
        f"Spark at `{master}`; load average {load[0]:.1f} before, {load[1]:.1f} after. One build each, in a process of"
        " its own, from the raw export to the published snapshot; memory with every process started. Where both built,"
        " every file has the same digest, or the bench ends with an error."
    )
    return "\n\n".join(("## The same build with two engines", said, markdown.table(header, lines), growth(rows)))


def growth(rows: list[Row]) -> str:
    """DuckDB's seconds and memory for each million raw rows added, between the smallest and the largest scale."""
    first, last = rows[0], rows[-1]
    added = (last.raw_rows - first.raw_rows) / 1e6
    if not added:
        return "One scale says nothing of growth."
    seconds = (last.duckdb.seconds - first.duckdb.seconds) / added
    peak = (last.duckdb.peak - first.duckdb.peak) / added
    return (
        f"Growth of the DuckDB build from scale {first.scale:g} to {last.scale:g}: {seconds:.2f} s and {peak:.0f} MB"
        f" for each million raw rows; {last.raw_bytes / last.raw_rows:.1f} bytes a raw row."
    )
