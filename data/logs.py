"""Logs: one line for each event, as text or as JSON, without a word of what the data say.

What an error says of itself may quote a cell of somebody's file, so that it is left out: a line tells which kind of
error it was, in which function of which file, and the codes of our own errors. Only ``TEMIS_LOG_LEVEL=debug``, which is
for a machine without anybody's data, writes it whole.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data import settings
from data.errors import SettingError, SnapshotError, TemisError

_LONGEST = 2000  # letters of one message
_MOST_FRAMES = 30
_BESIDES = ("session",)  # what else a record may bear: a digest
_TOLD = frozenset({"snapshot", "table", "kind", "measure", "province", "version", "known"})  # these name no person
_TOLD_OF = {SnapshotError: {"file"}, SettingError: {"name"}}  # what others would call so may be a sender's word
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\u00a0-\u1fff\u2010-\u2027\u2030-\uffef]")
_QUIETED = ("watchdog", "PIL", "fontTools", "matplotlib", "asyncio", "httpx", "httpcore")  # some tell whole addresses


class Events(logging.Formatter):
    """A record as one JSON object: when, how heavy, from where, what, what went wrong; nothing else it was given."""

    def format(self, record: logging.LogRecord) -> str:
        """The object, on one line."""
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "event": said(record),
            "process": record.process,
            **{name: getattr(record, name) for name in _BESIDES if hasattr(record, name)},
        }
        if record.exc_info and record.exc_info[1] is not None:
            told["error"] = list(chain(record.exc_info[1]))
        return json.dumps(told, ensure_ascii=False)


class Lines(logging.Formatter):
    """A record as one line of text, and one more for each error that led to it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; nothing in it can begin another."""
        at = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")
        besides = "".join(f" {name}={getattr(record, name)}" for name in _BESIDES if hasattr(record, name))
        line = f"{at} {record.levelname} {record.name}: {said(record)}{besides}"
        if record.exc_info and record.exc_info[1] is not None:
            for error in chain(record.exc_info[1]):
                line += f"\n  {error['type']} {error.get('said', '')}".rstrip()
                line += "".join(f"\n    {frame}" for frame in error["where"])
        return line


class Whole(logging.Formatter):
    """Everything, with what errors say: for a machine without anybody's data."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")


def formatter() -> logging.Formatter:
    """The form that the settings ask for; a faulty setting is text, and is said by ``level``."""
    try:
        if settings.log_level() == "debug":
            return Whole()
        return Events() if settings.log_form() == "json" else Lines()
    except SettingError:
        return Lines()


def level() -> int:
    """The weight from which on lines are written; raises SettingError for a faulty setting."""
    settings.log_form()
    return logging.getLevelNamesMapping()[settings.log_level().upper()]


def begin(handler: logging.Handler) -> None:
    """Send all that is logged through this handler, in the form that is set."""
    handler.setFormatter(formatter())
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level())
    for name in _QUIETED:
        logging.getLogger(name).setLevel(logging.WARNING)


def said(record: logging.LogRecord) -> str:
    """What a record says, on one line and of a bounded length."""
    try:
        text = record.getMessage()
    except (TypeError, ValueError):  # arguments that do not fit: the line itself is still worth writing
        text = str(record.msg)
    return _UNPRINTABLE.sub("·", text)[:_LONGEST]


def chain(error: BaseException) -> Iterator[dict[str, Any]]:
    """An error and those that led to it, each as its kind, what may be said of it, and where it arose."""
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        told = _told(now)
        kind = type(now)
        yield {
            "type": kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}",
            **({"said": told} if told else {}),
            "where": _where(now),
        }
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)


def _told(error: BaseException) -> str:
    """What an error may say of itself: codes of ours, and the system's own sentences."""
    if isinstance(error, TemisError):
        may = _TOLD | _TOLD_OF.get(type(error), set())
        details = {name: value for name, value in error.details.items() if name in may}
        return _UNPRINTABLE.sub("·", " ".join([error.code, *(f"{name}={value}" for name, value in details.items())]))
    return (error.strerror or "") if isinstance(error, OSError) else ""


def _where(error: BaseException) -> list[str]:
    """The calls that led there, the last at the end, as file, line and function; no line of code, no value."""
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(filename: str) -> str:
    """A file by its path in the project, or in the library it is of."""
    path = Path(filename)
    if path.is_relative_to(settings.ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(settings.ROOT))
    parts = path.parts
    return "/".join(parts[parts.index("site-packages") + 1 :] if "site-packages" in parts else parts[-2:])
