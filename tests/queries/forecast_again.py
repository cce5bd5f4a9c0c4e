"""A forecast once more, for one province, in plain Python: what the SQL does with windows, here with loops."""

import math
from datetime import date, timedelta
from itertools import pairwise

Counts = dict[date, tuple[int, int]]  # date → passes and enrolments
Said = tuple[str, date | None, date | None, date | None]

_TARGET = 0.95
_FIVE_YEARS = 1826


def again(known: Counts, today: date) -> Said:
    """State, earliest, middle and latest day, as they were to be said on that day."""
    part, whole = known[today]
    if not whole:
        return _none("nobody")
    if part / whole >= _TARGET:
        return _none("reached")
    if not part:
        return _none("not_begun")
    looks = list(_looks(known, today))
    if any(finished < 0 for finished, *_ in looks):
        return _none("fell")
    if len(looks) < 2:
        return _none("few")
    lacking, lack = _TARGET * whole - part, math.log((whole - part) / (whole * (1 - _TARGET)))
    early = _in(lacking, max(finished / days for finished, _, days in looks))
    if early is None:
        return _none("never")
    middle = _in(lack, sum(rate for _, rate, _ in looks) / sum(days for *_, days in looks))
    late = _in(lack, min(rate / days for _, rate, days in looks))
    ends = (min(each for each in (early, middle) if each is not None), middle, late)
    return ("forecast", *(None if days is None else today + timedelta(days=days) for days in ends))


def scored_again(code: str, known: Counts) -> list[tuple]:
    """Each earlier forecast: made on, province, day it came, outcome."""
    days = sorted(known)
    return [
        (day, code, *_came({each: known[each] for each in days if each >= day}, said))
        for day in days[:-1]
        if (said := again({each: known[each] for each in days if each <= day}, day))[0] in ("forecast", "never")
    ]


def _came(ahead: Counts, said: Said) -> tuple[date | None, str]:
    _, early, _, late = said
    happened = _crossing(ahead)
    if happened is None:
        return None, "overdue" if late is not None and late < max(ahead) else "open"
    if early is None or happened < early:
        return happened, "earlier"
    return happened, "held" if late is None or happened <= late else "later"


def _crossing(ahead: Counts) -> date | None:
    days = sorted(ahead)
    for before, day in pairwise(days):
        low, high = (ahead[each][0] / ahead[each][1] for each in (before, day))
        if high >= _TARGET:
            way = (_TARGET - low) / (high - low)
            return before + timedelta(days=math.ceil(way * (day - before).days - 1e-9))
    return None


def _looks(known: Counts, today: date):
    """Up to three looks back: passes, the fall of the logarithm of those left, and days."""
    for _ in range(3):
        earlier = [day for day in known if (today - day).days >= 21]
        if not earlier:
            return
        before = max(earlier)
        (part, whole), (was, _) = known[today], known[before]
        if part and whole > was:
            yield part - was, math.log((whole - was) / max(whole - part, 0.5)), (today - before).days
        today = before


def _in(amount: float, pace: float) -> int | None:
    if pace <= 0 or amount / pace > _FIVE_YEARS:
        return None
    return math.ceil(amount / pace - 1e-9)


def _none(state: str) -> Said:
    return state, None, None, None
