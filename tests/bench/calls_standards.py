"""How the bench asks the questions of standards."""

from queries import standards
from tests.bench.calls import Call

_YEAR = {"report_year": 2021, "audience": "teacher"}

CALLS: dict[str, Call] = {
    f"standards/{function.__name__}.sql": Call(function, _YEAR)
    for function in (
        *(standards.year, standards.criteria, standards.by_group, standards.by_standard),
        *(standards.halves, standards.pairs, standards.sameness, standards.jumps),
    )
}
