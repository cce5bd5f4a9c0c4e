"""Calls of the questions about delivery."""

from queries import delivery
from tests.bench.calls import Call

_YEAR = {"role": "mass", "report_year": 2021}

CALLS: dict[str, Call] = {
    "delivery/courses.sql": Call(delivery.courses, {"audience": "teacher"}),
    "delivery/deadlines.sql": Call(delivery.deadlines, {"report_year": 2021}),
    "delivery/by_day.sql": Call(delivery.by_day, _YEAR),
    "delivery/by_month.sql": Call(delivery.by_month, _YEAR),
    "delivery/by_province.sql": Call(delivery.by_province, _YEAR),
}
