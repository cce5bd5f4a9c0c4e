"""Audit, one person: their code, worked out from what the login calls them, which is forgotten at once."""

import streamlit as st

from data import settings
from data.access import people
from pages.parts import shell
from pages.texts import Words

CHOSEN = "audit-who"  # the box of the code to which everything is limited
_FOUND = "audit-found"
_PROXY = "proxy"


def find(words: Words) -> None:
    """The code of somebody of whom one knows what the login calls them; what is typed is not kept."""
    shell.subheading(words("audit.find.title"))
    shell.small(words("audit.find.said"))
    with (
        st.form("audit-find", clear_on_submit=True, border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        issuer = st.text_input(words("audit.find.issuer"), _issuer(), key="audit-issuer")
        subject = st.text_input(words("audit.find.subject"), key="audit-subject")
        asked = st.form_submit_button(words("audit.find.go"), key="audit-find-go")
    if asked and subject.strip():
        st.session_state[_FOUND] = people.code_of(settings.state(), issuer.strip(), subject.strip())
    if code := st.session_state.get(_FOUND):
        shell.notice(words("audit.find.found", code=code))
        st.button(words("audit.find.show"), key="audit-find-show", on_click=_limit_to, args=(code,))


def _limit_to(code: str) -> None:
    st.session_state[CHOSEN] = code


def _issuer() -> str:
    """What the login calls itself, as most providers do: the address of their metadata without its end."""
    if settings.login() == "oidc":
        return (settings.oidc() or {})["OIDC_METADATA_URL"].partition("/.well-known/")[0]
    return _PROXY
