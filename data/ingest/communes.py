"""Communes: since 1/7/2025 schools lie in communes, and our reference has none; an export may bring its own list."""

from pathlib import Path

import polars as pl

from data.errors import IngestError
from data.ingest.places import province_codes
from data.reference import polars_schema, read

FILE = "xa_phuong.csv"
_COLUMNS = ("Tỉnh/Thành phố", "Mã", "Tên")


def brought(raw: Path, provinces: pl.DataFrame) -> pl.DataFrame:
    """The export's communes as rows of the table district, without shapes; none where it brings no list.

    ``provinces`` has province_code and name_vi of the export's division. Raises IngestError ``export_unreadable``
    for a list that lacks a column or a value, or names a province that is not there.
    """
    path = raw / FILE
    if not path.is_file():
        return pl.DataFrame(schema=polars_schema("district"))
    try:
        given = pl.read_csv(path, infer_schema=False).select(_COLUMNS)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise IngestError("export_unreadable", file=FILE, reason=type(error).__name__) from error
    names = given[_COLUMNS[0]].unique().drop_nulls().to_list()
    codes = province_codes(names, provinces=provinces, aliases=read("province_aliases"))
    rows = given.select(
        pl.col(_COLUMNS[0]).replace_strict(codes, default=None, return_dtype=pl.String).alias("province_code"),
        pl.col(_COLUMNS[1]).alias("district_code"),
        pl.col(_COLUMNS[2]).alias("name_vi"),
        pl.lit("commune").alias("kind"),
        pl.lit("").alias("shape_id"),
    )
    if sum(rows.null_count().row(0)) or rows.select("province_code", "district_code").is_duplicated().any():
        raise IngestError("export_unreadable", file=FILE, reason="ValueError")
    return rows.sort("province_code", "district_code")
