"""Hints: what a page will ask for once its first words have come, named in its head so that it is there by then.

Streamlit splits its page into scripts that it asks for when something of their kind is drawn, each with others that it
needs: found out one after the other, they are waited for one after the other, and with them the shapes of a map.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit

from geo import provinces as shapes
from pages.parts.visiting import ADDRESSES

_STATIC = Path(streamlit.__file__).with_name("static")
_IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_IMPORTS_END = 8192  # letters: a built script begins with what it imports

_MAP = ("temis-map", "drawing", "shapes", "style", "single", "many", "legend", "marks", "view", "save")
_OWN = (  # our components' modules import each other: asked for one by one, each would wait for the one before
    *(f"map/{name}.js" for name in _MAP),
    *("search/temis-search.js", "search/matching.js"),
)
_FONTS = ("latin-400", "vietnamese-400", "latin-600", "vietnamese-600")
_EVERYWHERE = ("Html", "BidiComponent", "Selectbox", "PageLink", "DownloadButton")
_MORE = {"map": ("ButtonGroup", "Slider")}
_RANKED = frozenset({"map", "satisfaction"})
_WITH_CHARTS = frozenset(
    {
        *("modules", "certification", "forecast", "delivery", "satisfaction", "assessment", "standards", "needs"),
        *("commitments", "universities", "explorer"),
    }
)
_MAP_FIRST = frozenset({"overview", "map"})
_OTHER_SHAPES = (b"shapes=", b"view=")  # choices that draw something else than the provinces, or smaller


def links(path: str, query: bytes) -> bytes:
    """The links of the page at a path with its choices; the same for everybody, since nobody is known yet."""
    screen = _screens().get(path.strip("/"), "overview")
    return _of_screen(screen) + (_shapes(query) if screen in _MAP_FIRST else b"")


@cache
def _screens() -> dict[str, str]:
    return {address: screen for screen, address in ADDRESSES.items()}


@cache
def _of_screen(screen: str) -> bytes:
    own = (*_OWN, *(f"ranking/{name}.js" for name in ("temis-ranking", "style") if screen in _RANKED))
    needed = scripts((*_EVERYWHERE, *_MORE.get(screen, ())))
    written = [
        *(f'<link rel="preload" href="/app/static/fonts/be-vietnam-pro-{name}-normal.woff2" as="font"'
          ' type="font/woff2" crossorigin>' for name in _FONTS),
        *(f'<link rel="modulepreload" href="/app/static/{name}">' for name in own),
        *(f'<link rel="modulepreload" crossorigin href="/static/js/{name}">' for name in needed),
    ]  # fmt: skip
    if screen in _WITH_CHARTS:
        chart = [name for name in scripts(("PlotlyChart",)) if name not in needed]
        written += [
            f'<link rel="modulepreload" crossorigin fetchpriority="low" href="/static/js/{name}">' for name in chart
        ]
    return "".join(written).encode()


def _shapes(query: bytes) -> bytes:
    """The shapes of the division asked for; what nobody chose is drawn in the division of the data."""
    if any(name in query for name in _OTHER_SHAPES):
        return b""
    asked = parse_qs(query.decode("latin-1")).get("division", [""])[-1]
    division = next((each for each in shapes.VINTAGES if str(each) == asked), max(shapes.VINTAGES))
    return f'<link rel="preload" as="fetch" crossorigin href="{shapes.url(division)}">'.encode()


@cache
def scripts(names: tuple[str, ...]) -> tuple[str, ...]:
    """Files of the parts of Streamlit's page of these names, with all they import that the page does not name itself.

    A part that another version calls otherwise is left out: it is asked for when it is needed, as without hints.
    """
    known = set(re.findall(r"js/([\w.-]+\.js)", (_STATIC / "index.html").read_text(encoding="utf-8")))
    found: dict[str, None] = {}
    _gather(
        (file.name for name in names for file in sorted((_STATIC / "static" / "js").glob(f"{name}.*.js"))), found, known
    )
    return tuple(found)


def _gather(files: Iterable[str], found: dict[str, None], known: set[str]) -> None:
    for name in files:
        if name in found or name in known:
            continue
        found[name] = None
        with (_STATIC / "static" / "js" / name).open(encoding="utf-8") as file:
            _gather(_IMPORTED.findall(file.read(_IMPORTS_END)), found, known)
