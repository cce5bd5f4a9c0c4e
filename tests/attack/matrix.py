"""The matrix: for each attacker and screen the addresses to come by, fitting and forged ones, drawn by a fixed seed.

``TEMIS_ATTACK=all`` takes every value of every parameter by itself in place of the few that are drawn, which are of one
snapshot and division for each attacker, since a store takes longer to open than a screen to draw.
"""

import os
import random
from collections.abc import Iterator

from data import reference
from data.measures import measures
from data.published import SNAPSHOT_ID as PUBLISHED
from data.schema import ALL, AUDIENCES, LEVELS, PEOPLE, ROLES
from pages.parts import choice, visiting
from queries.explorer.facts import facts
from tests.attack.who import EVERYBODY, Who
from tests.attack.worlds import AFTER, BEFORE, DEMO, REAL

SCREENS = tuple(visiting.ADDRESSES)
DRAWN = 1  # addresses drawn for each attacker and screen, beside the plain one
_SNAPSHOTS = (DEMO, AFTER, REAL, BEFORE, PUBLISHED)
_OTHERS = ("01", "22", "24", "27", "31", "48", "79", "99", "22' or '1'='1", "../01", "<b>01</b>", "01\u202e22")
_COHORTS = tuple(reference.read("cohorts")["cohort_code"])
_VALUES: dict[str, tuple[str, ...]] = {
    "view": choice.VIEWS,
    "audience": AUDIENCES,
    "measure": tuple(measures()),
    "second": tuple(measures()),
    "cohort": _COHORTS,
    "module": (ALL, "GV1", "GV4", "QL2", "GV99"),
    "level": (ALL, *LEVELS),
    "people": PEOPLE,
    "year": ("2019", "2020", "2021", "2025", "1900"),
    "question": tuple(reference.read("questions")["question_code"]),
    "rater": choice.RATERS,
    "region": ("1", "3", "5", "HNUE", "HUEUE", "9"),
    "province": ("", *_OTHERS),
    "also": ("01,24", "79", "22,01,48,56"),
    "district": ("", "193", "001", "195", "213", "x"),
    "shapes": ("provinces", "regions", "universities", "districts"),
    "theme": choice.THEMES,
    "breaks": choice.BREAKS,
    "size": ("colour", "circles", "relief"),
    "date": ("2022-06-30", "2022-03-31", "2022-05-31"),
    "since": ("2022-03-31", "2021-12-31"),
    "beside": choice.BESIDES,
    "sort": choice.SORTS,
    "by": choice.BYS,
    "step": choice.STEPS,
    "stalled": choice.STALLED,
    "staff": (ALL, *ROLES),
    "university": ("", "HNUE", "DNUE", "NAEM"),
    "nearest": choice.NEAREST,
    "alike": choice.ALIKE,
    "fact": tuple(facts()),
    "rows": ("province", "region", "university", "level", "module", "people", "year"),
    "columns": ("", "level", "people", "role", "module"),
    "subject": (ALL, "toan", "other"),
    "show": choice.SHOWS,
    "draw": ("bars", "matrix", "lines"),
    "definition": ("0" * 16,),
    "form": choice.FORMS,
    "compared": choice.COMPARED,
    "edition": choice.EDITIONS,
    "item": choice.ITEMS[1:],
}


def cells() -> list[tuple[str, str]]:
    """Every attacker on every screen, those that are closed to them too.

    The log shows administrators everything, the visits of these attacks too: it is never twice the same.
    """
    every = [(name, screen) for name in EVERYBODY for screen in SCREENS]
    return [cell for cell in every if cell != ("administrator", "audit")]


def addresses(who: Who, screen: str) -> list[dict[str, str]]:
    """The addresses by which an attacker comes to a screen, the plainest first."""
    plain = {"snapshot": DEMO, "province": who.own, **who.asks}
    if os.environ.get("TEMIS_ATTACK") == "all":
        return [plain, *_every_one(who, screen)]
    chance = random.Random(f"{who.name} {screen}")  # noqa: S311 - no secret
    return [plain, *(_drawn(chance, who, screen) for _ in range(DRAWN))]


def _drawn(chance: random.Random, who: Who, screen: str) -> dict[str, str]:
    """An address with half of the screen's parameters, each of some value, on the attacker's own draw of the data."""
    names = [name for name in choice.SHOWN.get(screen, ()) if chance.random() < 0.5]
    found = {name: chance.choice(_VALUES[name]) for name in names}
    if "province" in choice.SHOWN.get(screen, ()) and chance.random() < 0.7:
        found["province"] = chance.choice((who.own, who.own_34, *_OTHERS))
    number = list(EVERYBODY).index(who.name)
    data = {"snapshot": _SNAPSHOTS[number % len(_SNAPSHOTS)], "division": ("34", "63")[number // len(_SNAPSHOTS) % 2]}
    return {**found, **data, "lang": chance.choice(("vi", "en"))}


def _every_one(who: Who, screen: str) -> Iterator[dict[str, str]]:
    """Each value of each parameter of the screen, on data of both divisions, at home and elsewhere."""
    names = choice.SHOWN.get(screen, ())
    for snapshot, division in (
        (DEMO, "63"),
        (DEMO, "34"),
        (AFTER, "34"),
        (AFTER, "63"),
        (REAL, "63"),
        (PUBLISHED, "63"),
    ):
        base = {"snapshot": snapshot, "division": division}
        yield base
        for province in (who.own, "01", "22") if "province" in names else ():
            yield {**base, "province": province, "lang": "en"}
    for name in names:
        yield from ({"snapshot": DEMO, "province": who.own, name: value} for value in _VALUES[name])
