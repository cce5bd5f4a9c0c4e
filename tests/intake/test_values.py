"""One cell, one column: what it holds, or why not; whatever stands in a cell, nothing is raised."""

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import reference
from data.ingest.layout import FILES, RawColumn
from data.ingest.places import province_codes
from data.intake import dates
from data.intake.values import Parsed, value

COLUMNS = {(file.name, column.name): column for file in FILES for column in file.columns}
IDENTIFIER = COLUMNS["hoc_vien", "identifier"]
SCHOOL = COLUMNS["hoc_vien", "school_code"]
DAY = COLUMNS["boi_duong", "lms_sent_on"]
SCORE = COLUMNS["boi_duong", "lms_score"]
COUNT = COLUMNS["hoat_dong", "active_learners"]
MARK = COLUMNS["danh_gia", "c1"]
RATING = COLUMNS["danh_gia", "mark"]
SUBJECT = COLUMNS["hoc_vien", "subject"]
PROVINCE = COLUMNS["truong", "province"]
CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.datetimes(),
    st.integers(min_value=10**4400, max_value=10**4401),
    st.from_regex(r"\A[-+0-9.,/ %E:]{1,60}\Z"), st.sampled_from(["#N/A", "-", "9" * 6000, "1" + ".000" * 2000]),
)  # fmt: skip
DAYS = st.dates(min_value=date(1955, 1, 1), max_value=date(2099, 12, 31))
DATE_FORMS = {
    "dd/mm/yyyy": lambda d: f"{d:%d/%m/%Y}",
    "d/m/yyyy": lambda d: f"{d.day}/{d.month}/{d.year}",
    "d-m-yyyy": lambda d: f"{d.day}-{d.month}-{d.year}",
    "dd.mm.yyyy": lambda d: f"{d:%d.%m.%Y}",
    "ISO": lambda d: d.isoformat(),
    "ISO with time": lambda d: f"{d.isoformat()}T13:45:10+07:00",
    "day, then time": lambda d: f"{d:%d/%m/%Y} 13:45",
    "yyyy/mm/dd": lambda d: f"{d:%Y/%m/%d}",
    "yyyymmdd": lambda d: f"{d:%Y%m%d}",
    "yyyymmdd as a number": lambda d: int(f"{d:%Y%m%d}"),
    "in words": lambda d: f"ngày {d.day} tháng {d.month} năm {d.year}",
    "serial": lambda d: (d - date(1899, 12, 30)).days,
    "serial with a time": lambda d: (d - date(1899, 12, 30)).days + 0.75,
    "serial as text": lambda d: str((d - date(1899, 12, 30)).days),
    "date": lambda d: d,
    "datetime": lambda d: datetime.datetime.combine(d, datetime.time(23, 59)),
}
TYPES = {"VARCHAR": str, "DATE": date, "DOUBLE": float, "BIGINT": int, "SMALLINT": int}


@given(cell=CELLS, column=st.sampled_from(list(COLUMNS.values())))
def test_any_cell_is_a_value_of_its_type_or_has_a_reason(cell, column):
    parsed = value(cell, column)

    assert parsed.value is None or parsed.reason is None
    assert parsed.value is None or type(parsed.value) is TYPES[column.type]
    assert not (column.is_required and parsed.value is None and parsed.reason is None)


@pytest.mark.parametrize("form", DATE_FORMS)
@given(day=DAYS)
def test_a_date_comes_back_from_every_written_form(form, day):
    assert value(DATE_FORMS[form](day), DAY).value == day


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("12/31/2021", "month_first_date"),
        ("05/02/21", "ambiguous_date"),
        ("31/02/2021", "not_a_date"),
        ("tháng 5", "not_a_date"),
        ("05/02-2021", "not_a_date"),
        ("01/01/0001", "not_a_date"),
        (2021, "not_a_date"),
        (True, "not_a_date"),
        ("#REF!", "cell_error"),
    ],
)
def test_a_date_that_is_none_says_why(cell, reason):
    assert value(cell, DAY) == Parsed(reason=reason)


@given(hundredths=st.integers(min_value=-(10**11), max_value=10**11))
def test_a_number_comes_back_from_vietnamese_and_from_english(hundredths):
    english = f"{hundredths / 100:,.2f}"
    vietnamese = english.translate(str.maketrans(",.", ".,"))

    assert value(english, SCORE).value == value(vietnamese, SCORE).value == hundredths / 100


@given(number=st.integers(min_value=0, max_value=10**15))
def test_a_whole_number_comes_back_however_its_thousands_are_parted(number):
    for mark in (".", ",", " ", "\u00a0", ""):
        parsed = value(f"{number:,}".replace(",", mark), COUNT)
        is_either = mark in (".", ",") and 1000 <= number < 10**6 and number % 1000 == 0
        assert parsed == (Parsed(reason="ambiguous_number") if is_either else Parsed(number))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("95,5 %", Parsed(95.5, mended="percent")),
        ("8,5", Parsed(8.5)),
        ("1.234", Parsed(reason="ambiguous_number")),
        ("1,234", Parsed(reason="ambiguous_number")),
        ("0,123", Parsed(0.123)),
        ("1234.567", Parsed(1234.567)),
        ("1.234.567", Parsed(1234567.0)),
        ("1.23.456", Parsed(reason="not_a_number")),
        ("85/100", Parsed(reason="not_a_number")),
        (float("nan"), Parsed(reason="not_a_number")),
        (81, Parsed(81.0)),
        ("-", Parsed(mended="dash")),
    ],
)
def test_a_score_is_read_only_where_it_can_mean_one_thing(cell, expected):
    assert value(cell, SCORE) == expected


def test_whole_numbers_are_whole_and_fit():
    assert value("12,5", COUNT).reason == "not_a_whole_number"
    assert value(3.0, COUNT) == Parsed(3)
    assert value("nhiều", COUNT).reason == "not_a_number"
    assert value(10**19, COUNT).reason == "number_too_large"
    assert value(40000, MARK).reason == "number_too_large"


def test_a_rating_in_words_is_its_mark():
    assert value("Tốt", MARK) == value("TOT", MARK) == Parsed(4, mended="words")
    assert value(3, MARK) == Parsed(3)
    assert value("Xuất sắc", MARK).reason == "not_a_number"


@given(number=st.integers(min_value=1, max_value=10**10 - 1))
def test_an_identifier_gets_its_lost_zeros_back(number):
    whole = f"{number:010}"
    is_short = number < 10**9

    for cell in (number, float(number), str(number), f"{number}.0", f" {number}\u200b", f"'{number}"):
        parsed = value(cell, IDENTIFIER)
        assert parsed.value == whole
        assert (parsed.mended == "zeros") == is_short
    assert value(whole, IDENTIFIER) == Parsed(whole)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Nguyễn Văn An", "not_an_identifier"),
        ("an@truong.edu.vn", "not_an_identifier"),
        ("1.23457E+09", "rounded_number"),
        (1234567890.5, "not_an_identifier"),
        (date(2021, 1, 1), "not_an_identifier"),
        (0, "not_an_identifier"),
        (True, "not_an_identifier"),
        (-5, "not_an_identifier"),
        ("", "empty_value"),
        ("-", "empty_value"),
        (None, "empty_value"),
    ],
)
def test_what_is_no_identifier_is_refused(cell, reason):
    assert value(cell, IDENTIFIER).reason == reason


def test_a_citizen_number_of_twelve_digits_is_kept_as_it_is():
    assert value("001203004567", IDENTIFIER) == Parsed("001203004567")


def test_a_school_code_gets_its_zeros_back_if_only_its_zeros_are_gone():
    assert value(1001501, SCHOOL) == Parsed("01001501", mended="zeros")
    assert value("79760501", SCHOOL) == Parsed("79760501")
    assert value(501, SCHOOL) == Parsed("501")


@pytest.mark.parametrize("written", ["Hóa học", "Hoá học", "HÓA HỌC", "hoa hoc", "Ho\u0301a  ho\u0323c", " Hóa\nhọc "])
def test_a_coded_text_is_known_whatever_its_accents_and_case(written):
    assert value(written, SUBJECT).value.casefold() == "hóa học"


def test_a_coded_text_that_is_not_known_stays_text():
    assert value("Tiếng Thái", SUBJECT) == Parsed("Tiếng Thái")
    assert value(4, RATING) == Parsed("4")
    assert value(True, COLUMNS["hoc_vien", "disadvantaged"]) == Parsed("Có", mended="words")


@pytest.mark.parametrize("written", ["TP. Hồ Chí Minh", "TP.HCM", "Thành phố Hồ  Chí Minh", "TP.\nHồ Chí Minh"])
def test_a_province_is_left_to_the_places_whatever_its_spelling(written):
    text = value(written, PROVINCE).value
    provinces = reference.frames(63)["province"]

    assert province_codes([text], provinces=provinces, aliases=reference.read("province_aliases")) == {text: "79"}


def test_an_unprintable_cell_is_nothing():
    assert value("\ufeff\u200b \u00a0", DAY) == Parsed()
    assert value(" ", RawColumn("x", "x", "VARCHAR", None, False)) == Parsed()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thursday, 21 January 2021, 9:05 AM", datetime.date(2021, 1, 21)),
        ("21 Feb 2021, 10:00", datetime.date(2021, 2, 21)),
        ("Thứ Năm, 21 tháng 1 2021, 9:05 AM", datetime.date(2021, 1, 21)),
        ("Chủ Nhật, 3 tháng 12, 2021", datetime.date(2021, 12, 3)),
        ("21/01/2021, 09:05", datetime.date(2021, 1, 21)),
        ("31 tháng 2 2021", None),
        ("21 Hornung 2021", None),
        ("21 tháng 1", None),
    ],
)
def test_days_in_words_as_a_learning_platform_writes_them(text, day):
    assert dates.from_text(text)[0] == day
