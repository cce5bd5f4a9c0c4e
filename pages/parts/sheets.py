"""Sheets: tables on the screen, and the same rows to take away."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from data.snapshot import Snapshot
from pages.figures import tables
from pages.figures.tables import Col, Kind
from pages.parts import view
from pages.texts import Words

# A spreadsheet takes a cell that begins like this for a formula.
_FORMULA = r"^[=+\-@\t\r]"


def columns(kinds: Mapping[str, Kind], words: Words, *, groups: Mapping[str, str] | None = None) -> list[Col]:
    """Columns with the titles of ``column.<key>``, under the group titles given."""
    groups = groups or {}
    return [Col(key, words(f"column.{key}"), kind, groups.get(key)) for key, kind in kinds.items()]


def table(frame: pl.DataFrame, kinds: Mapping[str, Kind], *, name: str, caption: str, **more: Any) -> None:
    """The frame's chosen columns as a table, and the whole frame as CSV below it."""
    made = view.current()
    st.html(tables.html(columns(kinds, made.words), frame, words=made.words, caption=caption, **more))
    download(frame, name=name)


def given(frame: pl.DataFrame, cols: list[Col], *, name: str, caption: str, **more: Any) -> None:
    """A table whose columns the data decide, as dates and modules do; the whole frame as CSV below it."""
    made = view.current()
    st.html(tables.html(cols, frame, words=made.words, caption=caption, **more))
    download(frame, name=name)


def folded(frame: pl.DataFrame, kinds: Mapping[str, Kind], *, name: str, caption: str, **more: Any) -> None:
    """The table behind a figure, one click away."""
    made = view.current()
    with st.expander(made.words("table.behind")):
        table(frame, kinds, name=name, caption=caption, **more)


def download(frame: pl.DataFrame, *, name: str) -> None:
    """A button that gives the frame as CSV, each row saying which snapshot it is from."""
    made = view.current()
    choice = made.choice
    parts = (name, choice.snapshot, choice.audience, choice.province)
    st.download_button(
        made.words("table.download"),
        csv(frame, made.snapshot),
        file_name="-".join(part for part in parts if part) + ".csv",
        mime="text/csv",
        key=f"download-{name}",
        on_click="ignore",
        type="tertiary",
    )


def csv(frame: pl.DataFrame, snapshot: Snapshot) -> bytes:
    """CSV for spreadsheets (UTF-8 with a mark); text that would run as a formula is led by an apostrophe."""
    safe = frame.with_columns(
        pl.when(pl.col(pl.String).str.contains(_FORMULA))
        .then(pl.lit("'") + pl.col(pl.String))
        .otherwise(pl.col(pl.String))
        .name.keep()
    )
    known = {"snapshot_id": snapshot.id, "as_of": snapshot.as_of, "kind": snapshot.kind}
    # a row that says of which date it is, as a look back does, keeps its own
    lacking = [pl.lit(value).alias(name) for name, value in known.items() if name not in frame.columns]
    return safe.with_columns(*lacking).write_csv(include_bom=True).encode()


def provenance(*measures: str, place: str | None = None, day: date | None = None) -> None:
    """Under a figure: what it counts and over what, where, at which date, and how far that may be believed."""
    made = view.current()
    words = made.words
    said = [
        words(
            "source.measure",
            title=words(f"measure.{name}.title"),
            part=words(f"measure.{name}.part"),
            whole=words(f"measure.{name}.whole"),
        )
        for name in measures
    ]
    source(*said, place=place, day=day)


def source(*counted: str, place: str | None = None, day: date | None = None) -> None:
    """Under a figure: what is counted, in words, then where, at which date, and how far that may be believed."""
    made = view.current()
    words = made.words
    where = words(
        "source.where",
        place=place or made.place,
        date=words.date(day or made.snapshot.as_of),
        kind=words(f"kind.{made.snapshot.kind}").lower(),
        snapshot=made.snapshot.id,
    )
    lines = "".join(f"<span>{tables.escape(line)}</span> " for line in (*counted, where))
    st.html(f'<p class="t-small">{lines}</p>')
