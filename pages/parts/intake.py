"""Intake: the four steps of a delivery below each other, each shown once the one before it is done."""

import streamlit as st

from data.access import Viewer
from pages.parts import intake_columns, intake_files, intake_publishing, intake_results, intake_steps, shell
from pages.texts import Words


def closed(viewer: Viewer, words: Words) -> None:
    """What whoever may not upload is told: why, and without a login how the mode of one user is turned on."""
    said = f"intake.closed.{viewer.reason}"
    if said in words:
        shell.notice(words(said))
        shell.small(words("intake.closed.how"))
        st.code(words("intake.closed.command"), language=None, wrap_lines=True)
        shell.small(words("intake.closed.loopback"))
    else:
        shell.notice(words("intake.closed.signed_in"))
    st.page_link("pages/screens/overview.py", label=words("intake.closed.back"))


def page(words: Words) -> None:
    """The screen of the operator; what went wrong is said below the step that it belongs to."""
    now = intake_steps.desk()
    shell.small(words("intake.promise"))
    _step("files", words)
    if now.delivery is None:
        intake_files.form(now, words)
    else:
        intake_files.told(now, words)
        if not now.published:
            intake_files.more(now, words)
    if now.account is not None:
        _step("columns", words)
        intake_columns.show(now, words)
        _step("check", words)
        intake_results.show(now, words)
    if now.checked is not None:
        _step("publish", words)
        intake_publishing.show(now, words)
    if now.problem is not None and not intake_steps.stopped_by(now.problem):
        shell.notice(shell.said(now.problem, words), tone="error")


def _step(name: str, words: Words) -> None:
    shell.subheading(words(f"intake.step.{name}"))
