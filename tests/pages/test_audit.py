"""The audit log as the pages write it, and its screen: each thing once, nothing of what was typed."""

import asyncio
import html
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import access, audit, first_start
from data.access import people
from data.audit import Entry, files
from pages.parts import audit as part
from pages.parts import audit_door, audit_noting, audit_said, audit_usage, entering, guarding_owners, meeting
from pages.texts import LANGUAGES, Words

DEMO = "mo-phong-2022-06-30"
DOOR = str(Path(__file__).resolve().parents[2] / "app.py")
OPERATOR = access.viewer("operator", "single_user")
DOET = access.viewer("doet", "own_province", provinces=frozenset({"22"}), who="5a" * 8, until=9e9, name="Nguyễn Văn A")
TODAY = datetime.now(UTC).date()
DAYS = {"since": TODAY - timedelta(days=1), "until": TODAY + timedelta(days=1)}


@pytest.fixture
def state(tmp_path, demo_state, monkeypatch):
    """The demo country in a state folder of its own, and nobody known from the test before."""
    folder = tmp_path / "state"
    (folder / "snapshots").mkdir(parents=True)
    for snapshot in (demo_state / "snapshots").iterdir():
        (folder / "snapshots" / snapshot.name).symlink_to(snapshot)
    monkeypatch.setenv("TEMIS_STATE", str(folder))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    for name in ("_open", "_logins", "_refusals", "_taken"):
        monkeypatch.setattr(audit_noting, name, audit_noting._Latest())
    return folder


@pytest.fixture
def as_viewer(monkeypatch):
    def be(viewer: access.Viewer) -> None:
        monkeypatch.setattr(entering, "viewer", lambda: viewer)
        monkeypatch.setattr(entering, "still", lambda viewer: True)

    return be


def _open(screen: str = "overview", **parameters: str) -> AppTest:
    run = AppTest.from_file(DOOR, default_timeout=60)
    for name, value in parameters.items():
        run.query_params[name] = value
    if screen == "overview":
        return run.run()
    run.run()
    for name, value in parameters.items():
        run.query_params[name] = value
    return run.switch_page(f"pages/screens/{screen}.py").run()


def _noted(state: Path, *events: str) -> list[dict]:
    """What was noted, oldest first."""
    audit.flush(state)
    rows = audit.entries(state, **DAYS).reverse().to_dicts()
    return [row for row in rows if row["event"] in events] if events else rows


def _written(state: Path) -> str:
    """All that stands in the files, its letters as they are read."""
    lines = [line for path in (state / audit.FOLDER).iterdir() for line in path.read_text().splitlines()]
    return "\n".join(json.dumps(json.loads(line), ensure_ascii=False) for line in lines)


def _said(run: AppTest) -> str:
    bodies = (each.proto.body for each in run.get("html"))
    return html.unescape("\n".join(body for body in bodies if not body.startswith("<style")))


def test_a_screen_is_noted_once_with_its_data_and_choices_however_often_it_is_drawn(state, as_viewer):
    as_viewer(DOET)
    run = _open(snapshot=DEMO, province="22")
    run.run()
    run.run()
    (row,) = _noted(state, "opened")

    assert (row["screen"], row["snapshot"], row["who"], row["role"]) == ("overview", DEMO, DOET.who, "doet")
    assert (row["provinces"], row["vintage"]) == ("22", DOET.vintage)
    assert "province=22" in row["filters"]
    assert "measure=" in row["filters"]


def test_another_choice_is_another_view(state, as_viewer):
    as_viewer(OPERATOR)
    run = _open(snapshot=DEMO)
    run.selectbox(key="choose-province").select("22").run()
    first, second = _noted(state, "opened")

    assert "province=" not in first["filters"]
    assert "province=22" in second["filters"]
    assert first["visit"] == second["visit"]


def test_another_language_is_the_same_view(state, as_viewer):
    as_viewer(OPERATOR)
    run = _open(snapshot=DEMO, lang="vi")
    run.selectbox(key="choose-lang").select("en").run()

    assert len(_noted(state, "opened")) == 1


def test_what_stands_in_an_address_is_noted_as_understood_and_never_as_typed(state, as_viewer):
    as_viewer(OPERATOR)
    _open(snapshot=DEMO, province="Nguyễn Văn A", q="0123456789", measure="=cmd|x", lang="vi")
    assert _noted(state, "opened")
    text = _written(state)

    assert not [typed for typed in ("Nguy", "0123456789", "cmd") if typed in text]


def test_no_line_bears_the_name_that_the_login_tells(state, as_viewer):
    as_viewer(DOET)
    _open("province", snapshot=DEMO, province="22")
    _noted(state)

    assert DOET.who in _written(state)
    assert "Nguy" not in _written(state)


def test_a_login_is_noted_the_first_time_that_it_is_seen(state, as_viewer):
    as_viewer(DOET)
    _open(snapshot=DEMO).run()
    _open(snapshot=DEMO)
    assert len(_noted(state, "signed_in")) == 1

    later = access.viewer("doet", "own_province", provinces=frozenset({"22"}), who=DOET.who, until=9.1e9)
    as_viewer(later)
    _open(snapshot=DEMO)
    assert len(_noted(state, "signed_in")) == 2


def test_who_may_not_come_in_is_noted_with_the_reason_and_who_has_not_signed_in_is_not(state, as_viewer):
    as_viewer(access.viewer("stranger", "not_signed_in"))
    _open()
    assert _noted(state) == []

    as_viewer(access.viewer("stranger", "no_role", who="ab" * 8))
    _open().run()
    (row,) = _noted(state)
    assert (row["event"], row["why"], row["who"], row["provinces"]) == ("refused", "no_role", "ab" * 8, "")


@pytest.mark.parametrize("screen", ["audit", "intake"])
def test_a_screen_that_is_closed_is_noted_as_refused_once(state, as_viewer, screen):
    as_viewer(access.viewer("guest", "open_data_only"))
    _open(screen).run()
    (row,) = _noted(state, "refused")

    assert (row["screen"], row["why"], row["role"]) == (screen, "screen_closed", "guest")
    assert screen not in {row["screen"] for row in _noted(state, "opened")}


def test_a_province_that_is_not_theirs_is_noted_as_refused_and_not_as_seen(state, as_viewer):
    as_viewer(DOET)
    run = _open("modules", snapshot=DEMO, province="01")
    run.run()
    (row,) = _noted(state, "refused")

    assert (row["screen"], row["why"], row["who"]) == ("modules", "province_not_yours", DOET.who)
    assert "modules" not in {row["screen"] for row in _noted(state, "opened")}


def test_a_fault_in_the_log_costs_the_page_nothing(state, as_viewer, monkeypatch, caplog):
    as_viewer(OPERATOR)

    def broken(state: Path, entry: Entry) -> None:
        raise RuntimeError("no log today")

    monkeypatch.setattr(audit_noting.audit, "note", broken)
    run = _open(snapshot=DEMO)

    assert not run.exception
    assert Words("vi")("error.unexpected") not in _said(run)
    assert "nothing was noted" in caplog.text


def test_what_is_written_in_a_meeting_is_noted_by_its_kind(state, as_viewer):
    as_viewer(OPERATOR)
    _open(snapshot=DEMO)
    assert meeting.attempt(lambda: None, what="agenda")

    assert [row["what"] for row in _noted(state, "wrote")] == ["agenda"]


def _answered(headers: dict[bytes, bytes], *, status: int = 200, method: str = "GET", path: str = "/media/f1.csv"):
    """One answer of the server through the door."""

    async def app(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": list(headers.items())})
        await send({"type": "http.response.body", "body": b"x"})

    sent = []

    async def send(message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"host", b"localhost")], "query_string": b""}
    asyncio.run(audit_door.Door(app)(scope, None, send))
    return sent


_FILE = {b"content-disposition": b'attachment; filename="temis-22.csv"', b"content-length": b"321"}


@pytest.fixture
def a_visit(state, monkeypatch):
    """A sở looks at the map, and the file f1 was made in its session."""
    base = Entry("opened", who=DOET.who, role="doet", provinces="22", vintage=63, visit="v", screen="map")
    audit_noting._open.put("session-1", base)
    monkeypatch.setattr(guarding_owners, "makers", lambda file: frozenset({"session-1"}))
    monkeypatch.setattr(guarding_owners, "person_of", lambda headers: DOET.who)
    return state


def test_a_file_that_leaves_is_noted_with_who_took_it_and_where(a_visit):
    sent = _answered(_FILE)
    (row,) = _noted(a_visit)

    assert len(sent) == 2
    assert (row["event"], row["what"], row["kind"], row["size"]) == ("took", "temis-22.csv", "table", 321)
    assert (row["who"], row["role"], row["screen"], row["provinces"]) == (DOET.who, "doet", "map", "22")


def test_a_part_of_a_file_is_noted_as_the_file(a_visit):
    _answered(_FILE, status=206)

    assert len(_noted(a_visit, "took")) == 1


@pytest.mark.parametrize(
    "said", [{"status": 404}, {"status": 403}, {"status": 416}, {"method": "HEAD"}, {"path": "/app/static/media/x"}]
)
def test_what_did_not_leave_is_not_noted(a_visit, said):
    _answered(_FILE, **said)

    assert _noted(a_visit) == []


def test_a_file_is_taken_once_though_the_page_asks_twice_and_again_later(a_visit, monkeypatch):
    _answered(_FILE)
    _answered(_FILE)
    assert len(_noted(a_visit)) == 1

    monkeypatch.setattr(audit_noting, "_ONCE", -1.0)
    _answered(_FILE)
    assert len(_noted(a_visit)) == 2


def test_of_several_sessions_the_persons_own_counts_and_of_those_the_last(a_visit, monkeypatch):
    other = Entry("opened", who="ff" * 8, role="ministry", provinces="*", visit="w", screen="needs")
    audit_noting._open.put("session-2", other)
    monkeypatch.setattr(guarding_owners, "makers", lambda file: frozenset({"session-1", "session-2"}))
    _answered(_FILE)

    assert [(row["role"], row["screen"]) for row in _noted(a_visit)] == [("doet", "map")]


def test_a_file_that_nobody_is_known_to_have_made_is_noted_all_the_same(a_visit, monkeypatch):
    monkeypatch.setattr(guarding_owners, "makers", lambda file: frozenset())
    monkeypatch.setattr(guarding_owners, "person_of", lambda headers: "")
    _answered(_FILE)

    assert [(row["who"], row["what"]) for row in _noted(a_visit)] == [("", "temis-22.csv")]


def test_names_that_senders_give_themselves_are_not_noted(a_visit):
    audit_noting._open.put("session-1", Entry("opened", role="operator", provinces="*", screen="intake"))
    _answered(_FILE | {b"content-disposition": b"attachment; filename*=utf-8''Nguy%E1%BB%85n%20V%C4%83n%20A.xlsx"})
    (row,) = _noted(a_visit)

    assert (row["what"], row["kind"]) == ("", "table")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ('attachment; filename="a b;c.csv"', "a_b_c.csv"),
        ("attachment; filename*=utf-8''b%C3%A1o%20c%C3%A1o.docx", "báo_cáo.docx"),
        ('attachment; filename="=cmd|x.csv"', "_cmd_x.csv"),
        ('attachment; filename="-1+2.csv"', "1+2.csv"),
        ("attachment", ""),
    ],
)
def test_a_files_name_is_made_plain(told, name):
    assert audit_door.named(told) == name


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.CSV", "table"), ("a.docx", "document"), ("a.png", "picture"), ("a.zip", "archive"), ("a", "other")],
)
def test_a_kind_of_file_is_told_by_its_ending(name, kind):
    assert audit_door.kind_of(name) == kind


def test_who_signs_out_is_noted(a_visit):
    _answered({}, path=audit_door.LEAVE, status=302)
    (row,) = _noted(a_visit)

    assert (row["event"], row["who"], row["role"], row["screen"]) == ("signed_out", DOET.who, "doet", "")


def test_a_fault_at_the_door_costs_nobody_their_file(a_visit, monkeypatch, caplog):
    def broken(headers: object) -> str:
        raise RuntimeError("no person today")

    monkeypatch.setattr(guarding_owners, "person_of", broken)

    assert len(_answered(_FILE)) == 2
    assert "nothing was noted" in caplog.text


# The screen


@pytest.fixture
def some_days(state):
    """Entries of two people and a guest, yesterday and today."""
    folder, now = state / audit.FOLDER, datetime.now(UTC)
    one = {"who": "aa" * 8, "role": "doet", "provinces": "22", "vintage": 63, "visit": "v1"}
    other = {"who": "bb" * 8, "role": "university", "provinces": "01,24", "vintage": 63, "visit": "v2"}
    made = files.Added(folder, now.date())
    made.add(
        [
            Entry("began"),
            Entry("signed_in", at=now.timestamp() - 30, **one),
            Entry(
                "opened", screen="map", snapshot=DEMO, filters="audience=teacher&province=22&measure=certified", **one
            ),
            Entry("took", screen="map", what="temis-22.xlsx", kind="table", size=4200, **one),
            Entry("opened", screen="needs", snapshot=DEMO, **other),
            Entry("refused", screen="intake", why="screen_closed", **other),
            Entry("wrote", screen="meeting", what="agenda", role="operator", provinces="*"),
            Entry("published", screen="terminal", what="publish", snapshot="moi", role="operator", provinces="*"),
        ]
    )
    return made.path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_administrator_reads_what_was_done_in_words(state, as_viewer, some_days, lang):
    as_viewer(access.viewer("administrator", "whole_country", who="cc" * 8))
    run, words = _open("audit", lang=lang), Words(lang)
    said = _said(run)

    assert not run.exception
    assert words("error.unexpected") not in said
    for told in ("aa" * 8, "temis-22.xlsx", words("audit.why.screen_closed"), words("audit.wrote.agenda")):
        assert told in said
    assert words("audit.event.published") in said
    assert f"{words('choice.audience')}: {words('audience.teacher')}" in said
    assert words("audit.place", name="Quảng Ninh" if lang == "vi" else "Quang Ninh", division="63") in said
    assert re.search(words("audit.whole", files=r"\d+", lines=r"\d+"), said)
    assert len(run.get("plotly_chart")) == 2


def test_whoever_else_comes_is_told_that_it_is_closed_and_sees_nothing(state, as_viewer, some_days):
    for role in ("ministry", "analyst", "guest"):
        as_viewer(access.viewer(role, "whole_country"))
        said = _said(_open("audit"))
        assert Words("vi")("audit.closed") in said
        assert "aa" * 8 not in said


def test_everything_is_limited_to_what_is_chosen(state, as_viewer, some_days):
    as_viewer(OPERATOR)
    run = _open("audit")
    run.selectbox(key="audit-event").select("took").run()
    assert "temis-22.xlsx" in _said(run)
    assert "bb" * 8 not in _said(run)

    run.selectbox(key="audit-event").select("").run()
    run.selectbox(key="audit-province").select("63:24").run()
    assert "temis-22.xlsx" not in _said(run)
    assert "bb" * 8 in _said(run)

    run.selectbox(key="audit-province").select("").run()
    run.text_input(key="audit-who").input("aa" * 8).run()
    assert "bb" * 8 not in _said(run)
    filters = _noted(state, "opened")[-1]["filters"]
    assert f"who={'aa' * 8}" in filters, "who looks into the log is in it, with whom they looked at"


def test_a_code_that_is_none_is_not_looked_for_nor_noted(state, as_viewer, some_days):
    as_viewer(OPERATOR)
    run = _open("audit")
    run.text_input(key="audit-who").input("Nguyễn Văn A").run()

    assert Words("vi")("audit.bad_code") in _said(run)
    assert "Nguy" not in "".join(row["filters"] for row in _noted(state))


def test_a_changed_line_is_told_on_the_screen(state, as_viewer, some_days):
    as_viewer(OPERATOR)
    some_days.write_bytes(some_days.read_bytes().replace(b"temis-22", b"temis-99"))
    said = _said(_open("audit"))

    assert Words("vi")("audit.fault.changed") in said
    assert some_days.name in said


def test_that_nothing_can_be_written_is_told_on_the_screen(state, as_viewer, monkeypatch):
    as_viewer(OPERATOR)
    trouble = audit.Trouble(datetime(2026, 3, 9, 17, 30, tzinfo=UTC), "No space left on device", 12, 3)
    monkeypatch.setattr(part.audit, "trouble", lambda state: trouble)

    told = {"time": "00:30", "date": "10/03/2026", "waiting": "12", "lost": "3"}
    assert Words("vi")("audit.trouble", **told) in _said(_open("audit"))


def test_somebodys_code_is_worked_out_and_the_text_is_nowhere(state, as_viewer, some_days):
    as_viewer(OPERATOR)
    run = _open("audit")
    run.text_input(key="audit-issuer").input("https://login.example.vn")
    run.text_input(key="audit-subject").input("nguyen.van.a")
    next(button for button in run.button if button.key.endswith("audit-find-go")).click().run()
    code = people.code_of(state, "https://login.example.vn", "nguyen.van.a")

    assert Words("vi")("audit.find.found", code=code) in _said(run)
    run.button(key="audit-find-show").click().run()
    assert run.text_input(key="audit-who").value == code
    _noted(state)
    assert "nguyen" not in _written(state)


def test_every_event_role_and_kind_has_its_words():
    for lang in LANGUAGES:
        words = Words(lang)
        for event in audit.EVENTS:
            assert audit_said.called("event", event, words=words) != event
        for role in (*access.ROLES, "operator", "guest", "stranger"):
            assert audit_said.called("role", role, words=words) != role
        for screen in (*access.OPERATOR_SCREENS, "terminal"):
            assert audit_said.called("screen", screen, words=words) != screen
        for kind in ("table", "document", "picture", "archive", "other"):
            assert words(f"audit.kind.{kind}")


def test_what_another_version_noted_keeps_its_code(state):
    words = Words("vi")
    rows = audit.entries(state, **DAYS)
    made = Entry("opened", role="inspector", screen="horoscope", filters="sign=leo", provinces="99", vintage=63)
    files.Added(state / audit.FOLDER, TODAY).add([Entry("began"), made])
    (row,) = audit_said.rows(audit.entries(state, **DAYS), words).to_dicts()

    assert rows.is_empty()
    assert (row["role"], row["screen"], row["filters"]) == ("inspector", "horoscope", "leo")
    assert "99" in row["province"]
    assert audit_usage.places(audit.entries(state, **DAYS)) == ["63:99"]
