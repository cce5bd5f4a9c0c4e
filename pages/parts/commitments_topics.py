"""Contradictions: the published figures of one topic side by side, as published, and the computed one on their axis."""

from functools import partial
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from pages.figures import claims
from pages.figures.claims import Dot
from pages.figures.tables import Kind
from pages.parts import plates, sheets, shell
from pages.parts.view import View
from pages.told import commitments as said
from pages.told import naming

_KINDS: dict[str, Kind] = {
    "figure_id": "text",
    "description": "text",
    "published_said": "text",
    "dated": "text",
    "source": "text",
}


def show(made: View, register: pl.DataFrame) -> None:
    """Every topic: cards of what was published; for numbers of people also dots on one axis."""
    words = made.words
    if not said.topics(register):
        return
    shell.small(words("commitments.topics_note"))
    # numbers of people have a chart, so the two kinds stand in rows of their own
    drawn = sorted(said.topics(register).items(), key=lambda topic: not _is_of_people(topic[1]))
    for pair in (drawn[start : start + 2] for start in range(0, len(drawn), 2)):
        for (name, rows), place in zip(pair, st.columns(2, gap="large"), strict=False):
            with place:
                _topic(made, name, rows)


def _is_of_people(rows: list[dict[str, Any]]) -> bool:
    return all(row["unit_en"] == "persons" for row in rows)


def _topic(made: View, name: str, rows: list[dict[str, Any]]) -> None:
    words = made.words
    if _is_of_people(rows):
        _dots(made, name, rows)
    else:
        shell.subheading(words(f"commitments.topic.{name}.title"))
        plates.says(said.topic(name, rows, words))
    _cards(made, rows)


def _cards(made: View, rows: list[dict[str, Any]]) -> None:
    """One card a published figure: the number, what it counts, its date and its source."""
    words, lang = made.words, made.words.lang
    cards = "".join(
        '<div class="t-tile">'
        f'<div class="t-tile-name">{escape(row["figure_id"])}</div>'
        f'<div class="t-tile-value t-claim">{escape(said.published(row, words))}</div>'
        + "".join(
            f'<div class="t-tile-line">{escape(row[f"{field}_{lang}"])}</div>'
            for field in ("description", "as_of", "source")
        )
        + "</div>"
        for row in rows
    )
    st.html(f'<div class="t-claims">{cards}</div>')


def _dots(made: View, name: str, rows: list[dict[str, Any]]) -> None:
    words = made.words
    title = words("commitments.dots", topic=words(f"commitments.topic.{name}.title"))
    plates.plate(
        claims.strip([*_published(made, rows), *_computed(made, rows)], words),
        key=f"commitments-{name}",
        title=title,
        finding=said.topic(name, rows, words),
        counted=words("commitments.dots_counted"),
        place=words("place.country"),
        table=partial(_table, made, name, rows, title),
    )


def _published(made: View, rows: list[dict[str, Any]]) -> list[Dot]:
    return [
        Dot(
            made.words("commitments.dot_published", figure=row["figure_id"], dated=row[f"as_of_{made.words.lang}"]),
            row["published"],
            row["says"],
        )
        for row in rows
    ]


def _computed(made: View, rows: list[dict[str, Any]]) -> list[Dot]:
    """Each computed figure once, however many published ones it is nearest to."""
    known = {row["nearest"]: row["computed"] for row in rows if row["computed"] is not None}
    words = made.words
    return [
        Dot(words("commitments.dot_computed", title=words(f"commitments.computed.{name}.title")), value, "computed")
        for name, value in known.items()
    ]


def _table(made: View, name: str, rows: list[dict[str, Any]], title: str) -> None:
    words = made.words
    frame = pl.DataFrame(rows, infer_schema_length=None).with_columns(
        pl.col(f"description_{words.lang}").alias("description"),
        pl.col(f"as_of_{words.lang}").alias("dated"),
        pl.col(f"source_{words.lang}").alias("source"),
    )
    frame = naming.with_column(frame, "published_said", [said.published(row, words) for row in rows])
    sheets.table(frame, _KINDS, name=f"commitments-{name}", caption=title, row_header="description")
