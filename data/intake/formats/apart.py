"""Readers written in other languages run in a process of their own.

A crafted workbook can make such a reader ask for more memory than there is, or crash, and no ``except`` catches
either: both end the process. So the process that ends is one that holds nothing but this file.
"""

import importlib
import json
import logging
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.errors import IngestError
from data.intake.formats.limits import Limits
from data.intake.formats.sheets import Cell, Sheet

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[3]
_READERS = {
    "workbook": "data.intake.formats.workbooks",
    "parquet": "data.intake.formats.parquets",
    "html": "data.intake.formats.pages",
}
_UNPACKED = b"\xd0\xcf\x11\xe0"  # .xls: as large as what it holds
_SMALL = 20_000_000  # bytes of such a file that never need all the memory there is, unless they say what is not so
_NO_MEMORY = (b"memory allocation", b"MemoryError", b"capacity overflow", b"out of memory")


def read(content: bytes, *, kind: str, limits: Limits, head: int | None = None) -> list[Sheet]:
    """Sheets of a workbook, parquet file or page, read in a short-lived process with a ceiling of memory and time.

    With ``head`` no more than so many rows of each are handed over.
    """
    answer = _asked([kind, str(head or 0)], content, kind=kind, size=len(content), limits=limits)
    return [Sheet(**sheet) for sheet in answer["sheets"]]


def write_anew(path: Path, target: Path, *, limits: Limits) -> None:
    """Write a parquet file anew in such a process, so that nothing crafted is left in it."""
    asked = ["anew", "0", str(path.resolve()), str(target.resolve())]
    _asked(asked, b"", kind="parquet", size=path.stat().st_size, limits=limits)


def _asked(arguments: list[str], content: bytes, *, kind: str, size: int, limits: Limits) -> dict[str, Any]:
    seconds = limits.seconds + limits.seconds_per_megabyte * size / 1_000_000
    command = [sys.executable, "-m", __name__, json.dumps(vars(limits)), *arguments]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, cwd=_ROOT, check=False)  # noqa: S603 — our own module
    except subprocess.TimeoutExpired:
        raise IngestError("file_unreadable", file="", reason="took_too_long") from None
    if done.returncode:
        raise _why_it_ended(done, kind=kind, is_small=content.startswith(_UNPACKED) and size < _SMALL)
    answer = json.loads(done.stdout, object_hook=_dated)
    if "code" in answer:
        raise IngestError(answer["code"], file="", reason=answer["reason"])
    return answer


def _why_it_ended(done: subprocess.CompletedProcess[bytes], *, kind: str, is_small: bool) -> IngestError:
    """Too large, damaged, or a fault of ours; the log gets the error's name alone, for its text may quote a person."""
    if any(sign in done.stderr for sign in _NO_MEMORY):
        if is_small:
            return IngestError("file_unreadable", file="", reason="torn")
        return IngestError("file_too_large", file="", reason="memory")
    if done.returncode < 0 or b"PanicException" in done.stderr:
        return IngestError("file_unreadable", file="", reason="torn")
    last = (done.stderr.decode(errors="replace").strip().splitlines() or [""])[-1]
    _log.error("the %s reader ended with %s", kind, last.split(":")[0])
    return IngestError("file_unreadable", file="", reason="reader_failed")


def _dated(found: dict[str, Any]) -> Any:
    if "date" in found:
        return date.fromisoformat(found["date"])
    return datetime.fromisoformat(found["datetime"]) if "datetime" in found else found


def _plain(cell: Cell) -> dict[str, str]:
    return {"datetime" if isinstance(cell, datetime) else "date": cell.isoformat()}


def _hold_memory(most: int) -> None:
    """Where the system knows such a ceiling (Windows does not), memory beyond it is refused to this process."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main(limits: Limits, kind: str, head: int, paths: list[Path]) -> None:
    _hold_memory(limits.memory_bytes)
    try:
        answer = _written_anew(*paths, limits=limits) if kind == "anew" else _read(kind, head, limits=limits)
    except IngestError as error:
        answer = {"code": error.code, "reason": error.details["reason"]}
    sys.stdout.write(json.dumps(answer, default=_plain))


def _read(kind: str, head: int, *, limits: Limits) -> dict[str, Any]:
    sheets = importlib.import_module(_READERS[kind]).read(sys.stdin.buffer.read(), limits=limits)
    return {"sheets": [vars(sheet) | {"rows": sheet.rows[: head or None]} for sheet in sheets]}


def _written_anew(path: Path, target: Path, *, limits: Limits) -> dict[str, Any]:
    importlib.import_module(_READERS["parquet"]).write_anew(path, target, limits=limits)
    return {}


if __name__ == "__main__":
    _main(Limits(**json.loads(sys.argv[1])), sys.argv[2], int(sys.argv[3]), [Path(path) for path in sys.argv[4:]])
