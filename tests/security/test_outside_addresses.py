"""Addresses that somebody made up, on every screen of a running server."""

import re
from html import unescape
from urllib.parse import quote, urlencode

import pytest

from pages.parts import visiting
from pages.parts.choice import PARAMETERS
from tests.security.knocking import Stream

MARK = "zqx"  # begins nothing that we write ourselves
PAYLOADS = {
    "sql": f"{MARK}' union select * from learner_year; drop table headline; --",
    "sql in a number": "2020 or 1=1",
    "html": f'{MARK}"><img src=x onerror=alert(1)><b>',
    "script": f"{MARK}</script><script>alert(1)</script>",
    "an address that runs": f"javascript:alert('{MARK}')",
    "markdown": f"{MARK}[a](javascript:alert(1)) ![b](https://evil.vn/x.png) <style>*{{display:none}}</style>",
    "a formula": f"=cmd|'/c {MARK}'!A1",
    "a template": f"{MARK}{{words}}{{0.__class__}}%s%(x)s",
    "a path": f"../../../../etc/passwd{MARK}",
    "a device": f"/proc/self/environ{MARK}",
    "huge": MARK + "ệ" * 1500,
    "zero": f"{MARK}\0\0",
    "turned round": f"{MARK}\u202egnud\u2066",
    "lines": f"{MARK}\r\nSet-Cookie: a=b",
    "a list": ",".join([MARK] * 400),
    "digits of another script": "٢٢",
    "a surrogate": f"{MARK}%ED%A0%80",
    "much too far": "9" * 400,
}
RUNS = re.compile(r"<img|</?script|<style>\*|(href|src)\s*=\s*[\"']?\s*(javascript:|https://evil)", re.IGNORECASE)
IN_MARKDOWN = re.compile(r"\]\(|`.*<|<")  # what markdown would make a link, a picture or a tag of


def shown(seen):
    """Every text that a browser would read as markup, and which kind of it."""
    for told in seen.messages:
        if told.WhichOneof("type") == "delta":
            element = told.delta.new_element
            kind = element.WhichOneof("type")
            if kind in ("html", "markdown", "alert"):
                yield kind, getattr(element, kind).body


def complaints(seen):
    """What must not be in the answer to an address that was made up."""
    found = [
        f"{kind}: {body[:80]}"
        for kind, body in shown(seen)
        if MARK in body and (RUNS if kind == "html" else IN_MARKDOWN).search(_around(body))
    ]
    found += [f"exception: {each}" for each in seen.exceptions]
    found += [word for word in ("Traceback", "duckdb.", "polars.", "/site-packages/") if word in seen.text]
    return found if seen.has_finished else [*found, "did not finish"]


def _around(body):
    """What stands after the mark, where a payload would have broken out."""
    return body[body.index(MARK) : body.index(MARK) + 200]


@pytest.mark.parametrize("screen", visiting.ADDRESSES)
def test_no_address_breaks_a_screen_or_runs_in_it(plain, screen):
    address = visiting.ADDRESSES[screen] if screen != "overview" else ""
    with Stream(plain.port) as stream:
        stream.run()
        for kind, payload in PAYLOADS.items():
            query = urlencode(dict.fromkeys(PARAMETERS, payload), errors="surrogatepass")

            assert (kind, complaints(stream.run(query, page=address))) == (kind, [])


@pytest.mark.parametrize("screen", ["ban-do", "khai-thac", "bao-cao"])
def test_no_single_parameter_does(plain, screen):
    payload = "".join(PAYLOADS[kind] for kind in ("sql", "html", "script", "a path"))
    with Stream(plain.port) as stream:
        stream.run()
        for name in PARAMETERS:
            seen = stream.run(f"{name}={quote(payload)}", page=screen)

            assert (name, complaints(seen)) == (name, [])


@pytest.mark.parametrize(
    "query",
    [
        "snapshot=" + quote("../../../etc"),
        "snapshot=" + quote("mo-phong-2022-06-30/../../pseudonym.key"),
        "snapshot=.",
        "snapshot=%00",
        "snapshot=" + "a" * 500,
        "&".join(["province=22"] * 50),
        "province=22&province=01&province=<script>",
        "%00=%00&&&===&;;",
        "__proto__=1&constructor=2&lang=xx",
        "".join(f"&p{n}={n}" for n in range(400)),
    ],
)
def test_an_odd_address_is_answered_by_a_screen(plain, query):
    with Stream(plain.port) as stream:
        assert complaints(stream.run(query)) == []


def test_what_an_address_asks_for_in_vain_is_said_as_letters(plain):
    """The reader hears of what does not fit: so the payload arrives, and these tests can fail."""
    with Stream(plain.port) as stream:
        bodies = [body for _, body in shown(stream.run("province=" + quote(PAYLOADS["html"]))) if MARK in body]

    assert bodies
    assert all("<img" not in body for body in bodies)
    assert any("<img" in unescape(body) for body in bodies)
