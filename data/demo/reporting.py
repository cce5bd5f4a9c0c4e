"""What the provinces owe and when it came: assessment, training, satisfaction, the TEMIS report."""

from datetime import date

import numpy as np
import polars as pl

from data.demo import assumptions as assumed
from data.demo.draw import NEVER, Array, dates, day, lowest, stream
from data.demo.places import Temper, provinces

YEARS = (2020, 2021)
DATASETS = ("assessment", "training", "satisfaction")
_LATE = {  # provinces that are late, and of these how many very late (2020) or not at all (2021)
    ("assessment", 2020): (8, 2), ("assessment", 2021): (7, 2),
    ("training", 2020): (4, 0), ("training", 2021): (4, 0),
    ("satisfaction", 2020): (9, 2), ("satisfaction", 2021): (8, 2),
}  # fmt: skip
Received = dict[tuple[str, int], Array]


def received(seed: int, temper: Temper) -> Received:
    """By data set and report year, the day each province's data came; NEVER where it did not."""
    rng = stream(seed, "received")
    return {key: _days(key, temper, rng) for key in _LATE}


def _days(key: tuple[str, int], temper: Temper, rng: np.random.Generator) -> Array:
    """Most in the three weeks before the due day; the late ones in the quarter after it, or worse."""
    dataset, year = key
    late_count, worst_count = _LATE[key]
    due, size = day(assumed.ASSESSMENT_DUE[year]), len(temper.reporting)
    days = due - rng.integers(0, 22, size)
    score = temper.reporting + 0.7 * rng.standard_normal(size)
    late = lowest(score, late_count)
    days = np.where(late, due + rng.integers(6, 82, size), days)
    if worst_count:
        # The worst are small provinces, so that the country's totals stay what was published.
        worst = lowest(np.where(late & _is_small(), score, np.inf), worst_count) & late & _is_small()
        days = np.where(worst, due + rng.integers(140, 180, size) if year == YEARS[0] else NEVER, days)
    return np.where(temper.lms_since == 0, NEVER, days) if dataset == "training" else days


def _is_small() -> Array:
    codes = provinces()["code"]
    return ~codes.is_in(("01", "31", "38", "40", "75", "79", "66", "64", "74", "36", "30")).to_numpy()


def visible(days: Array, received_days: Array) -> Array:
    """The day a row reaches the export: its own, or the day its province's data came, if later."""
    return np.where(days >= NEVER, NEVER, np.maximum(days, received_days)).astype(np.int32)


def submissions(seed: int, temper: Temper, came: Received) -> pl.DataFrame:
    """One row a province, data set and report year, as exported, all days known."""
    rng = stream(seed, "reports")
    parts = [_part(name, year, assumed.ASSESSMENT_DUE[year], came[name, year]) for name, year in _LATE]
    for year in YEARS:
        delivered, published = _reports(year, temper, came["assessment", year], rng)
        parts.append(_part("temis_report", year, assumed.REPORT_DUE[year], delivered, published))
    return pl.concat(parts)


def _part(dataset: str, year: int, due: date, came: Array, published: Array | None = None) -> pl.DataFrame:
    names = provinces()["name_vi"]
    size = len(names)
    return pl.DataFrame(
        {
            "Tỉnh/Thành phố": names,
            "Bộ dữ liệu": pl.repeat(dataset, size, eager=True),
            "Năm báo cáo": pl.repeat(year, size, dtype=pl.Int32, eager=True),
            "Hạn nộp": pl.repeat(due, size, dtype=pl.Date, eager=True),
            "Ngày nhận": dates(came),
            "Ngày công bố": dates(np.full(size, NEVER) if published is None else published),
        }
    )


def _reports(year: int, temper: Temper, assessed: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Days the TEMIS report was delivered and published: so many by the due day, some after, the rest never."""
    due, size = day(assumed.REPORT_DUE[year]), len(assessed)
    score = temper.reporting + 0.8 * rng.standard_normal(size)
    score = np.where(assessed < due - 20, -score, np.inf)
    in_time = lowest(score, assumed.REPORTS_PUBLISHED[year])
    later = lowest(score, assumed.REPORTS_PUBLISHED[year] + 6) & ~in_time
    published = np.clip(assessed + rng.integers(20, 88, size), due - 70, due - 1)
    delivered = published - rng.integers(2, 10, size)
    published = np.where(in_time, published, np.where(later, due + rng.integers(20, 150, size), NEVER))
    return np.where(in_time | later, delivered, NEVER), published


def due_on(dataset: str, year: int) -> date:
    """By when a data set of a report year was due."""
    return assumed.REPORT_DUE[year] if dataset == "temis_report" else assumed.ASSESSMENT_DUE[year]
