"""Findings: the sentence on top of a screen says what the numbers say, and nothing when they say nothing."""

import polars as pl
import pytest

from pages.texts import Words
from pages.told import findings

VI = Words("vi")
COHORT = "teacher-core-2019"


def _matrix(*shares):
    return pl.DataFrame(
        {"cohort_code": [COHORT] * len(shares), "number": list(range(1, len(shares) + 1)), "lms_share": shares},
        schema_overrides={"lms_share": pl.Float64},
    )


def _chain(lms, university):
    return pl.DataFrame({"step": ["enrolled", "lms", "university"], "share_of_previous": [None, lms, university]})


def test_the_slowest_and_fastest_module_and_the_step_that_loses_most():
    said = findings.modules(_matrix(0.9, 0.5), _chain(0.8, 0.95), COHORT, VI)

    assert "mô đun 2 (50,0 %" in said
    assert "mô đun 1 (90,0 %)" in said
    assert "chỉ 80,0 %" in said


def test_where_all_are_even_none_is_slowest_and_no_step_is_blamed():
    said = findings.modules(_matrix(1.0, 1.0), _chain(1.0, 1.0), COHORT, VI)

    assert said == VI("modules.finding_even", share="100,0 %")


@pytest.mark.parametrize("matrix", [_matrix(), _matrix(None, None)])
def test_where_nothing_is_known_the_sentence_says_so(matrix):
    assert findings.modules(matrix, _chain(None, None), COHORT, VI) == VI("finding.nothing")


def test_the_warning_of_few_provinces_is_about_the_measures_that_are_told():
    national = pl.DataFrame(
        {
            "measure": ["assessment_completed", "rated_good"],
            "part": [20, 9],
            "whole": [40, 10],
            "share": [0.5, 0.9],
            "units_with_data": [2, 1],
            "units": [63, 63],
        }
    )

    assert VI("finding.few_provinces", known=2, units=63) in findings.overview(national, VI)
