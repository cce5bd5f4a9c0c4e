"""A state folder with something in every place, and what of it must be equal after a backup came back."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

from data import audit, meetings
from data.access import people
from data.audit import Entry
from data.keeping import keys
from data.keeping.prune import prune
from data.meetings_rules import Draft
from tests.data import met
from tests.data.tiny import tiny

AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)
SETTINGS = ("access.toml", "targets.csv", "temis_report.toml", "corrections.csv", "aliases.csv")
NEVER_TAKEN = ("quarantine/2026/held.xlsx", "intake/now/upload.csv", "left.json", ".ingest-x/a", "replaced-x/a")


def full(state: Path, *, says: str = "one") -> Path:
    """Snapshots in force and retired, keys, settings, meetings, log, cards; and what no backup takes."""
    for day in (1, 2):
        tiny(state, name=f"{says}-{day}", as_of=date(2021, 6, 30), title=says)
    prune(state, keep=1)
    keys.keep_erased(state, keys.chain(state))
    people.code_of(state, "https://login", "somebody")
    for name in SETTINGS:
        (state / name).write_text(f"# {says}\n", encoding="utf-8")
    for name in (f"cards/{says}/Sở GDĐT.html", *NEVER_TAKEN):
        (state / name).parent.mkdir(parents=True, exist_ok=True)
        (state / name).write_text(f"{name} {says}", encoding="utf-8")
    with_meeting(state, says)
    audit.note(state, Entry("opened", role="operator", screen="map", what=says))
    audit.flush(state)
    return state


def with_meeting(state: Path, says: str) -> None:
    """A meeting with one note."""
    snapshot = tiny(state.with_name(f"{state.name}-of-meetings-{says}"), name="tiny-2021")
    meeting = met.begin(state, snapshot, title=says)
    met.write(state, meeting, Draft("note", f"Ghi chú {says}"))


def told(state: Path) -> dict[str, str]:
    """Every file that a backup holds, by its digest, and the meetings by what they say."""
    skipped = {path.split("/")[0] for path in NEVER_TAKEN} | {"history.parquet", "history.json", "lock", "meetings"}
    files = {
        path.relative_to(state).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(state.rglob("*"))
        if path.is_file()
        and path.relative_to(state).parts[0] not in skipped
        and not path.relative_to(state).parts[0].startswith((".", "replaced-"))
    }
    return files | {"meetings": str(meetings.exported(state))}


def says(state: Path) -> set[str]:
    """Which of the drawn states each place speaks of."""
    names = {path.name.rpartition("-")[0] for place in ("snapshots", "retired") for path in (state / place).iterdir()}
    names |= {(state / name).read_text(encoding="utf-8")[2:-1] for name in SETTINGS}
    names |= {path.name for path in (state / "cards").iterdir()}
    return names | {meeting["title"] for meeting in meetings.exported(state)["meeting"]}
