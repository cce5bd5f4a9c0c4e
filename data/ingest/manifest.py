"""The manifest of a build: what the export said of itself, and what became of its rows. Nobody is named in it."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from data.errors import IngestError
from data.ingest.findings import Finding
from data.reference import PROGRAMMES, USUAL_PROGRAMMES

_HEADER = "export.json"
_ACCOUNT = "account.json"
_SHEET = (  # what is kept of a sheet: names of files and counts, no headers and no cells
    "file",
    "sheet",
    "sender",
    "form",
    "kind",
    "target",
    "rows",
    "taken",
    "held",
    "quarantined",
    "noise",
    "left_out",
    "mended",
)

# what tells where the data come from, and how they are to be taken
_ORIGIN = ("scale", "seed", "programmes", "set_aside")
_PROGRAMME = {name: name for name in PROGRAMMES}  # asked for another one, it raises KeyError
_FILE = ("file", "sender", "code", "reason", "why")  # and of a file that was refused or left out


def read_header(raw: Path) -> dict[str, Any]:
    """What the export says of itself; raises IngestError ``export_unreadable`` where it does not."""
    try:
        said = json.loads((raw / _HEADER).read_bytes())
        return {
            "as_of": date.fromisoformat(said["as_of"]),
            "vintage": int(said["vintage"]),
            "kind": str(said["kind"]),
            "series": str(said["series"]),
            "title": str(said.get("title", "")),
            "note": str(said.get("note", "")),
            "sources": [dict(source) for source in said.get("sources", [])],
            "english": {str(said_vi): str(said_en) for said_vi, said_en in said.get("english", {}).items()},
            "origin": {name: said[name] for name in _ORIGIN if name in said},
            "programmes": [_PROGRAMME[str(each)] for each in said.get("programmes", USUAL_PROGRAMMES)],
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IngestError("export_unreadable", file=_HEADER, reason=type(error).__name__) from error


def read_account(raw: Path) -> dict[str, Any]:
    """Counts by sheet of the delivery that the export was made of; empty where it was not made of one."""
    path = raw / _ACCOUNT
    if not path.is_file():
        return {}
    try:
        said = json.loads(path.read_bytes())
        sheets = [
            {name: sheet[name] for name in _SHEET if isinstance(sheet.get(name), str | int)}
            for sheet in said.get("received", [])
        ]
        others = {kind: [_texts(each) for each in said.get(kind, [])] for kind in ("refused", "left_out")}
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise IngestError("export_unreadable", file=_ACCOUNT, reason=type(error).__name__) from error
    return {"received": sheets, **others}


def _texts(said: dict[str, Any]) -> dict[str, str]:
    return {name: str(said[name]) for name in _FILE if name in said}


def held_by_rule(held: pl.DataFrame) -> dict[str, dict[str, int]]:
    """Rows held back by raw file and rule; a row that breaks two rules counts under both."""
    rows = held.select("raw", "rule", "tep", "trang", "dong").unique()
    counted = rows.group_by("raw", "rule").len().sort("raw", "rule")
    by_file: dict[str, dict[str, int]] = {}
    for file, rule, count in counted.iter_rows():
        by_file.setdefault(file, {})[rule] = count
    return by_file


def made(
    snapshot_id: str, header: dict[str, Any], origin: dict[str, Any], findings: Sequence[Finding]
) -> dict[str, Any]:
    """The manifest's fields but those that sealing adds; what is empty is left out of ``origin``."""
    always = {name: origin.pop(name) for name in ("rows_read", "columns_not_read")}
    said = {name: value for name, value in origin.items() if value}
    findings_said = [finding.as_dict() for finding in findings]
    kept = {
        name: value for name, value in header.items() if name != "programmes"
    }  # named in origin where not the usual
    return {**kept, "id": snapshot_id, "origin": {**header["origin"], **always, **said}, "findings": findings_said}
