"""The meeting, run through the front door: prepared, begun, shown, written at, ended, and read by who may not write."""

import html
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from data import access, first_start, meetings, meetings_file
from data.meetings_rules import Draft, Figures, Hand, Meeting, Point
from data.published import SNAPSHOT_ID as PUBLISHED
from data.snapshot import open_snapshot
from pages.figures import large
from pages.papers import minutes
from pages.papers.blocks import Cell, Column, Row, Table
from pages.papers.scene import KINDS, Item, Scene, Tile
from pages.parts import meeting_notes, meeting_scene
from pages.texts import LANGUAGES, Words

DEMO = "mo-phong-2022-06-30"
DOOR = str(Path(__file__).resolve().parents[2] / "app.py")
AT = datetime(2022, 7, 15, 2, 30, tzinfo=UTC)
HAND = Hand("Phòng Tổng hợp", "operator", AT)
OPERATOR = access.Viewer("operator", None, access.OPERATOR_SCREENS, "single_user")
FIGURES = Figures(DEMO, date(2022, 6, 30), "lms_passed", "", "7 tỉnh đã đạt", 83, 100, "?item=3")
VI = Words("vi")


@pytest.fixture
def state(demo_state, tmp_path, monkeypatch):
    """The shared snapshots, and meetings of one's own."""
    (tmp_path / "snapshots").symlink_to(demo_state / "snapshots")
    for name in ("history.parquet", "history.json"):
        shutil.copy(demo_state / name, tmp_path / name)
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    return tmp_path


@pytest.fixture
def operator(monkeypatch):
    """Whoever comes is the person at the machine."""
    monkeypatch.setattr(access, "viewer_of", lambda claims: OPERATOR)


def _open(**parameters: str) -> AppTest:
    run = AppTest.from_file(DOOR, default_timeout=60)
    run.query_params.update({"snapshot": DEMO} | parameters)
    run.run()
    run.query_params.update({"snapshot": DEMO} | parameters)
    return run.switch_page("pages/screens/meeting.py").run()


def _said(run: AppTest) -> str:
    return html.unescape("\n".join(each.proto.body for each in run.get("html") if "<style" not in each.proto.body))


def _begin(state: Path, snapshot: str = DEMO) -> Meeting:
    opened = open_snapshot(state / "snapshots" / snapshot)
    day = {"title": "Họp quý II", "held_on": AT.date(), "division": 63}
    return meetings.begin(state, snapshot=opened, by=HAND, **day)


def _series(state: Path) -> str:
    return open_snapshot(state / "snapshots" / DEMO).series


def test_who_may_not_write_reads_the_agenda_and_why_and_can_show_it(state):
    run = _open(lang="vi")

    assert not run.exception
    assert VI("meeting.closed") in _said(run)
    assert "<li>Bản đồ một chỉ số: Đạt mô đun trên LMS</li>" in _said(run)
    assert [box.key for box in run.selectbox if box.key.startswith("agenda")] == []
    run.button(key="meeting-show").click().run()
    assert run.query_params["item"] == "1"
    run.button(key="stage-note").click().run()
    assert VI("meeting.closed") in _said(run)
    assert not (state / "meetings").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("snapshot", [DEMO, PUBLISHED])
@pytest.mark.parametrize("province", ["", "22"])
def test_every_scene_of_our_agenda_is_shown_without_an_error(state, lang, snapshot, province):
    agenda = meetings.ours()
    more = {"province": province} if province else {}
    run = _open(lang=lang, snapshot=snapshot, item="1", **more)
    for place in range(1, len(agenda) + 1):
        assert not run.exception
        assert "t-error" not in _said(run)
        assert f">{place} / {len(agenda)}</strong>" in _said(run)
        assert Words(lang)(f"kind.{'synthetic' if snapshot == DEMO else 'public'}") in _said(run)
        assert run.query_params["item"] == str(place)
        assert run.query_params.get("province", "") == province, "the choices are kept from scene to scene"
        run.button(key="stage-next").click().run() if place < len(agenda) else None
    assert run.button(key="stage-next").disabled
    run.button(key="stage-leave").click().run()
    assert "item" not in run.query_params


def test_the_first_and_the_last_scene_are_one_key_away_and_a_place_beyond_the_agenda_is_its_last(state):
    run = _open(item="24")
    last = len(meetings.ours())

    assert f">{last} / {last}</strong>" in _said(run)
    run.button(key="stage-first").click().run()
    assert f">1 / {last}</strong>" in _said(run)
    run.button(key="stage-last").click().run()
    assert f">{last} / {last}</strong>" in _said(run)


def test_the_agenda_is_moved_changed_and_given_back(state, operator):
    run = _open(lang="vi")
    run.button(key="agenda-down-0").click().run()
    run.button(key="agenda-out-9").click().run()
    run.selectbox(key="agenda-measure-2").select("certified").run()
    run.selectbox(key="agenda-kind-4").select("decisions").run()
    run.selectbox(key="agenda-new").select("map").run()
    run.button(key="agenda-add-it").click().run()
    agenda = meetings.agenda(state, division=63)

    assert not run.exception
    assert [point.kind for point in agenda[:2]] == ["reporting", "overview"]
    assert agenda[2] == Point("map", (("measure", "certified"),))
    assert agenda[4] == Point("decisions")
    assert (agenda[-1], len(agenda)) == (Point("map"), 10)
    run.button(key="agenda-ours").click().run()
    assert meetings.agenda(state, division=63) == meetings.ours()


def _begun(**parameters: str) -> AppTest:
    """A meeting begun on the screen."""
    run = _open(lang="vi", **parameters)
    run.text_input(key="begin-title").input("Họp quý II")
    run.text_input(key="begin-name").input("Phòng Tổng hợp")
    run.date_input(key="begin-day").set_value(date(2022, 7, 15))
    next(button for button in run.button if button.label == VI("meeting.begin.go")).click().run()
    return run


def _write(run: AppTest, **boxes: object) -> AppTest:
    """The panel opened, filled in and sent off."""
    run.button(key="stage-note").click().run()
    elements = [*run.text_area, *run.text_input, *run.date_input]
    for name, value in boxes.items():
        next(each for each in elements if (each.key or "").startswith(f"note-{name}-")).set_value(value)
    return run.button(key="note-save").click().run()


def test_a_meeting_is_begun_written_at_and_ended_and_what_is_open_is_carried_on(state, operator):
    run = _begun(since="2022-03-31")
    running = meetings.running(state, series=_series(state))
    run.button(key="meeting-show").click().run()
    run.button(key="stage-last").click().run()
    _write(run, text="Đôn đốc <b>các sở</b>", owner="Cục Nhà giáo", due=date(2022, 6, 1))
    entry = meetings.entries(state, series=running.series, viewer=OPERATOR)[0]

    assert not run.exception
    assert (running.title, running.held_on, running.begun.name) == ("Họp quý II", date(2022, 7, 15), "Phòng Tổng hợp")
    assert (entry.form, entry.owner, entry.scene) == ("decision", "Cục Nhà giáo", "decisions")
    assert entry.written.role == "operator"
    assert "item=10" in entry.figures.address
    assert "<b>các sở</b>" not in "\n".join(each.proto.body for each in run.get("html"))
    assert "Đôn đốc <b>các sở</b>" in _said(run)
    assert VI("meeting.entry.late") in _said(run)
    run.button(key="stage-leave").click().run()
    assert "1 quá hạn" in _said(run)
    run.button(key="meeting-end").click().run()
    assert meetings.running(state, series=running.series) is None
    assert "Họp quý II" in _said(run)
    assert "Còn 1 việc chưa xong" in _said(run)


def test_a_note_keeps_the_figures_of_the_scene_it_was_written_at(state, operator):
    run = _begun()
    run.button(key="meeting-show").click().run()
    for _ in range(2):
        run.button(key="stage-next").click().run()
    _write(run, text="Xem lại Bắc Kạn")
    series = _series(state)
    note = meetings.entries(state, series=series, viewer=OPERATOR)[0]

    assert (note.form, note.scene, note.figures.measure, note.figures.snapshot) == ("note", "map", "lms_passed", DEMO)
    assert 0 < note.figures.part < note.figures.whole
    assert note.figures.finding in _said(run).replace("\xa0", " ")
    assert VI.ratio(note.figures.part, note.figures.whole) in _said(run).replace("\xa0", " "), "as on the screen"


def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(state, operator):
    run = _begun()
    run.button(key="meeting-show").click().run()
    _write(run, text="Việc", due=date(2022, 9, 1))

    assert VI("error.meeting_owner_empty") in _said(run)
    assert run.text_area[0].value == "Việc"
    assert meetings.entries(state, series=_series(state), viewer=OPERATOR) == []


def test_without_a_meeting_nothing_is_written_and_the_panel_says_what_to_do(state, operator):
    run = _open(lang="vi", item="1")
    run.button(key="stage-note").click().run()

    assert VI("meeting.note.no_meeting") in _said(run)
    assert len(run.text_area) == 0


def test_an_entry_is_marked_done_changed_and_removed_where_it_is_prepared(state, operator):
    running = _begin(state)
    entry = meetings.write(state, running.id, Draft("decision", "Việc", "Cục"), scene="map", figures=FIGURES, by=HAND)
    run = _open(lang="vi")
    run.button(key=f"mark-register-{entry.id}").click().run()
    assert VI("error.meeting_name_empty") in _said(run), "who marks it must be known"
    run.text_input(key="name-register").input("Văn phòng").run()
    run.button(key=f"mark-register-{entry.id}").click().run()
    change = meetings.changes(state, entry.id)[0]

    assert (change.after, change.by.name) == ("done", "Văn phòng")
    run.button(key=f"change-{entry.id}").click().run()
    run.text_area[0].set_value("Việc khác")
    run.button(key="note-save").click().run()
    assert "Việc khác" in _said(run)
    run.button(key=f"remove-{entry.id}").click().run()
    assert not run.exception
    assert "Việc khác" not in _said(run)
    assert meetings.exported(state)["entry"] == meetings.exported(state)["change"] == []


def test_the_date_compared_with_is_that_of_the_last_meeting(state, operator):
    earlier = "mo-phong-2022-03-31"
    first = _begin(state, earlier)
    meetings.end(state, first.id, by=HAND)
    run = _open(lang="vi")

    assert run.query_params["since"] == "2022-03-31"
    assert "số liệu đến 31/03/2022" in _said(run)


def test_a_meeting_shows_the_data_that_it_began_with_even_when_newer_were_asked_for(state, operator):
    _begin(state, "mo-phong-2022-03-31")
    run = _open(lang="vi", item="1")

    assert run.query_params["snapshot"] == "mo-phong-2022-03-31"
    assert "đến 31/03/2022" in _said(run)
    assert run.query_params["item"] == "1"


def test_a_damaged_file_is_a_sentence_and_the_agenda_can_be_shown_all_the_same(state, operator):
    _begin(state)
    meetings_file.path(state).write_bytes(b"damaged")
    run = _open(lang="vi")

    assert not run.exception
    assert "Tệp meetings.sqlite không đọc được" in _said(run)
    run.button(key="meeting-show").click().run()
    assert not run.exception
    assert "t-stage-finding" in "\n".join(each.proto.body for each in run.get("html"))


def test_kinds_of_scenes_that_are_not_known_are_left_out_of_the_agenda():
    points = (Point("overview"), Point("of_a_later_version"), Point("map", (("measure", "certified"),)))

    assert minutes.items(points) == (Item("overview"), Item("map", (("measure", "certified"),)))
    assert all(f"meeting.kind.{kind}" in VI for kind in KINDS)


def test_minutes_say_what_was_taken_over_first_and_what_the_figures_were(state):
    first = _begin(state)
    old = meetings.write(state, first.id, Draft("note", "Cũ"), scene="map", figures=FIGURES, by=HAND)
    meetings.end(state, first.id, by=HAND)
    second = replace(first, id=2, begun=replace(HAND, at=AT.replace(month=10)), ended=None)
    own = replace(old, id=2, meeting=2, form="decision", text="Mới", owner="Cục")
    held = minutes.held(second, [old, own], VI)

    assert [(each.kind, each.text) for each in held.decisions] == [("decision", "Mới"), ("note", "Cũ")]
    assert held.decisions[0].figure == (
        "Đạt trên LMS 83,0 % (83 trên 100), số liệu đến 30/06/2022 (mo-phong-2022-06-30). 7 tỉnh đã đạt"
    )
    assert held.decisions[0].written == "Phòng Tổng hợp ghi, 15/07/2022 02:30 UTC"
    assert held.decisions[0].scene == VI("meeting.kind.map")


def test_with_an_owner_or_a_day_it_is_a_decision():
    assert meeting_notes.drafted("a", " ", None).form == "note"
    assert meeting_notes.drafted("a", "Cục", None).form == "decision"
    assert meeting_notes.drafted("a", "", date(2022, 1, 1)).form == "decision"


def _table(rows: int) -> Table:
    columns = (
        Column("Tỉnh"),
        Column("Trước", "share"),
        Column("Nay", "share"),
        Column("Đổi", "change"),
        Column("n", "count"),
    )
    cells = [tuple(Cell(f"{name}{row}") for name in "tabcd") for row in range(rows)]
    return Table("moved", "Chuyển biến", columns, tuple(Row(each) for each in cells))


def test_of_a_long_list_of_movements_both_ends_are_shown_with_the_share_now_and_the_change():
    text = meeting_scene.moved(_table(13))

    assert re.findall(r"<td>(t\d+)</td>", text) == ["t0", "t1", "t2", "t10", "t11", "t12"]
    assert "b0" in text
    assert "c0" in text
    assert "a0" not in text
    assert "d0" not in text
    assert text.count("t-gap") == 1
    assert "t-gap" not in meeting_scene.moved(_table(5))


def test_what_a_scene_says_is_escaped_wherever_it_stands():
    evil = "<script>alert(1)</script>"
    scene = Scene(
        Item("map"), evil, evil, (Tile(evil, evil, evil, evil),), changed=(evil,), silent=(evil,), silent_said=evil
    )
    text = meeting_scene.finding(scene) + meeting_scene.told(scene, VI) + meeting_scene.table(_table(14), VI)

    assert "<script" not in text
    assert VI("meeting.stage.more", rows=2) in text


@pytest.mark.parametrize(("length", "size"), [(20, "short"), (120, "middle"), (300, "long")])
def test_the_longer_a_finding_the_smaller_it_is(length, size):
    assert f"t-{size}" in meeting_scene.finding(SimpleNamespace(title="", finding="a" * length))


def test_a_figure_is_enlarged_in_its_letters_lines_and_margins_and_in_nothing_else():
    figure = go.Figure(go.Bar(x=[1, 2], y=["a", "b"], text=["<span style='font-size:10px'>x</span>"] * 2, width=0.5))
    figure.update_layout(font_size=13, margin={"l": 10}, height=300, bargap=0.2)
    figure.add_annotation(text="a", x=0.5, y=0.5, xshift=4, font_size=12, xref="paper")
    made = large.enlarged(figure, times=2, height=640)

    assert (made.layout.font.size, made.layout.margin.l, made.layout.height) == (26, 20, 640)
    assert (made.layout.annotations[0].xshift, made.layout.annotations[0].font.size) == (8, 24)
    assert made.data[0].text[0] == "<span style='font-size:20px'>x</span>"
    assert (made.data[0].width, made.layout.bargap, list(made.data[0].x)) == (0.5, 0.2, [1, 2])
    assert made.layout.annotations[0].x == 0.5
    assert figure.layout.font.size == 13, "the figure given is left alone"


@pytest.mark.parametrize("division", ["34", "63"])
def test_the_scenes_are_shown_on_the_years_after_etep_too(state, division):
    run = _open(lang="vi", snapshot="bdtx-mo-phong-2026-06-30", division=division, item="1")
    for _ in meetings.ours():
        assert not run.exception
        assert "t-error" not in _said(run)
        assert "t-stage-finding" in _said(run)
        run.button(key="stage-next").click().run() if not run.button(key="stage-next").disabled else None


def test_a_viewer_of_one_province_sees_its_scenes_and_what_was_written_of_it_alone(state, monkeypatch):
    running = _begin(state)
    for province, text in (("22", "Việc của tỉnh mình"), ("01", "Việc của tỉnh khác")):
        figures = replace(FIGURES, province=province)
        meetings.write(state, running.id, Draft("note", text), scene="map", figures=figures, by=HAND)
    own = access.Viewer("doet", frozenset({"22"}), access.SCREENS, "own_province")
    monkeypatch.setattr(access, "viewer_of", lambda claims: own)
    run = _open(lang="vi")

    assert "Việc của tỉnh mình" in _said(run)
    assert "Việc của tỉnh khác" not in _said(run)
    run.button(key="meeting-show").click().run()
    for _ in range(len(meetings.ours()) - 1):
        assert not run.exception
        assert "t-error" not in _said(run)
        run.button(key="stage-next").click().run()
    assert "Việc của tỉnh khác" not in _said(run)


def test_a_second_press_of_save_finds_the_panel_closed_and_keeps_nothing_twice(monkeypatch):
    monkeypatch.setattr(meeting_notes.st, "session_state", {})
    monkeypatch.setattr(meetings, "write", lambda *given, **more: pytest.fail("written twice"))

    meeting_notes._save(None, "map", None)
