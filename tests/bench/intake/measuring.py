"""Measuring: deliveries of every kind and scale, and the bare readers turn by turn with them."""

import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.bench import clock, stages
from tests.bench.intake import files, work
from tests.bench.intake.watch import Watched, watched

_COPIES: dict[str, Callable[[Path, Path], float]] = {"polars": work.by_polars, "DuckDB": work.by_duckdb}
_BARE = {"csv": _COPIES, "parquet": _COPIES}
_BARE_BOOKS: dict[str, Callable[[Path, Path], float]] = {"calamine": work.by_calamine}


@dataclass(frozen=True)
class Taken:
    """What one kind of files came to at one scale; medians over the rounds, memory the most of all rounds.

    ``seconds`` and ``peaks`` (MB) by phase, ``peak`` of them all, ``bare`` seconds and ``bare_peaks`` by reader,
    ``others`` the share of the machine that somebody else had meanwhile.
    """

    kind: str
    scale: float
    files: int
    rows: int
    sent: int  # bytes
    written: int
    seconds: dict[str, float]
    peaks: dict[str, float]
    peak: float
    bare: dict[str, float]
    bare_peaks: dict[str, float]
    others: float

    @property
    def whole(self) -> float:
        """Seconds from the first file to the published snapshot."""
        return sum(self.seconds.values())


def measure(scales: Sequence[float], kinds: Sequence[str], rounds: int, place: Path | None = None) -> list[Taken]:
    """Every kind at every scale, smallest first; what was written is gone afterwards."""
    found = []
    for scale in sorted(scales):
        folder = Path(tempfile.mkdtemp(prefix="temis-bench-intake-", dir=place))
        try:
            raw = folder / "raw"
            clock.alone(stages.draw, scale, raw)
            found += [_kind(kind, scale, rounds, raw, folder / kind) for kind in kinds]
        finally:
            shutil.rmtree(folder)
    return found


def _kind(kind: str, scale: float, rounds: int, raw: Path, folder: Path) -> Taken:
    sent = folder / "files"
    rows = clock.alone(files.draw, kind, raw, sent, scale)
    turns = []
    for number in range(rounds):
        sys.stderr.write(f"{kind}, scale {scale:g}: round {number + 1} of {rounds} …\n")
        turns.append(_round(kind, sent, rows, folder, is_first=number % 2 == 0))
    paths = [path for path in sent.rglob("*") if path.is_file()]
    sizes = {"files": len(paths), "rows": rows, "sent": stages.size_of(sent)}
    shutil.rmtree(folder)
    return _summed(kind, scale, sizes, turns)


def _round(kind: str, sent: Path, rows: int, folder: Path, *, is_first: bool) -> dict[str, Watched]:
    """Ours and the bare readers once; who begins changes from round to round."""
    sides: dict[str, Callable[[], Watched]] = {"ours": lambda: _delivered(sent, rows, folder / "state")}
    for name, reader in _BARE.get(kind, _BARE_BOOKS).items():
        sides[name] = lambda reader=reader: _bare(reader, sent, folder / "copied")
    return {name: sides[name]() for name in (sides if is_first else reversed(sides))}


def _delivered(sent: Path, rows: int, state: Path) -> Watched:
    state.mkdir()
    try:
        return watched(work.deliver, sent, state, rows)
    finally:
        shutil.rmtree(state)


def _bare(reader: Callable[[Path, Path], float], sent: Path, folder: Path) -> Watched:
    folder.mkdir()
    try:
        return watched(reader, sent, folder)
    finally:
        shutil.rmtree(folder)


def _summed(kind: str, scale: float, sizes: dict[str, int], turns: Sequence[dict[str, Watched]]) -> Taken:
    ours = [turn["ours"] for turn in turns]
    spans = [_spans(each.result["ends"]) for each in ours]
    readers = [name for name in turns[0] if name != "ours"]
    return Taken(
        kind=kind,
        scale=scale,
        **sizes,
        written=ours[0].result["written"],
        seconds={name: statistics.median(span[name][1] - span[name][0] for span in spans) for name in work.PHASES},
        peaks={
            name: max(each.peak_between(*span[name]) for each, span in zip(ours, spans, strict=True))
            for name in work.PHASES
        },
        peak=max(each.peak for each in ours),
        bare={name: statistics.median(turn[name].result for turn in turns) for name in readers},
        bare_peaks={name: max(turn[name].peak for turn in turns) for name in readers},
        others=statistics.mean(each.others for turn in turns for each in turn.values()),
    )


def _spans(ends: Sequence[float]) -> dict[str, tuple[Any, Any]]:
    return dict(zip(work.PHASES, pairwise(ends), strict=True))
