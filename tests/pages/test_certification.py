"""The way to the certificate and the universities, as drawn and as said."""

import polars as pl
import pytest

from pages.figures import stages, waits
from pages.parts import certification, certification_stalled, certification_waiting, universities, universities_compared
from pages.texts import Words

VI, EN = Words("vi"), Words("en")

DAYS = pl.DataFrame(
    {
        "name": ["chậm", "nhanh", "ít", "chưa"],
        "decided": [200, 100, 9, None],
        "median_days": [20, 7, 1, None],
        "p90_days": [53, 25, 2, None],
        "waiting": [6, 0, 1, None],
        "waiting_median_days": [80, None, 18, None],
    }
)


def test_fewer_than_ten_decided_are_not_ranked_and_the_shortest_median_is_first():
    assert waits.ranked(DAYS)["name"].to_list() == ["nhanh", "chậm"]


def test_a_line_runs_from_the_median_to_the_90_per_cent_mark():
    line, dots, diamonds, texts = waits.dots(waits.ranked(DAYS), words=VI).data

    assert line.x == (7, 25, None, 20, 53, None)
    assert dots.x == (7, 20)
    assert diamonds.x == ()  # 80 days so far lie beyond the axis, and are said in numbers
    assert "chờ 6" in texts.text[1]
    assert "một nửa đã chờ từ 80 ngày" in dots.customdata[1]
    assert "Không còn lượt chờ" in dots.customdata[0]


def test_many_rows_keep_their_axis_on_top_where_it_is_seen():
    many = pl.concat([waits.ranked(DAYS)] * 20)

    assert waits.dots(many, words=VI).layout.xaxis.side == "top"
    assert waits.dots(waits.ranked(DAYS), words=VI).layout.xaxis.side == "bottom"


STOCK = pl.DataFrame(
    {
        "stage": list(stages.KINDS),
        "stage_no": range(1, 12),
        "enrolments": [5, 0, 4, None, None, None, 3, 2, 1, 6, 79],
        "share": [0.05, 0.0, 0.04, None, None, None, 0.03, 0.02, 0.01, 0.06, 0.79],
    }
)


def test_refused_waiting_and_not_sent_have_colours_of_their_own_and_unknown_stages_no_bar():
    (bar,) = stages.stock(STOCK, words=VI).data

    assert len(bar.y) == 8  # core learners know no supporter
    colours = dict(zip(bar.y, bar.marker.color, strict=True))
    assert len({colours[stage] for stage in ("to_university", "at_university", "university_refused", "done")}) == 4


def test_the_stock_says_each_kind_of_standing_apart():
    said = certification.stock_found(STOCK, EN)

    assert "21 of 100" in said  # 5 + 0 + 4 + 3 + 2 + 1 + 6
    assert "8 have not been sent on, 8 are waiting, 5 were refused" in said  # 5+3, 0+2+6, 4+1


@pytest.mark.parametrize("words", [VI, EN])
def test_the_first_sentence_names_the_longest_step(words):
    chain = pl.DataFrame({"step": ["enrolled", "lms", "certificate"], "reached": [120, 100, 92]})
    steps = pl.DataFrame(
        {
            "step": ["supporter", "university"],
            "decided": [10, 10],
            "median_days": [9, 21],
            "p90_days": [20, 50],
            "waiting": [1, 3],
        }
    )
    said = certification.found(chain, steps, words)

    assert "92" in said
    assert words("step.university") in said
    assert certification.found(chain.with_columns(reached=pl.lit(None, pl.Int64)), steps, words) == words(
        "finding.nothing"
    )


def test_who_still_waits_is_said_beside_the_medians():
    said = certification_waiting.found(DAYS, waits.ranked(DAYS), EN)

    assert "nhanh (7 days)" in said
    assert "chậm (20 days)" in said
    assert "7 (2.2% of those sent)" in said  # 6 + 0 + 1 of 309 + 7, the unranked among them


def test_who_stands_still_is_a_share_of_the_unfinished_and_of_all():
    named = pl.DataFrame(
        {
            "name": ["Chờ trường", "Xong"],
            "learners": [10, 30],
            "stalled": [4, None],
            "next_said": ["trường quyết định", ""],
        }
    )
    said = certification_stalled.found(named, "30", VI)

    assert "4 trên 10 người chưa xong (40,0 %; 10,0 % tổng số người)" in said
    assert "trường quyết định" in said
    assert "30" in certification_stalled.found(named.with_columns(stalled=pl.Series([0, None])), "30", VI)


def test_stalled_and_moving_add_up_to_the_stage():
    frame = pl.DataFrame(
        {"stage": ["at_lms", "done"], "stage_no": [2, 11], "learners": [10, 5], "stalled": [4, None],
         "stalled_share": [0.4, None]}
    )  # fmt: skip
    stalled, moving, _ = stages.stalled(frame, words=VI).data

    assert (stalled.x, moving.x) == ((4,), (6,))
    groups = pl.DataFrame({"short": ["A", "B"], "stalled": [4, 1], "unfinished": [10, 10], "stalled_share": [0.4, 0.1]})
    drawn = stages.shares(groups, words=VI, selected="B")
    assert drawn.data[0].x == (0.4, 0.1)
    assert drawn.layout.yaxis.ticktext == ("A", "<b>B</b>")


def test_core_and_mass_are_a_ratio_never_a_sum():
    assert universities.ratio(30.4, VI) == "1 : 30"
    assert universities.ratio(2.5, VI) == "1 : 2,5"
    assert universities.ratio(None, VI) == VI("number.none")


def test_the_ratios_said_are_the_highest_and_the_lowest():
    known = pl.DataFrame({"name": ["A", "B", "C"], "mass_per_core": [40.0, 30.0, 20.0]})

    assert universities_compared.learners_found(known, EN) == (
        "Most mass learners to one core learner: A (1 : 40); fewest: C (1 : 20)."
    )
    assert universities_compared.learners_found(known.head(0), EN) == EN("finding.nothing")


def test_a_card_says_what_is_not_known():
    empty = {"provinces": 3, "provinces_assumed": 1, "core_learners": None, "core_finished": None}
    rows = {"learners": empty | {"mass_learners": None, "mass_per_core": None}, "waits": None, "certified": None,
            "satisfied": None}  # fmt: skip
    lines = universities.card_lines(rows, VI)

    assert len(lines) == 6
    assert VI("universities.card.no_core") in lines
    assert VI("universities.card.no_waits") in lines
    assert VI("universities.card.no_answers") in lines
