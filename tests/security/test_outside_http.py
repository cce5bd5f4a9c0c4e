"""Requests that no page of ours makes, on a running server."""

import json
import re
from pathlib import Path

import pytest

from pages.parts import visiting
from tests.security.knocking import ask, say

ROOT = Path(__file__).resolve().parents[2]
PAGE = {"Accept": "text/html"}
_HINT = rb'<link rel="(?:modulepreload|preload)"[^>]*href="/[^>]*>'
PATHS = ["/", "/ban-do", "/nothing/at/all", "/app/static/page/here.js", "/favicon.png", "/_stcore/health", "/media/x"]
EXPECTED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_what_a_browser_should_hold_it_to(plain, path):
    answer = ask(plain.port, path, headers=PAGE)

    assert {name: answer[name] for name in EXPECTED} == EXPECTED
    assert "frame-ancestors 'none'" in answer["content-security-policy"]
    assert "geolocation=()" in answer["permissions-policy"]


@pytest.mark.parametrize("path", PATHS)
def test_no_answer_says_which_program_gives_it(plain, path):
    answer = ask(plain.port, path, headers=PAGE)

    assert answer["server"] is None
    assert not [name for name, _ in answer.headers if name.startswith(("access-control-", "x-powered"))]


def test_nothing_old_is_shown_after_an_upgrade(plain):
    assert ask(plain.port, "/ban-do", headers=PAGE)["cache-control"] == "no-cache"
    assert ask(plain.port, "/app/static/page/here.js")["cache-control"] == "public, max-age=600"
    assert ask(plain.port, "/media/x")["cache-control"] == "private, no-store"


def test_no_header_stands_twice(plain):
    names = [name for name, _ in ask(plain.port, "/", headers=PAGE).headers if name != "set-cookie"]

    assert len(names) == len(set(names))


def test_a_browser_is_bound_to_tls_only_where_visitors_come_over_it(plain, attacked_state, serve):
    over_tls = serve(attacked_state, TEMIS_PUBLIC_URL="https://temis.example.vn")

    assert ask(plain.port, "/")["strict-transport-security"] is None
    assert "max-age=31536000" in ask(over_tls.port, "/")["strict-transport-security"]
    assert ask(over_tls.port, "/", headers={"Host": "temis.example.vn"}).status == 200
    assert ask(over_tls.port, "/", headers={"Host": "temis.example.com"}).status == 400


@pytest.mark.parametrize("host", ["evil.vn", "localhost.evil.vn", "10.0.0.1", "", "a b", "localhost:8501/../x"])
def test_a_host_that_is_not_ours_is_refused_in_both_languages(plain, host):
    answer = ask(plain.port, "/", headers={"Host": host, **PAGE})

    assert answer.status == 400
    assert host not in answer.body.decode() or not host


def test_a_request_with_two_hosts_is_refused(plain):
    answer = say(plain.port, b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.vn\r\nConnection: close\r\n\r\n")

    assert b" 400 " in answer.split(b"\r\n")[0]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/ban-do", "/app/static/page/here.js", "/_stcore/health", "/media/x"])
def test_only_reading_is_allowed(plain, method, path):
    answer = ask(plain.port, path, method=method)

    assert (answer.status, answer["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/_stcore/script-health-check",
            "/_stcore/agent/openapi.json",
            "/_stcore/agent/interact",
            "/_stcore/agent/mcp",
        ),
        *("/_stcore/bidi-components/temis_map/x.js", "/component/streamlit.x/index.html", "/ban-do/_stcore/agent/mcp"),
        *("/_stcore/upload_file/../metrics", "/_stcore/stream", "/_stcore/", "/_stcore/xyz"),
    ],
)
def test_what_streamlit_offers_and_we_do_not_use_is_not_there(plain, path):
    assert ask(plain.port, path).status in (400, 404)


@pytest.mark.parametrize("header", [{"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}, {"Via": "1.1 x"}])
def test_metrics_are_for_this_machine_alone(plain, header):
    assert ask(plain.port, "/_stcore/metrics").status == 200
    assert ask(plain.port, "/_stcore/metrics", headers=header).status == 404


def test_no_page_elsewhere_may_send_commands_to_this_one(plain):
    told = json.loads(ask(plain.port, "/_stcore/host-config").body)

    assert told["allowedOrigins"] == []
    assert not any((told["useExternalAuthToken"], told["enableCustomParentMessages"], told["metricsUrl"]))


_TRAVERSALS = [
    "../data/settings.py",
    "..%2fdata%2fsettings.py",
    "%2e%2e/data/settings.py",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "..%5c..%5cetc%5cpasswd",
    "....//....//etc/passwd",
    "%252e%252e%252fetc%252fpasswd",
    "..%c0%afetc%c0%afpasswd",
    "//etc/passwd",
    "/etc/passwd",
    "C:%5cwindows%5cwin.ini",
    "%5c%5cevil.vn%5cshare",
    "page/..%00/here.js",
    "page/here.js%00.png",
    "~root/.bashrc",
]


@pytest.mark.parametrize("tail", _TRAVERSALS)
@pytest.mark.parametrize("root", ["/app/static/", "/media/", "/static/", "/component/", "/"])
def test_no_address_leads_out_of_what_is_served(plain, root, tail):
    answer = ask(plain.port, root + tail)
    served = answer.status == 200 and b"<!DOCTYPE html>" not in answer.body

    assert not served, "only the page itself answers where nothing else is"
    assert answer.status != 500
    assert b"root:" not in answer.body


def test_a_body_where_none_belongs_is_refused_before_it_is_read(plain):
    head = f"GET / HTTP/1.1\r\nHost: localhost:{plain.port}\r\nContent-Length: 10000000000\r\n\r\n"

    assert b" 413 " in say(plain.port, head.encode()).split(b"\r\n")[0]


@pytest.mark.parametrize("head", ["X-Large: " + "a" * 100_000, "\r\n".join(f"X-{n}: {'a' * 900}" for n in range(90))])
def test_a_head_that_is_too_large_is_refused(plain, head):
    answer = say(plain.port, f"GET / HTTP/1.1\r\nHost: localhost:{plain.port}\r\n{head}\r\n\r\n".encode())

    assert re.match(rb"HTTP/1.1 4\d\d ", answer)


def test_an_address_that_is_too_long_is_refused(plain):
    assert ask(plain.port, "/" + "a" * 3000).status == 414
    assert ask(plain.port, "/?a=" + "b" * 9000).status == 414


@pytest.mark.parametrize(
    "content",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x",
        b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"\x00" * 100,
    ],
)
def test_what_is_no_request_is_answered_without_a_word_of_the_program(plain, content):
    answer = say(plain.port, content)

    assert b"Traceback" not in answer
    assert b'File "' not in answer
    assert not re.match(rb"HTTP/1.1 (2|5)\d\d", answer)


def test_a_refusal_says_so_in_both_languages_and_nothing_else(plain):
    answer = ask(plain.port, "/_stcore/xyz")

    assert answer["content-type"] == "text/plain; charset=utf-8"
    assert answer.body.decode() == "Không có nội dung ở địa chỉ này.\nThere is nothing at this address.\n"
    assert ask(plain.port, "/_stcore/xyz", method="HEAD").body == b""


def test_the_page_itself_names_no_interface_and_runs_nothing_of_its_own(plain):
    page = ask(plain.port, "/", headers=PAGE).body.decode()

    assert "agent" not in re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    assert "JavaScript" in page
    assert len(re.findall(r"<script>", page)) == 1, "Streamlit's own line, whose digest the policy names"


def test_every_address_of_a_screen_is_the_same_page_without_data(plain):
    pages = {path: ask(plain.port, f"/{path}", headers=PAGE).body for path in visiting.ADDRESSES.values()}
    bare = {re.sub(_HINT, b"", page) for page in pages.values()} - {b""}
    hints = {link for page in pages.values() for link in re.findall(_HINT, page)}

    assert len(bare) == 1, "but for the files that a screen will ask for"
    assert all(re.search(rb' href="/(app/)?static/[\w./?=-]+"', link) for link in hints), "which lie open anyway"


def test_what_is_written_in_an_address_is_not_written_into_its_page(plain):
    asked = "/ban-do?division=34%22%3E%3Cscript%3Eone&measure=two-is-not-there"

    assert ask(plain.port, asked, headers=PAGE).body == ask(plain.port, "/ban-do", headers=PAGE).body


def test_static_files_hold_shapes_letters_and_scripts_and_no_data():
    kinds = {path.suffix for path in (ROOT / "static").rglob("*") if path.is_file()}
    known = {".js", ".css", ".woff2", ".ttf", ".txt", ".geojson", ".json", ".md", ".svg", ".png"}
    names = {path.name for path in (ROOT / "static").rglob("*.json")}

    assert kinds <= known
    assert names == {"63.json", "34.json"}, "names of places, to be searched for"


def test_shapes_carry_names_and_codes_and_no_figures():
    told = set()
    for path in (ROOT / "static" / "geo").rglob("*.geojson"):
        for shape in json.loads(path.read_text(encoding="utf-8"))["features"]:
            told |= set(shape.get("properties", {}))

    assert told == {"province_code", "district_code", "name_vi", "name_en", "lat", "lon"}
