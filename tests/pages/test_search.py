"""The search box's two ends: what it is told in a run, and where a find leads."""

import json
from datetime import date
from types import SimpleNamespace

import pytest

from data import access
from pages.parts import search
from pages.parts.choice import Catalogue, parse
from pages.texts import Words

MODULES = {
    "teacher": {"teacher-core": ("GV1", "GV9"), "teacher-mass": ("GV1", "GV4")},
    "manager": {"manager-mass": ("QL1", "QL4")},
}
CATALOGUE = Catalogue(
    snapshots=("a",),
    divisions=("63", "34"),
    division="63",
    languages=("vi", "en"),
    measures=("lms_passed",),
    cohorts=MODULES,
    roles={"teacher-core": "core", "teacher-mass": "mass", "manager-mass": "mass"},
    years={"teacher": (2021,), "manager": (2021,)},
    questions=(),
    provinces=("01", "22"),
    regions=(),
    dates=(date(2022, 6, 30).isoformat(),),
    districts=lambda code: {"01": ("001", "271")}.get(code, ()),
)


def _made(**given):
    offer = SimpleNamespace(catalogue=CATALOGUE, label=lambda name, value, words: f"{name} {value}")
    viewer = SimpleNamespace(screens=access.SCREENS)
    return SimpleNamespace(choice=parse(given, CATALOGUE)[0], offer=offer, viewer=viewer, words=Words("vi"), store=None)


@pytest.mark.parametrize(
    ("found", "goal"),
    [
        ({"kind": "screen", "code": "map"}, ("map", {})),
        ({"kind": "province", "code": "22"}, ("province", {"province": "22"})),
        ({"kind": "district", "code": "271", "within": "01"}, ("province", {"province": "01", "district": "271"})),
        (
            {"kind": "module", "code": "GV1"},
            ("modules", {"audience": "teacher", "cohort": "teacher-mass", "module": "GV1"}),
        ),
        (
            {"kind": "module", "code": "GV9"},
            ("modules", {"audience": "teacher", "cohort": "teacher-core", "module": "GV9"}),
        ),
        (
            {"kind": "module", "code": "QL4"},
            ("modules", {"audience": "manager", "cohort": "manager-mass", "module": "QL4"}),
        ),
    ],
)
def test_a_find_leads_to_the_screen_that_shows_it(found, goal):
    assert search.aim(found, _made()) == goal


def test_a_module_is_shown_for_the_cohort_looked_at_where_that_must_finish_it():
    _, values = search.aim({"kind": "module", "code": "GV1"}, _made(cohort="teacher-core"))

    assert values["cohort"] == "teacher-core"


@pytest.mark.parametrize(
    "found",
    [
        None,
        {},
        {"kind": "screen", "code": "intake"},
        {"kind": "screen", "code": "../app"},
        {"kind": "province", "code": "99"},
        {"kind": "district", "code": "271", "within": "22"},
        {"kind": "module", "code": "GV7"},
        {"kind": "person", "code": "01"},
    ],
)
def test_what_is_not_open_or_does_not_exist_leads_nowhere(found):
    assert search.aim(found, _made()) is None


def test_the_box_is_told_modules_of_the_audience_looked_at_first_and_each_once():
    told = search.told(_made(audience="manager"))

    assert [row[0] for row in told["modules"]] == ["QL1", "QL4", "GV1", "GV9", "GV4"]
    assert [row[0] for row in told["screens"]] == list(access.SCREENS)
    assert told["index"] == "/app/static/search/63.json"
    assert told["communes"] is None


def test_what_is_told_in_every_run_is_small():
    assert len(json.dumps(search.told(_made()), ensure_ascii=False).encode()) < 4_000
