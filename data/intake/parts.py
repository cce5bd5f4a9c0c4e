"""Parts: the rows of a delivery on disk, raw/<layout name>/<number>.parquet; a file's rows come all or not at all."""

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from data.ingest.layout import FILES

FILE, SHEET, ROW = "@tep", "@trang", "@dong"  # where a row stood: file as shown, sheet or '', row from 1
DTYPES = {
    "VARCHAR": pl.String(),
    "DATE": pl.Date(),
    "DOUBLE": pl.Float64(),
    "SMALLINT": pl.Int16(),
    "BIGINT": pl.Int64(),
}
Place = tuple[str, str, str, int]  # sender, file as shown, sheet or '', row
LAYOUT = {file.name: file for file in FILES}


def framed(target: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows by column name plus '@dong', as a frame under the layout's headers."""
    file = LAYOUT[target]
    schema = {column.name: DTYPES[column.type] for column in file.columns} | {ROW: pl.Int64()}
    known = [{name: row.get(name) for name in schema} for row in rows]  # a form may have columns of its own
    frame = pl.DataFrame(known, schema=schema, orient="row")
    return frame.rename({column.name: column.header for column in file.columns})


class Parts:
    """Writes parts of one file after the other; what is not committed is never seen in ``raw``."""

    def __init__(self, raw: Path, work: Path) -> None:
        self._raw, self._waiting = raw, work / "parts"
        self._numbers: Counter[str] = Counter()
        self._written: list[tuple[str, Path]] = []
        self._corrects: list[Place] = []
        self.corrected: set[Place] = set()  # places whose rows came once more, corrected

    def correct(self, place: Place) -> None:
        """A row of the file that is read stands for the one at ``place``; it waits for ``commit``."""
        self._corrects.append(place)

    def add(self, target: str, frame: pl.DataFrame, *, file: str, sheet: str) -> None:
        """Write rows under the layout's headers with '@dong'; they wait for ``commit``."""
        if frame.is_empty():
            return
        self._waiting.mkdir(parents=True, exist_ok=True)
        headers = [column.header for column in LAYOUT[target].columns]
        told = frame.select(*headers, pl.lit(file).alias(FILE), pl.lit(sheet).alias(SHEET), ROW)
        path = self._waiting / f"{len(self._written):06}.parquet"
        told.write_parquet(path, compression="lz4", statistics=False)
        self._written.append((target, path))

    def commit(self) -> None:
        """Put what waits into the raw folder, in order."""
        for target, path in self._written:
            self._numbers[target] += 1
            folder = self._raw / target
            folder.mkdir(exist_ok=True)
            path.rename(folder / f"{self._numbers[target]:06}.parquet")
        self.corrected.update(self._corrects)
        self._corrects.clear()
        self._written.clear()

    def discard(self) -> None:
        """Forget what waits: its file was refused."""
        self._corrects.clear()
        self._written.clear()
        shutil.rmtree(self._waiting, ignore_errors=True)
