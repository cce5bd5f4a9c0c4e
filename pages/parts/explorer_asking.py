"""What the explorer's question is asked with: the reader's choice under the names that the questions know."""

from typing import Any

from pages.parts.choice import held
from pages.parts.view import View
from queries.explorer.facts import Fact


def asked(made: View, fact: Fact) -> dict[str, Any]:
    """The axes and everything that is held beside them, as ``queries.explorer.answer`` takes it."""
    return {"down": made.choice.rows, "across": made.choice.columns, "held": values_held(made, fact)}


def values_held(made: View, fact: Fact) -> dict[str, Any]:
    """Everything the reader's choice holds, under the names that the questions know."""
    choice = made.choice
    return {
        "audience": choice.audience,
        "division": int(choice.division),
        "cohort_code": choice.cohort,
        "module_code": choice.module,
        "level": choice.level,
        "subject": choice.subject,
        "people": choice.people,
        "report_year": choice.year,
        "rater": choice.rater,
        "question_code": choice.question,
        "role": choice.role if fact.cube == "satisfaction" else choice.staff,
        "within": choice.region or "all",
        "province_code": made.province,
    }


def chosen(made: View, fact: Fact) -> tuple[str, ...]:
    """The choices offered for that fact; who learnt is asked by role where cohorts are not told apart."""
    names = held(fact, made.choice)
    return tuple("role" if name == "cohort" and fact.cube == "satisfaction" else name for name in names)
