"""Reference tables of a snapshot, built from ``data/reference``; names of provinces come from provinces.csv alone."""

from collections.abc import Sequence
from functools import cache

import duckdb
import polars as pl

from data.schema import TABLES
from data.settings import REFERENCE
from data.spelling import unaccented

# Tables that joined the reference when snapshots of this schema version were already made, and the table that each of
# them reads. They define nothing in a snapshot, so that an older one may be read with today's (``data/store.py``).
CAME_LATER = {"claim_reading": "claim", "claim_comparison": "claim"}

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

# Training programmes, and where the rows of each lie. A folder each, since module numbers of one mean another topic in
# the other: what reads ``modules`` cannot meet routine training (BDTX) by mistake.
PROGRAMMES = {"ETEP": "", "BDTX": "bdtx/"}
_PREFIXES = {"ETEP": "", "BDTX": "BD-"}
USUAL_PROGRAMMES = ("ETEP",)


def polars_schema(table: str) -> dict[str, pl.DataType]:
    """Column names and polars types of a table of the schema."""
    return {column.name: _POLARS[column.type] for column in TABLES[table].columns}


@cache
def read(name: str) -> pl.DataFrame:
    """One file of ``data/reference`` with every column as text; empty fields are null."""
    return pl.read_csv(REFERENCE / f"{name}.csv", infer_schema=False)


def frames(vintage: int, programmes: Sequence[str] = USUAL_PROGRAMMES) -> dict[str, pl.DataFrame]:
    """Every reference table that comes from files, typed as the schema says, for the 63 or the 34.

    ``programmes`` says whose modules, cohorts, courses, targets and published figures are among them.
    """
    return {
        "province": _typed("province", _provinces_63() if vintage == 63 else _provinces_34()),
        "province_merge": _typed("province_merge", _merges()),
        "region": _typed("region", read("regions") if vintage == 63 else read("regions").clear()),
        "district": _typed("district", read("districts") if vintage == 63 else read("districts").clear()),
        "university": _typed("university", _universities()),
        "framework": _typed("framework", read("frameworks")),
        "criterion": _typed("criterion", _criteria()),
        "module": _typed("module", pl.concat(_modules(each) for each in programmes)),
        "cohort": _typed("cohort", _of("cohorts", programmes)),
        "cohort_module": _typed("cohort_module", _of("cohort_modules", programmes)),
        "course": _typed("course", _of("courses", programmes)),
        "question": _typed("question", read("questions")),
        "target": _typed("target", _of("targets", programmes).unique(maintain_order=True)),
        "claim": _typed("claim", _published("published_figures", programmes)),
        "claim_reading": _typed(
            "claim_reading", _published("claim_readings", programmes).with_columns(pl.col(pl.String).fill_null(""))
        ),
        "claim_comparison": _typed("claim_comparison", _published("claim_comparisons", programmes)),
        "criterion_module": _typed("criterion_module", _of("criterion_modules", programmes)),
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


def _of(name: str, programmes: Sequence[str]) -> pl.DataFrame:
    """The rows of a reference file that belong to these programmes, in their order."""
    return pl.concat(read(PROGRAMMES[each] + name) for each in programmes)


def _published(name: str, programmes: Sequence[str]) -> pl.DataFrame:
    """A file about published figures; they speak of ETEP, and beside other training would compare what is not alike."""
    return read(name) if "ETEP" in programmes else read(name).clear()


def _modules(programme: str) -> pl.DataFrame:
    whose = pl.when(pl.col("audience") == "teacher").then(pl.lit("GV")).otherwise(pl.lit("QL"))
    code = (pl.lit(_PREFIXES[programme]) + whose + pl.col("number")).alias("module_code")
    return _of("modules", [programme]).with_columns(code, pl.col("etep").alias("is_etep"))


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
