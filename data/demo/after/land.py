"""The whole example, drawn once: every event it will ever have, each with its day."""

from dataclasses import dataclass

import polars as pl

from data import reference
from data.demo.after import answers, places, standing, training
from data.demo.after import assumptions as assumed
from data.demo.after import people as staff


@dataclass(frozen=True)
class Country:
    """Frames with full timelines; ``visible_on`` is the day a row reaches the export, where it is not its own day."""

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


def country(scale: float = assumed.SCALE, seed: int = 2026) -> Country:
    """Draw the example at a scale (1: the whole country of 2021); the same seed gives the same one."""
    temper, came = places.temper(seed), standing.received(seed)
    schools = places.schools(seed, scale)
    people = staff.people(seed, scale, schools)
    enrolments = training.enrolments(seed, people, temper)
    rated, selves = standing.ratings(seed, people, temper, came)
    return Country(
        scale=scale,
        seed=seed,
        schools=schools,
        people=people,
        enrolments=enrolments,
        ratings=rated,
        responses=answers.responses(seed, enrolments, temper),
        needs=standing.needs(seed, selves, _modules()),
        activity=answers.activity(enrolments),
        submissions=answers.submissions(seed, came),
    )


def _modules() -> dict[bool, list[str]]:
    """Module codes by whether they are for managers."""
    rows = reference.frames(34, ["BDTX"])["module"].sort("module_code")
    is_managers = pl.col("audience") == "manager"
    return {flag: rows.filter(is_managers == flag)["module_code"].to_list() for flag in (False, True)}
