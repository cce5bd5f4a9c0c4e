"""The training calendar: its figures by their data, its sentences by hand."""

from datetime import date, timedelta

import polars as pl
import pytest

from pages.figures import calendars, courses, style
from pages.parts import delivery_said
from pages.texts import Words

VI, EN = Words("vi"), Words("en")


def _days(told):
    """A by_day answer of the school year 2021 with these days told."""
    days = [date(2021, 9, 1) + timedelta(days=each) for each in range(365)]
    rows = [(day, told.get(day), 1 if day in told else 0) for day in days]
    schema = {"day_on": pl.Date(), "active_learners": pl.Int64(), "provinces_with_data": pl.Int64()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _months(year, learner_days, last=12):
    """A by_month answer whose months from September hold these learner-days; those after ``last`` have not begun."""
    firsts = [date(year + (place > 3), (place + 8) % 12 + 1, 1) for place in range(12)]
    whole = sum(each or 0 for each in learner_days)
    rows = [
        (first, 30 if place < last else None, known, known / whole if known is not None else None)
        for place, (first, known) in enumerate(zip(firsts, learner_days, strict=True))
    ]
    schema = {"month_on": pl.Date(), "calendar_days": pl.Int64(), "learner_days": pl.Int64(), "share": pl.Float64()}
    return pl.DataFrame(rows, schema=schema, orient="row")


# Monday 6 September is in the second week, Sunday 5 September in the first
TOLD = {date(2021, 9, 1): 5, date(2021, 9, 5): 100, date(2021, 9, 6): 900, date(2022, 6, 30): 40}


def test_a_day_stands_in_its_week_and_weekday_and_what_was_not_told_is_blank():
    heat, _ = calendars.days(_days(TOLD), deadlines=[], words=VI).data

    assert [heat.z[2][0], heat.z[6][0], heat.z[0][1]] == sorted([heat.z[2][0], heat.z[6][0], heat.z[0][1]])
    assert heat.z[0][0] is None  # Monday 30 August
    assert heat.z[1][1] is None  # Tuesday 7 September
    assert sum(cell is not None for row in heat.z for cell in row) == len(TOLD)
    assert heat.customdata[0][1] == "Thứ Hai, 06/09/2021<br><b>900</b> người học, ở 1 tỉnh"


def test_deadlines_of_one_week_share_a_mark():
    due = [(date(2022, 3, 31), "a"), (date(2022, 4, 1), "b"), (date(2022, 6, 30), "c")]

    _, marks = calendars.days(_days(TOLD), deadlines=due, words=EN).data

    assert marks.customdata == ("31/03/2022: a<br>01/04/2022: b", "30/06/2022: c")
    assert marks.x[0] == (date(2022, 3, 31) - date(2021, 8, 30)).days // 7


def test_the_school_years_two_ends_are_marked_and_named():
    figure = calendars.days(_days(TOLD), deadlines=[], words=VI)

    assert [note.text for note in figure.layout.annotations] == ["khai giảng 5/9", "hết năm học 31/5"]
    assert [shape.x0 for shape in figure.layout.shapes] == [
        -0.5,
        (date(2022, 5, 31) - date(2021, 8, 30)).days // 7 + 0.5,
    ]


def test_classes_hold_about_as_many_days_and_none_is_named_twice():
    assert calendars.breaks(pl.Series(range(1, 101))) == [20, 40, 60, 80]
    assert calendars.breaks(pl.Series([3] * 10)) == []
    assert calendars.breaks(pl.Series([1, 1, 1, 1, 5000])) == []
    assert calendars.breaks(pl.Series([], dtype=pl.Int64)) == []
    assert calendars.breaks(pl.Series([1234, 5678, 91011, 121314, 151617])) == [5600, 91000, 120000]


NOW = _months(2021, [10, None, 30, 40, 10, 0, 0, 5, 5, None, None, None], last=10)
BEFORE = _months(2020, [50, 50, None, None, None, None, None, None, None, None, None, None])


def test_months_stress_the_ends_of_the_year_and_leave_out_what_was_not_told():
    bars, past, even = calendars.months(NOW, before=BEFORE, words=VI).data

    assert list(bars.y) == [0.1, None, 0.3, 0.4, 0.1, 0.0, 0.0, 0.05, 0.05, None, None, None]
    stressed = [name for name, colour in zip(bars.x, bars.marker.color, strict=True) if colour == style.ACCENT]
    assert stressed == ["T11", "T12", "T4", "T5"]
    assert bars.text[1] == ""
    assert bars.customdata[1] == "<b>10/2021</b><br>không có số liệu"
    assert list(past.y)[:3] == [0.5, 0.5, None]
    assert list(even.y) == [0.1] * 10 + [None] * 2


def test_the_first_sentence_holds_both_ends_against_an_even_spread():
    said = delivery_said.headline(NOW, EN, year=2021, role="mass", place="Whole country")

    assert said == (
        "Whole country, school year 2021–2022, mass learners: November and December hold 70.0% of the learner-days on"
        " the LMS (an even spread would be 20.0%). April and May hold 10.0% (an even spread would be 20.0%)."
    )


def test_an_end_without_anybody_and_one_that_has_not_begun_are_told_apart():
    early = _months(2021, [10, None, None, None, *[None] * 8], last=5)

    said = delivery_said.headline(early, VI, year=2021, role="core", place="Huế")

    assert "Tháng 11–12 không ai được ghi nhận là có học (rải đều thì là 40,0 %)." in said
    assert "4–5" not in said


@pytest.mark.parametrize(("state", "ending"), [("", "no data."), ("not_applicable", "no training on an lms.")])
def test_where_nothing_is_known_the_reason_is_said(state, ending):
    said = delivery_said.headline(_months(2021, [None] * 12), EN, year=2021, role="mass", place="Bac Lieu", state=state)

    assert said.lower().endswith(ending), said


def test_the_busiest_day_and_month_are_said():
    assert delivery_said.busiest_day(_days(TOLD), EN) == (
        "The busiest day was 06/09/2021: 900 learners. Known are 4 days, from 01/09/2021 to 30/06/2022."
    )
    assert delivery_said.busiest_day(_days({}), EN) == EN("finding.nothing")
    assert delivery_said.busiest_month(NOW, BEFORE, EN) == (
        "The busiest month is 12/2021: 40.0% of the year's learner-days. A year before it was 09/2020: 50.0%."
    )
    assert delivery_said.busiest_month(_months(2021, [None] * 12), BEFORE, EN) == EN("finding.nothing")


def test_provinces_without_activity_are_told_by_their_reason():
    named = pl.DataFrame(
        {
            "province_code": ["01", "22", "95", "93"],
            "name": ["A", "B", "C", "D"],
            "busiest_share": [0.4, 0.9, None, None],
            "state": ["value", "value", "not_applicable", "no_data"],
        }
    )

    assert delivery_said.bunched(named, EN) == (
        "Most bunched is B: its 8 busiest weeks hold 90.0% of the year's learner-days; least is A: 40.0%."
        " 1 provinces do not train on an LMS, so there is no activity to count. Of 1 provinces no activity is known."
    )
    assert "A: its 8 busiest weeks hold 40.0%" in delivery_said.bunched(named.head(1), EN)
    assert delivery_said.bunched(named.tail(2), EN) == EN("finding.nothing")


COURSES = pl.DataFrame(
    {
        "cohort_code": ["core", "mass", "mass"],
        "role": ["core", "mass", "mass"],
        "name_vi": ["Cốt cán", "Đại trà <b>", "Đại trà <b>"],
        "name_en": ["Core", "Mass <b>", "Mass <b>"],
        "module_code": ["GV1", "GV1", "GV2"],
        "number": [1, 1, 2],
        "starts_on": [date(2021, 9, 1), date(2021, 9, 10), date(2021, 10, 1)],
        "ends_on": [date(2021, 9, 20), date(2021, 10, 1), date(2021, 10, 31)],
        "pattern": ["5-3-7", "online", "online"],
        "online_before_days": [5, 15, 15],
        "face_days": [3, 0, 0],
        "online_after_days": [7, 0, 0],
        "basis": ["inferred", "assumed", "synthetic"],
    }
)


def test_a_course_is_a_bar_from_its_first_day_through_its_last_under_its_cohort():
    figure = courses.schedule(COURSES, year=2021, as_of=date(2021, 12, 31), words=EN)
    core, mass = figure.data

    assert list(core.base) == ["2021-09-01"]
    assert list(core.x) == [20 * 86_400_000]
    assert list(figure.layout.yaxis.tickvals) == ["core", "core GV1", "mass", "mass GV1", "mass GV2"]
    assert list(figure.layout.yaxis.ticktext) == ["", "Module 1", "", "Module 1", "Module 2"]
    assert [list(bars.marker.pattern.shape) for bars in (core, mass)] == [[""], ["/", "/"]]  # assumed: hatched
    assert "<b>Mass &lt;b&gt;</b>" in [note.text for note in figure.layout.annotations]
    assert "5 days online, 3 face to face, 7 online" in core.customdata[0]


def test_patterns_and_courses_at_once_are_counted():
    assert delivery_said.patterns(COURSES, EN).startswith("3 courses: online (2), 5-3-7 (1). Of 2 of them")
    # on 10 September two are open, on 1 October too: the last day of one is the first of the other
    assert delivery_said.together(COURSES, EN) == (
        "3 courses from 01/09/2021 to 31/10/2021; at most 2 are open at once, on 10/09/2021."
    )
    assert delivery_said.together(COURSES.clear(), EN) == EN("finding.nothing")
