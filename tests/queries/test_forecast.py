"""When a module reaches its target: ranges from paces that can be reckoned on paper, and how earlier ones did."""

from datetime import date, timedelta

import pytest

from data.access import Scope
from queries import forecast
from tests.queries.forecast_again import again, scored_again

COHORT = {"audience": "teacher", "cohort_code": "teacher-mass-2020"}
MODULE = COHORT | {"module_code": "GV2"}
MAY_1, MAY_31, JUNE_30 = date(2022, 5, 1), date(2022, 5, 31), date(2022, 6, 30)  # thirty days apart
COURSE = """
    cohort_code       | module_code | starts_on  | ends_on
    teacher-mass-2020 | GV2         | 2022-04-01 | 2022-10-31
"""
LEFT = (date(2022, 10, 31) - JUNE_30).days  # 123 days to the end of the course
TARGETS = "measure,audience,role,cohort_code,module_code,value,due_on,owner,set_on,note\n"


def headline(*counts: tuple[str, int | str, int], module: str = "GV2") -> str:
    """Rows of passes and enrolments of one module: province, part, whole."""
    head = "measure | cohort_code | module_code | province_code | part | whole"
    rows = [f"lms_passed | teacher-mass-2020 | {module} | {code} | {part} | {whole}" for code, part, whole in counts]
    return "\n".join([head, *rows])


@pytest.fixture
def drawn(store_of):
    """A store of the passes given by date, the last of them the snapshot's own."""

    def make(by_date: dict[date, str], **more):
        *earlier, last = sorted(by_date)
        more = {"course": COURSE} | more
        return store_of(headline=by_date[last], as_of=last, previous={day: by_date[day] for day in earlier}, **more)

    return make


def three(code: str, parts: tuple[int | str, ...], wholes: tuple[int, ...] = (100, 100, 100)) -> dict[date, tuple]:
    return {day: (code, *each) for day, *each in zip((MAY_1, MAY_31, JUNE_30), parts, wholes, strict=True)}


def together(*provinces: dict[date, tuple]) -> dict[date, str]:
    days = sorted({day for each in provinces for day in each})
    return {day: headline(*(each[day] for each in provinces if day in each)) for day in days}


def said(answer, code: str, *names: str) -> tuple:
    return answer.filter(province_code=code).select(*names).row(0)


def after(days: int | None) -> date | None:
    return None if days is None else JUNE_30 + timedelta(days=days)


RANGE = ("state", "early_on", "middle_on", "late_on")


def test_a_range_runs_from_the_fastest_straight_line_to_the_slowest_curve(drawn):
    """20 passes in each span. Straight: 35 more at 20 in 30 days take 52.5 days. Curve: 80 left became 40 in 60 days,
    a half, and from 40 to 5 there are three halvings: 180 days. At the slower span, 80 to 60 in 30 days, 217."""
    answer = forecast.by_province(drawn(together(three("01", (20, 40, 60)))), **MODULE)

    assert said(answer, "01", *RANGE) == ("forecast", after(53), after(180), after(217))
    assert said(answer, "01", "share", "target", "days_left", "verdict") == (0.6, 0.95, LEFT, "at_risk")
    needed, seen = said(answer, "01", "needed_monthly", "seen_monthly")
    assert needed == pytest.approx(35 / LEFT * 30.4375)
    assert seen == pytest.approx(20 / 30 * 30.4375)


def test_who_enrols_later_joins_those_who_are_left(drawn):
    """90 left became 70; then 50 joined, and 120 became 90. 82.5 are missing at 30 in 30 days: 83 days. Of 90 left
    7.5 may stay: ln 12 over the two spans' ln(90/70) + ln(120/90) in 60 days is 277, over the slower one 297."""
    store = drawn(together(three("04", (10, 30, 60), (100, 100, 150))))

    assert said(forecast.by_province(store, **MODULE), "04", *RANGE) == ("forecast", after(83), after(277), after(297))


def test_a_pace_that_stopped_leaves_the_later_end_open(drawn):
    """Ten in the first span, none in the second: 105 days straight; ln(50/40) in 60 days for ln 8 is 560."""
    answer = forecast.by_province(drawn(together(three("14", (50, 60, 60)))), **MODULE)

    assert said(answer, "14", *RANGE) == ("forecast", after(105), after(560), None)


@pytest.mark.parametrize(
    ("parts", "wholes", "state"),
    [
        ((50, 50, 50), (100, 100, 100), "never"),
        ((50, 60, 55), (100, 100, 100), "fell"),
        ((0, 0, 0), (100, 100, 100), "not_begun"),
        ((0, 0, 0), (0, 0, 0), "nobody"),
        ((90, 96, 97), (100, 100, 100), "reached"),
        ((1, 2, 3), (100_000, 100_000, 100_000), "never"),  # a pace, but of centuries
    ],
)
def test_where_no_day_can_be_named_it_is_said_why(drawn, parts, wholes, state):
    answer = forecast.by_province(drawn(together(three("01", parts, wholes))), **MODULE)

    assert said(answer, "01", *RANGE) == (state, None, None, None)


def test_fewer_than_three_dates_are_too_few(drawn):
    two = {MAY_31: headline(("01", 40, 100)), JUNE_30: headline(("01", 60, 100))}

    answer = forecast.by_province(drawn(two), **MODULE)

    assert said(answer, "01", *RANGE, "verdict") == ("few", None, None, None, None)


def test_a_date_too_near_is_passed_over(drawn):
    dated = together(three("01", (20, 40, 60)))
    nearer = dated | {date(2022, 6, 20): headline(("01", 59, 100))}

    plain, with_nearer = (forecast.by_province(drawn(each), **MODULE) for each in (dated, nearer))

    assert with_nearer.equals(plain)


def test_the_date_of_a_module_that_has_reached_it_is_the_first_that_shows_it(drawn):
    answer = forecast.by_province(drawn(together(three("01", (90, 96, 97)))), **MODULE)

    assert said(answer, "01", "reached_on", "verdict", "needed_monthly") == (MAY_31, "reached", None)


@pytest.mark.parametrize(
    ("due_on", "verdict"),
    [
        ("2023-02-02", "on_time"),  # the latest day is 217 days away
        ("2023-02-01", "at_risk"),
        ("2022-08-22", "at_risk"),  # the earliest is 53 days away
        ("2022-08-21", "late"),
        ("2022-06-30", "late"),
    ],
)
def test_the_range_is_held_against_the_day_that_was_set(drawn, due_on, verdict):
    text = f"{TARGETS}lms_passed,,,teacher-mass-2020,GV2,,{due_on},Cục,2022-05-01,\n"

    answer = forecast.by_province(drawn(together(three("01", (20, 40, 60))), targets=text), **MODULE)

    assert said(answer, "01", "verdict") == (verdict,)


def test_what_was_set_moves_the_forecast(drawn):
    """Of 40 left 20 may stay at a target of 80 %: one halving, so 60 days in the middle."""
    text = f"{TARGETS}lms_passed,teacher,,,,80%,,Bộ,2022-05-01,\n"

    answer = forecast.by_province(drawn(together(three("01", (20, 40, 60))), targets=text), **MODULE)

    assert said(answer, "01", "target", "early_on", "middle_on") == (0.8, after(30), after(60))


def test_every_other_province_says_what_it_lacks(drawn):
    lms = """
        province_code | platform
        01            | VNPT
        02            |
    """
    answer = forecast.by_province(drawn(together(three("01", (20, 40, 60))), lms_use=lms), **MODULE)

    assert answer.height == 63
    assert said(answer, "02", "state", "share") == ("not_applicable", None)
    assert said(answer, "04", "state", "target") == ("no_data", None)


def test_a_small_group_of_another_province_stays_withheld(drawn):
    dated = together(three("01", (2, 4, 6), (8, 8, 8)), three("22", (2, 4, 6), (8, 8, 8)))

    answer = forecast.by_province(drawn(dated, scope=Scope.of_province("22")), **MODULE)

    assert said(answer, "01", "state", "share", "early_on") == ("withheld", None, None)
    assert said(answer, "22", "state") == ("forecast",)


def test_a_unit_of_the_34_is_forecast_from_the_sums_of_its_parts(drawn):
    """Quảng Ninh stays what it was; Phú Thọ, Hòa Bình and Vĩnh Phúc are one unit: their counts together."""
    parts = [three(code, (20, 40, 60)) for code in ("22", "17", "25", "26")]

    answer = forecast.by_province(drawn(together(*parts), division=34), **MODULE)

    assert answer.height == 34
    assert said(answer, "22", "whole", *RANGE) == (100, "forecast", after(53), after(180), after(217))
    assert said(answer, "25", "whole", *RANGE) == (300, "forecast", after(53), after(180), after(217))


def test_the_country_is_forecast_from_the_sums_of_the_provinces_in_both_dates(drawn):
    """06 came in June: its 90 passes are no pace of the country's. 20 a span of 100, from 40 + 40 in 200 left."""
    dated = together(three("01", (20, 40, 60)), three("04", (20, 40, 60)), {JUNE_30: ("06", 90, 100)})

    answer = forecast.by_module(drawn(dated), **COHORT)

    row = answer.filter(module_code="GV2").to_dicts()[0]
    assert (row["part"], row["whole"], row["state"]) == (210, 300, "forecast")
    assert row["seen_monthly"] == pytest.approx(40 / 30 * 30.4375)
    assert row["early_on"] == after(57)  # 0.95 of 300 less 210 is 75, at 40 in 30 days 56.25
    assert (row["provinces_at_risk"], row["provinces_unsaid"], row["provinces_reached"]) == (2, 1, 0)


def test_every_module_of_the_cohort_says_who_set_its_target_and_its_day(drawn):
    text = f"{TARGETS}lms_passed,,,teacher-mass-2020,GV2,90%,,Bộ,2022-05-01,\n"

    answer = forecast.by_module(drawn(together(three("01", (20, 40, 60))), targets=text), **COHORT)

    assert answer["module_code"].to_list() == ["GV1", "GV2", "GV3", "GV4", "GV5", "all"]
    told = answer.select("module_code", "target", "basis", "set_on", "due_on", "due_basis", "state").rows()
    assert told[1] == ("GV2", 0.9, "set", MAY_1, date(2022, 10, 31), "planned", "forecast")
    assert told[2] == ("GV3", 0.95, "default", None, None, None, "no_data")
    assert told[5] == ("all", 0.95, "default", None, date(2022, 10, 31), "planned", "no_data")


# ---- how earlier forecasts did

DAYS = [date(2022, 1, 31), date(2022, 3, 2), date(2022, 4, 1), date(2022, 5, 1), JUNE_30]
THEN = DAYS[2]  # the first day on which there is a forecast
SERIES = {
    "01": ((20, 40, 60, 70, 97), 100),  # 53 to 217 days; 25 of the 27 points from May to June: 56 of 60 days
    "04": ((20, 40, 60, 96, 97), 100),  # 35 of the 36 points to May: 30 of 30 days, before the 53
    "06": ((800, 900, 940, 945, 960), 1000),  # 3 to 11 days; a third of the way from May to June: 20 of 60 days
    "08": ((800, 900, 940, 945, 945), 1000),  # the same range has passed
    "10": ((20, 40, 60, 60, 60), 100),  # not reached, and the later end is to come
}


def five() -> dict[date, str]:
    return {
        day: headline(*((code, parts[place], whole) for code, (parts, whole) in SERIES.items()))
        for place, day in enumerate(DAYS)
    }


def test_an_earlier_forecast_is_made_from_what_was_known_then_and_held_against_what_came(drawn):
    answer = forecast.backtest(drawn(five()), **MODULE).filter(made_on=THEN)

    came = answer.select("province_code", "happened_on", "outcome", "missed_days").rows()
    june_26, may_21 = date(2022, 6, 26), date(2022, 5, 21)
    assert came == [
        ("01", june_26, "held", (june_26 - THEN).days - 180),
        ("04", date(2022, 5, 1), "earlier", 30 - 180),
        ("06", may_21, "later", (may_21 - THEN).days - 10),  # middle: ln(60/50) over ln(200/60) in 60 days, 9.1
        ("08", None, "overdue", (JUNE_30 - THEN).days - 10),
        ("10", None, "open", None),
    ]


def test_what_is_shown_today_is_what_is_scored_tomorrow(drawn):
    dated = five()
    shown = forecast.by_province(drawn({day: dated[day] for day in DAYS[:3]}), **MODULE)
    scored = forecast.backtest(drawn(dated), **MODULE).filter(made_on=THEN)

    columns = ["province_code", "early_on", "middle_on", "late_on"]
    assert shown.filter(state="forecast").select(columns).equals(scored.select(columns))


def test_outcomes_are_counted_by_module_and_date(drawn):
    answer = forecast.backtest_summary(drawn(five()), **COHORT)

    counts = ("forecasts", "settled", "held", "earlier", "later", "overdue", "still_open")
    own = answer.filter(module_code="GV2", made_on=THEN)
    assert own.select(*counts).row(0) == (5, 4, 1, 1, 1, 1, 1)
    assert own.select("held_share", "unrefuted_share").row(0) == (1 / 4, 2 / 5)
    assert own["missed_days"].item() == (80 + 94) / 2  # of 94, 150, 40 and 80 days, either way
    everything = answer.filter(answer["made_on"].is_null()).select("module_code", "forecasts").rows()
    assert [module for module, _ in everything] == ["GV2", "single"]
    assert len({forecasts for _, forecasts in everything}) == 1


def test_without_earlier_forecasts_there_is_nothing_to_score(drawn):
    store = drawn(together(three("01", (20, 40, 60))))

    assert forecast.backtest(store, **MODULE).is_empty()
    assert forecast.backtest_summary(store, **COHORT).is_empty()


# ---- the same a second way, province by province, on a history of many dates

MANY = [date(2021, 1, 31) + timedelta(days=37 * place) for place in range(9)]


def many() -> dict[str, list[tuple[int, int]]]:
    """Twelve provinces at nine dates: slow and fast, growing, falling once, stopped."""
    found = {}
    for number, code in enumerate(("01", "02", "04", "06", "08", "10", "11", "12", "14", "15", "17", "19")):
        wholes = [200 + 40 * (place // 3) * (number % 3) for place in range(9)]
        speed = 0.08 + 0.05 * (number % 5)
        parts = [int(whole * (1 - (1 - speed) ** place)) for place, whole in enumerate(wholes)]
        if number == 7:
            parts[5] = parts[4] - 3
        if number == 8:
            parts[4:] = [parts[3]] * 5
        found[code] = list(zip(parts, wholes, strict=True))
    return found


def test_many_dates_give_the_same_forecast_a_second_way(drawn):
    series = many()
    for last in range(2, 9):
        days = MANY[: last + 1]
        dated = {day: headline(*((code, *rows[i]) for code, rows in series.items())) for i, day in enumerate(days)}
        answer = forecast.by_province(drawn(dated), **MODULE)
        for code, rows in series.items():
            known = dict(zip(days, rows[: last + 1], strict=True))
            assert said(answer, code, *RANGE) == again(known, days[-1]), (code, days[-1])


def test_many_dates_are_scored_the_same_a_second_way(drawn):
    series = many()
    dated = {day: headline(*((code, *rows[i]) for code, rows in series.items())) for i, day in enumerate(MANY)}

    answer = forecast.backtest(drawn(dated), **MODULE)

    second = [row for code, rows in series.items() for row in scored_again(code, dict(zip(MANY, rows, strict=True)))]
    assert answer.height > 20
    assert answer.select("made_on", "province_code", "happened_on", "outcome").rows() == sorted(second)
