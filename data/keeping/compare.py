"""Comparing: what one snapshot says that another did not, in counts that may be added."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from data.reference import polars_schema
from data.schema import ALL, NOT_APPLICABLE
from data.snapshot import Snapshot

# a line of the comparison: core and mass stand apart, since each has its cohorts and its questions
_LINE = ("measure", "audience", "cohort_code", "module_code", "question_code", "report_year")
_FINDING = ("strength", "rule", "file", "column")


@dataclass(frozen=True)
class Count:
    """A part of a whole, over the provinces for which both are known."""

    part: int
    whole: int
    provinces: int = 1

    @property
    def share(self) -> float | None:
        """0 to 1; of nothing there is none."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True)
class Moved:
    """A province whose share changed."""

    province_code: str
    before: Count
    after: Count

    @property
    def by(self) -> float:
        """Change of the share; none is 0."""
        return (self.after.share or 0.0) - (self.before.share or 0.0)


@dataclass(frozen=True)
class Line:
    """One measure for one audience, cohort, question or year, in the whole country; None: nothing is known.

    ``came`` and ``went``: provinces known in one snapshot only. ``moved``: those whose share changed most. All three
    are empty between snapshots of different divisions, since their codes mean different places.
    """

    measure: str
    audience: str
    cohort_code: str
    module_code: str
    question_code: str
    report_year: int
    before: Count | None
    after: Count | None
    came: tuple[str, ...]
    went: tuple[str, ...]
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class FindingChange:
    """A finding's rows before and after; None: it was not found."""

    strength: str
    rule: str
    file: str
    column: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Comparison:
    """``rows``: before and after by table, where they differ."""

    before: Snapshot
    after: Snapshot
    rows: dict[str, tuple[int, int]]
    lines: tuple[Line, ...]
    findings: tuple[FindingChange, ...]

    @property
    def is_same_division(self) -> bool:
        """Whether provinces may be compared one by one."""
        return self.before.vintage == self.after.vintage

    @property
    def is_same_series(self) -> bool:
        """Whether the two are meant to be compared at all."""
        return self.before.series == self.after.series


def compare(before: Snapshot, after: Snapshot, *, most: int = 5) -> Comparison:
    """What changed from one snapshot to another; ``most`` provinces a line. Raises SnapshotError for altered files."""
    old, new = _known(before), _known(after)
    keys = sorted(dict.fromkeys((*old, *new)))
    same = before.vintage == after.vintage
    return Comparison(
        before,
        after,
        _rows(before, after),
        tuple(_line(key, old.get(key, {}), new.get(key, {}), same=same, most=most) for key in keys),
        _findings(before.manifest.findings, after.manifest.findings),
    )


def _known(snapshot: Snapshot) -> dict[tuple[Any, ...], dict[str, Count]]:
    """By line, each province's count; of everybody, over all levels and modules."""
    files = [pl.read_parquet(file) for file in snapshot.files("headline")]
    frame = pl.concat(files) if files else pl.DataFrame(schema=polars_schema("headline"))
    total = frame.filter(
        (pl.col("level") == ALL)
        & (pl.col("people") == "total")
        & pl.col("module_code").is_in([ALL, NOT_APPLICABLE])
        & pl.col("part").is_not_null()
        & pl.col("whole").is_not_null()
    )
    found: dict[tuple[Any, ...], dict[str, Count]] = {}
    for *line, province, part, whole in total.select(*_LINE, "province_code", "part", "whole").iter_rows():
        found.setdefault(tuple(line), {})[province] = Count(part, whole)
    return found


def _line(key: tuple[Any, ...], old: Mapping[str, Count], new: Mapping[str, Count], *, same: bool, most: int) -> Line:
    both = [Moved(code, old[code], new[code]) for code in sorted(old.keys() & new.keys())] if same else []
    moved = sorted((each for each in both if each.by), key=lambda each: (-abs(each.by), each.province_code))
    return Line(
        *key,
        before=_sum(old),
        after=_sum(new),
        came=tuple(sorted(new.keys() - old.keys())) if same else (),
        went=tuple(sorted(old.keys() - new.keys())) if same else (),
        moved=tuple(moved[:most]),
    )


def _sum(counts: Mapping[str, Count]) -> Count | None:
    if not counts:
        return None
    each = counts.values()
    return Count(sum(one.part for one in each), sum(one.whole for one in each), len(counts))


def _rows(before: Snapshot, after: Snapshot) -> dict[str, tuple[int, int]]:
    old, new = before.manifest.rows, after.manifest.rows
    return {table: (old[table], new[table]) for table in old if old[table] != new[table]}


def _findings(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> tuple[FindingChange, ...]:
    old, new = _by_rule(before), _by_rule(after)
    changes = (FindingChange(*key, old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys()))
    return tuple(change for change in changes if change.before != change.after)


def _by_rule(findings: list[dict[str, Any]]) -> dict[tuple[str, ...], int]:
    rows: dict[tuple[str, ...], int] = {}
    for finding in findings:
        key = tuple(str(finding.get(name, "")) for name in _FINDING)
        rows[key] = rows.get(key, 0) + int(finding.get("rows", 0))
    return rows
