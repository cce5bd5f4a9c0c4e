"""Calls of the questions about commitments and claims."""

from queries import commitments
from tests.bench.calls import Call

_CHOSEN = {"audience": "teacher", "cohort_code": "teacher-mass-2020", "report_year": 2021}

CALLS: dict[str, Call] = {
    "commitments/computed.sql": Call(commitments.computed, {}),
    "commitments/register.sql": Call(commitments.register, {}),
    "commitments/achieved.sql": Call(commitments.achieved, _CHOSEN),
}
