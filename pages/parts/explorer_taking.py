"""What an answer of the explorer is taken away with: its definition, its files, its link, its SQL."""

from functools import partial
from urllib.parse import urlencode, urlsplit

import polars as pl
import streamlit as st
from markupsafe import escape

from pages.figures import pivots, workbook
from pages.figures.pivots import Pivot
from pages.parts import folds, sheets, shell
from pages.parts.choice import held
from pages.parts.explorer_asking import asked
from pages.parts.offer import fact_key
from pages.parts.view import View
from pages.texts import Words
from pages.told import viewing
from queries import explorer
from queries.explorer import shown
from queries.explorer.facts import Fact, digest

_FORMS: dict[str, workbook.Form] = {
    **{"row_key": "text", "row": "text", "column_key": "text", "column": "text"},
    **{"is_row_total": "flag", "is_column_total": "flag", "part": "count", "whole": "count", "share": "share"},
    **{"state": "text", "state_said": "text", "refused_said": "text"},
}


def long(made: View, pivot: Pivot) -> pl.DataFrame:
    """Every cell and total as a row, in the order shown, its keys and its state in words as well."""
    words = made.words
    total = words("explorer.total")
    rows = [
        {
            **{"row_key": row, "row": total if row is None else pivot.rows[row]},
            **{"column_key": column, "column": total if column is None else pivot.columns[column]},
            **{name: pivot.cells[row, column][name] for name in _FORMS if name in pivot.frame.columns},
            "state_said": pivots.state(pivot.cells[row, column], words),
            "refused_said": _refused(pivot.cells[row, column]["refused"], words),
        }
        for row in (*pivot.rows, None)
        for column in (*pivot.columns, *((None,) if pivot.has_columns else ()))
    ]
    kinds = {name: pivot.frame.schema.get(name, pl.String()) for name in _FORMS}
    return pl.DataFrame(rows, schema=kinds).select(*_FORMS)


def _refused(code: str | None, words: Words) -> str | None:
    return None if code is None else words(f"explorer.refused.{code}")


def definition(made: View, fact: Fact) -> None:
    """What is counted, over what, by which rule, and the digest that a link carries."""
    words = made.words
    st.html(
        f'<p class="t-says">{escape(words(fact_key(fact, "title")))}</p>'
        + "".join(f'<p class="t-small">{escape(f"{name}: {said}")}</p>' for name, said in _defined(made, fact))
    )


def _defined(made: View, fact: Fact) -> list[tuple[str, str]]:
    words = made.words
    return [
        (words("explorer.told.part"), words(fact_key(fact, "part"))),
        (words("explorer.told.whole"), words(fact_key(fact, "whole"))),
        (words("explorer.told.definition"), words(fact_key(fact, "definition"))),
        (words("explorer.told.unit"), words(f"explorer.unit.{fact.unit}")),
        (words("explorer.told.table"), fact.table),
        (words("explorer.told.digest"), digest(fact.name)),
    ]


def downloads(made: View, fact: Fact, pivot: Pivot) -> None:
    """The cells as CSV, as a workbook and as parquet, each made when it is asked for."""
    words = made.words
    frame = long(made, pivot)
    source = provenance(made, fact)
    seen = viewing.line(made.store, words, made.viewer)
    name = f"temis-{fact.name}-{made.choice.snapshot}-{made.choice.rows}-{made.choice.columns or '1'}"
    offered = {
        "csv": ("text/csv", partial(sheets.csv, frame, made.snapshot, seen=seen, words=words)),
        "xlsx": (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            partial(book, made, frame, pivot, source),
        ),
        "parquet": ("application/vnd.apache.parquet", partial(workbook.parquet, frame, told=dict(source))),
    }
    with st.container(horizontal=True, key="explorer-downloads", gap="small", vertical_alignment="center"):
        for ending, (kind, make) in offered.items():
            st.download_button(
                words(f"explorer.download.{ending}"),
                make,
                file_name=f"{name}.{ending}",
                mime=kind,
                key=f"explorer-{ending}",
                on_click="ignore",
            )


def book(made: View, frame: pl.DataFrame, pivot: Pivot, source: list[tuple[str, str]]) -> bytes:
    """The workbook of an answer, headed in the reader's language."""
    words = made.words
    forms = _FORMS | {"share": "points" if pivot.kind == "points" else "share"}
    titles = [words(f"explorer.column.{name}") for name in forms]
    return workbook.xlsx(frame, forms, titles, pivot=pivot, told=source, words=words)


def provenance(made: View, fact: Fact) -> list[tuple[str, str]]:
    """Where an answer comes from, line by line, as its files tell it."""
    words, snapshot, choice = made.words, made.snapshot, made.choice
    told = {
        "snapshot": snapshot.id,
        "date": words.date(snapshot.as_of),
        "kind": words(f"kind_said.{snapshot.kind}"),
        "division": made.label("division"),
        "fact": words(fact_key(fact, "title")),
        "axes": words(
            "explorer.axes", rows=words(f"dim.{choice.rows}"), columns=words(f"dim.{choice.columns or 'none'}")
        ),
        "filters": made.chosen_in_words(*held(fact, choice)),
    }
    lines = [(words(f"explorer.told.{name}"), said) for name, said in told.items()]
    lines.append((words("viewing.name"), viewing.value(made.store, words, made.viewer)))
    lines += _defined(made, fact)
    return [
        *lines,
        (words("explorer.told.totals"), words("explorer.rule")),
        (words("explorer.told.link"), link(made)),
        (words("explorer.told.sql"), _sql(made, fact)),
    ]


def link(made: View) -> str:
    """The address that reopens this answer: absolute where the server knows its own, else from its root."""
    here = urlsplit(st.context.url or "")
    root = f"{here.scheme}://{here.netloc}{here.path}" if here.netloc else "/khai-thac"
    return f"{root}?{urlencode(made.address())}"


def told(made: View, fact: Fact) -> None:
    """Below the answer, folded: how totals are made, the link with its citation, the SQL."""
    words = made.words
    folds.said(words("explorer.rule_title"), words("explorer.rule"))
    folds.fold(words("explorer.link_title"), key="link", body=partial(_linked, made, fact))
    folds.fold(words("explorer.sql_title"), key="sql", body=partial(_asked, made, fact))


def _linked(made: View, fact: Fact) -> None:
    shell.small(made.words("explorer.link_note"))
    st.code(link(made), language=None, wrap_lines=True)
    st.code(citation(made, fact), language=None, wrap_lines=True)


def _asked(made: View, fact: Fact) -> None:
    words = made.words
    shell.small(words("explorer.sql_note"))
    if made.store.division != made.snapshot.vintage:
        shell.small(words("explorer.sql_regrouped", vintage=made.snapshot.vintage))
    st.code(_sql(made, fact), language="sql")


def _sql(made: View, fact: Fact) -> str:
    return shown.sql(made.store, fact, explorer.values(fact, **asked(made, fact)))


def citation(made: View, fact: Fact) -> str:
    """One sentence that says what is cited, of which data, and under which definition."""
    words, snapshot = made.words, made.snapshot
    return words(
        "explorer.citation",
        fact=words(fact_key(fact, "title")),
        filters=made.chosen_in_words("rows", "columns", *held(fact, made.choice)),
        snapshot=snapshot.id,
        date=words.date(snapshot.as_of),
        division=made.label("division"),
        kind=words(f"kind.{snapshot.kind}").lower(),
        digest=digest(fact.name),
    )
