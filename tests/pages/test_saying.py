"""Saying: the line above a chart tells what the chart shows, no more."""

from datetime import date

import polars as pl
import pytest

from pages.texts import Words
from pages.told import saying


@pytest.fixture
def words():
    return Words("vi")


def test_the_highest_and_the_lowest_are_named_with_their_distance(words):
    frame = pl.DataFrame({"name": ["Bắc", "Trung", "Nam"], "share": [0.9, None, 0.85]})

    assert saying.ends(frame, words, name="name") == (
        "Cao nhất: Bắc (90,0 %); thấp nhất: Nam (85,0 %); chênh nhau 5,0 điểm %."
    )


@pytest.mark.parametrize("shares", [[0.9], [0.9, 0.9]])
def test_where_all_are_alike_nobody_is_last(words, shares):
    frame = pl.DataFrame({"name": ["a", "b"][: len(shares)], "share": shares})

    assert saying.ends(frame, words, name="name") == f"Cả {len(shares)} dòng có số liệu cùng ở mức 90,0 %."


def test_nothing_known_is_said_so(words):
    frame = pl.DataFrame({"name": ["a"], "share": [None]}, schema_overrides={"share": pl.Float64})

    assert saying.ends(frame, words, name="name") == words("finding.nothing")


def test_the_step_where_most_are_held_up_counts_waiting_refused_and_not_sent(words):
    chain = pl.DataFrame(
        {
            "step": ["enrolled", "lms", "supporter", "university", "certificate"],
            "reached": [200, 180, 120, 110, 100],
            "waiting": [None, 10, 30, 4, 10],
            "refused": [None, 4, 5, 1, None],
            "not_sent": [None, 6, 25, 5, 0],
            "share_of_previous": [None, 0.9, 120 / 180, 110 / 120, 100 / 110],
        }
    )

    assert saying.steps(chain, words) == (
        "Từ 200 lượt ghi danh, 100 lượt đã được cấp chứng nhận (50,0 %). "
        "Còn vướng nhiều nhất ở bước Cốt cán xác nhận: 60 lượt đang chờ, bị trả lại hoặc chưa gửi."
    )


def test_a_trend_tells_the_whole_way_and_the_last_step(words):
    here = pl.DataFrame(
        {
            "as_of": [date(2021, 3, 31), date(2021, 6, 30), date(2021, 9, 30), date(2021, 12, 31)],
            "share": [None, 0.5, 0.7, 0.65],
        }
    )

    assert (
        saying.trend(here, words)
        == "Từ 50,0 % ngày 30/06/2021 đến 65,0 % ngày 31/12/2021; -5,0 điểm % so với ngày 30/09/2021."
    )
    assert saying.trend(here.head(2), words) == "Mới có một thời điểm: 30/06/2021, 50,0 %."


def test_the_total_is_not_one_of_the_levels_compared(words):
    frame = pl.DataFrame(
        {
            "level": ["all", "primary", "upper_secondary"],
            "name": ["Tổng số", "Tiểu học", "Trung học phổ thông"],
            "chua_dat": [0, 0, 0],
            "dat": [10, 5, 5],
            "kha": [100, 45, 55],
            "tot": [90, 50, 40],
        }
    )

    assert saying.levels(frame, words).startswith("Mức Tốt: Cao nhất: Tiểu học (50,0 %); thấp nhất: Trung học phổ")


def test_the_weakest_criterion_is_the_one_with_most_people_below_kha(words):
    named = pl.DataFrame(
        {
            "criterion_no": [1, 2, 3],
            "name": ["1. Đạo đức", "2. Phong cách", "3. Chuyên môn"],
            "rated": [100, 100, 0],
            "chua_dat_share": [0.01, 0.0, None],
            "dat_share": [0.02, 0.04, None],
        }
    )

    assert (
        saying.criteria(named, words)
        == "Nhiều người dưới mức Khá nhất: 2. Phong cách (4,0 % trên 100 người được đánh giá)."
    )
    nobody = named.with_columns(chua_dat_share=pl.lit(0.0), dat_share=pl.lit(0.0))
    assert saying.criteria(nobody, words) == words("saying.none_below")


def test_the_most_frequent_answer_is_named(words):
    frame = pl.DataFrame({"name": ["mức 4", "mức 5"], "answers": [30, 70], "share": [0.3, 0.7]})

    assert saying.spread(frame, words) == "Nhiều câu trả lời nhất ở mức 5: 70,0 %."
