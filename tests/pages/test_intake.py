"""The screen Nạp số liệu: closed to guests with the way to open it, four steps for the operator."""

import html
import re
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import access, first_start, settings
from data.errors import IngestError
from data.ingest.findings import Finding, Place
from data.intake.account import Account, Column
from data.intake.forms import FORMS
from data.intake.reading import Override
from pages.figures import named, sent
from pages.parts import intake_columns, intake_files, intake_results, intake_steps
from pages.texts import LANGUAGES, Words
from tests.pages import standin
from tests.pages.standin import LEARNERS, NOTES, Delivering

DOOR = str(Path(__file__).resolve().parents[2] / "app.py")
VI = Words("vi")
OPERATOR = access.Viewer("operator", None, access.OPERATOR_SCREENS, "single_user")


@pytest.fixture
def other_side(tmp_path, demo_state, monkeypatch):
    """The operator at their machine, and the stand-in that does what the screen asks."""
    state = tmp_path / "state"
    (state / "snapshots").mkdir(parents=True)
    for snapshot in (demo_state / "snapshots").iterdir():
        (state / "snapshots" / snapshot.name).symlink_to(snapshot)
    monkeypatch.setenv("TEMIS_STATE", str(state))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    monkeypatch.setattr(access, "viewer_of", lambda claims: OPERATOR)
    delivering = Delivering(tmp_path)
    monkeypatch.setattr(intake_steps, "delivering", delivering)
    return delivering


def _open(lang: str = "vi") -> AppTest:
    run = AppTest.from_file(DOOR, default_timeout=60).run()
    run.query_params["lang"] = lang
    return run.switch_page("pages/screens/intake.py").run()


def _said(run: AppTest) -> str:
    bodies = (each.proto.body for each in run.get("html"))
    return html.unescape("\n".join(body for body in bodies if not body.startswith("<style")))


def _notices(run: AppTest, tone: str) -> list[str]:
    return re.findall(rf'<p class="t-notice t-{tone}"[^>]*>(.*?)</p>', _said(run), re.S)


def _press(run: AppTest, label: str) -> AppTest:
    return next(button for button in run.button if button.label == VI(label)).click().run()


def _filled(run: AppTest) -> AppTest:
    run.text_input(key="intake-sender-0").input("Sở Quảng Ninh")
    run.file_uploader(key="intake-uploads-0").upload("giao-vien.xlsx", b"PK sheet", "application/octet-stream")
    run.date_input(key="intake-as-of-0").set_value(date(2021, 12, 31))
    return _press(run, "intake.files.read")


@pytest.fixture
def guest(demo_state, monkeypatch):
    """Somebody who is not the operator, for the reason given."""
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    monkeypatch.setattr(first_start, "missing", lambda state: [])

    def with_reason(reason: str) -> None:
        monkeypatch.setattr(access, "viewer_of", lambda _: access.Viewer("guest", None, access.SCREENS, reason))

    return with_reason


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reason", VI.under("intake.closed")[:5])
def test_a_guest_is_told_why_it_is_closed_and_how_it_is_opened(guest, lang, reason):
    guest(reason)
    run = _open(lang)
    words = Words(lang)

    assert not run.exception
    assert _notices(run, "note") == [words(f"intake.closed.{reason}")]
    assert run.code[0].value == words("intake.closed.command")
    assert not run.get("file_uploader")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("role", ["ministry", "doet", "analyst"])
def test_whoever_signed_in_without_being_an_administrator_is_told_so(guest, monkeypatch, lang, role):
    del guest  # the state
    monkeypatch.setattr(access, "viewer_of", lambda _: access.viewer(role, "whole_country"))
    run = _open(lang)

    assert not run.exception
    assert _notices(run, "note") == [Words(lang)("intake.closed.signed_in")]
    assert not run.code
    assert not run.get("file_uploader")


def test_every_reason_why_a_viewer_is_a_guest_has_its_sentence():
    given = {"server_not_on_loopback", "passed_on_by_a_proxy", "host_not_local", "caller_not_on_loopback"}

    assert given | {"open_data_only"} <= set(VI.under("intake.closed"))


def test_without_the_setting_the_front_door_lets_in_guests_only(demo_state, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    monkeypatch.delenv("TEMIS_SINGLE_USER", raising=False)
    monkeypatch.setattr(first_start, "missing", lambda state: [])

    assert _notices(_open(), "note") == [VI("intake.closed.open_data_only")]


def test_the_setting_alone_is_not_enough(demo_state, monkeypatch):
    """A simulated visit has no Host header, as a request that did not come from a browser here."""
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    monkeypatch.setenv("TEMIS_SINGLE_USER", "1")
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    run = _open()

    assert not run.get("file_uploader")
    assert _notices(run, "note")[0] in {VI("intake.closed.host_not_local"), VI("intake.closed.server_not_on_loopback")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_operator_finds_the_first_step_alone(other_side, lang):
    run = _open(lang)
    words = Words(lang)

    assert not run.exception
    assert _notices(run, "error") == []
    assert words("intake.step.files") in _said(run)
    assert words("intake.step.columns") not in _said(run)
    assert run.selectbox(key="intake-kind-0").value == "real"
    assert run.selectbox(key="intake-vintage-0").value == "", "not sure, until somebody says"


def test_what_is_left_empty_is_named_and_nothing_is_read(other_side):
    run = _press(_open(), "intake.files.read")

    names = ", ".join(VI(f"intake.wanting.{name}") for name in ("uploads", "as_of"))
    assert _notices(run, "warn") == [VI("intake.files.lacking", names=names)]
    assert other_side.added == []


def test_files_are_handed_over_with_what_was_told(other_side):
    run = _filled(_open())

    assert not run.exception
    assert other_side.added == [("Sở Quảng Ninh", "giao-vien.xlsx", b"PK sheet")]
    told = other_side.told[0]
    assert (told.as_of, told.vintage, told.kind, told.series) == (date(2021, 12, 31), None, "real", "so-lieu")
    assert told.title == "Số liệu đến ngày 31/12/2021"
    assert VI("intake.state.missing") in _said(run)
    assert VI("intake.state.unrecognised") in _said(run)


def test_a_file_that_is_refused_is_a_sentence_and_the_way_back_stays(other_side):
    other_side.refuses = IngestError("file_protected", file="giao-vien.xlsx", reason="password")
    run = _filled(_open())

    assert _notices(run, "error") == [VI("error.file_protected", file="giao-vien.xlsx", reason="password")]
    assert _press(run, "intake.files.again").file_uploader(key="intake-uploads-1").value == []


def test_a_column_that_is_told_is_read_so_from_then_on(other_side):
    run = _filled(_open())
    box = next(each for each in run.selectbox if each.label == VI("intake.columns.column_is", header="Trình độ"))
    box.select("Cấp học")
    run = _press(run, "intake.columns.apply")

    assert other_side.told[-1].overrides == {("giao-vien.xlsx", "GV"): Override(None, {3: "Cấp học"})}
    assert "Cấp học,Trình độ,Sở Quảng Ninh" in (settings.state() / "aliases.csv").read_text(encoding="utf-8-sig")
    assert "Thiếu cột bắt buộc: " not in "".join(_notices(run, "warn"))


def test_a_sheet_may_be_said_to_be_another_kind(other_side):
    run = _filled(_open())
    run = run.selectbox(key="intake-look-0").select("giao-vien.xlsx, trang Ghi chú").run()
    box = next(each for each in run.selectbox if each.key and "Ghi chú" in each.key and "intake-form" in each.key)
    box.select("boi_duong")
    _press(run, "intake.columns.apply")

    assert other_side.told[-1].overrides == {("giao-vien.xlsx", "Ghi chú"): Override("boi_duong", None)}


def test_what_is_left_as_it_was_recognised_is_not_told(other_side):
    _press(_filled(_open()), "intake.columns.apply")

    assert other_side.told[-1].overrides == {}
    assert len(other_side.told) == 2


def test_the_check_accounts_for_every_row_and_groups_what_it_found(other_side):
    run = _press(_filled(_open()), "intake.check.run")
    said = _said(run)

    assert not run.exception
    assert "Đã đọc 103 dòng: lấy 95, giữ lại chờ sửa 3, không phải số liệu 5, bỏ theo quy tắc 0." in said
    assert said.index(VI("intake.check.fail")) < said.index(VI("intake.check.warn"))
    assert "giao-vien.xlsx, trang GV: dòng 4–5, 9" in said
    assert "01••••89" in said
    assert VI("intake.check.personal") in said
    labels = [button.proto.label for button in run.get("download_button")]
    assert {VI("intake.check.rows_file"), VI("intake.check.card_file")} <= set(labels)


def test_a_build_that_stops_says_for_what_and_the_check_can_be_run_again(other_side):
    finding = Finding("fail", "unknown_person", "boi_duong", "Mã định danh", 7, (), (Place("a.xlsx", "", 3),))
    other_side.stops = IngestError("ingest_failed", findings=[finding])
    run = _press(_filled(_open()), "intake.check.run")

    assert _notices(run, "error") == [VI("intake.check.stopped")]
    assert "a.xlsx: dòng 3" in _said(run)
    assert VI("intake.step.publish") not in _said(run)
    other_side.stops = None
    assert VI("intake.step.publish") in _said(_press(run, "intake.check.run"))


def test_nothing_is_published_until_the_button_is_pressed_and_then_the_link_names_it(other_side):
    run = _press(_filled(_open()), "intake.check.run")
    assert VI("intake.publish.what", id="so-lieu-2021-12-31", date="31/12/2021", kind="Số liệu thật") in _said(run)
    assert other_side.published == []

    run = _press(run, "intake.publish.run")
    assert other_side.published == ["so-lieu-2021-12-31"]
    (link,) = (each.proto for each in run.get("page_link"))
    assert link.label == VI("intake.publish.open")
    assert "so-lieu-2021-12-31" in str(link)
    assert VI("intake.publish.run") not in [button.label for button in run.button]


def test_another_delivery_begins_with_empty_boxes(other_side):
    run = _press(_press(_filled(_open()), "intake.check.run"), "intake.publish.run")
    run = _press(run, "intake.publish.next")

    assert run.text_input(key="intake-sender-1").value == ""
    assert VI("intake.step.columns") not in _said(run)


def _sheet(**other: object) -> dict[str, object]:
    return asdict(replace(LEARNERS, **other))


@pytest.mark.parametrize(
    ("sheet", "state"),
    [
        (asdict(NOTES), "unrecognised"),
        (_sheet(), "missing"),
        (_sheet(in_doubt=("boi_duong",)), "in_doubt"),
        (_sheet(missing=()), "unknown"),
        (_sheet(missing=(), unknown=()), "ready"),
    ],
)
def test_a_sheet_is_in_the_worst_state_that_it_has(sheet, state):
    assert intake_columns.state_of(sheet) == state


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_sheet_has_a_name_of_its_own(lang):
    """Two of one name could not be told apart in the box that asks for one."""
    names = [named.kind_named(form.name, "", Words(lang)) for form in FORMS]

    assert len(set(names)) == len(names)
    assert not {form.name for form in FORMS} & set(names), "a name, not a code"


def test_of_the_boxes_only_those_that_say_something_are_told():
    columns = (*LEARNERS.columns, Column(4, "Ghi chú", ""))
    sheet = _sheet(in_doubt=("Mã trường",), unknown=("Trình độ", "Ghi chú"), columns=columns)

    assert intake_columns.told_of(sheet, {1: "", 3: "Cấp học", 4: ""}) == {1: "", 3: "Cấp học"}
    assert intake_columns.told_of(sheet, {1: "Mã trường", 3: "", 4: ""}) == {1: "Mã trường"}


def test_a_column_of_names_may_not_be_told_to_be_one_of_ours(other_side, monkeypatch):
    slipped = replace(LEARNERS, unknown=("Họ và tên",), columns=(Column(2, "Họ và tên", ""),))
    monkeypatch.setattr(standin, "LEARNERS", slipped)
    run = _filled(_open())
    next(each for each in run.selectbox if "Họ và tên" in each.label).select("Mã định danh")
    run = _press(run, "intake.columns.apply")

    assert _notices(run, "error") == [VI("error.alias_personal", file="aliases.csv", line=1)]
    assert len(other_side.told) == 1


def test_columns_that_claim_one_header_are_asked_about_with_those_that_are_not_known():
    asked = intake_columns.asked_about(_sheet(in_doubt=("Mã trường",), personal=("Họ tên",)))

    assert [(column["place"], column["ours"]) for column in asked] == [(1, "Mã trường"), (3, "")]


@pytest.mark.parametrize(("elapsed", "done", "left"), [(10.0, 0.5, 10.0), (30.0, 0.75, 10.0), (1.0, 0.0, None)])
def test_the_time_left_is_told_from_the_share_done(elapsed, done, left):
    assert intake_results.remaining(elapsed, done) == left


@pytest.mark.parametrize("missing", ["uploads", "as_of", "series"])
def test_each_box_that_must_be_filled_is_missed(missing):
    given = {"sender": "", "uploads": ["x"], "as_of": date(2021, 1, 1), "series": "b"}

    assert intake_files.lacking(given) == []
    assert intake_files.lacking(given | {missing: None if missing == "as_of" else "  " if missing != "uploads" else []})


def test_a_card_names_no_place_of_another_sender_and_counts_only_what_is_theirs():
    places = (Place("a.xlsx", "", 3), Place("b.xlsx", "", 4))
    findings = [
        Finding("warn", "shared", "hoc_vien", "x", 2, ("v",), places),
        Finding("warn", "theirs", "hoc_vien", "x", 1, ("w",), places[:1]),
        Finding("warn", "others", "hoc_vien", "x", 1, ("u",), places[1:]),
        Finding("fail", "held", "hoc_vien", "x", 1, (), places[:1]),
    ]
    odd = {each.rule: each for each in sent.odd_for({"a.xlsx"}, findings, is_alone=False)}

    assert list(odd) == ["shared", "theirs"]
    assert (odd["shared"].places, odd["shared"].rows, odd["shared"].sample) == (places[:1], None, ())
    whole = [Finding("warn", "whole", "hoc_vien", "x", 9)]
    assert sent.odd_for({"a.xlsx"}, whole, is_alone=False) == ()
    assert [each.rows for each in sent.odd_for({"a.xlsx"}, whole, is_alone=True)] == [9]
    assert (odd["theirs"].rows, odd["theirs"].sample) == (1, ("w",))


def test_the_card_of_a_prepared_delivery_is_the_senders_own(tmp_path):
    told = standin.Told(date(2021, 12, 31), "real", "mau")
    outcome = Delivering(tmp_path).prepare("d", tmp_path, told, lambda step, done: None)
    page = html.unescape(sent.page("Sở Quảng Ninh", outcome, VI))

    assert "giao-vien.xlsx, trang GV: dòng 4–5, 9" in page
    assert "Sở Quảng Ninh.xlsx" in page
    assert "lấy 95, chờ sửa 3" in page
    assert "giao-vien.xlsx" not in html.unescape(sent.page("Sở Hà Nội", outcome, VI)).split("</style>")[1]


def test_another_senders_files_join_the_same_delivery(other_side):
    run = _filled(_open())
    run.text_input(key="intake-more-sender-0-1").input("Viettel")
    run.file_uploader(key="intake-more-uploads-0-1").upload("lms.csv", b"a,b", "text/csv")
    run = _press(run, "intake.files.add")

    assert other_side.added[1:] == [("Viettel", "lms.csv", b"a,b")]
    assert len(other_side.told) == 2, "the headers are read again"
    assert run.file_uploader(key="intake-more-uploads-0-2").value == []


def test_a_delivery_that_is_given_up_is_put_away(other_side):
    _press(_filled(_open()), "intake.files.again")

    assert other_side.away == ["state-delivery"]


def test_rows_held_back_can_be_sent_back_although_nothing_could_be_built(other_side, tmp_path):
    problem = IngestError("too_much_held_back", held=9, read=10, share="90")
    problem.account, problem.quarantine = Account([replace(LEARNERS, held=9)]), {"Sở Quảng Ninh": [tmp_path / "a.xlsx"]}
    other_side.stops = problem
    run = _press(_filled(_open()), "intake.check.run")

    assert VI("intake.check.rows_file") in [button.proto.label for button in run.get("download_button")]
    assert VI("intake.check.card_file") not in [button.proto.label for button in run.get("download_button")]


def test_of_a_folder_the_folders_in_it_are_the_senders():
    assert intake_files.within(["mau/so-a/x.xlsx", "mau/so-b/2021/y.csv", "mau/z.csv"]) == [
        "so-a/x.xlsx",
        "so-b/2021/y.csv",
        "z.csv",
    ]
    assert intake_files.within(["x.xlsx", "y.csv"]) == ["x.xlsx", "y.csv"]
    assert intake_files.within(["a/x.xlsx", "b/y.csv"]) == ["a/x.xlsx", "b/y.csv"]


def test_a_division_that_no_name_tells_is_asked_for_where_the_check_stopped(other_side):
    other_side.stops = IngestError("vintage_not_told")
    run = _press(_filled(_open()), "intake.check.run")
    assert VI("error.vintage_not_told") in " ".join(_notices(run, "error"))

    other_side.stops = None
    run = _press(run, "division.34")

    assert not run.exception
    assert other_side.told[-1].vintage == 34
    assert not _notices(run, "error")
