"""Scenes: the very numbers of the screens, what changed since the last meeting, and nobody called the worst."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from data import history
from data.access import Scope
from data.measures import measures
from data.schema import MARKS
from data.snapshot import open_snapshot
from data.store import open_store
from pages.papers import scenes, scenes_behind, scenes_country
from pages.papers.decisions import Decision
from pages.papers.scene import KINDS, Asked, Item
from pages.papers.scenes_seen import seen
from pages.parts.choice import headline_key
from pages.texts import LANGUAGES, Words
from queries import assessment, commitments, completion, overview, satisfaction, sources

VI = Words("vi")
MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)
ASKED = Asked(
    audience="teacher",
    cohort="teacher-mass-2020",
    module="all",
    year=2021,
    question="support_satisfied",
    measure="lms_passed",
    since=MARCH,
)
COURSE = {"cohort_code": ASKED.cohort, "module_code": "all"}


@pytest.fixture(scope="module")
def country(demo_state):
    """The demo country at its last date."""
    yield from _opened(demo_state, "mo-phong-*")


def _opened(state, pattern, **how):
    folder = max((state / "snapshots").glob(pattern))
    scope = how.pop("scope", Scope.everything())
    store = open_store(open_snapshot(folder), scope, history.path(state), **how)
    yield store
    store.close()


def _scene(store, kind, asked=ASKED, words=VI, **fixed):
    return scenes.scene(store, Item(kind, tuple(fixed.items())), asked, words)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_scene_says_its_finding_its_source_and_which_data_these_are(country, kind, lang):
    made = _scene(country, kind, words=Words(lang))

    assert made.title
    assert made.finding.endswith((".", "%)."))
    assert country.snapshot.id in made.source[-1]
    assert Words(lang)("kind.synthetic").lower() in made.source[-1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", [{"division": 34}, {"scope": Scope.of_province("22")}], ids=["merged", "limited"])
def test_every_scene_is_made_for_the_34_and_for_whoever_sees_one_province(demo_state, kind, how):
    for store in _opened(demo_state, "mo-phong-*", **how):
        made = _scene(store, kind, replace(ASKED, province="22"))

        assert made.finding
        assert made.map is None or made.map.frame.height == store.division
        assert made.map is None or (made.map.division, made.map.selected) == (store.division, ("22",))


@pytest.mark.parametrize("kind", KINDS)
def test_a_snapshot_of_published_figures_has_every_scene_and_claims_nothing_of_who_sent_what(demo_state, kind):
    for store in _opened(demo_state, "da-cong-bo-*"):
        made = _scene(store, kind)

        assert made.finding
        assert made.silent == ()
        assert made.silent_said in ("", VI("sources.finding_none_due"))


def test_a_kind_that_there_is_not_is_refused(country):
    with pytest.raises(ValueError, match="no such scene"):
        _scene(country, "funnel")


@pytest.mark.parametrize("measure", list(measures()))
def test_a_scene_asks_for_a_measure_as_the_screens_do(country, measure):
    chosen = SimpleNamespace(**vars(ASKED), level="all", people="total")

    assert seen(country, Item("map"), ASKED, VI).key(measure) == headline_key(chosen, measures()[measure])


def test_what_an_item_holds_fast_goes_before_what_the_meeting_chose_and_what_does_not_fit_falls_back(country):
    item = Item("map", (("audience", "manager"), ("module", "QL4"), ("year", "1999"), ("colour", "red")))

    asked = seen(country, item, ASKED, VI).asked

    assert (asked.audience, asked.cohort, asked.module) == ("manager", "manager-mass-2020", "QL4")
    assert asked.year == 2021
    assert asked.measure == ASKED.measure


def test_the_tiles_of_the_overview_are_the_countrys_figures_on_its_screen(country):
    national = overview.national(
        country, audience="teacher", cohort_code=ASKED.cohort, report_year=2021, question_code=ASKED.question
    )
    rows = {row["measure"]: row for row in national.to_dicts()}

    made = _scene(country, "overview")

    assert [tile.value for tile in made.tiles] == [
        VI.ratio(rows[name]["part"], rows[name]["whole"]) for name in scenes_country.TILES
    ]
    told = zip(scenes_country.TILES, made.tiles, strict=True)
    assert all(VI.number(rows[name]["whole"]) in tile.note for name, tile in told)


@pytest.mark.parametrize("measure", list(measures()))
def test_a_map_shows_the_screens_answer_and_its_chart_the_same_shares(country, measure):
    made = _scene(country, "map", measure=measure)
    answer = overview.by_province(country, **seen(country, made.item, ASKED, VI).key(measure))

    assert made.map.frame.equals(answer)
    shares = {
        f"{VI.name(row)} ({VI.number(row['part'])}/{VI.number(row['whole'])})": row["share"]
        for row in answer.to_dicts()
    }
    native = made.chart.native
    assert dict(zip(native.categories, native.series[0].values, strict=True)).items() <= shares.items()
    lowest = sorted(share for share in shares.values() if share is not None)
    assert sorted(native.series[0].values) == lowest[: len(native.categories)]


def test_the_charts_of_an_office_program_hold_the_very_answers(country):
    chain = completion.chain(country, **COURSE).sort("step_no")
    drawn = {series.name: series.values for series in _scene(country, "chain").chart.native.series}
    assert drawn == {VI(f"figure.bars.{part}"): tuple(chain[part]) for part in ("reached", "waiting", "refused")}

    modules = satisfaction.by_module(country, question_code=ASKED.question, audience="teacher", role="mass")
    assert _scene(country, "satisfaction").chart.native.series[0].values == tuple(modules["share"])

    levels = assessment.levels_table(country, report_year=2021, audience="teacher").filter(people="total")
    for series, mark in zip(_scene(country, "assessment").chart.native.series, MARKS, strict=True):
        assert series.values == pytest.approx(tuple(levels[f"{mark}_share"]))

    reached = commitments.achieved(
        country, audience="teacher", cohort_code=ASKED.cohort, report_year=2021, scale=country.snapshot.scale
    )["achieved_share"].drop_nulls()
    assert _scene(country, "commitments").chart.native.series[0].values == tuple(reached)


def test_a_module_that_a_cohort_need_not_do_is_a_gap_and_no_zero(country):
    matrix = completion.by_cohort_module(country, audience="teacher")
    native = _scene(country, "modules").chart.native

    numbers = sorted(set(matrix["number"]))
    for series in native.series:
        named = dict(zip(numbers, series.values, strict=True))
        assert 0 not in series.values
        assert set(named.values()) - {None} <= set(matrix["lms_share"])
    assert None in native.series[-1].values  # module 9 is for core learners alone


HEADLINE = """
    measure    | audience | cohort_code       | module_code | report_year | level | province_code | part | whole
    lms_passed | teacher  | teacher-mass-2020 | all         | 0           | all   | 01            | 95   | 100
    lms_passed | teacher  | teacher-mass-2020 | all         | 0           | all   | 22            | 40   | 100
    lms_passed | teacher  | teacher-mass-2020 | all         | 0           | all   | 24            | 20   | 100
    lms_passed | teacher  | teacher-mass-2020 | all         | 0           | all   | 70            | 9    | 9
    rated_good | teacher  |                   |             | 2021        | all   | 01            | 50   | 100
"""
BEFORE = """
    measure    | audience | cohort_code       | module_code | level | province_code | part | whole
    lms_passed | teacher  | teacher-mass-2020 | all         | all   | 01            | 94   | 100
    lms_passed | teacher  | teacher-mass-2020 | all         | all   | 22            | 10   | 100
    lms_passed | teacher  | teacher-mass-2020 | all         | all   | 24            | 26   | 100
    lms_passed | teacher  | teacher-mass-2020 | all         | all   | 70            | 0    | 9
"""
SUBMITTED = """
    province_code | dataset    | report_year | due_on     | received_on
    01            | training   | 2021        | 2022-03-31 | 2022-03-30
    22            | training   | 2021        | 2022-03-31 | 2022-06-01
    24            | training   | 2021        | 2022-03-31 | 2022-05-01
    74            | training   | 2021        | 2022-03-31 |
    74            | assessment | 2021        | 2022-12-31 |
"""
STANDING = """
    province_code | report_year | people | level | role | accounts
    01            | 2021        | total  | all   | all  | 100
"""


@pytest.fixture
def drawn(store_of):
    """Four provinces at two dates; of a fifth nothing has come."""
    return store_of(headline=HEADLINE, submission=SUBMITTED, standing=STANDING, previous={MARCH: BEFORE})


def test_what_changed_since_the_last_meeting_is_said_with_both_shares(drawn):
    made = _scene(drawn, "map")

    # 130 of 309 then, 164 of 309 now
    assert made.changed[0] == "Cả nước: từ 42,1 % ngày 31/03/2022 lên 53,1 % (+11,0 điểm %)."
    assert made.changed[1].startswith("Từ 31/03/2022 đến 30/06/2022, trong 4 tỉnh so được: 3 tăng, 1 giảm")
    assert made.tiles[0].change == "+11,0 điểm % so với 31/03/2022"


def test_the_province_chosen_comes_before_the_country(drawn):
    made = _scene(drawn, "map", replace(ASKED, province="24"))

    assert made.changed[0] == "Bắc Giang: từ 26,0 % ngày 31/03/2022 xuống 20,0 % (-6,0 điểm %)."
    assert made.changed[1].startswith("Cả nước: ")


def test_who_moved_most_leaves_out_whom_chance_moves(drawn):
    rows = [[cell.text for cell in row.cells] for row in _scene(drawn, "map").moved.rows]

    assert rows == [
        ["Quảng Ninh", "10,0 %", "40,0 %", "+30,0", "100"],
        ["Hà Nội", "94,0 %", "95,0 %", "+1,0", "100"],
        ["Bắc Giang", "26,0 %", "20,0 %", "-6,0", "100"],
    ]  # 70 rose by a hundred points, of nine enrolments


def test_a_province_that_has_enough_is_not_among_those_that_moved_least(drawn):
    compared = scenes_country.scenes_moved.between(seen(drawn, Item("moved"), ASKED, VI), "lms_passed")

    rose, slow = scenes_country.scenes_moved.ends(compared, "lms_passed", most=1, least=2, enough=0.95)

    assert rose["province_code"].to_list() == ["22"]
    assert slow["province_code"].to_list() == ["24"]  # 01 rose by one point, and has its 95 %


def test_without_an_earlier_date_nothing_is_said_to_have_changed(drawn):
    for kind in KINDS:
        made = _scene(drawn, kind, replace(ASKED, since=None))

        assert (made.changed, made.moved) == ((), None)
        assert all(tile.change == "" for tile in made.tiles)


def test_a_date_that_the_series_has_not_is_said_and_not_taken_for_nothing(drawn):
    made = _scene(drawn, "map", replace(ASKED, since=date(2022, 1, 1)))

    assert made.changed == (VI("scenes.changed.no_such_date", date="01/01/2022"),)
    assert made.moved is None


def test_a_date_after_the_data_is_no_date_to_compare_with(drawn):
    assert _scene(drawn, "map", replace(ASKED, since=JUNE)).changed == ()


def test_who_has_not_reported_is_named_by_the_data_set_that_is_shown(drawn):
    made = _scene(drawn, "map")

    assert made.silent == ("Bình Dương",)
    assert made.silent_said == "1 trên 63 tỉnh chưa nộp số liệu bồi dưỡng."


def test_reporting_says_what_came_since_the_last_meeting(drawn):
    made = _scene(drawn, "reporting")

    assert made.finding.startswith("Đã nhận 3 trên 4 bộ số liệu đến hạn (75,0 %); 1 tỉnh")
    assert made.changed == (
        "Từ 31/03/2022 đến 30/06/2022 đã nhận thêm 2 bộ số liệu.",
        "Số tỉnh còn nợ: 3 ngày 31/03/2022, 1 ngày 30/06/2022.",
    )
    assert made.silent == ("Bình Dương",)
    assert made.chart.native.series[0].values == (0.75,)


def test_reporting_counts_as_the_screen_of_sources_does(country):
    frame = sources.submissions(country, report_year=2021)
    due = sum((frame[f"{name}_due_on"] <= country.snapshot.as_of).sum() for name in ("assessment", "training"))
    table = _scene(country, "reporting").table

    assert sum(row.cells[1].value for row in table.rows[:2]) == due


def test_provinces_are_to_be_attended_to_only_where_more_is_better(drawn):
    assert "cần quan tâm" in _scene(drawn, "map").chart.title
    neutral = _scene(drawn, "map", measure="rated_good").chart.title

    assert "cần quan tâm" not in neutral
    assert "chưa hẳn là kém" in neutral


def test_who_has_what_is_asked_is_not_to_be_attended_to(country):
    made = _scene(country, "map", measure="lms_use").chart.native  # 60 of 63 have an LMS

    assert made.series[0].values == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("part", "whole", "target", "left"), [(94, 100, 0.95, 1), (95, 100, 0.95, 0), (19, 20, 0.95, 0), (0, 7, 0.5, 4)]
)
def test_what_is_missing_to_the_target_is_whole_people(part, whole, target, left):
    assert scenes_behind.missing(part, whole, target) == left


def test_decisions_are_counted_and_late_by_the_day_of_the_meeting(country):
    made = (
        Decision("decision", "Gửi kế hoạch", "Sở A", date(2022, 7, 1)),
        Decision("decision", "Cấp chứng nhận", "Trường B", date(2022, 8, 1)),
        Decision("decision", "Nối API", "Cục C", date(2022, 1, 1), is_open=False),
        Decision("note", "Xin lùi hạn"),
    )

    told = scenes.scene(country, Item("decisions"), ASKED, VI, decisions=made, day=date(2022, 7, 5))

    assert told.finding == "3 kết luận: 2 đang làm, trong đó 1 quá hạn tính đến 05/07/2022."
    assert [row.cells[1].text for row in told.table.rows] == ["Gửi kế hoạch", "Cấp chứng nhận", "Nối API"]
