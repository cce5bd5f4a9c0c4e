"""Reading: what was noted on some days, as a frame; days and hours are those of Vietnam, the files' are UTC."""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import polars as pl

from data.audit import files, lines
from data.audit.lines import OWN_EVENTS
from data.audit.writing import FOLDER

_HOURS = 7  # Vietnam is so far ahead of UTC, all year
_TEXTS = (
    *("at", "event", "who", "role", "provinces", "districts", "visit", "screen", "snapshot", "filters", "edition"),
    *("what", "kind", "why"),
)
_NUMBERS = ("vintage", "size")
_WRITTEN = dict.fromkeys(_TEXTS, pl.String) | dict.fromkeys(_NUMBERS, pl.Int64)
SCHEMA = {"day": pl.Date, **_WRITTEN, "at": pl.Datetime("ms")}


def vietnam(moment: datetime) -> datetime:
    """The same moment on Vietnamese clocks."""
    return moment.astimezone(timezone(timedelta(hours=_HOURS)))


def first_day(state: Path) -> date:
    """The first day of which anything is kept; today, in Vietnam, where nothing is."""
    known = files.of(state / FOLDER)
    return files.day_of(known[0]) if known else vietnam(datetime.now(UTC)).date()


def paths(state: Path, *, since: date, until: date) -> list[Path]:
    """The files in which something of those Vietnamese days may stand; a line may be a little later than its day."""
    first, last = since - timedelta(days=1), until + timedelta(days=1)
    return [path for path in files.of(state / FOLDER) if first <= files.day_of(path) <= last]


def entries(state: Path, *, since: date, until: date) -> pl.DataFrame:
    """What was noted from one Vietnamese day to another, the newest first; what the log says of itself is left out.

    Columns: ``SCHEMA``; ``at`` is Vietnamese time without a zone, a text that was not written is empty. What is no
    line is passed over: ``check`` tells of it.
    """
    frames = list(_frames(paths(state, since=since, until=until)))
    if not frames:
        return pl.DataFrame(schema=SCHEMA)
    at = pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M:%S%.3fZ", strict=False, time_unit="ms")
    return (
        pl.concat(frames)
        .filter(~pl.col("event").is_in(OWN_EVENTS))
        .with_columns(at + pl.duration(hours=_HOURS), pl.col(pl.String).exclude("at").fill_null(""))
        .with_columns(pl.col("at").dt.date().alias("day"), pl.col(_NUMBERS).fill_null(0))
        .filter(pl.col("day").is_between(since, until))
        .reverse()
        .sort("at", descending=True, maintain_order=True)  # of one moment, the last noted first
        .select(*SCHEMA)
    )


def _frames(known: Iterable[Path]) -> Iterator[pl.DataFrame]:
    for path in known:
        try:
            content = path.read_bytes()
        except OSError:
            continue
        whole = content[: content.rfind(b"\n") + 1]
        if whole:
            yield _frame(whole)


def _frame(whole: bytes) -> pl.DataFrame:
    """The lines of one file; where some are none, those that are."""
    try:
        return pl.read_ndjson(io.BytesIO(whole), schema=_WRITTEN)
    except pl.exceptions.PolarsError:
        good = b"".join(line + b"\n" for line in whole.split(b"\n") if lines.read(line, "") is not None)
        return pl.read_ndjson(io.BytesIO(good), schema=_WRITTEN) if good else pl.DataFrame(schema=_WRITTEN)
