"""Clicks of an LMS: what one weighs on the disk, and how fast DuckDB reduces them to people active by day.

No LMS here sends clicks yet, so they are drawn: who, when, in which course, on what, doing what; a month a file, in the
order of time, as a log is.
"""

from pathlib import Path
from typing import NamedTuple

import duckdb

from tests.bench import clock, markdown

_LEARNERS = 1_000_000
_MONTHS = 12
_DRAW = """
    select
        cast(hash(no) % $learners as bigint) * 7919 + 1000003 as learner_key,
        timestamp '2021-01-01' + to_microseconds(cast(no / $clicks * 365 * 86400 as bigint) * 1000000) as clicked_at,
        'GV' || (1 + hash(no, 1) % 9) as module_code,
        cast(1 + hash(no, 2) % 200 as smallint) as page_no,
        ['view', 'play', 'pause', 'answer', 'submit', 'post'][cast(1 + hash(no, 3) % 6 as int)] as deed
    from range($first, $last) as drawn (no)
"""
_REDUCE = """
    select
        learner_key % 63 as province_no,
        cast(clicked_at as date) as day_on,
        module_code,
        count(distinct learner_key) as active_learners,
        count(*) as clicks
    from clicks
    group by learner_key % 63, cast(clicked_at as date), module_code
"""


class Row(NamedTuple):
    """Clicks of a year, bytes of their files, and seconds and peak MB of the reduction by DuckDB."""

    clicks: int
    bytes: int
    seconds: float
    peak: float


def measure(clicks: int, place: Path) -> Row:
    """Draw so many clicks and reduce them, each in a process of its own."""
    clock.alone(_draw, clicks, place)
    seconds, peak = clock.alone(_reduce, place)
    return Row(clicks, sum(path.stat().st_size for path in place.glob("*.parquet")), seconds, peak)


def _draw(clicks: int, place: Path) -> None:
    place.mkdir()
    with duckdb.connect(config={"threads": 2}) as connection:
        for month in range(_MONTHS):
            first, last = (clicks * each // _MONTHS for each in (month, month + 1))
            told = {"learners": _LEARNERS, "clicks": clicks, "first": first, "last": last}
            drawn = connection.sql(_DRAW, params=told)
            connection.execute("set enable_progress_bar = false")
            drawn.write_parquet(str(place / f"{month:02}.parquet"), compression="zstd")


def _reduce(place: Path) -> tuple[float, float]:
    settings = {"threads": 2, "memory_limit": "2GB", "temp_directory": str(place / "spilt")}
    with duckdb.connect(config=settings) as connection:
        connection.read_parquet(str(place / "*.parquet")).create_view("clicks")
        connection.execute("set enable_progress_bar = false")  # reading a file by method turns it on
        return clock.milliseconds(lambda: connection.sql(_REDUCE).fetchall()) / 1000, clock.peak_memory()


def as_markdown(rows: list[Row]) -> str:
    """The table of clicks."""
    header = ("clicks", "MB", "bytes a click", "reduced in s", "million clicks a second", "peak MB")
    lines = [
        (clicks, size / clock.MEGABYTE, size / clicks, seconds, clicks / seconds / 1e6, peak)
        for clicks, size, seconds, peak in rows
    ]
    said = (
        "Drawn clicks of one year, a month a file, reduced by DuckDB (2 threads, 2 GB) to people active by province,"
        " day and module."
    )
    return "\n\n".join(("## Clicks", said, markdown.table(header, lines)))
