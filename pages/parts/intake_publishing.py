"""Intake, last step: what would be published, said before it is, and the way to it afterwards."""

from functools import partial

import polars as pl
import streamlit as st

from pages.figures import named, tables
from pages.figures.tables import Col
from pages.parts import intake_steps, shell
from pages.parts.intake_steps import Checked, Desk
from pages.texts import Words


def show(now: Desk, words: Words) -> None:
    """What is in it and the button; afterwards the link to the map."""
    if now.checked is None or now.told is None:
        return
    if now.published:
        shell.notice(words("intake.publish.done", id=now.published, date=words.date(now.told.as_of)))
        st.page_link(
            "pages/screens/map.py", label=words("intake.publish.open"), query_params={"snapshot": now.published}
        )
        st.button(words("intake.publish.next"), key=f"intake-next-{now.turn}", on_click=intake_steps.again)
        return
    shell.small(
        words(
            "intake.publish.what",
            id=now.checked.snapshot_id,
            date=words.date(now.told.as_of),
            kind=words(f"kind.{now.told.kind}"),
        )
    )
    _rows(now.checked, words)
    partly = _without_what_waits(now, words)
    is_ready = partly or not intake_steps.waiting()
    if st.button(words("intake.publish.run"), key=f"intake-publish-{now.turn}", type="primary", disabled=not is_ready):
        with st.spinner(words("intake.publish.waiting")):
            intake_steps.attempt(partial(intake_steps.publish, partly=partly))
        st.rerun()


def _without_what_waits(now: Desk, words: Words) -> bool:
    """Whether the rest may be published without what waits; asked only where something does."""
    waiting = intake_steps.waiting()
    if not waiting:
        return False
    shell.notice(words("error.delivery_waits", count=len(waiting), files="; ".join(waiting)), tone="warn")
    return st.checkbox(words("intake.publish.partly", count=len(waiting)), key=f"intake-partly-{now.turn}")


def _rows(checked: Checked, words: Words) -> None:
    counted = [(name, count) for name, count in checked.rows.items() if count]
    said = [{"kind": named.kind_named(name, name, words), "rows": count} for name, count in counted]
    if said:
        columns = [Col("kind", words("intake.column.table")), Col("rows", words("intake.column.rows"), "count")]
        with st.expander(words("intake.publish.rows")):
            st.html(tables.html(columns, pl.DataFrame(said), words=words, caption=words("intake.publish.rows")))
