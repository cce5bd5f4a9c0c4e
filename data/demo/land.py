"""The whole synthetic country, drawn once: every event it will ever have, each with its day."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from data.demo import answers, passes, places, ratings, reporting, training
from data.demo import people as staff
from data.demo.activity import activity
from data.demo.draw import dates, day

_YEAR_ENDS = day(date(2021, 8, 31))  # enrolments up to here belong to report year 2020


@dataclass(frozen=True)
class Country:
    """Frames with full timelines; ``visible_on`` is the day a row reaches the ministry's export."""

    scale: float
    seed: int
    schools: pl.DataFrame
    people: pl.DataFrame
    enrolments: pl.DataFrame
    ratings: pl.DataFrame
    responses: pl.DataFrame
    needs: pl.DataFrame
    activity: pl.DataFrame
    submissions: pl.DataFrame
    lms: pl.DataFrame


def country(scale: float = 0.05, seed: int = 2022) -> Country:
    """Draw the country at a scale (1: the whole country of 2021); the same seed gives the same country."""
    temper = places.temper(seed)
    came = reporting.received(seed, temper)
    schools = places.schools(seed, scale)
    people = staff.people(seed, scale, schools)
    enrolments = _enrolments(seed, scale, people, temper, came)
    rated, selves = ratings.ratings(seed, people, temper, came)
    return Country(
        scale=scale,
        seed=seed,
        schools=schools,
        people=people,
        enrolments=enrolments,
        ratings=rated,
        responses=answers.responses(seed, scale, _passed(enrolments, people), temper, came),
        needs=answers.needs(seed, selves),
        activity=activity(seed, enrolments),
        submissions=reporting.submissions(seed, temper, came),
        lms=places.lms(seed),
    )


def _enrolments(
    seed: int, scale: float, people: pl.DataFrame, temper: places.Temper, came: reporting.Received
) -> pl.DataFrame:
    """Enrolments with supporters; a late province's rows of a year become visible with its data."""
    frame = training.enrolments(seed, scale, people, temper)
    enrolled = frame["enrolled_on"].to_physical().to_numpy()
    province = frame["province"].to_numpy()
    visible = enrolled.copy()
    for year, of_year in ((2020, enrolled <= _YEAR_ENDS), (2021, enrolled > _YEAR_ENDS)):
        arrival = came["training", year]
        is_late = arrival > day(reporting.due_on("training", year))
        held = of_year & is_late[province] & ~frame["is_core"].to_numpy()
        visible = np.where(held, np.maximum(visible, arrival[province]), visible)
    return frame.with_columns(
        dates(visible).alias("visible_on"), passes.supporters(seed, frame, people).alias("supporter")
    )


def _passed(enrolments: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Enrolments passed on the LMS, with the person's trait."""
    keep = ("person", "is_core", "province", "level", "module", "lms_decided_on")
    passed = enrolments.filter(pl.col("lms_passed") & pl.col("lms_decided_on").is_not_null()).select(keep)
    return passed.with_columns(people["trait"].gather(passed["person"].cast(pl.UInt32)))
