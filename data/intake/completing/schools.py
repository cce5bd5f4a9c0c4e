"""Schools: those that lists of people name beside a list of schools, or several lists name, are there once."""

from pathlib import Path

import polars as pl

from data.ingest.layout import BY_NAME
from data.ingest.parts import paths_of
from data.intake.completing.rewriting import HELD
from data.intake.wording import loose_key

_PLACE = ["@tep", "@trang"]
_CODE = "Mã trường"
_FLAGS = ("Tiểu học", "Trung học cơ sở", "Trung học phổ thông", "Vùng khó khăn")


def one_of_each(raw: Path) -> tuple[pl.DataFrame, dict[str, int]]:
    """Rewrite the schools of ``raw`` where lists of people brought some; what is held back, and rows merged away.

    A school that a list of schools has is taken from there; what several lists of people say must be one name.
    """
    nothing = pl.DataFrame(schema=HELD)
    paths = {name: paths_of(raw, BY_NAME[name]) for name in ("truong", "hoc_vien")}
    lists = pl.concat([_places(path) for path in paths["hoc_vien"]]) if paths["hoc_vien"] else None
    if not paths["truong"] or lists is None or lists.is_empty():
        return nothing, {}
    named = pl.concat([pl.read_parquet(path, hive_partitioning=False) for path in paths["truong"]], how="diagonal")
    if not set(_PLACE) <= set(named.columns):
        return nothing, {}
    beside = named.join(lists.unique(), on=_PLACE, how="semi", nulls_equal=True)
    if beside.is_empty():
        return nothing, {}
    kept = named.join(lists.unique(), on=_PLACE, how="anti", nulls_equal=True, maintain_order="left")
    further = beside.join(kept, on=_CODE, how="anti", maintain_order="left")
    said = further.with_columns(pl.col("Tên trường").map_elements(loose_key, return_dtype=pl.String).alias("key"))
    is_one = pl.col("key").n_unique().over(_CODE) == 1
    held = said.filter(~is_one).drop("key")
    merged = _merged(said.filter(is_one).drop("key"))
    _write(raw, pl.concat([kept, merged], how="diagonal"), paths["truong"])
    return _held(held), {"@rows": len(named) - len(kept) - len(merged) - len(held)}


def _places(path: Path) -> pl.DataFrame:
    there = set(pl.read_parquet_schema(path))
    frame = pl.scan_parquet(path, hive_partitioning=False)
    if not set(_PLACE) <= there:
        return pl.DataFrame(schema=dict.fromkeys(_PLACE, pl.String()))
    return frame.select(_PLACE).unique().collect()


def _merged(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a school: a yes of any list is a yes, all else is what the first list says."""
    flags = [pl.when((pl.col(flag) == "Có").any()).then(pl.lit("Có")).otherwise(pl.lit("Không")).alias(flag)
             for flag in _FLAGS]  # fmt: skip
    rest = [name for name in rows.columns if name not in (_CODE, *_FLAGS)]
    first = [pl.col(name).drop_nulls().first() for name in rest]
    return rows.group_by(_CODE, maintain_order=True).agg(*flags, *first).select(rows.columns)


def _held(rows: pl.DataFrame) -> pl.DataFrame:
    own = [pl.col(column.header).cast(pl.String) for column in BY_NAME["truong"].columns]
    return rows.select(
        pl.lit("truong").alias("raw"),
        *_PLACE,
        "@dong",
        pl.lit("Tên trường").alias("header"),
        pl.lit("school_contradicts").alias("reason"),
        pl.struct(*own).struct.json_encode().alias("row"),
    ).cast(HELD)


def _write(raw: Path, rows: pl.DataFrame, paths: list[Path]) -> None:
    made = raw / ".truong.parquet"
    rows.write_parquet(made)
    for path in paths:
        path.unlink()
    made.rename(paths[0])
