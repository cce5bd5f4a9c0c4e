"""Lines: what an entry holds, and how each line is chained to the one before it.

A line is one JSON object whose last value, ``chain``, is the digest of the chain of the line before and of all that
stands before it in its own line; the first is chained to the file's name. Whoever changes, takes out or adds a line
breaks the chain there. It is no defence against somebody who may write the folder and makes all of it anew: for that,
copies of the lines must lie elsewhere.
"""

import hashlib
import json
import re
import time
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime

EVENTS = (
    *("opened", "took", "wrote", "signed_in", "signed_out", "refused"),
    *("published", "put_aside", "restored", "erased", "rekeyed", "expired", "set", "recovered", "upgraded"),
)
OWN_EVENTS = ("began", "outlived", "lost")  # what the log says of itself: a file, files past their time, entries lost
_LONGEST = 400  # letters of a value
_LINE = re.compile(rb'(\{"n":(\d{1,12}),"at":".*),"chain":"([0-9a-f]{64})"\}')


@dataclass(frozen=True)
class Entry:
    """One thing that happened; what does not concern it is left empty, and not written.

    ``who``        a keyed digest of the person; empty for whoever has not signed in
    ``provinces``  codes of the division ``vintage`` with commas between, ``*`` for all, empty for none
    ``visit``      a digest that tells one open page from another
    ``filters``    what was chosen, as it stands in an address
    ``what``       name of a file, or the kind of what was written; ``kind`` the kind of a file
    ``size``       bytes of a file, or how many
    ``why``        the reason of a refusal, as a code
    ``files``      of the log itself: names and ends of files
    """

    event: str
    who: str = ""
    role: str = ""
    provinces: str = ""
    vintage: int = 0
    districts: str = ""
    visit: str = ""
    screen: str = ""
    snapshot: str = ""
    filters: str = ""
    edition: str = ""
    what: str = ""
    kind: str = ""
    size: int = 0
    why: str = ""
    files: str = ""
    at: float = field(default_factory=time.time)

    def __post_init__(self) -> None:
        if self.event not in EVENTS and self.event not in OWN_EVENTS:
            raise ValueError(f"no such event: {self.event!r}")


NAMES = tuple(each.name for each in fields(Entry))
_SAID = tuple(name for name in NAMES if name not in ("at", "files"))


def first_chain(name: str) -> str:
    """What the first line of a file of that name is chained to."""
    return hashlib.sha256(name.encode()).hexdigest()


def written(entry: Entry, number: int, before: str) -> tuple[bytes, str]:
    """The line of an entry with its newline, and its chain; ``number`` counts from 1 in each file."""
    at = datetime.fromtimestamp(entry.at, UTC).isoformat(timespec="milliseconds")
    told = {"n": number, "at": f"{at[:-6]}Z"}
    for name in _SAID:
        if value := getattr(entry, name):
            told[name] = value if isinstance(value, int) else str(value)[:_LONGEST]
    if entry.files:
        told["files"] = entry.files
    body = json.dumps(told, separators=(",", ":")).encode()[:-1]
    chain = _chain(before, body)
    return body + b',"chain":"' + chain.encode() + b'"}\n', chain


def read(line: bytes, before: str) -> tuple[int, str, bool] | None:
    """Number and chain that a line bears, and whether the chain follows from the one before; None: it is no line."""
    matched = _LINE.fullmatch(line)
    if matched is None:
        return None
    chain = matched[3].decode()
    return int(matched[2]), chain, chain == _chain(before, matched[1])


def _chain(before: str, body: bytes) -> str:
    return hashlib.sha256(before.encode() + body).hexdigest()
