"""Explorer: any fact by any two dimensions, its chart, its definition, its SQL, and the rows to take away."""

from typing import Any

import polars as pl
import streamlit as st

from pages.figures import pivot_charts, pivots
from pages.figures.pivots import Pivot
from pages.parts import explorer_taking, filters, plates, sheets, shell
from pages.parts.explorer_asking import asked, chosen
from pages.parts.explorer_names import names_of
from pages.parts.offer import fact_key
from pages.parts.view import View
from pages.texts import Words
from queries import explorer
from queries.explorer.facts import Fact, facts

_MOST_ROWS, _MOST_COLUMNS = 63, 30  # of a table on the screen
_TALL = 560  # pixels: a higher chart scrolls in a box
_WIDTHS = {"fact": 330, "rows": 180, "columns": 180, "show": 160, "draw": 150}  # pixels
_PLACES = ("province", "region", "university")
_KINDS: dict[str, Any] = {
    **{"row": "text", "column": "text", "part": "count", "whole": "count", "share": "share"},
    **{"state_said": "text", "refused_said": "text"},
}


def pivot_of(made: View, fact: Fact, frame: pl.DataFrame) -> Pivot:
    """The answer with names for its keys, in the order in which a reader expects them."""
    choice, words = made.choice, made.words
    return Pivot(
        frame,
        rows=names_of(made, choice.rows, frame["row_key"]),
        columns=names_of(made, choice.columns, frame["column_key"]) if choice.columns else {"": ""},
        down=words(f"dim.{choice.rows}"),
        across=words(f"dim.{choice.columns}") if choice.columns else "",
        kind=fact.kind,
        show=choice.show,
        unit=unit(fact, words),
        family=fact.family,
        by_value=choice.rows in _PLACES,
    )


def unit(fact: Fact, words: Words) -> str:
    """What one of the whole is, in words."""
    return words(f"explorer.unit.{fact.unit}")


@plates.alone
def draw(made: View) -> None:
    """The whole screen: its choices rerun it alone."""
    words, choice = made.words, made.choice
    if not choice.fact or not choice.rows:
        shell.heading(words("finding.nothing"))
        shell.aggregates_only()
        return
    fact = facts()[choice.fact]
    frame = explorer.answer(made.store, fact, **asked(made, fact))
    pivot = pivot_of(made, fact, frame)
    shell.heading(f"{title(made, fact)}. {pivots.finding(pivot, words)}", "fact", "rows", "columns", *_said(made, fact))
    _choices(made, fact)
    shell.aggregates_only()
    if fact.is_settled((choice.rows, choice.columns), choice.module):
        _answer(made, fact, pivot)
    else:
        shell.notice(words(f"explorer.choose.{fact.wish}"), tone="warn")
    explorer_taking.told(made, fact)
    shell.follow("sources", "map", "modules")


def title(made: View, fact: Fact) -> str:
    """What is counted, by which dimensions."""
    words, choice = made.words, made.choice
    by = words(f"dim.{choice.rows}").lower()
    if choice.columns:
        by = words("explorer.by_two", rows=by, columns=words(f"dim.{choice.columns}").lower())
    return words("explorer.by", fact=words(fact_key(fact, "title")), by=by)


def _said(made: View, fact: Fact) -> tuple[str, ...]:
    return tuple("cohort" if name == "role" else name for name in chosen(made, fact))


def _choices(made: View, fact: Fact) -> None:
    """What and how in one row, the definition at its end; below, at what everything else is held."""
    words = made.words
    with st.container(horizontal=True, key="explorer-what", gap="small", vertical_alignment="bottom"):
        for name in ("fact", "rows", "columns", "show", "draw"):
            if name != "show" or made.choice.columns:
                filters.select(name, made.choice, made.offer, words, width=_WIDTHS[name])
        with st.popover(words("choice.definition"), width="content"):
            explorer_taking.definition(made, fact)
    shell.choices(*chosen(made, fact))


def _answer(made: View, fact: Fact, pivot: Pivot) -> None:
    words = made.words
    named = title(made, fact)
    if len(pivot.rows) > _MOST_ROWS or len(pivot.columns) > _MOST_COLUMNS:
        shell.notice(words("explorer.too_large", rows=len(pivot.rows), columns=len(pivot.columns)))
    else:
        table, chart = st.columns([7, 5] if pivot.has_columns else [5, 6], gap="medium")
        with table:
            _table(made, fact, pivot, named)
        with chart:
            _chart(made, fact, pivot, named)
    explorer_taking.downloads(made, fact, pivot)


def _table(made: View, fact: Fact, pivot: Pivot, named: str) -> None:
    shell.subheading(made.words("explorer.table"))
    st.html(pivots.html(pivot, words=made.words, caption=named))
    shell.small(counted(fact, made.words))
    for code in pivot.frame["refused"].drop_nulls().unique(maintain_order=True):
        shell.small(made.words(f"explorer.refused.{code}"))


def counted(fact: Fact, words: Words) -> str:
    """What is counted over what, in words."""
    return words(
        "source.measure",
        title=words(fact_key(fact, "title")),
        part=words(fact_key(fact, "part")),
        whole=words(fact_key(fact, "whole")),
    )


def _chart(made: View, fact: Fact, pivot: Pivot, named: str) -> None:
    words = made.words
    figure = pivot_charts.figure(pivot, draw=made.choice.draw, words=words)
    is_tall = figure is not None and figure.layout.height > _TALL
    with st.container(key="explorer-chart", height=_TALL + 160 if is_tall else "content", border=False):
        plates.plate(
            figure,
            key="explorer",
            title=words("explorer.chart"),
            finding=pivots.range_said(pivot, words),
            counted=counted(fact, words),
            table=lambda: sheets.table(explorer_taking.long(made, pivot), _KINDS, name="explorer-rows", caption=named),
        )
