"""Report: tables A.1.1 and A.1.2 as a sở prints them; the layout is the ministry's, not ours to better."""

import polars as pl
import streamlit as st

from pages.figures import tables
from pages.figures.tables import Col
from pages.parts import sheets
from pages.parts.view import View
from pages.texts import Words
from pages.told import naming


def completion(frame: pl.DataFrame, view: View) -> None:
    """A.1.1: people with an account, and those of them who completed."""
    words, audience = view.words, view.choice.audience
    group = words(f"report.completed_group.{audience}")
    columns = [
        Col("name", words("report.column.level")),
        Col("accounts", words("report.column.total"), "count"),
        Col("completed", words("report.column.total"), "count", group),
        Col("completed_share", words("report.column.share"), "share1", group),
    ]
    _printed(frame, columns, words(f"report.a11.{audience}"), "a11", words)


def levels(frame: pl.DataFrame, view: View) -> None:
    """A.1.2: how those who completed were rated, from Chưa đạt up, over the completed of the same row."""
    words = view.words
    columns = [Col("name", words("report.column.level"))]
    for mark in ("chua_dat", "dat", "kha", "tot"):
        columns.append(Col(mark, words("report.column.count"), "count", words(f"mark.{mark}")))
        columns.append(Col(f"{mark}_share", words("report.column.rate"), "share2", words(f"mark.{mark}")))
    _printed(frame, columns, words(f"report.a12.{view.choice.audience}"), "a12", words)


def _printed(frame: pl.DataFrame, columns: list[Col], caption: str, name: str, words: Words) -> None:
    printed = _named(frame, words)
    st.html(tables.html(columns, printed, words=words, caption=caption, block="is_block"))
    sheets.download(printed, columns, name=name, caption=caption, block="is_block", rows=frame)


def _named(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """A block's own total bears the block's name; there is no separate row of totals."""
    names = [
        words(f"report.block.{row['level']}") if row["people"] == "total" else words(f"report.row.{row['people']}")
        for row in frame.to_dicts()
    ]
    return naming.with_column(frame, "name", names).with_columns((pl.col("people") == "total").alias("is_block"))


def totals(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The rows of whole levels, by name, for the figure."""
    return _named(frame, words).filter(pl.col("is_block"))
