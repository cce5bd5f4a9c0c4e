"""What a store of the other division must hold, told in polars from what the store of the data's own holds."""

import polars as pl

from data import divisions

PHU_THO = frozenset({"17", "25", "26"})  # Hòa Bình, Phú Thọ, Vĩnh Phúc: unit 25


def rows(store, sql):
    """The answer as tuples."""
    with store.cursor() as cursor:
        return cursor.sql(sql).fetchall()


def table(store, name):
    """A table of the store, whole."""
    with store.cursor() as cursor:
        return cursor.sql(f"select * from {name}").pl()


def headline_of(store, name="headline"):
    """Part, whole and units_known by province."""
    return {code: rest for code, *rest in rows(store, f"select province_code, part, whole, units_known from {name}")}


def in_units(frame):
    """The frame with codes of the 34 for those of the 63; rows are not added."""
    to_unit = {code: divisions.absorbed_by(code) for code in divisions.codes(63)}
    return frame.with_columns(pl.col("province_code").replace_strict(to_unit, return_dtype=pl.String))


def summed(name):
    """The sum of a column, null where none of it is known."""
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def expected_headline(frame):
    """A unit's headline: over the provinces whose part and whole are known; where there are none, the known wholes."""
    keys = [name for name in frame.columns if name not in ("part", "whole", "units_known")]
    is_known = pl.col("part").is_not_null() & pl.col("whole").is_not_null()
    return (
        in_units(frame)
        .group_by(keys)
        .agg(
            pl.when(is_known.any()).then(pl.col("part").filter(is_known).sum()).alias("part"),
            pl.when(is_known.any())
            .then(pl.col("whole").filter(is_known).sum())
            .when(pl.col("whole").count() > 0)
            .then(pl.col("whole").sum())
            .alias("whole"),
            is_known.sum().cast(pl.UInt8).alias("units_known"),
        )
    )
