"""Leavers: people whom a staff list still names though they no longer work there; they are left out and counted."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from data import reference
from data.intake.wording import loose_key

if TYPE_CHECKING:
    from data.intake.recognise import Recognised

COLUMN = "working_status"  # what a form calls the column
_KIND = "working"  # its words in the vocabulary
_TARGET = "hoc_vien"  # elsewhere a status is that of a course
_HEADERS = {"trang thai", "trang thai cb", "trang thai can bo", "trang thai lam viec", "tinh trang lam viec"}


def place_of(found: "Recognised", rows: Iterable[list[Any]]) -> int | None:
    """Position of the column that says who still works there; None where no cell of it says so or the contrary."""
    own = {column.header for column in found.form.columns if column.name == COLUMN}
    place = next((place for place, header in found.columns.items() if header in own), None)
    if place is None and found.form.target == _TARGET:
        left = (place for place in found.headers if place not in found.columns)
        place = next((place for place in left if loose_key(found.headers[place]) in _HEADERS), None)
    said = [row[place] for row in rows if place is not None and place < len(row)]
    return place if any(_code(cell) for cell in said) else None


def is_left_out(cell: Any) -> bool:
    """Whether the row of this status is left out: it says something, and not that somebody works there."""
    return cell is not None and cell != "" and _code(cell) != "working"


def word(cell: Any) -> str:
    """The status as it may stand in an account: a known one, without what follows it; any other may be a name."""
    return _known(cell)[1] if isinstance(cell, str) else "…"


def _code(cell: Any) -> str | None:
    return _known(cell)[0] if isinstance(cell, str) else None


@lru_cache(maxsize=4096)
def _known(text: str) -> tuple[str | None, str]:
    """(working | left, the longest known status a text begins with): Đang làm việc (biệt phái) is working."""
    key = loose_key(text)
    begun = [known for known in _statuses() if key == known or key.startswith(known + " ")]
    return _statuses()[max(begun, key=len)] if begun else (None, "…")


@cache
def _statuses() -> dict[str, tuple[str, str]]:
    rows = reference.read("vocabulary").select("kind", "text", "code").iter_rows()
    return {loose_key(text): (code, text) for kind, text, code in rows if kind == _KIND}
