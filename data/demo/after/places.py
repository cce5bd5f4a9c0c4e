"""The 34 units, their made-up communes and schools."""

import numpy as np
import polars as pl

from data import reference
from data.demo import places
from data.demo.after import assumptions as assumed
from data.demo.assumptions import MANAGERS_PER_SCHOOL, MISSING_MINORITY_SHARE
from data.demo.draw import Array, allocate, shared, stream
from data.demo.places import Temper

_TITLES = ("Trường Tiểu học", "Trường Trung học cơ sở", "Trường Trung học phổ thông")


def units() -> pl.DataFrame:
    """The 34 units in the order of their codes: code, name_vi."""
    rows = reference.frames(34)["province"].select(code="province_code", name_vi="name_vi")
    return rows.sort("code")


def counts() -> pl.DataFrame:
    """Schools, teachers, women and ethnic minority of 2021 by unit and level (102 rows), merged provinces added up."""
    unit_of = reference.read("provinces").select("code", unit="merged_2025_code")
    minority = pl.col("teachers_ethnic_minority").fill_null(0)
    is_missing = minority == 0
    table = places.counts().join(unit_of, on="code", maintain_order="left")
    return (
        table.with_columns(
            minority=pl.when(is_missing).then(pl.col("teachers") * MISSING_MINORITY_SHARE).otherwise(minority)
        )
        .group_by("unit", "level")
        .agg(pl.col("schools", "teachers", "teachers_female", "minority").sum())
        .sort("unit", "level")
    )


def temper(seed: int) -> Temper:
    """Draw what makes units differ; every unit has an LMS."""
    rng = stream(seed, "after temper")

    def trait(spread: float) -> Array:
        return spread * rng.standard_normal(assumed.UNITS)

    return Temper(
        training=trait(0.6),
        reporting=trait(0.9),
        leniency=trait(0.3),
        contentment=trait(0.3),
        supporter_wait=assumed.SUPPORTER_WAIT * np.exp(trait(0.45)),
        send_wait=assumed.SEND_WAIT * np.exp(trait(0.4)),
        university_wait=assumed.UNIVERSITY_WAIT * np.exp(0.3 * rng.standard_normal((2, assumed.UNITS))),
        lms_since=np.ones(assumed.UNITS, dtype=np.int64),
    )


def communes(seed: int) -> pl.DataFrame:
    """Eight to twelve communes a unit, numbered so that nobody takes them for real: unit (0–33), code, name."""
    rng = stream(seed, "communes")
    size = rng.integers(assumed.COMMUNES[0], assumed.COMMUNES[1] + 1, assumed.UNITS)
    unit = np.repeat(np.arange(assumed.UNITS, dtype=np.int16), size)
    is_ward = rng.random(len(unit)) < assumed.WARDS
    number = pl.int_range(1, pl.len() + 1).over("unit").cast(pl.String).str.zfill(2)
    kind = pl.when(pl.Series(is_ward)).then(pl.lit("Phường")).otherwise(pl.lit("Xã"))
    return pl.DataFrame({"unit": unit}).with_columns(
        commune_code=pl.lit("MP") + pl.lit(units()["code"]).gather(pl.col("unit").cast(pl.UInt32)) + number,
        commune=kind + pl.lit(" mô phỏng ") + number,
    )


def schools(seed: int, scale: float) -> pl.DataFrame:
    """One row a school: unit, level (0–2), commune, code, name, cluster, is_disadvantaged; two a cell at least."""
    rng = stream(seed, "after schools")
    size = allocate(counts()["schools"].to_numpy() * scale, least=2)
    cell = np.repeat(np.arange(3 * assumed.UNITS), size)
    frame = pl.DataFrame({"unit": (cell // 3).astype(np.int16), "level": (cell % 3).astype(np.int8)})
    placed = communes(seed)
    first = np.searchsorted(placed["unit"].to_numpy(), np.arange(assumed.UNITS + 1))
    row = np.concatenate(
        [
            _spread(rng, *first[unit : unit + 2], len(part))
            for (unit,), part in frame.group_by("unit", maintain_order=True)
        ]
    )
    frame = frame.hstack(placed[row].drop("unit")).with_columns(
        is_disadvantaged=pl.Series(rng.random(len(frame)) < assumed.DISADVANTAGED),
        serial=pl.int_range(1, pl.len() + 1).over("unit").cast(pl.String).str.zfill(4),
    )
    code = pl.lit(units()["code"]).gather(pl.col("unit").cast(pl.UInt32))
    return frame.with_columns(
        school_code=code + pl.lit("26") + pl.col("serial"),
        school_name=pl.lit(pl.Series(_TITLES)).gather(pl.col("level").cast(pl.UInt32))
        + pl.format(" số {} (mô phỏng)", "serial"),
        cluster=pl.format("CUM-{}-{}", "commune_code", pl.col("level") + 1),
    )


def _spread(rng: np.random.Generator, first: int, after: int, size: int) -> Array:
    """A commune row for each of a unit's schools, every commune with one at least where there are enough."""
    weights = 0.3 + rng.standard_gamma(3.0, after - first)
    return rng.permutation(np.repeat(np.arange(first, after), shared(size, weights, least=1)))


def headcount(scale: float) -> dict[str, Array]:
    """People, women and ethnic minority by cell (audience × unit × level: 204)."""
    table = counts()
    teachers = table["teachers"].to_numpy()
    managers = table["schools"].to_numpy() * np.tile(MANAGERS_PER_SCHOOL, assumed.UNITS)
    women = table["teachers_female"].to_numpy() / teachers
    minority = table["minority"].to_numpy() / teachers
    return {
        "people": allocate(np.concatenate([teachers, managers]) * scale, least=2),
        "female": np.concatenate([women, 0.12 + 0.52 * women]),
        "minority": np.tile(minority, 2),
    }
