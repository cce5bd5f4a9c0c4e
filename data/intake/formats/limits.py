"""How much a sent file may hold; beyond it a file is refused before it can fill the machine."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Ceilings for one file; sizes in bytes, rows and columns for one sheet, cells for the file in sum.

    ``flat_bytes`` and ``flat_rows`` are for text tables and parquet files that lie on a disk and are read piece by
    piece, which from ``stream_from`` bytes on they are; all else is held in memory while it is read.
    """

    bytes: int = 300_000_000
    rows: int = 1_048_576  # Excel's own ceiling
    columns: int = 2_000
    cells: int = 20_000_000
    flat_bytes: int = 12_000_000_000
    flat_rows: int = 30_000_000
    stream_from: int = 4_000_000
    members: int = 500  # files in a zip
    unpacked_bytes: int = 2_000_000_000  # all members of a zip in sum
    ratio: int = 200  # unpacked to packed, for what unpacks to more than ratio_from_bytes
    ratio_from_bytes: int = 10_000_000
    memory_bytes: int = 2_000_000_000  # of the process that reads a workbook or parquet file
    seconds: float = 8.0  # for that process, on top of which come seconds_per_megabyte
    seconds_per_megabyte: float = 2.0


LIMITS = Limits()
LIMITS_UPLOAD = Limits(flat_bytes=300_000_000, flat_rows=1_048_576)  # for what somebody drops on a screen
