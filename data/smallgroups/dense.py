"""Rows of a cube as an array of sizes by group."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from data.schema import PEOPLE


@dataclass(frozen=True, eq=False)
class Dense:
    """``sizes`` keys x lines x groups; a group without a row has nobody where everybody of its key and line has one,
    unless no line of the key tells the group. ``keys`` and ``lines`` name the first two axes."""

    keys: pl.DataFrame
    lines: list[str]
    sizes: np.ndarray

    @classmethod
    def of(cls, rows: pl.DataFrame, *, line: str) -> "Dense":
        """Of rows with key columns, ``line``, people and size."""
        by = [name for name in rows.columns if name not in (line, "people", "size")]
        keys = rows.select(by).unique(maintain_order=True).with_row_index("key_no")
        lines = sorted(set(rows[line]))
        at = rows.join(keys, on=by, how="left", maintain_order="left")["key_no"].to_numpy().astype(np.int64)
        sizes = np.full((keys.height, len(lines), len(PEOPLE)), np.nan)
        line_no, people_no = (
            rows[name].replace_strict(values, range(len(values)), return_dtype=pl.Int64).to_numpy().astype(np.int64)
            for name, values in ((line, lines), ("people", list(PEOPLE)))
        )
        sizes[at, line_no, people_no] = rows["size"].to_numpy()
        is_told = ~np.isnan(sizes).all(axis=1, keepdims=True) & ~np.isnan(sizes[..., :1])
        return cls(keys.drop("key_no"), lines, np.where(np.isnan(sizes) & is_told, 0, sizes))

    def where(self, marked: np.ndarray, line: str) -> pl.DataFrame:
        """Keys, line and people of the cells that are marked."""
        at, line_no, people_no = np.nonzero(marked)
        return self.keys[at].with_columns(
            pl.Series(line, [self.lines[each] for each in line_no], dtype=pl.String),
            pl.Series("people", [PEOPLE[each] for each in people_no], dtype=pl.String),
        )
