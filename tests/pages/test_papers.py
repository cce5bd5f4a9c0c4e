"""The screen Báo cáo, tài liệu: one report told, read and taken away; all of them in one run; a meeting's pack."""

import html
import io
import re
import time
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import access, first_start
from data.published import SNAPSHOT_ID as PUBLISHED
from pages.papers import makers, runs
from pages.parts import papers, papers_all
from pages.texts import LANGUAGES, Words

DOOR = str(Path(__file__).resolve().parents[2] / "app.py")
DEMO = "mo-phong-2022-06-30"
AFTER = "bdtx-mo-phong-2026-06-30"
VI = Words("vi")


@pytest.fixture(autouse=True)
def state(demo_state, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    runs._runs.clear()
    yield demo_state
    runs._runs.clear()  # a run that was made to fail would be told to whoever opens the screen next


def _open(**parameters: str) -> AppTest:
    run = AppTest.from_file(DOOR, default_timeout=60).run()
    for name, value in {"snapshot": DEMO, **parameters}.items():
        run.query_params[name] = value
    return run.switch_page("pages/screens/papers.py").run()


def _said(run: AppTest) -> str:
    bodies = (each.proto.body for each in run.get("html"))
    return html.unescape("\n".join(body for body in bodies if not body.startswith("<style")))


def _notices(run: AppTest, tone: str) -> list[str]:
    return re.findall(rf'<p class="t-notice t-{tone}"[^>]*>(.*?)</p>', _said(run), re.S)


def _downloads(run: AppTest) -> list[str]:
    return [button.proto.label for button in run.get("download_button")]


def _watch(run: AppTest, wish: str) -> AppTest:
    """Look again until a button of that key is there."""
    for _ in range(300):
        found = [each.key for each in run.button] + [each.proto.id for each in run.get("download_button")]
        if any(wish in key for key in found if key):
            return run
        time.sleep(0.1)
        run.run()
    raise AssertionError(f"no {wish}: {found}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("edition", ["internal", "public"])
def test_a_report_is_told_read_and_offered_in_four_kinds(lang, edition):
    run, words = _open(province="22", lang=lang, edition=edition), Words(lang)

    assert not run.exception
    assert [*_notices(run, "error"), *_notices(run, "warn")] == []
    assert '<article class="t-sheet"' in _said(run)
    assert "A.1.1" in _said(run)
    assert _downloads(run)[:4] == [words(f"papers.kind.{kind}") for kind in makers.KINDS]
    assert words("papers.blanks") in _said(run)


def test_the_public_edition_says_how_many_cells_it_withholds_and_why():
    internal, public = (_said(_open(province="22", edition=edition)) for edition in ("internal", "public"))

    assert VI("papers.withheld.internal", smallest=10) in internal
    assert VI("papers.column.withheld") not in internal
    assert re.search(r"Bản công khai ẩn [1-9]\d* ô: nhóm dưới 10 người", public)
    assert VI("papers.column.withheld") in public


def test_without_a_province_it_is_the_countrys_and_every_choice_is_in_the_address():
    run = _open(form="sentences", compared="alone")

    assert not run.exception
    assert "cả nước" in _said(run)
    assert {name: run.query_params[name] for name in ("form", "compared", "edition", "year")} == {
        **{"form": "sentences", "compared": "alone", "edition": "internal", "year": "2021"},
    }


@pytest.mark.parametrize(("snapshot", "division"), [(PUBLISHED, "63"), (AFTER, "34"), (AFTER, "63"), (DEMO, "34")])
@pytest.mark.parametrize("province", ["", "22", "24"])
def test_every_snapshot_and_division_has_a_paper_or_a_sentence(snapshot, division, province):
    run = _open(snapshot=snapshot, division=division, **({"province": province} if province else {}))

    assert not run.exception
    assert _notices(run, "error") == []
    assert ('<article class="t-sheet"' in _said(run)) or _notices(run, "warn")


def test_a_limited_viewer_is_offered_a_run_over_their_own_provinces_alone(monkeypatch):
    limited = access.Viewer("doet", frozenset({"22"}), access.SCREENS, "drawn")
    monkeypatch.setattr(access, "viewer_of", lambda claims: limited)
    own, other = _open(province="22"), _open(province="01")

    assert '<article class="t-sheet"' in _said(own)
    assert next(each for each in own.button if each.key == "papers-begin").label == VI("papers.all.begin", count=1)
    assert '<article class="t-sheet"' not in _said(other)
    assert VI("viewing.own", own="Quảng Ninh", place="Hà Nội") in _said(other)


def test_all_reports_are_made_in_one_run_that_is_watched_and_taken_away(monkeypatch):
    monkeypatch.setattr(makers.Desk, "places", property(lambda desk: ("22", "24")))
    run = _open(province="22")
    run.button(key="papers-begin").click().run()
    run = _watch(run, "papers-all-zip")

    assert not run.exception
    (made,) = runs._runs.values()
    names = zipfile.ZipFile(io.BytesIO(made.content())).namelist()
    assert [name.split("-")[2] for name in names] == ["22", "24"]
    assert any(label.startswith("Tải 2 báo cáo") for label in _downloads(run))


def test_a_run_can_be_stopped_and_begun_again(monkeypatch):
    def slow(*_args):
        for number in range(200):
            time.sleep(0.02)
            yield "22", [(f"{number}.docx", b"x")]

    monkeypatch.setattr(papers_all, "_files", slow)
    run = _open(province="22")
    run.button(key="papers-begin").click().run()
    run = _watch(run, "papers-stop")
    run.button(key="papers-stop").click().run()
    run = _watch(run, "papers-begin")

    assert not run.exception
    (made,) = runs._runs.values()
    assert made.state == "stopped"


def test_a_run_that_fails_says_why_and_can_be_begun_again(monkeypatch):
    def fails(*_args):
        yield from makers.reports(None, None, ("odt",), ())

    monkeypatch.setattr(papers_all, "_files", fails)
    run = _open(province="22")
    run.button(key="papers-begin").click().run()
    run = _watch(run, "papers-begin")

    assert any("odt" in notice for notice in _notices(run, "error"))
    assert run.button(key="papers-begin").label == VI("papers.all.again", count=63)


def test_no_kind_of_file_chosen_no_run_begins():
    run = _open(province="22")
    run.get("button_group")[0].set_value([]).run()

    assert run.button(key="papers-begin").disabled


def test_the_pack_names_the_points_of_the_agenda_and_is_offered_in_every_kind():
    run = _open()

    assert _downloads(run)[-len(makers.PACKS) :] == [VI(f"papers.kind.{kind}") for kind in makers.PACKS]
    assert f"<li>{VI('meeting.kind.overview')}</li>" in _said(run)
    assert VI("papers.pack.of", scene=VI("meeting.kind.map"), measure=VI("measure.lms_passed.short")) in _said(run)


def test_a_fault_in_the_ministrys_own_order_of_parts_makes_another_paper(tmp_path, demo_state, monkeypatch):
    before = papers.stamp()
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    (tmp_path / "temis_report.toml").write_text("x = 1", encoding="utf-8")

    assert papers.stamp() != before
