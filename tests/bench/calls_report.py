"""Calls of the questions that only a report asks."""

from queries import report
from tests.bench.calls import PROVINCE, Call

_TEACHERS = {"report_year": 2021, "audience": "teacher"}

CALLS: dict[str, Call] = {
    "report/standing.sql": Call(report.standing, _TEACHERS),
    "report/earlier.sql": Call(report.earlier, _TEACHERS),
    "report/places.sql": Call(report.places, {"province_code": PROVINCE}),
    "report/wishes.sql": Call(report.wishes, _TEACHERS),
    "report/by_district.sql": Call(report.by_district, {"province_code": PROVINCE, "report_year": 2021}, "unit"),
}
