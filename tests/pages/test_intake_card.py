"""The quality card: one page to send back, that says everything and runs nothing."""

import html as entities
import re
from dataclasses import replace
from datetime import date

import pytest

from data.ingest.findings import Place
from pages.figures import card, named
from pages.figures.card import Card
from pages.figures.named import Broken
from pages.texts import LANGUAGES, Words

VI = Words("vi")


def _received(**other: object) -> dict[str, object]:
    plain = {
        **{
            "file": "giao-vien.xlsx",
            "sheet": "GV",
            "sender": "Sở Quảng Ninh",
            "form": "hoc_vien",
            "target": "hoc_vien",
        },
        **{"rows": 100, "taken": 90, "held": 6, "noise": 3, "left_out": 1, "mended": 2},
        **{"unknown": [], "missing": [], "in_doubt": [], "columns": {"Mã số": "Mã định danh"}},
    }
    return plain | other


PLAIN = Card(
    sender="Sở Quảng Ninh",
    account={"received": [_received()], "refused": []},
    told={"as_of": date(2021, 12, 31), "kind": "real", "vintage": 63, "delivery": "mau-2021-12-31"},
    failed=(
        Broken("empty_value", "Mã định danh", 6, tuple(Place("giao-vien.xlsx", "GV", row) for row in (4, 5, 6, 9))),
    ),
    odd=(Broken("fell_since_last", "", 12),),
    before={"hoc_vien": 120, "boi_duong": 40},
    absent=("Bắc Kạn",),
    quarantine="So Quang Ninh.xlsx",
    sentences={"empty_value": "Ô bắt buộc đang để trống.", "fell_since_last": "Ít hơn hẳn lần trước."},
)


def _read(one: Card, words: Words = VI) -> str:
    """The text of the page, without its style."""
    body = re.sub(r"<style>.*?</style>", "", card.html(one, words), flags=re.S)
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_the_card_says_what_came_what_failed_what_is_odd_and_what_is_missing():
    said = _read(PLAIN)

    assert "Phiếu chất lượng số liệu: Sở Quảng Ninh" in said
    assert "100 dòng: lấy 90, chờ sửa 6, không phải số liệu 3, bỏ theo quy tắc 1" in said
    assert "giao-vien.xlsx GV Danh sách học viên 100 90 6 3 1" in said
    assert "Ô bắt buộc đang để trống. Mã định danh 6 giao-vien.xlsx, trang GV: dòng 4–6, 9" in said
    assert "Ít hơn hẳn lần trước." in said
    assert "Danh sách học viên 120 90 Giảm 25,0 %" in said
    assert "Lần trước có, lần này chưa thấy: Kết quả bồi dưỡng." in said
    assert "Chưa có dòng nào của: Bắc Kạn." in said
    assert "So Quang Ninh.xlsx" in said


def test_another_senders_files_are_on_no_card_but_their_own():
    other = _received(sender="Sở Hà Nội", file="ha-noi.xlsx", rows=7, taken=7, held=0, noise=0, left_out=0)
    refused = {"code": "file_protected", "file": "kin.xlsx", "reason": "password", "sender": "Sở Hà Nội"}
    account = {"received": [_received(), other], "refused": [refused]}

    assert "ha-noi.xlsx" not in _read(replace(PLAIN, account=account))
    assert "kin.xlsx" not in _read(replace(PLAIN, account=account))
    assert "Tệp kin.xlsx có mật khẩu" in _read(replace(PLAIN, account=account, sender="Sở Hà Nội"))


@pytest.mark.parametrize(
    ("before", "said"),
    [(90, "Không đổi"), (60, "Tăng 50,0 %"), (9, "Gấp 10 lần"), (0, "Lần trước không có"), (180, "Giảm 50,0 %")],
)
def test_a_change_is_said_as_a_reader_would(before, said):
    assert f"Danh sách học viên {before} 90 {said}" in _read(replace(PLAIN, before={"hoc_vien": before}))


def test_several_tables_are_added_up():
    account = {"received": [_received(), _received(sheet="CBQL", rows=20, taken=20, held=0, noise=0, left_out=0)]}

    assert "Tổng 120 110 6 3 1" in _read(replace(PLAIN, account=account))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", ["missing", "in_doubt", "unknown"])
def test_columns_are_named_as_they_are_written(lang, part):
    account = {"received": [_received(**{part: ["Trình độ"]})]}

    assert "“Trình độ”" in _read(replace(PLAIN, account=account), Words(lang))


def test_a_kind_of_table_in_doubt_is_called_by_its_name():
    account = {"received": [_received(in_doubt=["boi_duong"])]}

    assert "chưa rõ Kết quả bồi dưỡng" in _read(replace(PLAIN, account=account))


def test_a_table_that_is_none_of_ours_is_named():
    account = {"received": [_received(form="", target="", taken=0, held=0)]}

    assert "không nhận ra là bảng nào" in _read(replace(PLAIN, account=account))


def test_nothing_wrong_is_said_in_words_and_not_left_blank():
    whole = replace(PLAIN, failed=(), odd=(), before=None, absent=(), quarantine="")
    said = _read(whole)

    assert "Mọi dòng số liệu đều lấy được." in said
    assert "Không thấy điều gì lạ." in said
    assert "Không thiếu gì." in said
    assert "Không có dòng nào phải sửa." in said


def test_made_up_data_are_called_so_and_real_ones_are_not():
    label = "Số liệu mô phỏng"
    made_up = replace(PLAIN, told={**PLAIN.told, "kind": "synthetic"})

    assert label in _read(made_up)
    assert label not in _read(PLAIN)


EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def test_whatever_a_sender_writes_is_text():
    evil = Card(
        sender=EVIL,
        account={
            "received": [_received(sender=EVIL, file=EVIL, sheet=EVIL, form=EVIL, unknown=[EVIL], missing=[EVIL])],
            "refused": [{"code": EVIL, "file": EVIL, "reason": EVIL, "sender": EVIL}],
        },
        told={**PLAIN.told, "delivery": EVIL},
        failed=(Broken(EVIL, EVIL, 1, (Place(EVIL, EVIL, 1),), (EVIL,)),),
        before={EVIL: 1},
        absent=(EVIL,),
        quarantine=EVIL,
        sentences={EVIL: EVIL},
    )
    page = card.html(evil, VI)

    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("formula", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1"])
def test_no_spreadsheet_that_opens_the_page_finds_a_formula(formula):
    evil = replace(
        PLAIN,
        account={"received": [_received(file=formula, sheet=formula, unknown=[formula])]},
        failed=(Broken("empty_value", formula, 1, (Place(formula, formula, 1),), (formula,)),),
    )
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", card.html(evil, VI), re.S)

    assert not [cell for cell in cells if re.match(r"^\s*[=+\-@]", entities.unescape(cell))]


def test_the_page_fetches_nothing_and_runs_nothing():
    page = card.html(PLAIN, VI)

    assert "default-src 'none'" in page
    assert not re.search(r"https?://|url\(|@import|\bsrc=|\bhref=|<script|<link", page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_equal_deliveries_give_equal_pages_in_each_language(lang):
    page = card.html(PLAIN, Words(lang))

    assert page == card.html(PLAIN, Words(lang))
    assert f'<html lang="{lang}">' in page
    assert Words(lang)("intake.card.next_personal") in entities.unescape(page)


@pytest.mark.parametrize(
    ("rows", "said"), [([3], "3"), ([3, 4], "3–4"), ([9, 3, 4, 5], "3–5, 9"), ([1, 3, 5], "1, 3, 5"), ([2, 2], "2")]
)
def test_neighbouring_rows_are_said_as_a_range(rows, said):
    assert named.places_in_words([Place("a.csv", "", row) for row in rows], VI) == f"a.csv: dòng {said}"


def test_only_the_first_places_are_named():
    places = [Place("a.csv", "", row) for row in range(2, 100, 2)]

    assert named.places_in_words(places, VI, most=3) == "a.csv: dòng 2, 4, 6"


def test_the_sentence_of_a_rule_is_filled_in_and_says_some_where_it_may_not_count():
    sentences = {"r": "Cột “{header}” của {file}: {rows} dòng ({sample})."}
    broken = Broken("r", "Điểm LMS", 1200, (), ("120",), "boi_duong")

    assert named.said_of(broken, sentences, VI) == "Cột “Điểm LMS” của Kết quả bồi dưỡng: 1.200 dòng (120)."
    assert "một số dòng" in named.said_of(replace(broken, rows=None), sentences, VI)


def test_a_file_that_came_twice_is_named_with_its_like():
    account = {"left_out": [{"file": "b.csv", "sender": PLAIN.sender, "why": "repeated_file", "like": "a.csv"}]}

    assert "b.csv: giống hệt a.csv" in _read(replace(PLAIN, account=account))


def test_a_rule_without_a_sentence_is_named():
    assert "Quy tắc new_rule" in _read(replace(PLAIN, failed=(Broken("new_rule", "x", 1),)))
