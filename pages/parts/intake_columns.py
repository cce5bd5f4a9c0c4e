"""Intake, second step: what each sheet was recognised as, and a word on what was not."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from data.errors import IngestError
from pages.figures import named, sent, tables
from pages.figures.tables import Col
from pages.parts import intake_steps, shell
from pages.parts.intake_steps import Desk
from pages.texts import Words

_UNREAD = ""
_WAITING = ("in_doubt", "missing")  # states in which a sheet is not taken until somebody says something


def show(now: Desk, words: Words) -> None:
    """One line a sheet, then the sheets that need a word, and whichever else the reader picks."""
    account = now.account or {}
    reasons = sent.sentences(words.lang)
    for each in account.get("refused", ()):
        error = IngestError(each["code"], file=each["file"], reason=reasons.get(each["reason"], each["reason"]))
        shell.notice(shell.said(error, words), tone="error")
    received = account.get("received", ())
    if not received:
        shell.notice(words("intake.columns.nothing"), tone="warn")
        return
    _summary(received, words, counted=now.checked is not None)
    if now.published:
        return
    waiting = [each for each in received if state_of(each) in _WAITING]
    others = [each for each in received if each not in waiting]
    shown = [*waiting, *_picked(others, now, words)]
    if not shown:
        return
    with st.form(f"intake-columns-{now.turn}", border=False):
        answers = [(each, _sheet(each, now, words)) for each in shown]
        is_sent = st.form_submit_button(words("intake.columns.apply"))
    if is_sent:
        _take(answers, words)


def _picked(others: list[Mapping[str, Any]], now: Desk, words: Words) -> list[Mapping[str, Any]]:
    """The sheet that the reader wants to see or correct although nothing is asked of it."""
    named_so = {named.sheet_named(each["file"], each["sheet"], words): each for each in others}
    picked = st.selectbox(
        words("intake.columns.look_at"),
        ["", *named_so],
        key=f"intake-look-{now.turn}",
        format_func=lambda name: name or words("intake.columns.none"),
    )
    return [named_so[picked]] if picked else []


def _summary(received: list[Mapping[str, Any]], words: Words, *, counted: bool) -> None:
    """Every sheet; rows are told once they were counted."""
    rows = [
        {
            "file": each["file"],
            "sheet": each["sheet"] or words("number.none"),
            "kind": named.kind_named(each["form"], each["target"], words),
            "rows": each["rows"] if counted else None,  # nobody has counted them before the check
            "read": sum(bool(column["ours"]) for column in each["columns"]),
            "state": words(f"intake.state.{state_of(each)}"),
        }
        for each in received
    ]
    columns = [
        *(Col(name, words(f"intake.column.{name}")) for name in ("file", "sheet", "kind")),
        *(Col(name, words(f"intake.column.{name}"), "count") for name in ("rows", "read")),
        Col("state", words("intake.column.state")),
    ]
    st.html(tables.html(columns, pl.DataFrame(rows), words=words, caption=words("intake.columns.recognised")))


def state_of(sheet: Mapping[str, Any]) -> str:
    """What stands in the way of a sheet, worst first: unrecognised, in_doubt, missing, unknown, or ready."""
    if not sheet["form"]:
        return "unrecognised"
    return next((name for name in ("in_doubt", "missing", "unknown") if sheet[name]), "ready")


def _sheet(sheet: Mapping[str, Any], now: Desk, words: Words) -> tuple[str, dict[int, str]]:
    """The form and the columns as the boxes say them."""
    where = (sheet["file"], sheet["sheet"])
    key = f"{now.turn}-{sheet['file']}-{sheet['sheet']}"
    with st.expander(named.sheet_named(*where, words), expanded=True):
        form = _form_box(sheet, key, words)
        if sheet["missing"]:
            names = ", ".join(f"“{name}”" for name in sheet["missing"])
            shell.notice(words("intake.columns.missing", names=names), tone="warn")
        columns = _column_boxes(sheet, key, words)
        _mapped(sheet, words)
    return form, columns


def _form_box(sheet: Mapping[str, Any], key: str, words: Words) -> str:
    targets = intake_steps.targets()
    options = [_UNREAD, *targets]
    return st.selectbox(
        words("intake.columns.kind_is"),
        options,
        options.index(sheet["form"]) if sheet["form"] in targets else 0,
        key=f"intake-form-{key}-{sheet['form']}",
        format_func=lambda name: (
            named.kind_named(name, targets[name], words) if name else words("intake.columns.kind_unknown")
        ),
        help=_doubt(sheet, words),
    )


def _doubt(sheet: Mapping[str, Any], words: Words) -> str | None:
    others = [name for name in sheet["in_doubt"] if name in intake_steps.targets()]
    if not others:
        return None
    return words("intake.columns.maybe", names=", ".join(named.kind_named(name, name, words) for name in others))


def _column_boxes(sheet: Mapping[str, Any], key: str, words: Words) -> dict[int, str]:
    """A box for each column that is not known, or that claims what another column claims too."""
    ours = intake_steps.headers_of(sheet["form"])
    options = [_UNREAD, *ours]
    said = {}
    for column in asked_about(sheet) if ours else ():
        said[column["place"]] = st.selectbox(
            words("intake.columns.column_is", header=column["written"]),
            options,
            options.index(column["ours"]) if column["ours"] in ours else 0,
            key=f"intake-column-{key}-{sheet['form']}-{column['place']}",
            format_func=lambda value: value or words("intake.columns.unread"),
        )
    return said


def asked_about(sheet: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The columns that somebody should look at; names and contacts are not among them, which are never read."""
    doubtful, unknown = set(sheet["in_doubt"]), set(sheet["unknown"])
    return [
        column
        for column in sheet["columns"]
        if (column["ours"] in doubtful if column["ours"] else column["written"] in unknown)
    ]


def _mapped(sheet: Mapping[str, Any], words: Words) -> None:
    rows = [{"written": column["written"], "ours": column["ours"]} for column in sheet["columns"] if column["ours"]]
    if rows:
        columns = [Col(name, words(f"intake.column.{name}")) for name in ("written", "ours")]
        caption = words("intake.columns.mapped")
        st.html(tables.html(columns, pl.DataFrame(rows), words=words, caption=caption))


def _take(answers: list[tuple[Mapping[str, Any], tuple[str, dict[int, str]]]], words: Words) -> None:
    """Keep what was said of each sheet, and read the headers again."""

    def correct() -> None:
        for sheet, (form, columns) in answers:
            where = (sheet["file"], sheet["sheet"])
            written = {column["place"]: column["written"] for column in sheet["columns"]}
            told = told_of(sheet, columns)
            intake_steps.correct(
                where, recognised=sheet["form"], form=form, columns=told, written=written, source=sheet["sender"]
            )
        intake_steps.look()

    with st.spinner(words("intake.files.reading")):
        intake_steps.attempt(correct)
    st.rerun()


def told_of(sheet: Mapping[str, Any], columns: Mapping[int, str]) -> dict[int, str]:
    """Of the boxes those that say something: another column than was recognised, or the one of two that is meant."""
    before = {column["place"]: column["ours"] for column in asked_about(sheet)}
    return {place: ours for place, ours in columns.items() if ours != before[place] or ours}
