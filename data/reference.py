"""Reference tables of a snapshot, built from ``data/reference``; names of provinces come from provinces.csv alone."""

from functools import cache

import duckdb
import polars as pl

from data.schema import TABLES
from data.settings import REFERENCE
from data.spelling import unaccented

_POLARS = {
    "VARCHAR": pl.String(),
    "BIGINT": pl.Int64(),
    "DATE": pl.Date(),
    "BOOLEAN": pl.Boolean(),
    "UBIGINT": pl.UInt64(),
    "UTINYINT": pl.UInt8(),
    "USMALLINT": pl.UInt16(),
    "DOUBLE": pl.Float64(),
    "FLOAT": pl.Float32(),
}


def polars_schema(table: str) -> dict[str, pl.DataType]:
    """Column names and polars types of a table of the schema."""
    return {column.name: _POLARS[column.type] for column in TABLES[table].columns}


@cache
def read(name: str) -> pl.DataFrame:
    """One file of ``data/reference`` with every column as text; empty fields are null."""
    return pl.read_csv(REFERENCE / f"{name}.csv", infer_schema=False)


def frames(vintage: int) -> dict[str, pl.DataFrame]:
    """Every reference table that comes from files, typed as the schema says, for the 63 or the 34."""
    return {
        "province": _typed("province", _provinces_63() if vintage == 63 else _provinces_34()),
        "province_merge": _typed("province_merge", _merges()),
        "region": _typed("region", read("regions") if vintage == 63 else read("regions").clear()),
        "district": _typed("district", read("districts") if vintage == 63 else read("districts").clear()),
        "university": _typed("university", _universities()),
        "framework": _typed("framework", read("frameworks")),
        "criterion": _typed("criterion", _criteria()),
        "module": _typed("module", _modules()),
        "cohort": _typed("cohort", read("cohorts")),
        "cohort_module": _typed("cohort_module", read("cohort_modules")),
        "course": _typed("course", read("courses")),
        "question": _typed("question", read("questions")),
        "target": _typed("target", read("targets")),
        "claim": _typed("claim", read("published_figures")),
        "criterion_module": _typed("criterion_module", read("criterion_modules")),
        "teacher_count": _typed("teacher_count", _teacher_counts() if vintage == 63 else _teacher_counts().clear()),
    }


def _typed(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(_column(name, kind) for name, kind in polars_schema(table).items())


def _column(name: str, kind: pl.DataType) -> pl.Expr:
    if isinstance(kind, pl.Boolean):
        return pl.col(name).cast(pl.String).str.to_lowercase().eq("true").alias(name)
    if isinstance(kind, pl.Date):
        return pl.col(name).str.to_date("%Y-%m-%d")
    return pl.col(name).cast(kind)


def _provinces_63() -> pl.DataFrame:
    regions = read("regions").select(pl.col("name_vi").alias("region"), "region_code")
    rows = read("provinces").with_columns(pl.lit(63).alias("vintage"), pl.col("code").alias("province_code"))
    rows = rows.join(regions, on="region", how="left", maintain_order="left")
    rows = rows.with_columns(
        pl.col("iso").alias("iso_code"),
        pl.col("lttu").alias("university_code"),
        pl.col("lttu_basis").alias("university_basis"),
    )
    return _in_vietnamese_order(rows)


def _provinces_34() -> pl.DataFrame:
    kinds = read("provinces").select(pl.col("name_vi"), "kind")
    rows = (
        read("provinces")
        .select(pl.col("merged_2025_code").alias("province_code"), pl.col("merged_2025_name").alias("name_vi"))
        .unique()
        .sort("province_code")
        .join(kinds, on="name_vi", how="left", maintain_order="left")
        .with_columns(
            pl.lit(34).alias("vintage"),
            pl.lit("").alias("iso_code"),
            pl.col("name_vi").map_elements(unaccented, return_dtype=pl.String).alias("name_en"),
            # Huế alone bears a name that none of the 63 has; it became a city on 1/1/2025
            pl.col("kind").fill_null("thành phố trực thuộc trung ương"),
            pl.lit("").alias("region_code"),
            pl.lit("").alias("university_code"),
            pl.lit("").alias("university_basis"),
            pl.lit("Nghị quyết 202/2025/QH15, through provinces.csv").alias("source"),
        )
    )
    return _in_vietnamese_order(rows)


def _in_vietnamese_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds ``vietnamese_order``; ICU inside DuckDB knows that Đ follows D and where the tones stand."""
    with duckdb.connect() as connection:
        names = rows.select("province_code", "name_vi").rows()
        connection.execute("create table names (province_code varchar, name_vi varchar)")
        connection.executemany("insert into names values (?, ?)", names)
        ranked = connection.sql(
            "select province_code, row_number() over (order by name_vi collate vi) as vietnamese_order from names"
        ).pl()
    return rows.join(ranked, on="province_code", how="left", maintain_order="left")


def _merges() -> pl.DataFrame:
    rows = read("provinces").select(
        pl.col("code").alias("code_63"),
        pl.col("name_vi").alias("name_63"),
        pl.col("merged_2025_code").alias("code_34"),
        pl.col("merged_2025_name").alias("name_34"),
    )
    return rows.with_columns((pl.len().over("code_34") == 1).alias("is_kept"))


def _universities() -> pl.DataFrame:
    return read("lttus").with_columns(
        pl.col("code").alias("university_code"),
        pl.when(pl.col("code") == "NAEM").then(pl.lit("academy")).otherwise(pl.lit("university")).alias("kind"),
    )


def _criteria() -> pl.DataFrame:
    return read("criteria").with_columns(
        pl.col("framework").alias("framework_code"),
        pl.col("criterion_vi").alias("name_vi"),
        pl.col("criterion_en").alias("name_en"),
    )


def _modules() -> pl.DataFrame:
    prefix = pl.when(pl.col("audience") == "teacher").then(pl.lit("GV")).otherwise(pl.lit("QL"))
    code = (prefix + pl.col("number")).alias("module_code")
    return read("modules").with_columns(code, pl.col("etep").alias("is_etep"))


def _teacher_counts() -> pl.DataFrame:
    minority = pl.col("teachers_ethnic_minority").cast(pl.Int64)
    return read("province_education_2021").with_columns(
        pl.col("code").alias("province_code"),
        # the source prints 0 for Bình Dương and Bắc Ninh, where it can only be missing
        pl.when(pl.col("name_vi").is_in(["Bình Dương", "Bắc Ninh"]))
        .then(None)
        .otherwise(minority)
        .alias("teachers_ethnic_minority"),
        pl.lit("GSO education tables 2021, through github mrstarkng/graphora").alias("source"),
    )
