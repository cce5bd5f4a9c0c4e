"""Calls of the questions about peers."""

from queries import peers
from tests.bench.calls import PROVINCE, Call

_YEAR = {"report_year": 2021, "audience": "teacher", "province_code": PROVINCE}
_COURSE = {"cohort_code": "teacher-mass-2020", "module_code": "all", "question_code": "support_satisfied"}

CALLS: dict[str, Call] = {
    "peers/nearest.sql": Call(peers.nearest, _YEAR | {"nearest": 8, "alike": "size-disadvantaged-start"}),
    "peers/compared.sql": Call(peers.compared, _YEAR | _COURSE | {"peers": "22,27,30,34,38,40,48,79"}),
}
