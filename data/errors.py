"""Errors that say what happened, where, and what to do; the sentence itself is in ``pages/texts``."""

from typing import Any


class TemisError(Exception):
    """Something a reader should be told: ``code`` names the sentence (``error.<code>``), ``details`` fill it."""

    def __init__(self, code: str, **details: Any) -> None:
        self.code = code
        self.details = details
        said = ", ".join(f"{name}={value!r}" for name, value in details.items())
        super().__init__(f"{code}({said})")


class SnapshotError(TemisError):
    """A snapshot folder is missing, incomplete, altered, foreign or from the future."""


class ObjectsError(SnapshotError):
    """Object storage does not answer, refuses, or holds something else; the disk is not concerned."""


class IngestError(TemisError):
    """A raw export cannot become a snapshot."""


class ScopeError(TemisError):
    """A viewer asked for what their scope does not hold."""


class AccessError(TemisError):
    """The rules that make a role of a login cannot be used, or a login does not tell what a role needs."""


class SettingError(TemisError):
    """A setting has a value that cannot be used."""


class TargetError(TemisError):
    """A table of targets, or one line of it, cannot be used."""


class MeetingError(TemisError):
    """What is kept of meetings cannot be read, or something cannot be kept as it was given."""


class BackupError(TemisError):
    """A backup cannot be written, or one cannot be brought back as it was asked for."""


class PaperError(TemisError):
    """A paper cannot be made as it was asked for, or not be delivered."""


class ReportFormError(TemisError):
    """The parts that a ministry set for the TEMIS report cannot be used."""
