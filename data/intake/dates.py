"""Dates as senders write them, and what is wrong with those that cannot be read."""

import datetime
import re

_YEARS = range(1900, 2101)
_SERIALS = range(20000, 80001)  # 1954 to 2119 as Excel counts its days
_EPOCH = datetime.date(1899, 12, 30)
_TIME = r"(?:(?:[T ]+|, ?)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?(?: ?Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME, re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4})" + _TIME, re.ASCII)
_IN_WORDS = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.ASCII | re.IGNORECASE)
_WEEKDAY = r"(?:(?:[^\W\d_]+day|thứ [^\W\d_]+|chủ nhật), ?)?"
_BY_NAME = re.compile(
    _WEEKDAY + r"(\d{1,2}) (tháng \d{1,2}|[a-z]+),? (\d{4})" + _TIME, re.IGNORECASE
)  # as Moodle writes a day: Thursday, 21 January 2021, 9:05 AM
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}" + _TIME, re.ASCII)
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBER = re.compile(r"\d{5}(?:\.\d{1,15})?", re.ASCII)

Read = tuple[datetime.date | None, str | None]  # the date, or why there is none


def from_number(number: float) -> Read:
    """The day of an Excel serial; the time of day is dropped."""
    if not _SERIALS.start <= number < _SERIALS.stop:
        return None, "not_a_date"
    return _EPOCH + datetime.timedelta(days=int(number)), None


def from_text(text: str) -> Read:
    """The day a text says, day before month as in Vietnam; two-digit years and month-first dates are not guessed."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := _DAY_FIRST.fullmatch(text):
        day, reason = _day(found[4], found[3], found[1])
        is_american = reason and _day(found[4], found[1], found[3])[0]
        return day, "month_first_date" if is_american else reason
    if found := _IN_WORDS.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := _BY_NAME.fullmatch(text):
        return _day(found[3], _month(found[2].lower()), found[1])
    if _SHORT_YEAR.fullmatch(text):
        return None, "ambiguous_date"
    if found := _PLAIN.fullmatch(text):
        return _day(*found.groups())
    return from_number(float(text)) if _NUMBER.fullmatch(text) else (None, "not_a_date")


def _month(name: str) -> str:
    """The number of a month: tháng 1, January, Jan; 0 for another word."""
    if name.startswith("tháng"):
        return name.removeprefix("tháng")
    return str(_MONTHS.index(name[:3]) + 1) if name[:3] in _MONTHS else "0"


def _day(year: str, month: str, day: str) -> Read:
    if int(year) not in _YEARS:
        return None, "not_a_date"
    try:
        return datetime.date(int(year), int(month), int(day)), None
    except ValueError:
        return None, "not_a_date"
