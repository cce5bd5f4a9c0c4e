"""Choice: an address becomes a choice, a choice an address, and what does not fit is said."""

from dataclasses import replace

import pytest

from data.measures import measures
from pages.parts import filters
from pages.parts.choice import (
    PARAMETERS,
    SHOWN,
    Catalogue,
    address,
    followed,
    headline_key,
    options,
    parse,
    remembered,
    settled,
    unasked,
    unfollowed,
)
from pages.texts.words import sentences
from queries.explorer.facts import facts

CATALOGUE = Catalogue(
    snapshots=("demo-2021", "demo-2022"),
    divisions=("63", "34"),
    division="63",
    languages=("vi", "en"),
    measures=tuple(measures()),
    cohorts={
        "teacher": {"teacher-core": ("GV1", "GV9"), "teacher-mass": ("GV1", "GV2")},
        "manager": {"manager-core": ("QL1",)},
    },
    roles={"teacher-core": "core", "teacher-mass": "mass", "manager-core": "core"},
    years={"teacher": (2021, 2020), "manager": (2020,)},
    questions=("course_satisfied", "support_satisfied"),
    provinces=("01", "22", "79"),
    regions=("1", "2", "HNUE"),
    dates=("2021-03-31", "2021-12-31", "2022-06-30"),
    districts=lambda province: {"01": ("001", "002"), "22": ("193",)}.get(province, ()),
    facts=tuple(facts()),
    subjects=("math",),
)


def test_an_empty_address_shows_the_newest_snapshot_and_the_largest_group():
    choice, problems = parse({}, CATALOGUE)

    assert problems == []
    assert (choice.snapshot, choice.lang, choice.audience) == ("demo-2022", "vi", "teacher")
    assert (choice.cohort, choice.module, choice.level, choice.year) == ("teacher-mass", "all", "all", 2021)
    assert (choice.province, choice.district) == ("", "")


@pytest.mark.parametrize("screen", SHOWN)
def test_an_address_reopens_the_same_view(screen):
    given = {"snapshot": "demo-2021", "lang": "en", "cohort": "teacher-core", "module": "GV9", "province": "22"}
    choice, _ = parse(given | {"district": "193", "year": "2020", "measure": "certified"}, CATALOGUE)
    again, problems = parse(address(choice, screen), CATALOGUE)

    assert problems == []
    assert address(again, screen) == address(choice, screen)


@pytest.mark.parametrize("screen", SHOWN)
def test_snapshot_division_and_language_are_always_written(screen):
    choice, _ = parse({}, CATALOGUE)

    assert list(address(choice, screen))[:3] == ["snapshot", "division", "lang"]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("province", "99", ""),
        ("module", "<script>", "all"),
        ("module", "GV9", "all"),  # a module of another cohort
        ("division", "35", "63"),
        ("year", "next", "2021"),
        ("cohort", "manager-core", "teacher-mass"),
        ("district", "001", ""),  # a district without its province
        ("lang", "fr", "vi"),
        ("snapshot", "../../etc", "demo-2022"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_what_is_shown_instead(name, value, shown):
    choice, (problem,) = parse({name: value}, CATALOGUE)

    assert (problem.name, problem.value, problem.shown) == (name, value, shown)
    assert remembered(choice)[name] == shown


def test_the_role_is_that_of_the_cohort():
    assert parse({"cohort": "teacher-core"}, CATALOGUE)[0].role == "core"
    assert parse({}, CATALOGUE)[0].role == "mass"


def test_an_unknown_parameter_is_named_and_a_tracker_is_not():
    _, problems = parse({"foo": "1", "utm_source": "zalo", "fbclid": "x"}, CATALOGUE)

    assert [problem.name for problem in problems] == ["foo"]


def test_a_long_value_is_shortened():
    _, (problem,) = parse({"province": "9" * 5000}, CATALOGUE)

    assert len(problem.value) <= 41


def test_the_address_comes_before_the_session_and_the_session_before_the_default():
    choice, problems = parse({"province": "01"}, CATALOGUE, session={"province": "22", "level": "primary"})

    assert (choice.province, choice.level, problems) == ("01", "primary", [])


def test_what_the_session_remembers_and_no_longer_fits_is_let_go_in_silence():
    choice, problems = parse({"audience": "manager"}, CATALOGUE, session={"cohort": "teacher-mass", "year": "2021"})

    assert (choice.cohort, choice.year, problems) == ("manager-core", 2020, [])


def test_a_catalogue_without_anything_still_makes_a_choice():
    empty = Catalogue(
        *(("only",), ("63",), "63", ("vi",), ("certified",)),
        {},
        {},
        {},
        *((), (), (), ("2022-06-30",)),
        lambda province: (),
    )
    choice, problems = parse({}, empty)

    assert (choice.cohort, choice.year, choice.question, problems) == ("", 0, "", [])


@pytest.mark.parametrize("name", [name for name in PARAMETERS if name != "also"])
def test_every_parameter_offers_what_it_shows(name):
    choice, _ = parse({}, CATALOGUE)

    assert remembered(choice)[name] in options(name, remembered(choice), CATALOGUE)


@pytest.mark.parametrize("measure", measures().values(), ids=lambda measure: measure.name)
def test_a_headline_is_asked_only_by_the_dimensions_it_knows(measure):
    choice, _ = parse({"module": "GV1", "level": "primary", "people": "female"}, CATALOGUE)
    key = headline_key(choice, measure)

    assert (key["cohort_code"] != "") == ("cohort" in measure.dims)
    assert key["module_code"] == ("GV1" if "module" in measure.dims else "")
    assert key["report_year"] == (2021 if "report_year" in measure.dims else 0)
    assert key["level"] == ("primary" if "level" in measure.dims else "all")
    assert key["people"] == ("female" if "people" in measure.dims else "total")
    assert (key["audience"] == "") == (measure.family == "coverage")


def test_a_click_on_a_bar_gives_the_province_and_one_beside_it_none():
    assert filters.clicked({"x": 0.9}) == ""
    assert filters.clicked({"customdata": ["79", "Hồ Chí Minh"], "x": 0.9}) == "79"


def test_without_a_date_the_newest_is_shown_and_compared_with_the_one_before():
    choice, _ = parse({}, CATALOGUE)

    assert (choice.date, choice.since) == ("2022-06-30", "2021-12-31")


@pytest.mark.parametrize(
    ("day", "earlier", "since"),
    [
        ("2022-06-30", ("2021-03-31", "2021-12-31"), "2021-12-31"),
        ("2021-12-31", ("2021-03-31",), "2021-03-31"),
        ("2021-03-31", (), ""),
    ],
)
def test_a_date_is_compared_only_with_dates_before_it_the_latest_unless_told(day, earlier, since):
    choice, problems = parse({"date": day}, CATALOGUE)

    assert (options("since", remembered(choice), CATALOGUE), choice.since, problems) == (earlier, since, [])


def test_an_earlier_date_that_is_remembered_stays_while_it_is_earlier():
    session = {"since": "2021-03-31"}

    assert parse({}, CATALOGUE, session=session)[0].since == "2021-03-31"
    assert parse({"date": "2021-03-31"}, CATALOGUE, session=session)[0].since == ""


@pytest.mark.parametrize("since", ["2021-12-31", "2022-06-30"])
def test_an_address_that_compares_a_date_with_itself_or_a_later_one_is_told_so(since):
    choice, (problem,) = parse({"date": "2021-12-31", "since": since}, CATALOGUE)

    assert (problem.name, problem.shown, choice.since) == ("since", "2021-03-31", "2021-03-31")


def test_with_one_date_there_is_nothing_to_compare_and_nothing_to_choose():
    alone, _ = parse({"view": "change"}, replace(CATALOGUE, dates=("2022-06-30",)))

    assert alone.since == ""
    assert "since" in unasked(alone, "map")
    assert "since" not in address(alone, "map")
    assert "since" not in unasked(parse({"view": "change"}, CATALOGUE)[0], "map")


IN_DISTRICTS = {"province": "22", "shapes": "districts", "level": "primary", "people": "female"}


def test_districts_are_told_apart_by_neither_level_nor_people():
    asked, _ = parse(IN_DISTRICTS, CATALOGUE)
    shown = settled(asked, "map")

    assert (shown.level, shown.people) == ("all", "total")
    assert {"level", "people"} <= set(unasked(asked, "map"))
    assert not {"level", "people"} & set(address(asked, "map"))
    assert [(each.name, each.shown) for each in unfollowed(IN_DISTRICTS, asked, shown)] == [
        ("level", "all"),
        ("people", "total"),
    ]


@pytest.mark.parametrize(
    ("screen", "other"), [("modules", {}), ("map", {"shapes": "provinces"}), ("map", {"view": "times"})]
)
def test_where_no_districts_are_shown_level_and_people_hold(screen, other):
    asked, _ = parse(IN_DISTRICTS | other, CATALOGUE)

    assert settled(asked, screen) == asked
    assert unfollowed(IN_DISTRICTS, asked, asked) == []
    assert address(asked, screen)["level"] == "primary"


@pytest.mark.parametrize("screen", SHOWN)
def test_a_screen_follows_what_its_address_says_and_nothing_else(screen):
    elsewhere = {"level": "primary", "people": "female", "date": "2021-12-31", "module": "GV2", "province": "22"}
    held, _ = parse({}, CATALOGUE, session=elsewhere | {"year": "2020", "measure": "certified", "region": "2"})
    shown = followed(held, screen, CATALOGUE)

    assert shown == parse(address(held, screen), CATALOGUE)[0]
    assert address(shown, screen) == address(held, screen)


def test_women_chosen_on_the_map_are_not_what_a_province_is_told_of():
    held, _ = parse({"people": "female", "level": "primary", "date": "2021-12-31"}, CATALOGUE)
    shown = followed(held, "province", CATALOGUE)

    assert (shown.people, shown.level, shown.date) == ("total", "all", "2022-06-30")
    assert followed(held, "map", CATALOGUE) == held


def test_whatever_an_address_may_end_without_has_a_sentence_that_says_so():
    bare = replace(CATALOGUE, cohorts={}, years={}, questions=(), dates=("2022-06-30",), facts=())
    _, problems = parse(dict.fromkeys(PARAMETERS, "x"), bare)
    unsaid = {problem.name for problem in problems if not problem.shown}

    assert {"region", "also", "since", "province"} <= unsaid
    assert {f"address.none.{name}" for name in unsaid} - sentences("vi").keys() == set()


def test_several_provinces_live_in_the_address_each_once_and_after_the_first():
    choice, problems = parse({"province": "22", "also": "01,22,01,79"}, CATALOGUE)

    assert choice.provinces == ("22", "01", "79")
    assert [problem.name for problem in problems] == ["also"]
    assert parse({"also": "01"}, CATALOGUE)[0].provinces == (), "none without a first one"


def test_groupings_of_the_63_are_not_offered_for_the_34():
    of_34 = replace(CATALOGUE, division="34", regions=())
    chosen = remembered(parse({"province": "22"}, of_34)[0])

    assert options("shapes", chosen, of_34) == ("provinces", "districts")
    assert options("theme", chosen, of_34) == ("platform",)
    assert options("region", chosen, of_34) == ("",)


def test_districts_and_height_are_offered_only_inside_a_province():
    without, inside = (
        remembered(parse(given, CATALOGUE)[0]) for given in ({}, {"province": "22", "shapes": "districts"})
    )

    assert "districts" not in options("shapes", without, CATALOGUE)
    assert options("size", without, CATALOGUE) == ("colour", "circles")
    assert options("size", inside, CATALOGUE) == ("colour", "relief")


def test_the_second_measure_is_another_than_the_first():
    choice, _ = parse({"measure": "rated_good"}, CATALOGUE)

    assert choice.second != "rated_good"
