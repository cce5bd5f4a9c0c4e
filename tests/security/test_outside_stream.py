"""Streams that no page of ours opens, and messages that none sends, on a running server."""

import subprocess
import uuid
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.security.conftest import person
from tests.security.knocking import Stream, ask, say

ROOT = Path(__file__).resolve().parents[2]
INTAKE, AUDIT = "nap-so-lieu", "nhat-ky"
DOET, NEIGHBOUR = person("an", "doet", "22"), person("binh", "doet", "01")


def refused(port, path="/_stcore/stream", **headers):
    """The status with which a request for a stream ends."""
    told = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    told |= {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", **headers}
    return ask(port, path, headers=told).status


@pytest.mark.parametrize("host", ["evil.vn", "localhost.evil.vn", "10.0.0.1:80"])
def test_a_stream_under_a_host_that_is_not_ours_is_refused(plain, host):
    assert refused(plain.port, Host=host) == 403


@pytest.mark.parametrize("origin", ["http://evil.vn", "http://localhost:1", "http://127.0.0.1:9", "null", "file://"])
def test_a_page_elsewhere_gets_no_stream(plain, origin):
    assert refused(plain.port, Origin=origin) == 403


def test_there_is_one_stream_and_no_other(plain):
    assert refused(plain.port, "/_stcore/other") == 403
    assert refused(plain.port, "/ban-do") == 403


def test_the_stream_says_not_which_program_it_is(plain):
    head = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: localhost:{plain.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )

    answer = say(plain.port, head.encode())

    assert answer.startswith(b"HTTP/1.1 101")
    assert b"\nserver:" not in answer.lower()


def message(**fields):
    told = BackMsg()
    for name, value in fields.items():
        if value is None:
            getattr(told, name).SetInParent()
        else:
            setattr(told, name, value)
    return told


UNASKED = ["clear_cache", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime"]


@pytest.mark.parametrize("kind", UNASKED)
def test_what_the_page_never_asks_is_not_heard(plain, kind):
    with Stream(plain.port) as stream:
        stream.run()
        stream.send(message(**{kind: True}))

        assert stream.falls_silent(), "neither an answer nor an end"
        assert stream.run().has_finished


def test_nobody_has_the_server_write_into_its_own_folder(plain):
    before = subprocess.run(["git", "status", "--short"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    told = BackMsg()
    told.backend_operation_request.request_id = "x"
    told.backend_operation_request.install_skills.SetInParent()

    with Stream(plain.port) as stream:
        stream.run()
        stream.send(told)
        assert stream.falls_silent()

    after = subprocess.run(["git", "status", "--short"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line for line in after.splitlines() if "skill" in line} == {
        line for line in before.splitlines() if "skill" in line
    }


@pytest.mark.parametrize("content", ["text", b"\xff\xfe\xfd", b"\x0a\xff\xff\xff\xff\x0f", b"\x0a" * 3_000_000])
def test_what_is_no_message_ends_its_own_stream_and_no_other(plain, content):
    with Stream(plain.port) as other, Stream(plain.port) as stream:
        stream.run()
        other.run()
        stream.line.send(content)

        assert stream.is_ended()
        assert other.run().has_finished


def test_an_empty_message_is_no_question(plain):
    with Stream(plain.port) as stream:
        stream.run()
        stream.line.send(b"")

        assert stream.falls_silent()


FORGED = {
    "one that never was": {"$$ID-0000-forged": "x"},
    "a name of another kind": {"lang": "en", "province": "22", "viewer": "administrator"},
    "text where a number belongs": {"$$ID-1-choose-lang": 10**12},
    "nothing where something belongs": {"$$ID-1-choose-lang": None},
    "json that is none": {"$$ID-1-search": {"json": "{{{"}},
    "json of another shape": {"$$ID-1-search": {"json": '{"chosen": [[[[]]]]}'}},
    "markup": {"$$ID-1-choose-province": "<img src=x onerror=alert(1)>"},
    "very many": {f"$$ID-{n}-x": "y" for n in range(2000)},
    "very long": {"$$ID-1-choose-province": "ệ" * 200_000},
    "zeros": {"\0\0\0": "\0"},
}


@pytest.mark.parametrize("page", ["", "ban-do", "khai-thac", "hop", INTAKE])
def test_widgets_that_do_not_exist_change_nothing(plain, page):
    with Stream(plain.port) as stream:
        known = stream.run().pages
        for kind, widgets in FORGED.items():
            seen = stream.run(page=page, hashed=known[page], widgets=widgets)

            assert (kind, seen.has_finished, seen.exceptions) == (kind, True, [])
            assert "Traceback" not in seen.text


def widgets_of(seen):
    """The id of every widget of a page."""
    for told in seen.messages:
        if told.WhichOneof("type") == "delta" and told.delta.new_element.WhichOneof("type"):
            kind = told.delta.new_element.WhichOneof("type")
            name = getattr(getattr(told.delta.new_element, kind), "id", "")
            if name:
                yield name


WRONG = {
    "a large number": 2**62,
    "a small number": -(2**62),
    "no number": float("nan"),
    "no text": "",
    "a long text": "x" * 5000,
    "sql": "'; drop table headline; --",
    "a script": "<script>alert(1)</script>",
    "a list": ["a", "b"],
    "an empty list": [],
    "a press": None,
    "yes": True,
    "json": {"json": '{"selected": ["99"], "chosen": {"kind": 1}}'},
    "broken json": {"json": "{"},
}


@pytest.mark.parametrize("page", ["", "ban-do", "ho-so-tinh", "khai-thac", "hop", "bao-cao", "nguon", INTAKE])
def test_values_that_no_widget_offers_raise_nothing_on_the_screen(plain, page):
    """Every widget of a screen at once is told the same impossible thing."""
    with Stream(plain.port) as stream:
        known = stream.run().pages
        for kind, value in WRONG.items():
            widgets = dict.fromkeys(widgets_of(stream.run(page=page, hashed=known[page])), value)
            seen = stream.run(page=page, hashed=known[page], widgets=widgets)

            assert (kind, seen.exceptions) == (kind, [])
            assert "Traceback" not in seen.text
        assert stream.run(page=page, hashed=known[page]).has_finished, "and the session goes on"


@pytest.mark.parametrize("who", [None, DOET, person("ministry", "ministry"), person("x", "no-such-role")], ids=str)
@pytest.mark.parametrize("address", [INTAKE, AUDIT])
@pytest.mark.parametrize("by", ["hash", "name"])
def test_the_operators_screens_do_not_open_by_their_hash_or_name(proxied, plain, who, address, by):
    with Stream(plain.port) as stream:
        hashed = stream.run().pages.get(address)
    if hashed is None:
        pytest.skip("no such screen here")
    with Stream(proxied.port, headers=who or {}) as stream:
        stream.run()
        seen = stream.run(page=address if by == "name" else "", hashed=hashed if by == "hash" else "")

        assert seen.elements("file_uploader") == seen.elements("download_button") == []
        assert seen.exceptions == []


def test_an_administrator_has_the_intake_so_the_tests_above_can_fail(proxied):
    with Stream(proxied.port, headers=person("chi", "administrator")) as stream:
        hashed = stream.run().pages[INTAKE]
        seen = stream.run(page=INTAKE, hashed=hashed)

        assert seen.elements("file_uploader") or seen.elements("text_input")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        DOET | {"X-Temis-Proxy-Secret": "guessed"},
        {name: value for name, value in DOET.items() if name != "X-Temis-Proxy-Secret"},
        DOET | {"X-Temis-Province": "99"},
        DOET | {"X-Temis-Province": "22,01"},
        DOET | {"X-Temis-Roles": "administrator', 'doet"},
        DOET | {"X-Temis-Roles": "operator"},
    ],
    ids=str,
)
def test_whoever_the_proxy_does_not_vouch_for_sees_the_wall_and_no_figures(proxied, headers):
    with Stream(proxied.port, headers=headers) as stream:
        seen = stream.run("province=22")

    assert not seen.elements("plotly_chart")
    assert not seen.elements("download_button")
    assert "deferred_file_id" not in seen.text


def test_another_person_does_not_go_on_with_a_session(proxied):
    with Stream(proxied.port, headers=DOET) as stream:
        session = stream.run("province=22").session
    with Stream(proxied.port, headers=NEIGHBOUR, session=session) as stream:
        assert stream.run().session != session
    with Stream(proxied.port, headers={}, session=session) as stream:
        assert stream.run().session != session


def test_nobody_takes_over_a_session_that_is_going_on(proxied):
    with Stream(proxied.port, headers=DOET) as stream:
        session = stream.run().session
        with Stream(proxied.port, headers=NEIGHBOUR, session=session) as other:
            assert other.run().session != session

        assert stream.run().has_finished


def test_the_same_person_goes_on_with_their_own(proxied):
    with Stream(proxied.port, headers=DOET) as stream:
        session = stream.run().session
    with Stream(proxied.port, headers=DOET, session=session) as stream:
        assert stream.run().session == session


def test_a_session_that_never_was_is_a_new_one(plain):
    made_up = str(uuid.uuid4())
    with Stream(plain.port, session=made_up) as stream:
        assert stream.run().session != made_up
