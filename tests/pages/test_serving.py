"""What the page says will be needed, and its scripts packed once for all."""

import asyncio
import gzip
import re
from pathlib import Path

import pytest
import streamlit

from geo import provinces as shapes
from pages.parts import serving_hints, serving_packed
from pages.parts.visiting import ADDRESSES

STATIC = Path(streamlit.__file__).with_name("static")
ROOT = Path(__file__).resolve().parents[2]
BODY = b"const a = 1;" * 500
FOR_GOOD = [(b"content-type", b"text/javascript"), (b"cache-control", b"public, immutable, max-age=31536000")]


# ---- hints


@pytest.mark.parametrize("address", ["", *ADDRESSES.values()])
def test_whatever_is_named_is_there(address):
    for link in re.findall(rb'href="([^"]+)"', serving_hints.links(f"/{address}", b"")):
        path = link.decode().partition("?")[0]
        within = ROOT / path.removeprefix("/app/") if path.startswith("/app/") else STATIC / path.lstrip("/")
        assert within.is_file(), path


def test_a_part_comes_with_all_that_it_imports_and_nothing_that_the_page_names_itself():
    found = serving_hints.scripts(("Selectbox",))

    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert found[0].startswith("Selectbox.")
    for name in found:
        assert name not in page
        imported = re.findall(
            r'(?:from|import)"\./([\w.-]+\.js)"', (STATIC / "static" / "js" / name).read_text("utf-8")
        )
        assert {each for each in imported if each not in page} <= set(found)


def test_a_part_that_another_version_calls_otherwise_is_left_out():
    assert serving_hints.scripts(("NoSuchPart",)) == ()


@pytest.mark.parametrize("screen", ["modules", "forecast", "map", "overview"])
def test_the_chart_library_is_named_where_charts_are_drawn_alone(screen):
    assert (b"PlotlyChart" in serving_hints.links(f"/{ADDRESSES[screen]}", b"")) == (screen in {"modules", "forecast"})


@pytest.mark.parametrize(
    ("path", "query", "drawn"),
    [
        ("/ban-do", b"", 63),
        ("/", b"lang=en", 63),
        ("/ban-do", b"division=34&measure=satisfied", 34),
        ("/ban-do", b"division=<script>", 63),
        ("/ban-do", b"shapes=universities", None),
        ("/ban-do", b"view=times", None),
        ("/mo-dun", b"division=63", None),
    ],
)
def test_the_shapes_of_the_division_are_named_where_the_map_comes_first(path, query, drawn):
    named = re.findall(rb"/app/static/geo/[^\"]+", serving_hints.links(path, query))

    assert named == ([] if drawn is None else [shapes.url(drawn).encode()])


# ---- packed


class _Streamlit:
    """Answers as the toolkit does, in two pieces, and counts how often it is asked."""

    def __init__(self, headers, status=200):
        self.headers, self.status, self.asked = headers, status, 0

    async def __call__(self, scope, receive, send):
        self.asked += 1
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": BODY[:100], "more_body": True})
        await send({"type": "http.response.body", "body": BODY[100:]})


def _asked(app, *, times=2, method="GET", path="/static/js/index.abc.js", headers=((b"accept-encoding", b"gzip, br"),)):
    """The last answer, headers and body, after so many visits one after the other."""

    async def visits():
        packed = serving_packed.Packed(app)
        for _ in range(times):
            sent = []

            async def keep(message, sent=sent):
                sent.append(message)

            await packed({"type": "http", "method": method, "path": path, "headers": list(headers)}, None, keep)
            await asyncio.gather(*packed._packing)
        return dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])

    return asyncio.run(visits())


def test_the_first_gets_a_script_as_it_is_and_all_others_get_it_packed_from_memory():
    app = _Streamlit(FOR_GOOD)

    assert _asked(app, times=1) == (dict(FOR_GOOD), BODY)
    headers, body = _asked(app, times=3)
    assert app.asked == 2, "once by either server"
    assert gzip.decompress(body) == BODY
    assert headers[b"content-encoding"] == b"gzip"
    assert headers[b"content-length"] == str(len(body)).encode()
    assert headers[b"vary"] == b"accept-encoding"
    assert headers[b"cache-control"] == dict(FOR_GOOD)[b"cache-control"]
    assert headers[b"content-type"] == b"text/javascript"


@pytest.mark.parametrize(
    "more",
    [
        {"headers": ()},
        {"headers": ((b"accept-encoding", b"br, identity"),)},
        {"headers": ((b"accept-encoding", b"gzip"), (b"range", b"bytes=0-99"))},
        {"method": "HEAD"},
        {"path": "/media/report.docx"},
        {"path": "/app/static/map/shapes.js"},
    ],
)
def test_who_cannot_take_it_and_what_is_no_script_of_the_page_is_passed_on(more):
    app = _Streamlit(FOR_GOOD)

    assert _asked(app, **more) == (dict(FOR_GOOD), BODY)
    assert app.asked == 2


@pytest.mark.parametrize(
    "app",
    [
        _Streamlit(FOR_GOOD, status=206),
        _Streamlit([(b"content-type", b"text/javascript"), (b"cache-control", b"no-cache")]),
        _Streamlit([*FOR_GOOD, (b"content-encoding", b"gzip")]),
    ],
    ids=["a part", "not for good", "packed already"],
)
def test_what_may_change_or_is_no_whole_file_is_never_kept(app):
    _asked(app)

    assert app.asked == 2


def test_there_is_an_end_to_what_is_kept(monkeypatch):
    monkeypatch.setattr(serving_packed, "_MOST", len(BODY) - 1)
    app = _Streamlit(FOR_GOOD)
    _asked(app)

    assert app.asked == 2
