"""What every question promises, whatever it asks."""

import inspect
import re
from pathlib import Path

import duckdb
import polars as pl
import pytest

from data import history
from data.access import Scope
from data.measures import measures
from data.snapshot import open_snapshot
from data.store import open_store
from queries import runner
from queries.runner import QUESTIONS
from tests import build
from tests.queries.subjects import SUBJECTS

BY_PATH = {question.path: question for question in QUESTIONS}
# One choice for every question.
CHOICE = {
    "across": "",
    "alike": "size-disadvantaged-start",
    "area": "region",
    "audience": "teacher",
    "by": "region",
    "cohort_code": "teacher-mass-2020",
    "district_code": "193",
    "division": 63,
    "down": "level",
    "framework_code": "TT20/2018",
    "level": "all",
    "measure": "lms_passed",
    "module_code": "all",
    "nearest": 8,
    "peers": "27,34",
    "people": "total",
    "province_code": "22",
    "question_code": "course_satisfied",
    "rater": "self",
    "report_year": 2021,
    "role": "core",
    "scale": 1.0,
    "subject": "all",
    "within": "all",
    "stalled_days": 30,
    "step": "university",
}
# The explorer's questions know counts of their own.
COUNTS = {
    "explorer/training.sql": {"part": "lms_passed", "whole": "enrolments"},
    "explorer/progress.sql": {"part": "finished_all", "whole": "learners"},
    "explorer/standing.sql": {"part": "completed", "whole": "accounts"},
    "explorer/criteria.sql": {"part": "good", "whole": "marks"},
    "explorer/satisfaction.sql": {"part": "satisfied", "whole": "answers"},
    "explorer/needs.sql": {"part": "module", "whole": "", "module_code": "GV4"},
}
# Counts of rows that exist, not of people: nothing there is a true zero.
TRUE_ZEROS = {"peers_known", "units", "units_known", "units_with_data"}
TRUE_ZEROS |= {"provinces", "provinces_assumed", "provinces_known", "provinces_with_data"}
TRUE_ZEROS |= {"online_before_days", "face_days", "online_after_days"}  # a course without a day of that kind
TRUE_ZEROS |= {"criterion_no"}  # a key: 0 is the overall rating
TRUE_ZEROS |= {"difference", "difference_share"}  # of two numbers that are both known and equal
LISTS = {"catalogue", "sources"}


def _function(question):
    subject, name = question.path.removesuffix(".sql").split("/")
    return getattr(SUBJECTS[subject], name)


def _asked(question, store, **other):
    wanted = [name for name in inspect.signature(_function(question)).parameters if name != "store"]
    return _function(question)(
        store, **{name: (CHOICE | COUNTS.get(question.path, {}) | other)[name] for name in wanted}
    )


def _each(keep=lambda question: True):
    kept = [question for question in QUESTIONS if keep(question)]
    return pytest.mark.parametrize("question", kept, ids=[question.path.removesuffix(".sql") for question in kept])


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A store that knows provinces, modules and questions, but not one person."""
    store = build.store_of(tmp_path_factory.mktemp("empty"), scope=Scope.everything())
    yield store
    store.close()


def test_every_sql_file_is_a_question_and_every_question_a_file():
    files = {str(path.relative_to(runner._FOLDER)) for path in runner._FOLDER.rglob("*.sql")}

    assert files == set(BY_PATH)


@_each()
def test_a_function_takes_exactly_the_names_its_sql_knows(question):
    named = duckdb.extract_statements(question.sql)[0].named_parameters
    parameters = inspect.signature(_function(question)).parameters

    assert set(parameters) - {"store"} == set(named)
    assert all(parameter.kind is parameter.KEYWORD_ONLY for name, parameter in parameters.items() if name != "store")


@_each()
def test_an_answer_has_the_columns_it_promised_even_when_nothing_is_known(question, empty):
    answer = _asked(question, empty)

    assert dict(answer.schema) == question.columns


@_each()
def test_counts_are_whole_numbers_and_shares_are_not(question):
    for name, kind in question.columns.items():
        if name.endswith("share"):
            assert kind == pl.Float64(), name
        assert kind in (pl.String(), pl.Int64(), pl.Float64(), pl.Date(), pl.Boolean()), name


def _is_by_province(question):
    return question.path == "sources/submissions.sql" or {"state", "province_code"} <= set(question.columns)


@_each(_is_by_province)
def test_every_province_is_there_in_the_order_of_its_code(question, empty):
    answer = _asked(question, empty)

    assert answer.height == 63
    assert answer["province_code"].is_sorted()
    assert answer["province_code"].n_unique() == 63


@_each(lambda question: question.path.split("/")[0] not in LISTS)
def test_nothing_known_is_null_never_zero(question, empty):
    answer = _asked(question, empty)
    counts = [name for name, kind in question.columns.items() if kind.is_numeric() and name not in TRUE_ZEROS]

    zeros = {name for name in counts if (answer[name] == 0).any()}
    assert not zeros


@_each()
def test_columns_are_spelt_out_and_the_question_says_what_it_asks(question):
    sql = question.sql

    assert sql.startswith("-- ")
    assert sql.splitlines()[0].endswith("?")
    assert not re.search(r"(\bselect|,|\.)\s*\*", re.sub(r"--.*", "", sql)), "select * promises nothing"
    for name in set(re.findall(r"\$(\w+)", re.sub(r"--.*", "", sql))):
        assert re.search(rf"^--.*\${name}\b", sql, flags=re.MULTILINE), f"${name} is not explained"


@pytest.fixture(scope="module")
def own(demo_state):
    """Quảng Ninh's own store of the demo country."""
    folder = max((demo_state / "snapshots").glob("mo-phong-*"))
    store = open_store(open_snapshot(folder), Scope.of_province("22"), history.path(demo_state))
    yield store
    store.close()


OF_ALL = ("catalogue/", "sources/", "overview/", "peers/")


@_each(
    lambda question: (
        not question.path.startswith(OF_ALL) and "province_code" in inspect.signature(_function(question)).parameters
    )
)
def test_a_viewer_of_one_province_gets_nothing_by_asking_for_another(question, own):
    """Whatever is counted there is null, and the whole of what they see is their own province."""
    elsewhere = _asked(question, own, province_code="01")
    counts = [name for name, kind in question.columns.items() if kind.is_numeric() and name in _counted(question)]

    assert all(elsewhere[name].null_count() == elsewhere.height for name in counts)
    if not question.path.startswith(("units/", "needs/by_district", "report/by_district")):  # these need a province
        assert _asked(question, own, province_code=None).equals(_asked(question, own, province_code="22"))


@_each(
    lambda question: (
        # both read the small table that is meant for all
        not question.path.startswith(("overview/", "forecast/")) and {"state", "province_code"} <= set(question.columns)
    )
)
def test_other_provinces_are_withheld_from_a_viewer_of_one(question, own):
    answer = _asked(question, own)
    others = answer.filter(pl.col("province_code") != "22")

    assert others["state"].unique().to_list() == ["withheld"]
    assert all(others[name].null_count() == 62 for name in _counted(question))
    assert answer.filter(province_code="22")["state"].item() == "value"


@_each(lambda question: question.path in ("completion/by_region.sql", "completion/by_university.sql"))
def test_a_group_of_provinces_holds_only_the_viewers_own(question, own):
    answer = _asked(question, own)

    assert answer["enrolments"].null_count() == answer.height - 1
    whole = _asked(BY_PATH["completion/chain.sql"], own)["reached"][0]
    assert answer["enrolments"].sum() == whole


def _counted(question):
    keys = {"block_no", "row_no", "number", "intake", "step_no", "stage_no", "criterion_no", "standard_no", "points"}
    keys |= {"satisfied_from", "modules_required", "schools", "answer", "calendar_days"} | TRUE_ZEROS
    keys |= {"group_no", "level_no", "criteria"}
    return [name for name, kind in question.columns.items() if kind.is_numeric() and name not in keys]


def test_the_country_asks_for_each_measure_with_the_dimensions_it_has():
    """The values list of overview.national and measures.toml must tell the same."""
    lines = dict(re.findall(r"\(\d+, '(\w+)', (.*)\)", BY_PATH["overview/national.sql"].sql))

    assert list(lines) == list(measures())
    for name, measure in measures().items():
        _audience, cohort, module, question, year = lines[name].split(", ")
        assert (cohort == "$cohort_code") == ("cohort" in measure.dims)
        assert (module == "'all'") == ("module" in measure.dims)
        assert (question == "$question_code") == ("question" in measure.dims)
        assert (year == "$report_year") == ("report_year" in measure.dims)


def test_provinces_answer_for_the_data_set_that_carries_the_measure(empty):
    """The macro dataset_of of every store and measures.toml must tell the same; units count without one."""
    with empty.cursor() as cursor:
        asked = {name: cursor.sql("select dataset_of($name)", params={"name": name}).fetchall() for name in measures()}

    assert asked == {name: [(measure.dataset or None,)] for name, measure in measures().items()}


@_each()
def test_every_question_has_a_test_on_tables_drawn_by_hand(question):
    subject, name = question.path.removesuffix(".sql").split("/")
    texts = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob(f"test_{subject}*.py")]

    assert any(f"{subject}.{name}(" in text for text in texts)
