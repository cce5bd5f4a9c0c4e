"""The rules of the outer door, by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts import guarding, guarding_rules
from pages.texts import LANGUAGES, Words

HOST = (b"host", b"localhost:8501")


@pytest.mark.parametrize(
    ("hosts", "known"),
    [
        (["localhost"], True),
        (["LOCALHOST:8501"], True),
        (["127.0.0.1:1"], True),
        (["[::1]:8501"], True),
        (["temis.example.vn"], True),
        (["temis.example.vn."], True),
        (["temis.example.vn.evil.vn"], False),
        (["evil.vn"], False),
        (["localhost@evil.vn"], False),
        (["localhost:8501", "evil.vn"], False),
        (["localhost\r\nX-A: b"], False),
        (["localhost; script-src *"], False),
        (["*.example.vn"], False),
        ([""], False),
        ([], False),
    ],
)
def test_only_known_hosts_are_served(hosts, known):
    host = guarding_rules.host_of([(b"host", each.encode()) for each in hosts])

    assert guarding_rules.is_known(host, {"temis.example.vn"}) is known


@pytest.mark.parametrize(
    ("origin", "host", "foreign"),
    [
        (None, "localhost:8501", False),
        (b"http://localhost:8501", "localhost:8501", False),
        (b"https://temis.example.vn", "temis.example.vn", False),
        (b"https://temis.example.vn", "temis.example.vn:443", False),
        (b"http://localhost:8502", "localhost:8501", True),
        (b"https://evil.vn", "temis.example.vn", True),
        (b"null", "localhost:8501", True),
        (b"", "localhost:8501", True),
        (b"https://temis.example.vn.evil.vn", "temis.example.vn", True),
    ],
)
def test_a_page_of_another_origin_is_foreign(origin, host, foreign):
    assert guarding_rules.is_foreign(origin, host) is foreign


@pytest.mark.parametrize(
    ("method", "path", "headers", "code"),
    [
        ("GET", "/ban-do", [], None),
        ("HEAD", "/", [], None),
        ("GET", "/_stcore/health", [], None),
        ("PUT", "/_stcore/upload_file/a/b", [(b"content-length", b"10")], None),
        ("GET", "/_stcore/metrics", [], "nothing_here"),
        ("GET", "/_stcore/script-health-check", [], "nothing_here"),
        ("POST", "/_stcore/agent/mcp", [], "nothing_here"),
        ("GET", "/ban-do/_stcore/agent/openapi.json", [], "nothing_here"),
        ("GET", "/_stcore/bidi-components/x/y.js", [], "nothing_here"),
        ("GET", "/_stcore/whatever-comes-next", [], "nothing_here"),
        ("GET", "/component/x/index.html", [], "nothing_here"),
        ("POST", "/", [], "method"),
        ("TRACE", "/", [], "method"),
        ("OPTIONS", "/app/static/page/here.js", [], "method"),
        ("GET", "/_stcore/upload_file/a/b", [], "method"),
        ("GET", "/", [(b"content-length", b"1")], "body"),
        ("GET", "/", [(b"transfer-encoding", b"chunked")], "body"),
        ("GET", "/app/static/../data/state", [], "address"),
        ("GET", "/app/static/..\\x", [], "address"),
        ("GET", "/a\x00b", [], "address"),
        ("GET", "/a\u202eb", [], "address"),
        ("GET", "/" + "a" * 2000, [], "long_address"),
        ("GET", "/", [(b"x-large", b"a" * 70_000)], "headers"),
    ],
)
def test_what_is_not_meant_for_the_dashboard_goes_no_further(method, path, headers, code):
    assert guarding_rules.refused(method, path, b"", [HOST, *headers], is_at_home=False) == code


def test_a_long_query_is_refused():
    assert guarding_rules.refused("GET", "/", b"a=" + b"b" * 9000, [HOST], is_at_home=True) == "long_address"


@pytest.mark.parametrize(
    ("headers", "host", "caller", "home"),
    [
        ([], "localhost:8501", "127.0.0.1", True),
        ([], "localhost:8501", "::1", True),
        ([(b"x-forwarded-for", b"127.0.0.1")], "localhost:8501", "127.0.0.1", False),
        ([(b"forwarded", b"for=1.2.3.4")], "localhost:8501", "127.0.0.1", False),
        ([], "temis.example.vn", "127.0.0.1", False),
        ([], "localhost:8501", "10.0.0.7", False),
        ([], "localhost:8501", None, False),
        ([], None, "127.0.0.1", False),
    ],
)
def test_only_this_machine_itself_is_at_home(headers, host, caller, home):
    assert guarding_rules.at_home(host, headers, caller) is home


@given(st.binary(max_size=60))
def test_no_host_gets_into_a_header_that_is_not_one(raw):
    host = guarding_rules.host_of([(b"host", raw)])

    if host is not None:
        assert not set(host) & set(" ;,'\"\r\n\t*")


def test_every_refusal_has_its_words_and_its_status():
    for code, status in guarding_rules.STATUS.items():
        assert 400 <= status <= 500
        assert all(Words(lang)(f"refused.{code}") for lang in LANGUAGES)


def test_a_page_runs_no_text_and_nothing_from_elsewhere():
    told = guarding_rules.page_policy("localhost", tuple(guarding.inline_scripts()))
    policy = dict(part.split(" ", 1) for part in told.split("; "))

    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"].split()
    assert not any("*" in part or "http" in part for part in policy.values())


def test_streamlits_own_page_has_one_script_inline_and_it_is_known():
    assert len(guarding.inline_scripts()) == 1
