"""The register: every published figure beside the nearest computed one, both definitions, the difference and why."""

from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from pages.figures.tables import Kind
from pages.parts import folds, sheets, shell
from pages.parts.view import View
from pages.told import commitments as said
from pages.told import naming

_PUBLISHED: dict[str, Kind] = {"figure_id": "text", "description": "text", "published_said": "text"}
_KINDS: dict[str, Kind] = {
    **_PUBLISHED,
    "computed_said": "text",
    "difference_said": "text",
    "compared_said": "text",
    "why_said": "text",
    "definition": "text",
    "source": "text",
}
_ALONE: dict[str, Kind] = {**_PUBLISHED, "why_said": "text", "source": "text"}
_COUNTED = ("agrees", "another_date", "counted_otherwise", "differs", "no_value")


def show(made: View, register: pl.DataFrame) -> None:
    """What can be held against a computed figure, then, folded, what cannot, and how the register is read."""
    words = made.words
    if register.is_empty():
        shell.notice(words("commitments.no_claims"))
        return
    compared = register.filter(pl.col("verdict") != "not_computed")
    if compared.is_empty():
        shell.notice(words("commitments.no_readings"))
    else:
        _compared(made, compared)
    alone = register.filter(verdict="not_computed")
    caption = words("commitments.not_computed", count=alone.height)
    folds.fold(caption, key="commitments-alone", body=partial(_not_computed, made, alone, caption))


def _not_computed(made: View, alone: pl.DataFrame, caption: str) -> None:
    frame = _named(made, alone)
    sheets.table(frame, _ALONE, name="commitments-alone", caption=caption, row_header="description")


def about(made: View) -> None:
    """The register explained, for who has not met one."""
    words = made.words
    with st.expander(words("commitments.about")):
        st.html("".join(f"<p>{words(f'commitments.about_{number}')}</p>" for number in range(1, 5)))


def _compared(made: View, compared: pl.DataFrame) -> None:
    words = made.words
    counts = {verdict: compared.filter(verdict=verdict).height for verdict in _COUNTED}
    shell.small(words("commitments.register_note"))
    shell.small(words("commitments.register_counts", **counts))
    frame = _named(made, compared)
    caption = words("commitments.register")
    with st.container(key="claims"):  # its explanations take more room than a cell usually has
        sheets.table(frame, _KINDS, name="commitments-register", caption=caption, row_header="description")
    sheets.source(words("commitments.register_note"), place=words("place.country"))


def _named(made: View, register: pl.DataFrame) -> pl.DataFrame:
    words, lang = made.words, made.words.lang
    is_synthetic = made.snapshot.kind == "synthetic"
    rows = register.to_dicts()
    told = {
        "published_said": [said.published(row, words) for row in rows],
        "computed_said": [said.amount(row["computed"], row["unit"], words) for row in rows],
        "difference_said": [said.difference(row, words) for row in rows],
        "compared_said": [said.verdict(row, words, is_synthetic=is_synthetic) for row in rows],
        "why_said": [words(f"commitments.why.{row['figure_id']}") for row in rows],
        "definition": [_definition(row, made) for row in rows],
        "source": [
            words("commitments.of_date", source=row[f"source_{lang}"], dated=row[f"as_of_{lang}"]) for row in rows
        ],
    }
    frame = register.with_columns(pl.col(f"description_{lang}").alias("description"))
    for name, texts in told.items():
        frame = naming.with_column(frame, name, texts)
    return frame


def _definition(row: dict[str, Any], made: View) -> str:
    name = row["nearest"]
    return made.words(f"commitments.computed.{name}.definition") if name else made.words("number.none")
