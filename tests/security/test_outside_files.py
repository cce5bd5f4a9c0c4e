"""Files that were made for somebody else, and files that nobody asked for, on a running server."""

import uuid

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.security.conftest import person
from tests.security.knocking import Stream, ask

OWNER, NEIGHBOUR = person("an", "doet", "22"), person("binh", "doet", "01")
COLLEAGUE, ADMINISTRATOR = person("dung", "doet", "22"), person("chi", "administrator")
INTAKE = "nap-so-lieu"


def fetch(stream, session, promised):
    """The address of a promised file, asked for over this stream; empty where it is not made."""
    told = BackMsg()
    told.backend_operation_request.request_id = "1"
    told.backend_operation_request.session_id = session
    told.backend_operation_request.deferred_file.file_id = promised
    stream.send(told)
    while (heard := stream.next()) is not None:
        if heard.WhichOneof("type") == "backend_operation_response":
            return heard.backend_operation_response.deferred_file.url
    return ""


def promised(seen):
    """What a screen offers to take away, not yet made."""
    return [button.deferred_file_id for button in seen.elements("download_button") if button.deferred_file_id]


@pytest.fixture
def theirs(proxied):
    """An open session of a sở with a file made for it: its name, the promise, the file's address."""
    with Stream(proxied.port, headers=OWNER) as stream:
        seen = stream.unfolded("province=22")
        promise = promised(seen)[0]
        yield seen.session, promise, fetch(stream, seen.session, promise)


def test_whoever_had_a_file_made_gets_it_to_keep_and_not_to_run(proxied, theirs):
    answer = ask(proxied.port, theirs[2], headers=OWNER)

    assert answer.status == 200
    assert len(answer.body) > 50
    assert answer["content-disposition"].startswith("attachment")
    assert answer["cache-control"] == "private, no-store"
    assert answer["content-security-policy"].endswith("sandbox")
    assert answer["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "headers",
    [{}, NEIGHBOUR, COLLEAGUE, ADMINISTRATOR, OWNER | {"X-Temis-Proxy-Secret": "guessed"}, {"X-Temis-User": "an"}],
    ids=["nobody", "neighbour", "colleague", "administrator", "wrong secret", "a name without the secret"],
)
def test_nobody_else_gets_it(proxied, theirs, headers):
    answer = ask(proxied.port, theirs[2], headers=headers)

    assert answer.status == 404
    assert answer.body == ask(proxied.port, "/media/never-was.csv", headers=headers).body


def test_no_other_session_has_what_was_promised_to_one_made(proxied, theirs):
    with Stream(proxied.port, headers=NEIGHBOUR) as stream:
        seen = stream.unfolded("province=01")

        assert fetch(stream, seen.session, theirs[1]) == fetch(stream, theirs[0], theirs[1]) == ""
        assert fetch(stream, seen.session, "") == fetch(stream, seen.session, "0" * 32) == ""
        assert fetch(stream, seen.session, promised(seen)[0]), "their own is made, so this test can fail"


def test_a_file_that_was_made_stays_while_others_go_on(proxied, theirs):
    """Streamlit alone lets it go with the second run that ends after it was made."""
    with Stream(proxied.port, headers=OWNER) as stream:
        made = fetch(stream, (seen := stream.unfolded("province=22")).session, promised(seen)[0])
        with Stream(proxied.port, headers=NEIGHBOUR) as other:
            for _ in range(3):
                other.run("province=01")

        assert ask(proxied.port, made, headers=OWNER).status == 200


def test_a_part_of_a_file_is_held_to_the_same(proxied, theirs):
    assert ask(proxied.port, theirs[2], headers=OWNER | {"Range": "bytes=0-9"}).status == 206
    assert ask(proxied.port, theirs[2], headers=NEIGHBOUR | {"Range": "bytes=0-9"}).status == 404
    assert ask(proxied.port, theirs[2], headers=OWNER | {"Range": "bytes=9-0,x"}).status == 416


def upload(port, session, headers, *, size=10, told=None):
    body = b"--b\r\nContent-Disposition: form-data; name=f; filename=a.csv\r\n\r\n" + b"x" * size + b"\r\n--b--\r\n"
    sent = {"Content-Type": "multipart/form-data; boundary=b", **headers, **({"Content-Length": told} if told else {})}
    path = f"/_stcore/upload_file/{session}/{uuid.uuid4()}"
    return ask(port, path, method="PUT", headers=sent, body=b"" if told else body)


@pytest.mark.parametrize("headers", [{}, OWNER, person("ministry", "ministry")], ids=["nobody", "sở", "ministry"])
def test_whoever_has_no_intake_brings_nothing_in(proxied, headers):
    with Stream(proxied.port, headers=headers) as stream:
        session = stream.run().session

        assert upload(proxied.port, session, headers).status == 403


def test_without_a_login_nobody_brings_anything_in(plain):
    with Stream(plain.port) as stream:
        assert upload(plain.port, stream.run().session, {}).status == 403


@pytest.mark.parametrize("session", ["", "x", str(uuid.UUID(int=7)), "../../etc", "%2e%2e", "*"])
def test_into_a_session_that_never_was_nothing_is_brought(proxied, session):
    assert upload(proxied.port, session, ADMINISTRATOR).status in (400, 403, 404)


def test_an_administrator_brings_files_into_their_own_session_alone(proxied):
    """Without the page's token the administrator too is refused, but by Streamlit: the door let them by."""
    with Stream(proxied.port, headers=ADMINISTRATOR) as stream:
        session = stream.run().session
        cookie = ask(proxied.port, "/_stcore/health")["set-cookie"].split(";")[0]
        token = {"Cookie": cookie, "X-Xsrftoken": cookie.split("=", 1)[1]}

        assert upload(proxied.port, session, ADMINISTRATOR | token).status == 204
        assert upload(proxied.port, session, ADMINISTRATOR).status == 403, "without the page's token"
        assert upload(proxied.port, session, person("giang", "administrator") | token).status == 403
        assert upload(proxied.port, session, OWNER | token).status == 403


def test_what_is_too_large_is_refused_by_what_it_says_of_itself(proxied):
    with Stream(proxied.port, headers=ADMINISTRATOR) as stream:
        session = stream.run().session
        cookie = ask(proxied.port, "/_stcore/health")["set-cookie"].split(";")[0]
        token = {"Cookie": cookie, "X-Xsrftoken": cookie.split("=", 1)[1]}

        assert upload(proxied.port, session, ADMINISTRATOR | token, told=str(400 * 2**20)).status == 413
        assert upload(proxied.port, session, OWNER | token, told=str(400 * 2**20)).status == 403, "right before size"
