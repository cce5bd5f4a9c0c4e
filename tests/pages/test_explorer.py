"""The explorer's screen: its tables, its files, its link, and an address that does not fit."""

import html
import io
import re
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from data import first_start
from data.access import Scope
from data.published import SNAPSHOT_ID as PUBLISHED
from data.snapshot import list_snapshots
from pages.figures import pivot_charts, pivots, workbook
from pages.figures.pivots import Pivot
from pages.parts import explorer_taking, opening
from pages.parts.offer import fact_key
from pages.texts import Words
from pages.texts.words import sentences
from queries import explorer
from queries.explorer.facts import digest, facts
from tests.pages.test_screens import DEMO, _notices, _open, _said

VI = Words("vi")


@pytest.fixture
def state(demo_state, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    return demo_state


def _explore(**parameters: str) -> AppTest:
    return _open("explorer", **{"snapshot": DEMO} | parameters)


@pytest.mark.parametrize("fact", facts())
def test_every_fact_opens_and_says_what_it_counts(state, fact):
    run = _explore(fact=fact, rows="level", columns="region", module="GV4")
    said = html.unescape(_said(run))

    assert not run.exception
    assert _notices(run, "error") == []
    assert VI(fact_key(facts()[fact], "whole")) in said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_wish_must_be_chosen_before_anything_is_counted(state, lang):
    run = _explore(fact="need_criterion", rows="province", lang=lang)

    assert _notices(run, "warn") == [Words(lang)("explorer.choose.criterion")]
    assert "<td" not in _said(run)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fact", "x' or 1=1 --"),
        ("rows", "province_code; drop table training"),
        ("columns", "select"),
        ("subject", "'"),
        ("draw", "pie"),
        ("show", "*"),
    ],
)
def test_a_forged_address_is_answered_by_a_sentence_and_the_usual_view(state, name, value):
    run = _explore(**{name: value})

    assert not run.exception
    assert _notices(run, "error") == []
    assert any(f"“{name}=" in text for text in _notices(run, "warn"))
    assert "<td" in _said(run)
    assert run.query_params.get(name, "") != value


def test_a_link_made_under_another_definition_says_so(state):
    run = _explore(fact="certified", definition="0123456789")

    assert _notices(run, "warn") == [VI("address.definition")]
    assert run.query_params["definition"] == digest("certified")


def test_another_fact_brings_its_own_dimensions_without_a_warning(state):
    run = _explore(fact="lms_passed", rows="subject", columns="module")
    run.selectbox(key="choose-fact").select("rated_good").run()

    assert not run.exception
    assert _notices(run, "warn") == []
    assert run.selectbox(key="choose-rows").value == "region"
    assert run.query_params["definition"] == digest("rated_good")


def test_what_lies_along_an_axis_is_not_filtered_and_not_in_the_address(state):
    run = _explore(rows="province", columns="module", province="22", module="GV2")

    assert {"choose-province", "choose-module"} & {box.key for box in run.selectbox} == set()
    assert {"province", "module"} & set(run.query_params) == set()
    assert "Hà Nội" in _said(run)


def test_an_older_link_says_that_newer_data_came(state):
    run = _explore(snapshot="mo-phong-2022-03-31")

    assert any("31/03/2022" in text and "30/06/2022" in text for text in _notices(run, "note"))


def test_published_tables_answer_for_assessment_alone(state):
    run = _explore(snapshot=PUBLISHED, rows="level", columns="people")

    assert set(run.selectbox(key="choose-fact").options) == {
        VI(fact_key(fact, "title")) for fact in facts().values() if fact.cube == "standing"
    }
    assert VI("explorer.refused.people") in _said(run)


def test_the_link_reopens_the_same_answer_and_the_sql_can_be_read(state):
    run = _explore(fact="certified", rows="region", columns="level", people="female")
    link, citation, sql = (code.value for code in run.code)
    again = _explore(**{name: values[0] for name, values in parse_qs(urlsplit(link).query).items()})

    table = r'<div class="temis-table temis-pivot".*?</div>'
    assert re.findall(table, _said(again), re.S) == re.findall(table, _said(run), re.S) != []
    assert _notices(again, "warn") == []
    assert all(part in citation for part in (DEMO, "30/06/2022", "Nữ", "mô phỏng", digest("certified")))
    assert "read_parquet(['tables/training.parquet']" in sql
    assert "$" not in re.sub(r"--.*", "", sql)


FRAME = pl.DataFrame(
    {
        "row_key": ["a", "a", "a", "b", "b", "b", None, None, None],
        "column_key": ["x", "y", None] * 3,
        "is_row_total": [False] * 6 + [True] * 3,
        "is_column_total": [False, False, True] * 3,
        "part": [30, 90, 120, 10, None, 10, None, None, None],
        "whole": [100, 100, 200, 20, None, 20, None, None, None],
        "share": [0.3, 0.9, 0.6, 0.5, None, 0.5, None, None, None],
        "state": ["value"] * 4 + ["no_data", "value"] + ["not_added"] * 3,
        "refused": [None] * 6 + ["people"] * 3,
    },
    schema_overrides={"refused": pl.String},
)
PIVOT = Pivot(
    FRAME,
    rows={"a": "=1+1", "b": "Đà Nẵng"},
    columns={"x": "Mô đun 1", "y": "Mô đun 2"},
    **{"down": "Nhóm", "across": "Mô đun", "kind": "share", "show": "share", "unit": "người", "family": "standing"},
)


def test_the_finding_names_highest_and_lowest_and_leaves_few_aside():
    said = pivots.finding(PIVOT, VI)

    assert "=1+1 · Mô đun 2, 90,0 % (90 trên 100 người)" in said
    assert "=1+1 · Mô đun 1, 30,0 %" in said
    assert "30 người trở lên" in said  # twenty are fewer


def test_the_table_says_why_a_cell_has_no_figure_and_escapes_names():
    text = pivots.html(PIVOT, words=VI, caption="<b>")

    assert "<b>" not in text
    assert text.count(VI("explorer.state.not_added")) == 3
    assert text.count(VI("explorer.state.no_data")) == 1
    assert "90,0 %" in text


@pytest.mark.parametrize("draw", ["matrix", "lines"])
def test_a_chart_draws_the_cells_that_have_a_value(draw):
    figure = pivot_charts.figure(PIVOT, draw=draw, words=VI)
    held = figure.to_dict()["data"]

    values = [each for trace in held for each in (trace["z"] if draw == "matrix" else [trace["y"]])]
    assert sum(value is not None for row in values for value in row) == 3


def test_lines_run_along_the_years_and_their_names_do_not_lie_on_each_other():
    frame = FRAME.with_columns(pl.col("row_key").replace({"a": "2020", "b": "2021"}))
    held = {name: getattr(PIVOT, name) for name in ("columns", "across", "kind", "show", "unit", "family")}
    pivot = Pivot(frame, rows={"2020": "2020", "2021": "2021"}, down="Năm", **held)
    figure = pivot_charts.figure(pivot, draw="lines", words=VI)

    assert [list(line.y) for line in figure.data] == [[0.3, 0.5], [0.9, None]]
    assert list(figure.layout.xaxis.ticktext) == ["2020", "2021"]
    names = [(note.x, note.text.split("</span> ")[1]) for note in figure.layout.annotations]
    assert names == [(0, "Mô đun 2"), (1, "Mô đun 1")]  # each where its line ends, the highest first


def test_nothing_known_draws_nothing():
    nothing = Pivot(FRAME.with_columns(state=pl.lit("no_data")), **{
        name: getattr(PIVOT, name) for name in ("rows", "columns", "down", "across", "kind", "show", "unit", "family")
    })  # fmt: skip

    assert pivot_charts.figure(nothing, draw="matrix", words=VI) is None
    assert pivots.finding(nothing, VI) == VI("explorer.finding.nothing")


class _Made:
    words = VI


TOLD = [("Bản số liệu", "mo-phong"), ("Câu lệnh SQL", "=select 1")]


def test_the_workbook_holds_real_numbers_the_source_and_no_formula():
    frame = explorer_taking.long(_Made, PIVOT)
    first, again = (explorer_taking.book(_Made, frame, PIVOT, TOLD) for _ in range(2))
    book = CalamineWorkbook.from_filelike(io.BytesIO(first))
    table, rows, source = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)

    assert first == again
    assert table[0] == ["Nhóm", "Mô đun 1", "Mô đun 2", "Chung"]
    assert table[1] == ["=1+1", 0.3, 0.9, 0.6]
    assert table[3] == ["Chung", *[VI("explorer.state.not_added")] * 3]
    assert [row[6] or None for row in rows[1:]] == frame["part"].to_list()
    assert [row[8] if row[8] != "" else None for row in rows[1:]] == frame["share"].to_list()
    assert source == [list(line) for line in TOLD]


def test_the_parquet_holds_the_same_rows_and_its_source():
    frame = explorer_taking.long(_Made, PIVOT)
    held = workbook.parquet(frame, told=dict(TOLD))

    assert held == workbook.parquet(frame, told=dict(TOLD))
    assert_frame_equal(pl.read_parquet(io.BytesIO(held)), frame)
    assert pl.read_parquet_metadata(io.BytesIO(held))["Bản số liệu"] == "mo-phong"


def test_what_is_taken_away_equals_what_the_screen_shows(state):
    run = _explore(fact="lms_passed", rows="region", columns="level")
    cells = re.findall(r'<td class="number[^"]*">([\d,]+) %<span class="n">n = ([\d.]+)', _said(run))

    snapshot = next(one for one in list_snapshots(state)[0] if one.id == DEMO)
    held = {"audience": "teacher", "cohort_code": "teacher-mass-2020", "module_code": "all", "level": "all"}
    held |= {"division": 63, "subject": "all", "people": "total", "within": "all", "province_code": None}
    frame = explorer.answer(
        opening.store(snapshot, Scope.everything()), facts()["lms_passed"], down="region", across="level", held=held
    )
    asked = {(VI.percent(row["share"]).removesuffix(" %"), VI.number(row["whole"])) for row in frame.to_dicts()}

    assert len(cells) == frame.height == (6 + 1) * (3 + 1)
    assert set(cells) == asked


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_fact_is_said_in_words(lang):
    said = sentences(lang)

    for fact in facts().values():
        assert {fact_key(fact, part) for part in ("title", "part", "whole", "definition")} <= set(said)
        assert {f"explorer.unit.{fact.unit}"} | {f"explorer.refused.{dim}" for dim in fact.apart} <= set(said)
        assert {f"dim.{dim}" for dim in fact.dims} <= set(said)
