"""Every rule is declared in ``reference/rules.csv`` with strength and sentence, and every declared rule is used."""

import re
from pathlib import Path

import pytest

from data import reference
from data.ingest import check
from data.ingest.clean import STAGES
from data.ingest.findings import strengths

INGEST = Path(check.__file__).parent
SQL = sorted((INGEST / "checks").glob("*.sql"))
LEAVES = {"lms", "bao_cao", "hoat_dong", "so_lieu_cong_bo", "teidi"}  # files that nothing else is held to


def _raised() -> set[str]:
    """Rules of the SQL checks, and those that the code names."""
    code = "".join(path.read_text(encoding="utf-8") for path in INGEST.glob("*.py"))
    named = set(re.findall(r'(?:found|note|note_rows)\(\s*"([a-z_]+)"', code))
    return (
        {path.name.split(".")[0] for path in SQL} | named | (set(re.findall(r'"([a-z_]+)"', code)) & set(strengths()))
    )


def test_every_rule_that_can_be_raised_is_declared_and_the_other_way_round():
    assert _raised() == set(strengths())


@pytest.mark.parametrize("path", SQL, ids=lambda path: path.stem)
def test_a_check_says_the_strength_that_is_declared(path):
    said = re.match(r"-- (fail|warn): \S", path.read_text(encoding="utf-8"))

    assert said, "the first line says the strength and the rule"
    assert said[1] == strengths()[path.name.split(".")[0]]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_rule_has_its_sentence(lang):
    sentences = reference.read("rules")[lang]

    assert sentences.null_count() == 0
    assert all(sentence.endswith(".") for sentence in sentences)


def test_both_languages_ask_for_the_same():
    for vi, en in reference.read("rules").select("vi", "en").iter_rows():
        asked_vi, asked_en = (set(re.findall(r"{(\w+)}", sentence)) for sentence in (vi, en))
        assert asked_vi == asked_en <= {"file", "header", "rows", "sample"}


def test_a_check_that_holds_rows_back_comes_before_anything_is_derived_of_them():
    """Its tables are given at its stage or made before, and it tells of files of that stage or of such as end there."""
    ready: set[str] = set()
    for stage in STAGES:
        ready |= stage.given.keys()
        for one in check.failing_checks(stage):
            tables = one.reads & {name for each in STAGES for name in (*each.given, *sum(each.derived, ()))}
            assert tables <= ready, one.rule
            told_of = set(re.findall(r"'(\w+)' as file", one.text))
            assert told_of <= set(stage.given.values()) | LEAVES, one.rule
        ready |= set(sum(stage.derived, ()))


def test_every_check_is_made():
    made = [one for stage in STAGES for one in check.failing_checks(stage)]
    made += [*check.warning_checks(compared=False), *check.warning_checks(compared=True)]

    assert sorted(one.text for one in made) == sorted(one.text for one in check.CHECKS)


@pytest.mark.parametrize("path", SQL, ids=lambda path: path.stem)
def test_no_check_shows_an_identifier(path):
    assert "identifier" not in path.read_text(encoding="utf-8")


def test_every_rule_that_holds_a_row_back_has_a_sentence_for_that_row():
    """It stands beside the row that goes back to its sender, behind the header of the column."""
    of_files = {"missing_column", "column_twice", "wrong_type", "pseudonyms_collide", "rows_in_are_not_rows_out"}
    sentences = reference.read("rules").select("rule", "row_vi", "row_en")
    said = {rule: (vi, en) for rule, vi, en in sentences.iter_rows() if vi and en}

    assert said.keys() == {rule for rule, strength in strengths().items() if strength == "fail"} - of_files
    assert not [text for texts in said.values() for text in texts if "{" in text or not text.endswith(".")]
