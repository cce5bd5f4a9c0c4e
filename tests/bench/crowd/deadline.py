"""What a deadline day needs: from 63 sở and how they behave to processes, cores and memory, by what was measured."""

import math
from typing import NamedTuple

from data import divisions

OFFICES = len(divisions.codes(63))
PEOPLE_OF_AN_OFFICE = (
    12  # a director and three deputies, a desk for each of four levels, staff matters, planning, two IT
)
PEOPLE_BESIDE = 60  # the ministry's two departments that collect, its leaders, analysts, universities that train
OPEN_AT_ONCE = 0.6  # of all accounts, in the last hours: most of them look, and somebody is at lunch
SECONDS_A_CHOICE = 12.0  # five choices a minute; who compares and copies numbers into a report is slower
RUSH = 2.0  # the busiest minute over the mean of its hour: an announcement, a meeting that begins
FILLED = 0.6  # of a core, on average: beyond it, what waits for its turn grows faster than what is done
MOST_OF_A_PROCESS = 100  # sessions; what the runbook promises and the bench tries
BESIDE = 1.0  # gigabytes for the system, nginx and a command that publishes


class Measured(NamedTuple):
    """What a bench found: processor seconds a rerun, megabytes of an empty process, megabytes a session."""

    processor: float
    base: float
    session: float


class Need(NamedTuple):
    """What the day brings and what it takes."""

    accounts: int
    sessions: int
    reruns_a_minute: float
    processes: int
    cores: int
    gigabytes: float


def need(measured: Measured) -> Need:
    """The deadline day of 63 sở."""
    accounts = OFFICES * PEOPLE_OF_AN_OFFICE + PEOPLE_BESIDE
    sessions = math.ceil(accounts * OPEN_AT_ONCE)
    a_second = RUSH * sessions / SECONDS_A_CHOICE
    cores = max(1, math.ceil(a_second * measured.processor / FILLED))
    processes = max(cores, math.ceil(sessions / MOST_OF_A_PROCESS))  # a process of Python uses one core
    gigabytes = (processes * measured.base + sessions * measured.session) / 1000 + BESIDE
    return Need(accounts, sessions, 60 * a_second, processes, cores, gigabytes)


def sentence(measured: Measured) -> str:
    """The assumptions, and what follows."""
    day = need(measured)
    return (
        f"{OFFICES} sở with {PEOPLE_OF_AN_OFFICE} accounts each and {PEOPLE_BESIDE} beside them are {day.accounts:,} "
        f"people; {OPEN_AT_ONCE:.0%} of them at once, a choice every {SECONDS_A_CHOICE:g} s, and a busiest minute "
        f"{RUSH:g} times its hour's mean: {day.sessions:,} sessions and {day.reruns_a_minute:,.0f} reruns a minute. "
        f"At {measured.processor * 1000:.0f} ms of processor a rerun (nginx with it), which is "
        f"{FILLED / measured.processor:.1f} reruns a second on a core filled to {FILLED:.0%}, "
        f"{measured.base:.0f} MB an empty process and {measured.session:.1f} MB a session: "
        f"**{day.processes} processes, {day.cores} cores, {day.gigabytes:.1f} GB** ({BESIDE:g} GB of it for all else), "
        f"a process for {MOST_OF_A_PROCESS} sessions at most. The assumptions are ours and named in "
        "`tests/bench/crowd/deadline.py`; nobody has counted such a day yet."
    )
