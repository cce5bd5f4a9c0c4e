"""Screens, run whole through the front door: every one in both languages, on demo and published data."""

import asyncio
import html
import inspect
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.testing.v1 import AppTest

from data import access, first_start
from data.keeping import manifests
from data.published import SNAPSHOT_ID as PUBLISHED
from data.schema import SCHEMA_VERSION
from data.snapshot import list_snapshots
from geo import provinces
from pages.parts import opening, serving, sheets, shell
from pages.texts import Words

DEMO = "mo-phong-2022-06-30"
AFTER = "bdtx-mo-phong-2026-06-30"
DOOR = str(Path(__file__).resolve().parents[2] / "app.py")


@pytest.fixture
def state(demo_state, monkeypatch):
    """The shared demo; what it lacks of the first start is not made here."""
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    return demo_state


def _open(screen: str = "overview", **parameters: str) -> AppTest:
    """The screen as a visitor sees it who comes by a link."""
    run = AppTest.from_file(DOOR, default_timeout=60)
    for name, value in parameters.items():
        run.query_params[name] = value
    run.run()
    if screen != "overview":
        for name, value in parameters.items():
            run.query_params[name] = value
        run.switch_page(f"pages/screens/{screen}.py").run()
    return run


def _said(run: AppTest) -> str:
    """All HTML of a run, without the style sheet."""
    return "\n".join(each.proto.body for each in run.get("html") if not each.proto.body.startswith("<style"))


def _notices(run: AppTest, tone: str) -> list[str]:
    return re.findall(rf'<p class="t-notice t-{tone}"[^>]*>(.*?)</p>', _said(run), re.S)


ELSEWHERE = {"level": "primary", "people": "female", "date": "2021-09-30", "region": "2", "measure": "certified"}


@pytest.mark.parametrize("screen", [screen for screen in access.SCREENS if screen != "map"])
def test_what_was_chosen_on_the_map_is_followed_only_where_the_address_says_it(state, screen):
    along = _open("map", snapshot=DEMO, audience="manager", province="12", **ELSEWHERE)
    along.query_params.clear()
    along.switch_page(f"pages/screens/{screen}.py").run()
    address = {name: along.query_params[name] for name in along.query_params}
    by_link = _open(screen, **address)

    assert not along.exception
    assert _notices(along, "warn") == []
    assert _said(along) == _said(by_link)


def test_what_an_address_asks_for_and_a_screen_cannot_tell_apart_is_said(state):
    run = _open("overview", snapshot=DEMO, province="12", people="female")

    assert len(_notices(run, "warn")) == 1


@pytest.mark.parametrize("screen", access.SCREENS)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("snapshot", [DEMO, PUBLISHED])
@pytest.mark.parametrize("province", ["", "22"])
def test_a_screen_opens_without_an_error(state, screen, lang, snapshot, province):
    run = _open(screen, snapshot=snapshot, lang=lang, **({"province": province} if province else {}))
    words = Words(lang)

    assert not run.exception
    assert _notices(run, "error") == []
    assert words(f"{screen}.title") in _said(run)
    assert words("foot.preschool") in _said(run)
    kind = "synthetic" if snapshot == DEMO else "public"
    assert f't-kind t-{kind}">{words(f"kind.{kind}")}' in _said(run)


@pytest.mark.parametrize("screen", access.SCREENS)
@pytest.mark.parametrize(("lang", "province"), [("vi", ""), ("en", "22")])
def test_a_screen_opens_on_the_years_after_etep_and_has_something_to_choose(state, screen, lang, province):
    run = _open(screen, snapshot=AFTER, lang=lang, **({"province": province} if province else {}))
    words = Words(lang)

    assert not run.exception
    assert [*_notices(run, "error"), *_notices(run, "warn")] == []
    assert words("kind.synthetic") in _said(run)
    assert [box.label for box in run.selectbox if not box.options] == []
    assert run.query_params.get("division", "34") == "34"


def test_what_is_set_aside_is_never_shown_unasked_and_offered_last(state):
    run = _open("overview")

    assert run.query_params["snapshot"] == DEMO
    options = run.selectbox(key="choose-snapshot").options
    assert options[0].startswith("30/06/2022")
    assert "BDTX" in options[-1]


def test_choosing_the_years_after_etep_lets_go_what_they_do_not_know_and_takes_the_province_along(state):
    run = _open("modules", snapshot=DEMO, province="15", cohort="teacher-core-2019", module="GV9")  # Yên Bái
    run.selectbox(key="choose-snapshot").select(AFTER).run()

    assert not run.exception
    assert _notices(run, "warn") == []
    assert run.query_params["province"] == "15", "Lào Cai, which Yên Bái went into, bears its number"
    assert run.query_params["cohort"] == "bdtx-teacher-mass-2025", "the newest school year's, not the oldest"
    assert run.query_params["division"] == "34"


def test_what_lies_below_the_province_is_called_a_commune_where_the_data_know_communes(state):
    run = _open("province", snapshot=AFTER, province="91", lang="vi")

    assert run.selectbox(key="choose-district").label == "Xã, phường"
    assert "Các xã, phường – An Giang" in _said(run)
    assert "mô phỏng 01" in _said(run)
    assert "uyện" not in re.sub(r"<footer.*", "", _said(run), flags=re.S)


@pytest.mark.parametrize("screen", ["overview", "map", "province", "modules"])
def test_the_years_after_etep_open_in_the_63_too_and_say_which_were_merged(state, screen):
    run = _open(screen, snapshot=AFTER, division="63", province="22", lang="vi")

    assert not run.exception
    assert [*_notices(run, "error"), *_notices(run, "warn")] == []
    assert run.query_params["division"] == "63"


def test_the_map_of_the_years_after_etep_shows_34_units_and_goes_into_no_districts(state):
    run = _open("map", snapshot=AFTER, province="91", lang="vi")

    assert run.selectbox(key="choose-region").disabled
    assert "Các huyện" not in run.selectbox(key="choose-shapes").options
    assert [button.key for button in run.button if button.key == "trail-districts"] == []


@pytest.mark.parametrize("screen", access.SCREENS)
def test_a_snapshot_of_aggregates_says_what_it_cannot_answer(state, screen):
    run = _open(screen, snapshot=PUBLISHED, province="22")

    assert _notices(run, "note")[0] == Words("vi")(f"{screen}.aggregates_only")


@pytest.fixture
def quang_ninhs_own(state, monkeypatch):
    """The visitor is a sở that may see its own province only."""
    own = access.Viewer(role="doet", provinces=frozenset({"22"}), screens=access.SCREENS, reason="own_province")
    monkeypatch.setattr(access, "viewer_of", lambda claims: own)


@pytest.mark.parametrize("screen", access.SCREENS)
@pytest.mark.parametrize("province", ["", "22", "01"])
@pytest.mark.parametrize("audience", ["teacher", "manager"])
def test_a_screen_of_one_province_says_whose_figures_it_shows(quang_ninhs_own, screen, province, audience):
    run = _open(screen, snapshot=DEMO, audience=audience, level="upper_secondary", province=province)

    assert not run.exception
    assert Words("vi")("error.unexpected") not in _notices(run, "error")
    assert Words("vi")("foot.sees", scope="Quảng Ninh") in _said(run)
    finding = re.search(r'<p class="t-finding">(.*?)</p>', _said(run)).group(1)
    assert not finding.startswith("Cả nước"), "one province's own counts are not the country's"


def test_quang_ninh_reads_as_it_was_published(state):
    said = _said(_open("assessment", snapshot=PUBLISHED, province="22", year="2020"))
    tables = re.findall(r"<table>.*?</table>", said, re.S)
    rows = [re.sub(r"<[^>]+>", "|", row) for table in tables for row in re.findall(r"<tr.*?</tr>", table, re.S)]
    cells = [[cell for cell in row.split("|") if cell] for row in rows]

    assert ["Tổng số", "12.275", "11.413", "93"] in cells
    assert ["Tổng số", "11", "0,1", "440", "3,86", "5.949", "52,12", "5.013", "43,92"] in cells
    assert ["Trung học cơ sở", *["–"] * 8] in cells


def test_the_sentence_and_the_table_agree_where_one_source_does_not_say_how_people_were_rated(state):
    said = html.unescape(_said(_open("assessment", snapshot=PUBLISHED, lang="vi"))).replace("\u00a0", " ")

    assert "Tốt 43,92 %" in said  # Quảng Ninh's 5.013 of 11.413; Bình Phước's 9.176 have no ratings
    assert ">43,92<" in said


def test_an_address_that_does_not_fit_is_answered_with_a_sentence(state):
    run = _open("overview", province="99", module="<script>alert(1)</script>")
    said = _notices(run, "warn")

    assert not run.exception
    assert len(said) == 2
    assert any("province=99" in sentence and "cả nước" in sentence for sentence in said)
    assert any("module=&lt;script&gt;" in sentence for sentence in said)
    assert "<script" not in _said(run)


def test_every_choice_of_the_screen_is_written_into_the_address(state):
    run = _open("overview")
    written = dict(run.query_params)

    assert list(written)[:3] == ["snapshot", "division", "lang"]
    assert {"audience", "measure", "cohort", "year"} <= set(written)


def test_another_audience_brings_its_own_cohorts(state):
    run = _open("modules")
    run.selectbox(key="choose-audience").select("manager").run()

    assert not run.exception
    assert _notices(run, "warn") == []
    assert run.selectbox(key="choose-cohort").value == "manager-mass-2020"


def test_a_role_brings_its_cohort_and_its_modules(state):
    run = _open("satisfaction")
    run.selectbox(key="choose-role").select("core").run()

    assert not run.exception
    assert run.query_params["cohort"] == "teacher-core-2019"
    assert len(run.selectbox(key="choose-module").options) == 7


def test_the_choices_stay_when_the_screen_changes(state):
    run = _open("modules", province="22")
    run.switch_page("pages/screens/map.py").run()

    assert run.selectbox(key="choose-province").value == "22"
    assert "Quảng Ninh" in _said(run)


def test_the_language_changes_every_word(state):
    run = _open("overview")
    run.selectbox(key="choose-lang").select("en").run()

    assert Words("en")("overview.title") in _said(run)
    assert Words("vi")("foot.preschool") not in _said(run)


def test_an_altered_snapshot_is_named_and_the_last_good_one_shown(state, tmp_path, monkeypatch):
    mine = tmp_path / "state"
    shutil.copytree(state, mine, ignore=shutil.ignore_patterns("raw-*", "done"))
    broken = mine / "snapshots" / DEMO / "tables" / "training.parquet"
    content = bytearray(broken.read_bytes())
    content[len(content) // 2] ^= 0xFF
    broken.write_bytes(bytes(content))
    monkeypatch.setenv("TEMIS_STATE", str(mine))
    run = _open("overview", snapshot=DEMO)

    assert not run.exception
    assert any("training.parquet" in sentence for sentence in _notices(run, "error"))
    assert "31/03/2022" in _said(run)


def _without_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def _truncated(folder: Path) -> None:
    file = folder / "tables" / "headline.parquet"
    file.write_bytes(file.read_bytes()[:1000])


def _missing(folder: Path) -> None:
    (folder / "tables" / "province.parquet").unlink()


def _foreign(folder: Path) -> None:
    pl.DataFrame({"x": [1]}).write_parquet(folder / "tables" / "headline.parquet")


def _unreadable_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_bytes(b"{")


def _from_the_future(folder: Path) -> None:
    said = json.loads((folder / "manifest.json").read_bytes())
    (folder / "manifest.json").write_text(json.dumps(said | {"schema_version": 99}))


def _of_another(folder: Path) -> None:
    said = json.loads((folder / "manifest.json").read_bytes())
    (folder / "manifest.json").write_text(json.dumps(said | {"id": "another"}))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_without_manifest, "snapshot_without_manifest"),
        (_truncated, "snapshot_file_altered"),
        (_missing, "snapshot_file_missing"),
        (_foreign, "snapshot_file_altered"),
        (_unreadable_manifest, "snapshot_manifest_unreadable"),
        (_from_the_future, "snapshot_from_the_future"),
        (_of_another, "snapshot_manifest_does_not_fit"),
    ],
)
def test_a_bad_folder_is_named_in_the_readers_language_and_the_last_good_one_stays(
    state, tmp_path, monkeypatch, spoil, code, lang
):
    mine = tmp_path / "state"
    shutil.copytree(state, mine, ignore=shutil.ignore_patterns("raw-*", "done", "detail", "unit"))
    for folder in (mine / "snapshots").iterdir():  # what is not loaded for the country need not be there here
        said = json.loads((folder / "manifest.json").read_bytes())
        said["parts"] = [part for part in said["parts"] if part["path"].startswith("tables/")]
        (folder / "manifest.json").write_text(json.dumps(said | {"seal": manifests.seal_of(said)}))
    spoil(mine / "snapshots" / DEMO)
    monkeypatch.setenv("TEMIS_STATE", str(mine))
    run = _open("overview", snapshot=DEMO, lang=lang)

    beginning = Words(lang)(f"error.{code}", snapshot=DEMO, file="|", version=99, known=SCHEMA_VERSION).split("|")[0]
    assert not run.exception
    assert any(html.unescape(notice).startswith(beginning) for notice in _notices(run, "error"))
    assert "31/03/2022" in _said(run), "the last good snapshot of the series is on screen"


def test_an_unexpected_failure_is_a_polite_sentence(state, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the inside of the machine")

    monkeypatch.setattr(shell, "heading", fail)
    run = _open("overview")

    assert _notices(run, "error") == [Words("vi")("error.unexpected")]
    assert "inside of the machine" not in _said(run)
    assert not run.exception


def test_an_empty_state_folder_is_answered_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    run = _open("overview")

    assert "python -m data demo" in _notices(run, "error")[0]


def test_the_first_start_says_each_step(tmp_path, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    said = []
    monkeypatch.setattr(first_start, "missing", lambda state: [] if said else ["mo-phong"])
    steps = [first_start.Step("first_start.country", "", 0.0), first_start.Step("first_start.ready", "", 1.0)]
    monkeypatch.setattr(
        first_start, "prepare", lambda state, progress: [said.append(step) or progress(step) for step in steps]
    )
    _open("overview")

    assert [step.text for step in said] == ["first_start.country", "first_start.ready"]


def test_a_download_says_where_it_is_from_and_runs_no_formula(state):
    snapshot = next(one for one in list_snapshots(state)[0] if one.id == DEMO)
    frame = pl.DataFrame({"name": ["=1+1", "Đà Nẵng", "@x"], "n": [-1, 2, None]})
    text = sheets.csv(frame, snapshot, seen="Bạn đang xem: mọi nơi.", words=Words("vi")).decode("utf-8-sig")

    assert text.splitlines()[0] == "name,n,snapshot_id,as_of,kind,scope"
    assert text.splitlines()[1] == f"'=1+1,-1,{DEMO},2022-06-30,synthetic,Bạn đang xem: mọi nơi."
    assert "'@x,," in text


def test_a_store_is_opened_once_for_the_same_scope(state):
    snapshot = list_snapshots(state)[0][-1]
    scope = access.Scope.everything()

    assert opening.store(snapshot, scope) is opening.store(snapshot, scope)


def test_a_store_that_an_open_page_holds_is_not_opened_again_when_the_cache_let_it_go(state):
    snapshot = list_snapshots(state)[0][-1]
    held = opening.store(snapshot, access.Scope.everything())
    opening._store.clear()

    assert opening.store(snapshot, access.Scope.everything()) is held


def _served(accept: bytes, path: str = "/ban-do") -> tuple[dict[bytes, bytes], bytes]:
    """What the server's middleware makes of Streamlit's page, for a visitor who accepts that."""
    page = b'<!DOCTYPE html><html lang="en"><head></head></html>'
    sent = []

    async def streamlit(scope: dict, receive: object, send: Callable) -> None:
        headers = [(b"content-type", b"text/html"), (b"content-length", str(len(page)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": page[:20], "more_body": True})
        await send({"type": "http.response.body", "body": page[20:]})

    async def keep(message: dict) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "path": path,
        "query_string": b"lang=en",
        "headers": [(b"accept", accept), (b"accept-encoding", b"gzip")],
    }
    middleware = next(each for each in serving.MIDDLEWARE if each.cls.__name__ == "_OwnPage")
    asyncio.run(middleware.cls(streamlit)(scope, None, keep))
    return dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])


def test_the_page_says_where_the_server_is_and_is_vietnamese_first():
    headers, body = _served(b"text/html,*/*")

    assert b'<head><script src="/app/static/page/here.js"></script>' in body
    assert b"BACKEND_BASE_URL" in Path(DOOR).with_name("static").joinpath("page", "here.js").read_bytes()
    assert b'<html lang="vi">' in body
    assert headers[b"content-length"] == str(len(body)).encode()


def test_the_first_screen_by_its_name_leads_to_the_root_with_its_choices():
    assert _served(b"text/html", "/tong-quan")[0][b"location"] == b"./?lang=en"


def test_what_is_no_page_is_left_as_it_is():
    assert b"here.js" not in _served(b"application/json")[1]


def test_no_script_lies_where_it_would_be_served_without_the_front_door():
    serving.no_loose_pages()

    assert PagesManager.uses_pages_directory is False


def test_a_session_that_is_resumed_does_not_look_through_everything_imported(monkeypatch):
    monkeypatch.setattr(AppSession, "register_file_watchers", AppSession.register_file_watchers)  # put back afterwards
    assert "register_file_watchers()" in inspect.getsource(WebsocketSessionManager), "who calls it"
    session = SimpleNamespace(_local_sources_watcher=None)

    serving.no_watching()
    AppSession.register_file_watchers(session)

    assert session._local_sources_watcher is None


VIEWS = ("one", "two", "times", "modules", "change", "kinds")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("snapshot", [DEMO, PUBLISHED])
@pytest.mark.parametrize("division", ["63", "34"])
def test_every_view_of_the_map_opens_in_both_divisions(state, view, lang, snapshot, division):
    run = _open("map", snapshot=snapshot, lang=lang, division=division, view=view, province="48", also="56")

    assert not run.exception
    assert _notices(run, "error") == []
    assert _notices(run, "warn") == []


@pytest.mark.parametrize("beside", ["ranking", "funnel", "bounds"])
@pytest.mark.parametrize("breaks", ["published", "quantile", "natural", "equal", "target"])
def test_whatever_stands_beside_and_however_classes_are_made(state, beside, breaks):
    run = _open("map", beside=beside, breaks=breaks, size="circles", date="2021-12-31", people="female")

    assert not run.exception
    assert _notices(run, "error") == []
    assert Words("vi")(f"map.breaks.{breaks}") in _said(run)


@pytest.mark.parametrize("shapes", ["regions", "universities"])
@pytest.mark.parametrize("measure", ["lms_passed", "assessment_completed", "satisfied", "reporting"])
def test_areas_are_drawn_for_the_63_and_refused_for_the_34(state, shapes, measure):
    of_63 = _open("map", shapes=shapes, measure=measure, division="63")
    of_34 = _open("map", shapes=shapes, measure=measure, division="34")

    assert _notices(of_63, "error") == _notices(of_63, "warn") == []
    assert any(shapes in text for text in _notices(of_34, "warn")), "said, and the provinces are shown"


@pytest.mark.parametrize("size", ["colour", "relief"])
@pytest.mark.parametrize(("division", "province"), [("63", "48"), ("63", "22"), ("34", "48"), ("34", "08")])
def test_the_districts_of_a_unit_of_either_division_are_drawn(state, size, division, province):
    run = _open("map", division=division, province=province, shapes="districts", size=size)

    assert _notices(run, "error") == _notices(run, "warn") == []
    assert Words("vi")("map.says.districts_note") in _said(run)


def test_districts_are_not_asked_for_a_level_or_a_group(state):
    by_province, by_district = (
        _open("map", province="22", level="primary", shapes=shapes, measure="assessment_completed")
        for shapes in ("provinces", "districts")
    )
    keys = [{box.key for box in run.selectbox} for run in (by_province, by_district)]

    assert {"choose-level", "choose-people"} <= keys[0]
    assert not {"choose-level", "choose-people"} & keys[1]
    assert [text for text in _notices(by_district, "warn") if "level=primary" in text and "cấp huyện" in text]
    assert "level" not in by_district.query_params


def test_going_into_districts_lets_the_level_go_without_a_warning(state):
    run = _open("map", province="22", level="primary", measure="assessment_completed")
    run.button(key="trail-districts").click().run()

    assert not run.exception
    assert _notices(run, "warn") == []
    assert run.query_params["shapes"] == "districts"


@pytest.mark.parametrize("view", ["one", "change"])
def test_the_first_date_has_none_to_be_compared_with_and_nobody_is_warned(state, view):
    run = _open("map", view=view)
    run.select_slider(key="choose-date").set_value(run.query_params["since"]).run()

    assert not run.exception
    assert _notices(run, "error") == _notices(run, "warn") == []
    assert "since" not in run.query_params
    assert "choose-since" not in {box.key for box in run.selectbox}


def test_leaving_the_province_whose_districts_are_shown_warns_nobody(state):
    run = _open("map", province="22", shapes="districts", size="relief")
    run.selectbox(key="choose-province").select("").run()

    assert _notices(run, "warn") == []
    assert run.query_params["shapes"] == "provinces"


def test_a_region_that_is_not_there_is_answered_with_a_sentence(state):
    run = _open("map", region="99")

    assert _notices(run, "error") == []
    assert any("region=99" in text for text in _notices(run, "warn"))


@pytest.mark.parametrize("shapes", ["regions", "universities", "districts"])
def test_a_table_beside_the_map_has_no_column_of_states_for_which_there_is_no_room(state, shapes):
    said = _said(_open("map", province="22", shapes=shapes))

    assert "Tỉ lệ</th>" in said
    assert "Tình trạng</th>" not in said


def test_a_measure_that_districts_do_not_have_says_which_they_have(state):
    run = _open("map", province="22", shapes="districts", measure="satisfied")

    assert "Đạt mô đun trên LMS" in _notices(run, "note")[0]


@pytest.mark.parametrize("screen", access.SCREENS)
def test_every_screen_opens_by_the_34_units(state, screen):
    run = _open(screen, division="34", province="48")

    assert not run.exception
    assert _notices(run, "error") == []
    assert Words("vi")("division.34") in str([box.options for box in run.selectbox])


def test_shapes_that_were_altered_are_a_sentence_and_the_figures_stay(state, monkeypatch, tmp_path):
    shutil.copytree(provinces.SERVED, tmp_path / "geo")
    (tmp_path / "geo" / "tinh63_chi_tiet.geojson").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(provinces, "SERVED", tmp_path / "geo")
    run = _open("map")

    assert Words("vi")("error.geometry_altered", file="tinh63_chi_tiet.geojson") in _notices(run, "error")
    assert "Hải Dương" in _said(run), "the table does not need the shapes"


def test_a_table_of_targets_with_a_fault_is_said_on_the_forecast_and_our_default_holds(state, tmp_path, monkeypatch):
    own = tmp_path / "state"
    shutil.copytree(state, own)
    monkeypatch.setenv("TEMIS_STATE", str(own))
    head = "measure,audience,role,cohort_code,module_code,value,due_on,owner,set_on,note\n"
    (own / "targets.csv").write_text(f"{head}lms_passed,,,,,95,,Bộ,2022-01-10,\n", encoding="utf-8")

    run = _open("forecast", snapshot=DEMO)

    assert any("dòng 2, cột value" in notice for notice in _notices(run, "warn"))
    assert "chỉ tiêu 95" in _said(run)
    (own / "targets.csv").write_text(f"{head}lms_passed,,,,,80%,,Bộ,2022-01-10,\n", encoding="utf-8")
    run = _open("forecast", snapshot=DEMO)
    assert _notices(run, "warn") == []
    assert "chỉ tiêu 80" in _said(run)
    assert "do Bộ đặt ngày 10/01/2022" in _said(run)


@pytest.mark.parametrize("screen", ["certification", "modules"])
def test_where_nobody_is_enrolled_the_chart_of_steps_is_left_out(state, screen):
    without, with_somebody = (_open(screen, snapshot=DEMO, province=province) for province in ("95", "22"))

    assert not without.exception
    assert Words("vi")("finding.nothing") in _said(without)
    drawn = [["Ghi danh" in str(chart.proto) for chart in run.get("plotly_chart")] for run in (without, with_somebody)]
    assert not any(drawn[0])
    assert any(drawn[1])


@pytest.mark.parametrize("screen", ["overview", "map", "peers", "forecast"])
@pytest.mark.parametrize("division", ["63", "34"])
def test_data_that_hold_nothing_of_ones_own_province_are_told_of_the_others(state, monkeypatch, screen, division):
    """Two provinces have published; a third one's sở reads their figures, and that its own are not there."""
    of_bac_giang = access.viewer("doet", "own_province", provinces=frozenset({"24"}))
    monkeypatch.setattr(access, "viewer_of", lambda _: of_bac_giang)
    run = _open(screen, snapshot=PUBLISHED, measure="satisfied", division=division, since="2019-01-01")

    assert not run.exception
    assert _notices(run, "error") == []
