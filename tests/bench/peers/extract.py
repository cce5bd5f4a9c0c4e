"""The same figures for every contestant: one measure by module and province, as the dashboard itself answers it."""

import json
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from data.first_start import snapshot_id
from pages.texts import Words
from tests.bench import stages
from tests.bench.calls import CALLS
from tests.bench.mapping import answers, ours

_WORLD = {"type": "Topology", "objects": {}, "arcs": []}  # Plotly draws nothing without a world to lay shapes upon
_ASKED = CALLS["overview/by_province.sql"].values
_VISITED = 6  # provinces that are gone to in turn


@dataclass(frozen=True)
class Extract:
    """The figures, where they lie, and what must be read on a page that shows them."""

    figures: pl.DataFrame
    modules: tuple[str, ...]
    watched: answers.Watched
    provinces: tuple[tuple[str, str], ...]

    def lowest(self, module: str) -> tuple[str, str]:
        """The province furthest behind, and its share as it is written without the sign."""
        known = self.figures.filter(pl.col("module") == module, pl.col("share").is_not_null())
        row = known.sort("share", "province_code").row(0, named=True)
        return row["province"], _bare(row["said"])

    def of(self, module: str, code: str) -> tuple[str, str]:
        """Name and share of a province."""
        row = self.figures.filter(pl.col("module") == module, pl.col("province_code") == code).row(0, named=True)
        return row["province"], _bare(row["said"])

    @property
    def address(self) -> dict[str, str]:
        """What the dashboard's address must say for these figures, but for module and province."""
        chosen = {"snapshot": snapshot_id(stages.AS_OF), "division": "63", "lang": "vi", "view": "one"}
        return chosen | {"measure": _ASKED["measure"], "audience": _ASKED["audience"], "cohort": _ASKED["cohort_code"]}


def made(state: Path) -> Extract:
    """The extract of the snapshot of a state folder."""
    asked = answers.asked(state)
    figures = pl.concat(_rows(module, frame) for module, frame in asked.items())
    watched = answers.watch(asked, json.loads(ours.shapes_file().read_bytes()))
    return Extract(figures, tuple(asked), watched, _visited(figures, watched.code))


def write(extract: Extract, folder: Path) -> None:
    """The files of one peer: figures (CSV, SQLite), and for its browser the shapes and a world without land."""
    folder.mkdir(parents=True)
    extract.figures.write_csv(folder / "figures.csv")
    with sqlite3.connect(folder / "figures.db") as base:
        base.execute("create table figures (module, province_code, province, part integer, whole integer, share, said)")
        base.executemany("insert into figures values (?, ?, ?, ?, ?, ?, ?)", extract.figures.rows())
    base.close()
    for served in ("static", "assets"):  # Streamlit's name and Dash's
        (folder / served / "topo").mkdir(parents=True)
        (folder / served / "topo" / "world_110m.json").write_text(json.dumps(_WORLD), encoding="utf-8")
        (folder / served / "shapes.json").write_bytes(ours.shapes_file().read_bytes())


def _rows(module: str, frame: pl.DataFrame) -> pl.DataFrame:
    words = Words("vi")
    said = [words.percent(share) for share in frame["share"]]
    return frame.select(
        pl.lit(module).alias("module"),
        "province_code",
        pl.col("name_vi").alias("province"),
        "part",
        "whole",
        "share",
        pl.Series("said", said),
    )


def _visited(figures: pl.DataFrame, watched: str) -> tuple[tuple[str, str], ...]:
    """Provinces with a figure in every module, whose names are part of no other's, the watched one left out."""
    known = figures.group_by("province_code", "province").agg(pl.col("share").is_not_null().all().alias("is_known"))
    names = known["province"].to_list()
    rows: list[dict[str, Any]] = known.filter("is_known").sort("province_code").to_dicts()
    fit = [
        (row["province_code"], row["province"])
        for row in rows
        if sum(row["province"] in name for name in names) == 1 and row["province_code"] != watched
    ]
    return tuple(fit[:_VISITED])


def _bare(said: str) -> str:
    return re.sub(r"[\s%]", "", said)
