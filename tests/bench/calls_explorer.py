"""The explorer's questions as its screen asks them: regions or levels down, another dimension across."""

from queries import explorer
from tests.bench.calls import Call

_AXES = {"down": "region", "across": "level", "audience": "teacher", "division": 63}
_COHORT = {"cohort_code": "teacher-mass-2020"}
_YEAR = {"report_year": 2021}

CALLS: dict[str, Call] = {
    "explorer/training.sql": Call(
        explorer.training, _AXES | _COHORT | {"across": "module", "part": "lms_passed", "whole": "enrolments"}
    ),
    "explorer/progress.sql": Call(explorer.progress, _AXES | _COHORT | {"part": "finished_all", "whole": "learners"}),
    "explorer/standing.sql": Call(explorer.standing, _AXES | _YEAR | {"part": "completed", "whole": "accounts"}),
    "explorer/criteria.sql": Call(
        explorer.criteria, _AXES | _YEAR | {"part": "good", "whole": "marks", "rater": "head", "across": "criterion"}
    ),
    "explorer/satisfaction.sql": Call(
        explorer.satisfaction,
        _AXES | {"part": "satisfied", "whole": "answers", "question_code": "support_satisfied", "role": "mass"},
    ),
    "explorer/needs.sql": Call(explorer.needs, _AXES | _YEAR | {"part": "module", "whole": "", "across": "module"}),
}
