"""Sheets: tables on the screen, and the same rows to take away."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import polars as pl
import streamlit as st
from polars.selectors import numeric

from data.harmless import all_harmless, harmless
from data.snapshot import Snapshot
from pages.figures import tables
from pages.figures.tables import Col, Kind
from pages.parts import folds, taking, view
from pages.texts import Words
from pages.told import viewing


def columns(kinds: Mapping[str, Kind], words: Words, *, groups: Mapping[str, str] | None = None) -> list[Col]:
    """Columns with the titles of ``column.<key>``, under the group titles given."""
    groups = groups or {}
    return [Col(key, words(f"column.{key}"), kind, groups.get(key)) for key, kind in kinds.items()]


def table(frame: pl.DataFrame, kinds: Mapping[str, Kind], *, name: str, caption: str, **more: Any) -> None:
    """The frame's chosen columns as a table, and files of it below."""
    given(frame, columns(kinds, view.current().words), name=name, caption=caption, **more)


def given(frame: pl.DataFrame, cols: list[Col], *, name: str, caption: str, **more: Any) -> None:
    """A table whose columns the data decide, as dates and modules do; files of it below."""
    made = view.current()
    st.html(tables.html(cols, frame, words=made.words, caption=caption, **more))
    download(frame, cols, name=name, caption=caption, block=more.get("block"))


def folded(frame: pl.DataFrame, kinds: Mapping[str, Kind], *, name: str, caption: str, **more: Any) -> None:
    """The table behind a figure, one click away."""
    behind = partial(table, frame, kinds, name=name, caption=caption, **more)
    folds.fold(view.current().words("table.behind"), key=name, body=behind)


def download(
    frame: pl.DataFrame,
    cols: Sequence[Col],
    *,
    name: str,
    caption: str,
    block: str | None = None,
    rows: pl.DataFrame | None = None,
) -> None:
    """Under a table: the whole frame as CSV, each row saying which snapshot it is from, and the table as a workbook.

    ``rows`` is what the CSV holds where that is not the frame shown.
    """
    held = frame if rows is None else rows
    now = view.current()
    made = partial(csv, held, now.snapshot, seen=viewing.line(now.store, now.words, now.viewer), words=now.words)
    taking.table(frame, cols, name=name, caption=caption, csv=made, block=block)


def csv(frame: pl.DataFrame, snapshot: Snapshot, *, seen: str, words: Words) -> bytes:
    """CSV for spreadsheets (UTF-8 with a mark); text that would run as a formula is led by an apostrophe.

    Each row says of which data it is and what its taker saw of them (``seen``); a number that is withheld is its sign.
    """
    safe = all_harmless(frame)
    known = {"snapshot_id": snapshot.id, "as_of": snapshot.as_of, "kind": snapshot.kind, "scope": harmless(seen)}
    # a row that says of which date it is, as a look back does, keeps its own
    lacking = [pl.lit(value).alias(name) for name, value in known.items() if name not in frame.columns]
    return _signed(safe, words).with_columns(*lacking).write_csv(include_bom=True).encode()


def _signed(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The frame with the sign for a withheld number where it is one, and a note that says so; as it is without any."""
    if "state" not in frame.columns or not (frame["state"] == tables.WITHHELD).any():
        return frame
    is_hidden = pl.col("state") == tables.WITHHELD
    signs = [
        pl.when(is_hidden & pl.col(name).is_null())
        .then(pl.lit(words("viewing.symbol")))
        .otherwise(pl.col(name).cast(pl.String))
        .alias(name)
        for name in frame.select(numeric()).columns
        if frame.filter(is_hidden)[name].null_count()
    ]
    note = pl.when(is_hidden).then(pl.lit(words("viewing.legend"))).alias("note_withheld")
    return frame.with_columns(*signs, note)


def provenance(*measures: str, place: str | None = None, day: date | None = None) -> list[str]:
    """Under a figure: what it counts and over what, where, at which date, and how far that may be believed."""
    return source(*counted(*measures), place=place, day=day)


def counted(*measures: str) -> list[str]:
    """What each measure counts over what, in words."""
    words = view.current().words
    return [
        words(
            "source.measure",
            title=words(f"measure.{name}.title"),
            part=words(f"measure.{name}.part"),
            whole=words(f"measure.{name}.whole"),
        )
        for name in measures
    ]


def source(*said: str, place: str | None = None, day: date | None = None) -> list[str]:
    """Under a figure: what is counted, in words, then where, at which date, and how far that may be believed."""
    found = lines(*said, place=place, day=day)
    st.html(f'<p class="t-small">{"".join(f"<span>{tables.escape(line)}</span> " for line in found)}</p>')
    return found


def lines(*said: str, place: str | None = None, day: date | None = None) -> list[str]:
    """What is counted, then place, date, kind and snapshot, as they stand below a figure and inside its picture."""
    made = view.current()
    words = made.words
    where = words(
        "source.where",
        place=place or made.place,
        date=words.date(day or made.snapshot.as_of),
        kind=words(f"kind.{made.snapshot.kind}").lower(),
        snapshot=made.snapshot.id,
    )
    return [*said, where]
