"""What a reader is told when a run fails outside the frame of a screen: in a callback, or a part that reruns alone.

Streamlit would show its own box, in English. A forged widget value is the usual cause; nothing of it is shown.
"""

import logging

from pages.parts import counting, filters, shell
from pages.texts import LANGUAGES, Words

_LOG = logging.getLogger(__name__)


def said(error: Exception) -> bool:
    """Told to the operator in the log, to the reader in one sentence; True: Streamlit need not say it."""
    _LOG.error("a run failed", exc_info=error)
    counting.problem("unexpected")
    shell.notice(_words()("error.unexpected"), tone="error")
    return True


def _words() -> Words:
    try:
        return Words(filters.language())
    except Exception:  # what failed may be the choice of the language itself
        return Words(LANGUAGES[0])
