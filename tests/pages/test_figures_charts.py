"""Bars, lines and matrices, by their data."""

from datetime import date, timedelta

import polars as pl
import pytest

from data.measures import measures
from data.schema import MARKS
from pages.figures import axes, bars, lines, matrices, style
from pages.texts import Words

LMS = measures()["lms_passed"]
VI, EN = Words("vi"), Words("en")

PROVINCES = pl.DataFrame(
    {
        "province_code": ["01", "02", "04", "06"],
        "name_vi": ["Hà Nội", "Hà Giang", "Cao Bằng", "Bắc <Kạn>"],
        "name_en": ["Ha Noi", "Ha Giang", "Cao Bang", "Bac Kan"],
        "part": [90, None, 80, 95],
        "whole": [100, None, 100, 100],
        "share": [0.9, None, 0.8, 0.95],
        "state": ["value", "not_reported", "value", "value"],
    }
)


def test_provinces_are_ranked_and_those_without_a_share_come_last_in_words():
    bar, text = bars.ranking(PROVINCES, measure=LMS, words=VI).data

    assert list(bar.y) == ["06", "01", "04", "02"]
    assert list(bar.x) == [0.95, 0.9, 0.8, 0]
    assert text.text[0] == "95,0 %  ·  95/100"
    assert text.text[-1] == "Chưa nộp số liệu"
    assert [data[0] for data in bar.customdata] == ["06", "01", "04", "02"]


def test_bars_start_at_zero_and_keep_the_colours_of_the_map():
    figure = bars.ranking(PROVINCES, measure=LMS, words=VI)

    assert figure.layout.xaxis.range[0] == 0
    assert list(figure.data[0].marker.color)[:3] == [style.FAMILIES["completion"][i] for i in (4, 3, 2)]


def test_the_selected_province_stays_when_only_the_first_are_shown():
    figure = bars.ranking(PROVINCES, measure=LMS, words=VI, selected="04", limit=1)

    assert list(figure.data[0].y) == ["06", "04"]
    assert figure.layout.yaxis.ticktext == ("Bắc &lt;Kạn&gt;", "<b>Cao Bằng</b>")


def test_a_target_is_drawn_with_its_name_and_only_when_there_is_one():
    named = bars.ranking(PROVINCES, measure=LMS, words=VI, target=0.975)

    assert [note.text for note in named.layout.annotations] == ["Chỉ tiêu 97,5 %"]
    assert named.layout.shapes[0].x0 == 0.975
    assert not bars.ranking(PROVINCES, measure=LMS, words=VI).layout.shapes


@pytest.mark.parametrize("rows", [0, 1])
def test_a_rank_of_few_or_none_is_drawn_all_the_same(rows):
    assert len(bars.ranking(PROVINCES.head(rows), measure=LMS, words=VI, target=0.9).data[0].y) == rows


LEVELS = pl.DataFrame(
    {
        "label": ["Nữ", "Dtts", "Khác"],
        "chua_dat": [10, None, 0],
        "dat": [360, None, 0],
        "kha": [4996, None, 0],
        "tot": [4362, None, 0],
    }
)


def test_levels_run_from_chua_dat_to_tot_and_fill_the_bar():
    figure = bars.levels(LEVELS, label="label", words=VI)

    assert [trace.meta for trace in figure.data] == list(MARKS)
    assert [trace.marker.color for trace in figure.data] == list(style.RATINGS.values())
    assert sum(trace.x[0] for trace in figure.data) == pytest.approx(1)
    assert figure.data[0].text == ("", "", "")  # 0,1 % is too thin for a number
    assert figure.data[2].text[0] == "51 %"


def test_levels_that_were_not_read_are_no_bar_and_no_zero():
    figure = bars.levels(LEVELS, label="label", words=VI)
    names = [name.replace("<br>", " ") for name in figure.layout.yaxis.ticktext]

    assert all(trace.x[1] is None and trace.x[2] is None for trace in figure.data)
    assert names[0].replace("\u00a0", " ") == "Nữ (n = 9.728)"
    assert names[1:] == ["Dtts (Chưa có số liệu)", f"Khác ({VI('state.nobody')})"]


CHAIN = pl.DataFrame(
    {
        "step": ["lms", "enrolled", "supporter"],
        "step_no": [2, 1, 3],
        "reached": [80, 100, None],
        "waiting": [5, 0, None],
        "refused": [10, 0, None],
        "not_sent": [5, 0, None],
        "share_of_previous": [0.8, None, None],
    }
)


def test_steps_come_in_their_order_with_count_and_share_of_the_step_before():
    figure = bars.steps(CHAIN, words=VI)
    names = figure.layout.yaxis.ticktext

    assert list(figure.data[0].y) == ["enrolled", "lms", "supporter"]
    assert names[0].endswith("<br>100")
    assert names[1].endswith("<br>80  ·  80,0 %")
    assert names[2].endswith("<br>–")
    assert [(trace.meta, list(trace.x)) for trace in figure.data] == [
        ("reached", [100, 80, None]),
        ("waiting", [0, 5, None]),
        ("refused", [0, 10, None]),
    ]


def test_plain_bars_write_shares_and_counts_in_their_own_form():
    frame = pl.DataFrame({"name": ["A & B", "C"], "lms_share": [0.5, None], "learners": [12345, 1]})
    shares = bars.simple(frame, label="name", value="lms_share", words=EN, target=0.9)
    counts = bars.simple(frame, label="name", value="learners", words=EN)

    assert list(shares.data[1].text) == ["50.0%", EN("state.no_data")]
    assert min(shares.data[1].x[:1]) > 0.9, "clear of the target line"
    assert list(counts.data[0].text) == ["12,345", "1"]
    assert shares.layout.yaxis.ticktext[0] == "A &amp; B"


DAYS = [date(2020, 12, 31), date(2021, 3, 31), date(2021, 6, 30)]


def over_time(*shares):
    return pl.DataFrame(
        {"as_of": DAYS[: len(shares)], "part": [None] * len(shares), "whole": [100] * len(shares), "share": shares},
        schema={"as_of": pl.Date, "part": pl.Int64, "whole": pl.Int64, "share": pl.Float64},
    )


def test_a_null_is_a_gap_in_the_line_and_the_last_known_point_is_labelled():
    figure = lines.over_time(over_time(0.4, None, 0.5), words=VI, measure=LMS)

    assert list(figure.data[0].y) == [0.4, None, 0.5]
    assert figure.data[0].connectgaps is False
    assert [note.text for note in figure.layout.annotations] == ["<b>50,0 %</b>"]


def test_an_axis_that_does_not_start_at_zero_says_so():
    cut = lines.over_time(over_time(0.8, 0.9, 0.95), words=VI, measure=LMS, target=0.9)
    whole = lines.over_time(over_time(0.2, 0.9, 0.95), words=VI, measure=LMS)

    assert "Trục tung bắt đầu từ 50 %, không phải từ 0" in [note.text for note in cut.layout.annotations]
    assert whole.layout.yaxis.range[0] == 0


def test_two_lines_are_told_apart_by_name_and_dash():
    figure = lines.over_time(
        over_time(0.8, 0.9), words=VI, measure=LMS, second=over_time(0.8, 0.9), names=("Quảng Ninh", "Cả nước")
    )
    labels = figure.layout.annotations

    assert [trace.line.dash for trace in figure.data] == ["solid", "dash"]
    assert [label.text.split("<br>")[1] for label in labels[:2]] == ["Quảng Ninh", "Cả nước"]
    assert abs(labels[0].yshift - labels[1].yshift) >= 30


@pytest.mark.parametrize("shares", [[], [0.9], [None, None], [0.9, 0.9, 0.9], [0.0, 0.0]])
def test_few_equal_or_no_points_are_drawn_all_the_same(shares):
    figure = lines.over_time(over_time(*shares), words=EN, measure=LMS)

    assert len(figure.data[0].y) == len(shares)


def cells():
    rows = [
        ("core-2019", "core", 2019, "GV1", 1, 100, 95, 0.95),
        ("core-2019", "core", 2019, "GV9", 9, 50, 20, 0.4),
        ("mass-2020", "mass", 2020, "GV1", 1, None, None, None),
    ]
    names = ["cohort_code", "role", "intake", "module_code", "number", "enrolments", "lms_passed", "lms_share"]
    return pl.DataFrame(rows, schema=names, orient="row")


def test_a_cell_without_data_is_grey_and_one_not_required_is_blank():
    known, missing = matrices.cohort_module(cells(), words=VI).data

    assert [list(row) for row in known.z] == [[4, 0], [None, None], [None, None]]
    assert [list(row) for row in missing.z] == [[None, None], [None, None], [0, None]]
    assert missing.text[2][0] == "Chưa có"
    assert known.text[2][1] == missing.text[2][1] == ""


def test_core_stands_above_mass_with_a_space_between():
    figure = matrices.cohort_module(cells(), words=VI)

    assert figure.layout.yaxis.ticktext == ("Cốt cán 2019", "", "Đại trà 2020")
    assert list(figure.data[0].y) == [0, 1, 1.25, 2.25]
    assert "95,0 %" in figure.data[0].text[0][0]


def test_a_matrix_of_nothing_is_drawn_all_the_same():
    assert matrices.cohort_module(cells().clear(), words=VI).layout.height > 0


@pytest.mark.parametrize(
    ("top", "ticks"), [(1.0, [0, 0.25, 0.5, 0.75, 1.0]), (0.12, [0, 0.05, 0.1]), (0.5, [0, 0.1, 0.2, 0.3, 0.4, 0.5])]
)
def test_ticks_are_round_and_few(top, ticks):
    assert axes.share_ticks(top) == pytest.approx(ticks)


def test_the_axis_of_dates_ends_with_the_last_snapshot_and_leaves_the_labels_to_the_margin():
    figure = lines.over_time(over_time(0.5, 0.7, 0.8), words=VI, measure=LMS, second=over_time(0.4, 0.6, 0.7))
    first, last = figure.layout.xaxis.range

    assert DAYS[0] - timedelta(days=30) < first < DAYS[0]
    assert DAYS[2] < last < DAYS[2] + timedelta(days=30)


@pytest.mark.parametrize("name", ["Quảng Ninh", "Bà Rịa - Vũng Tàu"])
def test_two_last_labels_keep_apart_however_long_the_name(name):
    figure = lines.over_time(
        over_time(0.5, 0.7, 0.80), words=VI, measure=LMS, second=over_time(0.4, 0.6, 0.79), names=(name, "Cả nước")
    )
    above, below = (note for note in figure.layout.annotations if note.xanchor == "left" and note.xshift == 8)
    needed = 18 * (above.text.count("<br>") + below.text.count("<br>") + 2) / 2

    assert above.yshift - below.yshift + 0.01 * 240 >= needed - 0.01
