"""Intake, third step: every row read and held against the rules; what is held back, and for whom to correct."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import polars as pl
import streamlit as st

from data.divisions import DIVISIONS
from data.ingest.findings import Finding
from pages.figures import named, sent, tables
from pages.figures.named import Broken
from pages.figures.tables import Col
from pages.parts import intake_steps, shell
from pages.parts.intake_steps import Desk
from pages.texts import Words

_TOLD_FROM = 0.02  # a share done from which the rest can be estimated


def show(now: Desk, words: Words) -> None:
    """The button until it was pressed, then what was found."""
    if now.checked is None:
        if st.button(words("intake.check.run"), key=f"intake-check-{now.turn}", type="primary"):
            _run(words)
        if now.problem is not None:
            _stopped(now, words)
            _ask_for_division(now, words)
        return
    _counts(now, words)
    _found(now.checked.findings, words)
    _group(sent.held_by_rule(now.checked.held), "intake.check.held", words)
    _papers(now, words)


def _run(words: Words) -> None:
    began = time.monotonic()
    bar = st.progress(0.0, words("intake.check.waiting"))

    def progress(said: str, done: float) -> None:
        left = remaining(time.monotonic() - began, done)
        name = words(f"intake.doing.{said}") if f"intake.doing.{said}" in words else said
        key = "intake.check.doing" if left is None else "intake.check.doing_left"
        bar.progress(min(max(done, 0.0), 1.0), words(key, what=name, seconds=words.number(left)))

    intake_steps.attempt(lambda: intake_steps.check(progress))
    st.rerun()


def remaining(elapsed: float, done: float) -> float | None:
    """Seconds left if it goes on as it did; None where that cannot be told yet."""
    return elapsed * (1 - done) / done if _TOLD_FROM <= done <= 1 else None


def _ask_for_division(now: Desk, words: Words) -> None:
    """Where no name tells the division, or another than was told, it is asked here, and the check begins again."""
    if now.told is None or now.problem is None or now.problem.code not in ("vintage_not_told", "vintage_contradicts"):
        return
    with st.container(horizontal=True, gap="small"):
        for vintage in DIVISIONS:
            if st.button(words(f"division.{vintage}"), key=f"intake-division-{vintage}-{now.turn}"):
                now.told = replace(now.told, vintage=vintage)
                _run(words)


def _stopped(now: Desk, words: Words) -> None:
    """Why nothing could be built, and the rows to correct all the same."""
    findings = intake_steps.stopped_by(now.problem) if now.problem else ()
    if findings:
        shell.notice(words("intake.check.stopped"), tone="error")
        _found(findings, words)
    if now.papers:
        _counts(now, words)
        _papers(now, words)


def _counts(now: Desk, words: Words) -> None:
    """Every row that came is in one of four places; said as one sentence."""
    received = (now.account or {}).get("received", ())
    counted = {
        name: words.number(sum(int(each[name]) for each in received))
        for name in ("rows", "taken", "held", "noise", "left_out")
    }
    shell.notice(words("intake.check.counts", **counted))


def _found(findings: Sequence[Finding], words: Words) -> None:
    for strength in ("fail", "warn"):
        group = [finding for finding in findings if finding.strength == strength]
        _group(sent.broken(group), f"intake.check.{strength}", words)
    if not findings:
        shell.small(words("intake.check.nothing"))


def _group(broken: Sequence[Broken], title: str, words: Words) -> None:
    if not broken:
        return
    known = sent.sentences(words.lang)
    rows = [
        {
            "rule": named.said_of(each, known, words),
            "column": each.column or words("number.none"),
            "count": each.rows,
            "sample": ", ".join(named.value(one, words) for one in each.sample) or words("number.none"),
            "places": named.places_in_words(each.places, words),
        }
        for each in broken
    ]
    columns = [
        Col(name, words(f"intake.column.{name}"), "count" if name == "count" else "text")
        for name in ("rule", "column", "count", "sample", "places")
    ]
    frame = pl.DataFrame(rows, infer_schema_length=None)
    st.html(tables.html(columns, frame, words=words, caption=words(title)))


def _papers(now: Desk, words: Words) -> None:
    """For each sender the rows to correct, and the card to send back with them."""
    for number, sender in enumerate(intake_steps.senders(now.account or {})):
        with st.container(horizontal=True, key=f"intake-send-{number}", vertical_alignment="center", gap="medium"):
            shell.small(words("intake.check.back_to", sender=sender))
            for path in now.papers.get(sender, ()):
                _download("rows_file", path.read_bytes, path.name, f"{now.turn}-{number}-{path.name}", words)
            if now.checked is not None:
                name = words("intake.check.card_name", snapshot=now.checked.snapshot_id, sender=sender)
                _download(
                    "card_file",
                    partial(intake_steps.card, sender, now.outcome, words),
                    name,
                    f"{now.turn}-{number}-card",
                    words,
                )
    if now.papers:
        shell.small(words("intake.check.personal"))


def _download(what: str, content: Callable[[], bytes], name: str, key: str, words: Words) -> None:
    """Made or read when it is asked for: the rows name people, and stay where they are until then."""
    label = words(f"intake.check.{what}")
    st.download_button(label, content, file_name=name, key=f"intake-{what}-{key}", on_click="ignore", type="tertiary")
