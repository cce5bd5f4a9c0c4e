"""One call of every question about the way to the certificate."""

from queries import certification
from tests.bench.calls import Call

_COHORT = {"cohort_code": "teacher-mass-2020"}
_STEP = _COHORT | {"step": "university"}
_STALLED = _COHORT | {"stalled_days": 30}

CALLS: dict[str, Call] = {
    "certification/stock.sql": Call(certification.stock, _COHORT),
    "certification/waiting_by_step.sql": Call(certification.waiting_by_step, _COHORT),
    "certification/waiting_by_group.sql": Call(certification.waiting_by_group, _STEP | {"by": "university"}),
    "certification/waiting_by_province.sql": Call(certification.waiting_by_province, _STEP),
    "certification/stalled_by_stage.sql": Call(certification.stalled_by_stage, _STALLED),
    "certification/stalled_by_group.sql": Call(certification.stalled_by_group, _STALLED | {"by": "university"}),
    "certification/stalled_by_province.sql": Call(certification.stalled_by_province, _STALLED),
}
