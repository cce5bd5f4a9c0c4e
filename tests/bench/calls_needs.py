"""Calls of the questions about needs."""

from queries import needs
from tests.bench.calls import PROVINCE, Call

_YEAR = {"report_year": 2021, "audience": "teacher"}

CALLS: dict[str, Call] = {
    "needs/by_criterion.sql": Call(needs.by_criterion, _YEAR),
    "needs/by_module.sql": Call(needs.by_module, _YEAR),
    "needs/by_province.sql": Call(needs.by_province, _YEAR),
    "needs/by_district.sql": Call(needs.by_district, _YEAR | {"province_code": PROVINCE}, "unit"),
}
