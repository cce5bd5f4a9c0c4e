"""What learners answer, when they are active, and what the units owe."""

from datetime import date

import numpy as np
import polars as pl

from data.demo.after import assumptions as assumed
from data.demo.after.places import units
from data.demo.after.standing import due
from data.demo.draw import NEVER, Array, dates, day, stream
from data.demo.places import Temper

_DATASETS = ("assessment", "training", "satisfaction")


def responses(seed: int, enrolments: pl.DataFrame, temper: Temper) -> pl.DataFrame:
    """One row a person, question and module passed; 4 and 5 are the satisfied."""
    rng = stream(seed, "after responses")
    passed = enrolments.filter(pl.col("lms_passed") & pl.col("lms_decided_on").is_not_null())
    parts = []
    for question, share in assumed.ANSWERS.items():
        of_support = question != "course_satisfied"
        asked = passed.filter(~pl.col("is_core")) if of_support else passed
        rows = asked.filter(pl.Series(rng.random(len(asked)) < share))
        content = assumed.SATISFIED[question] + 0.05 * temper.contentment[rows["province"].to_numpy()]
        satisfied = rng.random(len(rows)) < np.minimum(content, 0.995)
        high, low = 4 + (rng.random(len(rows)) < 0.4), 3 - (rng.random(len(rows)) < 0.25)
        answered = rows["lms_decided_on"].to_physical().to_numpy() + 1 + rng.integers(0, 14, len(rows))
        parts.append(
            rows.select("person", "module_code").with_columns(
                question=pl.lit(question),
                answer=pl.Series(np.where(satisfied, high, low).astype(np.int64)),
                answered_on=dates(answered),
            )
        )
    return pl.concat(parts)


def activity(enrolments: pl.DataFrame) -> pl.DataFrame:
    """One row a unit, day and role with anybody active: who enrols, hands in or hears a result."""
    told = ("province", "is_core")
    days = [
        enrolments.select(*told, day="enrolled_on"),
        *(enrolments.select(*told, day=pl.col("lms_sent_on").dt.offset_by(f"-{back}d")) for back in range(2)),
        enrolments.select(*told, day="lms_decided_on"),
    ]
    counted = (
        pl.concat(days).drop_nulls().group_by("province", "is_core", "day").len().sort("province", "is_core", "day")
    )
    return counted.select(
        unit_name("province").alias("Tỉnh/Thành phố"),
        pl.col("day").alias("Ngày"),
        pl.when("is_core").then(pl.lit("Cốt cán")).otherwise(pl.lit("Đại trà")).alias("Vai trò"),
        pl.col("len").cast(pl.Int64).alias("Số học viên hoạt động"),
    )


def unit_name(column: str) -> pl.Expr:
    """The name of the unit whose number stands in the column."""
    return pl.lit(units()["name_vi"]).gather(pl.col(column).cast(pl.UInt32))


def submissions(seed: int, came: dict[int, Array]) -> pl.DataFrame:
    """One row a unit, data set and report year, all days known; a unit without ratings publishes no report."""
    rng = stream(seed, "after submissions")
    parts = []
    for year in assumed.SCHOOL_YEARS:
        never = np.full(assumed.UNITS, NEVER)
        for dataset in _DATASETS:
            days = came[year] if dataset == "assessment" else due(year) - rng.integers(0, 25, assumed.UNITS)
            parts.append(_owed(dataset, year, due(year), days, never))
        limit = day(date(year + 1, *assumed.REPORT_DUE))
        published = np.where(rng.random(assumed.UNITS) < 0.8, limit - rng.integers(1, 40, assumed.UNITS), NEVER)
        published = np.where(came[year] < limit - 40, published, NEVER)
        parts.append(_owed("temis_report", year, limit, np.where(published < NEVER, published - 3, NEVER), published))
    return pl.concat(parts)


def _owed(dataset: str, year: int, limit: int, came: Array, published: Array) -> pl.DataFrame:
    size = assumed.UNITS
    return pl.DataFrame(
        {
            "Tỉnh/Thành phố": units()["name_vi"],
            "Bộ dữ liệu": [dataset] * size,
            "Năm báo cáo": np.full(size, year, dtype=np.int32),
            "Hạn nộp": dates(np.full(size, limit)),
            "Ngày nhận": dates(came),
            "Ngày công bố": dates(published),
        }
    )


def lms() -> pl.DataFrame:
    """Every unit on the one platform; since when is assumed."""
    return units().select(
        pl.col("name_vi").alias("Tỉnh/Thành phố"),
        pl.lit(assumed.PLATFORM).alias("Nền tảng"),
        pl.lit(assumed.LMS_SINCE).alias("Ngày bắt đầu"),
    )
