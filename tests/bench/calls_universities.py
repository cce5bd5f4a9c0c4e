"""One call of every question about the universities."""

from queries import universities
from tests.bench.calls import Call

_TEACHERS = {"audience": "teacher"}
_COHORT = {"cohort_code": "teacher-mass-2020"}

CALLS: dict[str, Call] = {
    "universities/learners.sql": Call(universities.learners, _TEACHERS),
    "universities/certified.sql": Call(universities.certified, _COHORT),
    "universities/satisfied.sql": Call(universities.satisfied, _TEACHERS | {"question_code": "support_satisfied"}),
    "universities/by_province.sql": Call(universities.by_province, _TEACHERS | _COHORT),
    "universities/teidi.sql": Call(universities.teidi, {}),
}
