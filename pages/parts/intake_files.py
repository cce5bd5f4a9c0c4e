"""Intake, first step: who sends what, and what no file says of itself."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from data.schema import NOT_APPLICABLE
from data.snapshot import KINDS
from pages.parts import intake_steps, opening, shell
from pages.parts.intake_steps import Desk, Told
from pages.texts import Words

TYPES = ("xlsx", "xls", "ods", "csv", "tsv", "txt", "parquet", "zip")
_DIVISIONS = (NOT_APPLICABLE, "63", "34")  # first: not sure
_SERIES = "so-lieu"


def form(now: Desk, words: Words) -> None:
    """The boxes, sent off together, so that nothing is read before all of it is told."""
    _own_words_for_the_uploader(words)
    st.checkbox(words("intake.files.folder"), key=f"intake-folder-{now.turn}")
    with st.form(f"intake-files-{now.turn}", border=True):
        given = _boxes(now, words)
        is_sent = st.form_submit_button(words("intake.files.read"), type="primary")
    if not is_sent:
        return
    wanting = lacking(given)
    if wanting:
        names = ", ".join(words(f"intake.wanting.{name}") for name in wanting)
        shell.notice(words("intake.files.lacking", names=names), tone="warn")
        return
    names = within([upload.name for upload in given["uploads"]])
    uploads = list(zip(names, given["uploads"], strict=True))
    with st.spinner(words("intake.files.reading")):
        intake_steps.attempt(lambda: intake_steps.receive(told_by(given, words), given["sender"], uploads))
    st.rerun()


def _boxes(now: Desk, words: Words) -> dict[str, Any]:
    """What was filled in, by name."""
    given: dict[str, Any] = {}
    key = f"intake-{{}}-{now.turn}".format
    given["sender"], given["uploads"] = _sent(
        key, words, folder=bool(st.session_state.get(f"intake-folder-{now.turn}"))
    )
    left, middle, right = st.columns(3)
    with left:
        given["as_of"] = st.date_input(words("intake.files.as_of"), None, key=key("as-of"), format="DD/MM/YYYY")
    with middle:
        given["vintage"] = st.selectbox(
            words("intake.files.vintage"),
            _DIVISIONS,
            key=key("vintage"),
            format_func=lambda value: words(f"intake.vintage.{value or 'unsure'}"),
        )
    with right:
        given["kind"] = st.selectbox(
            words("intake.files.kind"),
            KINDS[::-1],  # real first: what is uploaded is made up only where somebody says so
            key=key("kind"),
            format_func=lambda value: words(f"kind.{value}"),
        )
    left, right = st.columns([1, 2])
    with left:
        given["series"] = st.text_input(
            words("intake.files.series"), _series(), key=key("series"), max_chars=40, help=words("intake.files.why")
        )
    with right:
        given["title"] = st.text_input(words("intake.files.title"), key=key("title"), max_chars=120)
    left, right = st.columns([1, 2])
    with left:
        given["report_year"] = st.text_input(words("intake.files.report_year"), key=key("report-year"), max_chars=4)
    with right:
        given["province"] = st.text_input(words("intake.files.province"), key=key("province"), max_chars=40)
    given["cohorts"] = _cohorts(key, words)
    return given


def _cohorts(key: Callable[[str], str], words: Words) -> dict[str, str]:
    """Which cohort the people of a file are of that names none, asked where more than one is possible."""
    given: dict[str, str] = {}
    for (audience, role), frame in intake_steps.cohorts_to_ask().items():
        names = {row["cohort_code"]: words.name(row) for row in frame.to_dicts()}
        who = words("intake.files.who", audience=words(f"audience.{audience}"), role=words(f"role.{role}"))
        wanted = st.selectbox(
            words("intake.files.cohort", who=who),
            ("", *names),
            key=key(f"cohort-{audience}-{role}"),
            format_func=lambda code, names=names: names.get(code) or words("intake.files.cohort_unsure"),
        )
        given |= {f"{audience}-{role}": wanted} if wanted else {}
    return given


def _sent(key: Callable[[str], str], words: Words, *, folder: bool = False) -> tuple[str, list[Any]]:
    """Who sends which files; of a folder each folder in it is a sender, so that nobody is asked."""
    if folder:
        label = words("intake.files.uploads", megabytes=st.get_option("server.maxUploadSize"))
        return "", st.file_uploader(label, TYPES, accept_multiple_files="directory", key=key("folder-uploads"))
    sender = st.text_input(words("intake.files.sender"), key=key("sender"), max_chars=80)
    label = words("intake.files.uploads", megabytes=st.get_option("server.maxUploadSize"))
    uploads = st.file_uploader(label, TYPES, accept_multiple_files=True, key=key("uploads"))
    return sender.strip(), uploads


def within(names: list[str]) -> list[str]:
    """The names without the folder that was dropped, where they lie in one: the folders in it are the senders."""
    steps = [name.replace("\\", "/").strip("/").split("/") for name in names]
    roots = {step[0] for step in steps}
    is_dropped = len(roots) == 1 and all(len(step) > 1 for step in steps)
    return ["/".join(step[1:]) for step in steps] if is_dropped else names


def more(now: Desk, words: Words) -> None:
    """Files of another sender for the same delivery."""
    key = f"intake-more-{{}}-{now.turn}-{now.added}".format
    _own_words_for_the_uploader(words)
    with st.expander(words("intake.files.more")), st.form(key("form"), border=False):
        sender, uploads = _sent(key, words)
        is_sent = st.form_submit_button(words("intake.files.add"))
    if is_sent and uploads:
        with st.spinner(words("intake.files.reading")):
            intake_steps.attempt(lambda: intake_steps.add(sender, [(upload.name, upload) for upload in uploads]))
        st.rerun()


def _series() -> str:
    """The series of the newest real snapshot: the next delivery most often belongs to it."""
    listed, _ = opening.snapshots()
    return next((each.series for each in reversed(listed) if each.kind == "real"), _SERIES)


def lacking(given: Mapping[str, Any]) -> list[str]:
    """Names of the boxes that must be filled in and are not."""
    return [name for name in ("uploads", "as_of", "series") if not _filled(given[name])]


def _filled(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def told_by(given: Mapping[str, Any], words: Words) -> Told:
    """What the boxes say, the title made from the date where none is given."""
    as_of: date = given["as_of"]
    return Told(
        as_of=as_of,
        vintage=int(given["vintage"]) if given["vintage"] else None,
        kind=given["kind"],
        series=given["series"].strip(),
        province=given["province"].strip(),
        report_year=int(given["report_year"]) if given["report_year"].strip().isdecimal() else None,
        cohorts=given["cohorts"],
        title=given["title"].strip() or words("intake.files.title_made", date=words.date(as_of)),
    )


def told(now: Desk, words: Words) -> None:
    """What was told, once the files are in, and the way back to other ones."""
    if now.told is None:
        return
    division = words(f"intake.vintage.{now.told.vintage or 'unsure'}")
    with st.container(horizontal=True, key="intake-told", vertical_alignment="center", gap="small"):
        shell.small(
            words(
                "intake.files.told",
                senders=", ".join(intake_steps.senders(now.account or {})) or words("number.none"),
                date=words.date(now.told.as_of),
                division=division,
                kind=words(f"kind.{now.told.kind}"),
                series=now.told.series,
            )
        )
        if not now.published:
            st.button(words("intake.files.again"), key=f"intake-again-{now.turn}", on_click=intake_steps.again)


def _own_words_for_the_uploader(words: Words) -> None:
    """The uploader speaks English only; its words are hidden and ours put in their place."""
    button = escape(words("intake.files.choose")).replace("\\", "").replace('"', "")
    st.html(
        "<style>.stFileUploader section button p{display:none}"
        f'.stFileUploader section button:has(p)::after{{content:"{button}";font-size:1rem}}'
        '[data-testid="stFileUploaderDropzoneInstructions"],[data-testid="InputInstructions"]{display:none}</style>'
    )
