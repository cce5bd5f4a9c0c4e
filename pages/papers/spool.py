"""Spool: many files in one zip, each written as it is made, so that a whole country's papers never lie in memory."""

import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO

_TOLD = (1980, 1, 1, 0, 0, 0)  # no time of making: the same files give the same bytes
_READABLE = 0o644 << 16
_IN_MEMORY = 16 * 2**20  # bytes; what grows beyond lies on the disk
_PACKED = (".docx", ".xlsx", ".pptx", ".pdf", ".parquet", ".zip", ".png")  # pressing them again gains nothing


def held() -> IO[bytes]:
    """A file of one's own that is gone when it is closed; a small one never touches the disk."""
    return tempfile.SpooledTemporaryFile(_IN_MEMORY)


def pour(files: Iterable[tuple[str, bytes]], into: IO[bytes]) -> int:
    """Write the files into a zip one after the other, in the order they come; how many there were."""
    count = 0
    with zipfile.ZipFile(into, "w") as pack:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _TOLD)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, _READABLE
            pack.writestr(entry, content)
            count += 1
    return count
