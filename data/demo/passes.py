"""The passes behind the LMS: core supporter, university, certificate."""

import numpy as np
import polars as pl

from data.demo.draw import NEVER, Array, gamma_days, stream
from data.demo.places import Temper


def later_passes(seed: int, frame: pl.DataFrame, temper: Temper) -> pl.DataFrame:
    """Days (Int32, NEVER where it does not come) and outcomes of what follows the LMS, row by row."""
    rng = stream(seed, "passes")
    is_core = frame["is_core"].to_numpy()
    province = frame["province"].to_numpy()
    lms = np.where(frame["lms_passed"].to_numpy(), frame["lms_decided_on"].to_numpy(), NEVER)
    to_supporter = np.where(is_core, NEVER, _after(lms, gamma_days(rng, temper.send_wait[province], 1, len(lms))))
    to_supporter = _dropped(to_supporter, 0.015, rng)
    wait = gamma_days(rng, temper.supporter_wait[province], 1.4, len(lms))
    supported = _after(to_supporter, wait)
    supporter_passes = _chance(rng, len(lms), 0.985)
    ready = np.where(is_core, lms, np.where(supporter_passes, supported, NEVER))
    to_university = _dropped(_after(ready, rng.integers(2, 24, len(lms), dtype=np.int32)), 0.01, rng)
    waits = temper.university_wait[frame["is_manager"].cast(pl.Int8).to_numpy(), province]
    acknowledged = _after(to_university, gamma_days(rng, np.where(is_core, waits / 2, waits), 2.5, len(lms)))
    university_passes = _chance(rng, len(lms), 0.995)
    certificate = _after(np.where(university_passes, acknowledged, NEVER), gamma_days(rng, 14, 3, len(lms)))
    return pl.DataFrame(
        {
            "supporter_sent_on": to_supporter,
            "supporter_decided_on": supported,
            "supporter_passed": supporter_passes,
            "university_sent_on": to_university,
            "university_decided_on": acknowledged,
            "university_passed": university_passes,
            "certificate_on": _dropped(certificate, 0.01, rng),
        }
    )


def _after(start: Array, days: Array) -> Array:
    """So many days later; never stays never."""
    return np.where(start >= NEVER, NEVER, start + days).astype(np.int32)


def _dropped(days: Array, share: float, rng: np.random.Generator) -> Array:
    """The same days, a share of them put off for good."""
    return np.where(_chance(rng, len(days), share), NEVER, days).astype(np.int32)


def _chance(rng: np.random.Generator, size: int, share: float) -> Array:
    return rng.random(size, dtype=np.float32) < share


def supporters(seed: int, frame: pl.DataFrame, people: pl.DataFrame) -> pl.Series:
    """For each mass enrolment a core colleague of the same audience, province and level; null where none.

    Where the level has no core colleague, one of the province; core learners have none.
    """
    rng = stream(seed, "supporters")
    core = people.filter("is_core").sort("cell")
    by_level = core["cell"].to_numpy().astype(np.int64)
    wanted = 189 * frame["is_manager"].cast(pl.Int64) + 3 * frame["province"].cast(pl.Int64) + frame["level"]
    # One supporter for all modules of a person, as far as the draw by person goes.
    drawn = rng.random(int(people.height))[frame["person"].to_numpy()]
    first, found = _one_of(by_level, wanted.to_numpy(), drawn)
    second, found_at_all = _one_of(by_level // 3, wanted.to_numpy() // 3, drawn)
    row = np.where(found, first, second)
    missing = ~(found | found_at_all) | frame["is_core"].to_numpy()
    person = core["person"].gather(np.where(missing, 0, row))
    return pl.select(pl.when(~pl.lit(pl.Series(missing))).then(person)).to_series().alias("supporter")


def _one_of(kinds: Array, wanted: Array, drawn: Array) -> tuple[Array, Array]:
    """A row of sorted ``kinds`` that equals the wanted kind, and whether there is one."""
    begin = np.searchsorted(kinds, np.arange(wanted.max(initial=0) + 2))
    size = begin[wanted + 1] - begin[wanted]
    return begin[wanted] + (drawn * size).astype(np.int64), size > 0
