"""Journal: everything this process logs, Streamlit's and the server's lines too, in the one form that is set.

Each line says in which session and on which screen it arose, the session by a digest that leads back to nobody.
"""

import hashlib
import logging
import sys

from streamlit import logger as streamlit_logger
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data import logs
from data.errors import TemisError
from pages.parts import counting

_LOG = logging.getLogger(__name__)
_SERVERS = ("uvicorn", "uvicorn.access", "uvicorn.asgi", "uvicorn.error", "websockets", "streamlit")
_VISITS = "uvicorn.access"  # each request with its caller's address: nginx says what is needed of that
_WITH_ADDRESSES = ("uvicorn.error", "websockets")  # say who connects, at their least weight


class _Where(logging.Filter):
    """Adds session and screen to a record that arises in somebody's run."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: nothing is left out here."""
        context = get_script_run_ctx(suppress_warning=True)
        if context is not None:
            record.session = hashlib.sha256(context.session_id.encode()).hexdigest()[:12]
        return True


def begin() -> None:
    """From here on one handler writes everything; a faulty setting is the first line, and the usual form holds."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Where())
    problem = None
    try:
        logs.begin(handler)
    except TemisError as faulty:
        problem = faulty
        logging.getLogger().setLevel(logging.INFO)
    logging.getLogger().addHandler(counting.Lines())
    streamlit_logger.setup_formatter = _hand_on  # it gives each of its loggers a handler when it is first used
    streamlit_logger.update_formatter()
    for name in _SERVERS:
        _hand_on(logging.getLogger(name))
    for name in _WITH_ADDRESSES:
        logging.getLogger(name).setLevel(logging.WARNING)
    _LOG.info("begun")
    if problem is not None:
        _LOG.error("not logged as was asked: %s", problem.code)


def _hand_on(logger: logging.Logger) -> None:
    """Let a logger's lines go to the one handler."""
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    logger.propagate = logger.name != _VISITS
