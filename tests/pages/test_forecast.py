"""What the forecast screen says and draws: by its words and by the data of its figures."""

from datetime import date, timedelta

import polars as pl
import pytest

from pages.figures import fans, maps, outcomes, ranges, verdicts
from pages.figures.verdicts import VERDICTS
from pages.parts import forecast_findings as findings
from pages.texts import LANGUAGES, Words

VI = Words("vi")
AS_OF, DUE = date(2022, 3, 31), date(2022, 5, 31)


def after(days: int) -> date:
    return AS_OF + timedelta(days=days)


def row(code: str, state: str, verdict: str | None, days=(None, None, None), **more) -> dict:
    ends = [None if each is None else after(each) for each in days]
    return {
        "province_code": code,
        "name_vi": f"Tỉnh <{code}>",
        "name_en": f"Province {code}",
        "part": 60,
        "whole": 100,
        "share": 0.6,
        "target": 0.95,
        "due_on": DUE,
        "days_left": 61,
        "needed_monthly": 17.5,
        "seen_monthly": 20.3,
        "reached_on": None,
        **dict(zip(("early_on", "middle_on", "late_on"), ends, strict=True)),
        "verdict": verdict,
        "state": state,
    } | more


FRAME = pl.DataFrame(
    [
        row("01", "forecast", "on_time", (10, 20, 40)),
        row("02", "forecast", "at_risk", (10, 15, None)),
        row("04", "never", "never"),
        row("06", "reached", "reached", reached_on=date(2021, 12, 31)),
        row("08", "few", None),
        row("10", "few", "late"),
        row("11", "not_reported", None, part=None, whole=None, share=None, target=None, due_on=None),
    ],
    infer_schema_length=None,
)
GROUND = maps.Ground(("/shapes.json",), tuple(FRAME["province_code"]))


def by_code(code: str) -> dict:
    return FRAME.row(by_predicate=pl.col("province_code") == code, named=True)


def test_the_first_sentence_counts_provinces_by_whether_they_will_be_in_time():
    said = findings.heading(FRAME, {"target": 0.95, "due_on": DUE}, VI, module="Mô đun 4")

    assert said == (
        "Mô đun 4, chỉ tiêu 95 %, hạn 31/05/2022: 1 tỉnh đã đạt; 1 kịp hạn; 1 có thể trễ; 1 trễ hạn; "
        "1 không đạt với nhịp này; 2 chưa nói được."
    )


def test_where_nothing_can_be_forecast_the_first_sentence_says_so():
    nothing = FRAME.with_columns(verdict=pl.lit(None, pl.String))

    assert "chưa đủ số liệu" in findings.heading(nothing, {"target": 0.95, "due_on": DUE}, VI, module="Mô đun 4")
    assert "chưa đủ số liệu" in findings.heading(FRAME, None, VI, module="Mô đun 4")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", FRAME["province_code"].to_list())
def test_every_state_of_a_place_has_its_sentence(lang, code):
    words = Words(lang)
    said = findings.place(by_code(code), words, name="Nơi này")

    assert said.startswith("Nơi này")
    assert "{" not in said
    assert findings.expected(by_code(code), words)


def test_an_open_end_is_said_to_be_beyond_five_years():
    assert "hơn 5 năm nữa" in findings.place(by_code("02"), VI, name="X")
    assert findings.expected(by_code("02"), VI) == "10/04/2022 – hơn 5 năm nữa"
    assert findings.expected(by_code("06"), VI) == "Đã đạt (31/12/2021)"


def test_the_pace_seen_is_set_beside_the_pace_needed_while_there_is_time():
    assert findings.paces(by_code("01"), VI) == (
        "Nhịp gần nhất: thêm 20 lượt đạt mỗi tháng; để kịp hạn cần 18."
    )  # 17.5 rounds half up
    assert "cần" not in findings.paces(by_code("01") | {"needed_monthly": None}, VI)
    assert findings.paces(by_code("06"), VI) == ""


def test_an_earlier_score_says_how_many_held_and_that_the_data_are_synthetic():
    summary = {"forecasts": 10, "settled": 4, "held": 3, "still_open": 6, "held_share": 0.75, "missed_days": 12.0}

    said = findings.backtest(summary, VI, module="Mô đun 4", is_synthetic=True)

    assert "4 dự báo đã có thể kết luận, trong đó 3 đúng khoảng (75 %); 6 còn phải chờ." in said
    assert "ít nhất 12 ngày" in said
    assert "mô phỏng" in said
    assert "mô phỏng" not in findings.backtest(summary, VI, module="Mô đun 4", is_synthetic=False)
    unsettled = summary | {"settled": 0, "held": 0, "held_share": None, "missed_days": None}
    assert "chưa kết luận được" in findings.backtest(unsettled, VI, module="Mô đun 4", is_synthetic=False)
    assert "chưa có dự báo" in findings.backtest(None, VI, module="Mô đun 4", is_synthetic=True)


def test_the_next_deadline_is_that_of_a_module_still_open():
    modules = pl.DataFrame(
        {
            "module_code": ["GV1", "GV2", "GV3", "all"],
            "share": [0.97, 0.5, 0.4, 0.6],
            "state": ["reached", "few", "forecast", "forecast"],
            "days_left": [10, -5, 61, 61],
            "due_on": [after(10), after(-5), DUE, DUE],
        }
    )

    assert findings.deadlines(modules, VI) == (
        "1 trên 3 mô đun đã đạt chỉ tiêu tính chung cả nước; 1 mô đun đã quá hạn mà chưa đạt. "
        "Hạn gần nhất còn lại: GV3, ngày 31/05/2022 (còn 61 ngày)."
    )


def test_the_map_puts_every_province_under_its_verdict_and_missing_ones_under_their_state():
    told = verdicts.by_verdict(FRAME, title="X", words=VI, ground=GROUND, wear=maps.Wear())

    keys = [each["key"] for each in told["classes"]]
    assert keys == [*(f"v-{name}" for name in VERDICTS), "not_reported"]
    placed = ("v-on_time", "v-at_risk", "v-never", "v-reached", "v-unsaid", "v-late", "not_reported")
    assert told["at"] == "".join(str(keys.index(key)) for key in placed)
    assert told["columns"][0] == [600] * 6 + [None]


def test_a_range_is_a_bar_from_the_early_to_the_late_end_and_an_open_one_runs_to_the_edge():
    figure = ranges.expected(FRAME, as_of=AS_OF, due_on=DUE, words=VI, selected=("01",))
    bar, middle, open_ = figure.data

    assert list(bar.y) == ["02", "01"]  # the earlier middle on top
    assert bar.base[1] == after(10).isoformat()
    assert bar.x[1] == 30 * 86_400_000
    assert list(middle.x) == [after(15), after(20)]
    assert list(open_.y) == ["02"]
    assert figure.layout.yaxis.ticktext == ("Tỉnh &lt;02&gt;", "<b>Tỉnh &lt;01&gt;</b>")
    assert figure.layout.shapes[0].x0 == DUE


def test_a_deadline_that_has_passed_is_no_line_and_no_forecast_is_no_figure():
    passed = ranges.expected(FRAME, as_of=AS_OF, due_on=after(-1), words=VI)

    assert not passed.layout.shapes
    assert ranges.expected(FRAME.filter(state="few"), as_of=AS_OF, due_on=DUE, words=VI) is None


@pytest.mark.parametrize("days", [20, 90, 200, 400, 900, 1900])
def test_a_time_axis_has_few_ticks_and_the_year_once(days):
    axis = ranges.time_axis(AS_OF, after(days))

    assert len(axis["tickvals"]) <= 7
    years = [text.split("<br>")[1] for text in axis["ticktext"] if "<br>" in text]
    assert len(years) == len(set(years)) == len({tick.year for tick in axis["tickvals"]})


PAST = pl.DataFrame({"as_of": [after(-180), after(-90), AS_OF], "share": [0.2, None, 0.6]})


def test_a_fan_opens_from_the_last_point_to_the_two_ends_at_the_target():
    area, middle, line = fans.fan(PAST, by_code("01"), as_of=AS_OF, words=VI).data

    assert list(line.y) == [0.2, 0.6]
    assert (area.x[0], area.y[0]) == (AS_OF, 0.6)
    assert (after(10), 0.95) == (area.x[1], area.y[1])
    assert after(40) in area.x
    assert middle.x[-1] == after(20)
    assert middle.y[-1] == pytest.approx(0.95)
    halfway = middle.y[len(middle.y) // 2]  # 40 left become 5: half of the way is at the square root
    assert halfway == pytest.approx(1 - (0.4 * 0.05) ** 0.5)


def test_an_open_fan_stays_open_and_without_a_forecast_there_is_the_line_alone():
    area, *_ = fans.fan(PAST, by_code("02"), as_of=AS_OF, words=VI).data

    assert 0.6 in [share for day, share in zip(area.x, area.y, strict=True) if day > AS_OF]
    assert len(fans.fan(PAST, by_code("04"), as_of=AS_OF, words=VI).data) == 1


def test_scores_are_stacked_by_the_date_of_the_forecast():
    summary = pl.DataFrame(
        {
            "made_on": [None, after(-90), AS_OF],
            "forecasts": [7, 4, 3],
            **{name: [1, 1, 0] for name in ("held", "earlier", "later", "overdue")},
            "still_open": [3, 0, 3],
        }
    )
    figure = outcomes.outcomes(summary, words=VI)

    assert [bar.name for bar in figure.data] == list(outcomes.OUTCOMES)
    assert list(figure.data[0].x) == [1, 0]
    assert list(figure.layout.yaxis.ticktext) == ["31/12/2021", "31/03/2022"]
    assert outcomes.outcomes(summary.head(1), words=VI) is None
