"""Dress: the style sheet that every screen wears, and what is done once for all of them."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st

from pages.figures import pivots, style, tables

_CSS = tuple(Path(__file__).with_name(name) for name in ("shell.css", "papers.css", "entering.css", "print.css"))
# Plotly and narwhals ask of every value whether it is of these, if they are among the modules; one that another thread
# has half imported is among them, and fails them.
_LOOKED_FOR = ("pyarrow", "pandas")
# What Streamlit itself imports when something is drawn for the first time.
_STREAMLITS = ("plotly.io", "plotly.tools", "plotly.graph_objects")
_ASKED_FOR_LATER = ("xlsxwriter",)  # what our own import where they are asked for
_NOBODY_CAME = 4.0  # seconds after which warming waits for no first visitor
_first_run = threading.Event()


@st.cache_resource(show_spinner=False)
def warm() -> None:
    """Import what the screens will need, and take all of it out of the collector's view, which is looked through often.

    Called when the server starts, beside its first visitors: the first run of each screen paid for it otherwise.
    """
    for name in (*_LOOKED_FOR, *_STREAMLITS, *_ASKED_FOR_LATER, *_of_screens()):
        import_module(name)
    gc.collect()
    gc.freeze()


def whole() -> None:
    """Called before anything is drawn: what is looked for is there as a whole, or waited for while it is imported."""
    for name in _LOOKED_FOR:
        import_module(name)


def warm_beside() -> None:
    """Do so in a thread of its own, once the first page stands or nobody has come: threads take turns at one core.

    What nothing may be drawn without comes at once, while the first browser still loads the page.
    """
    threading.Thread(target=_warm_after, name="warming", daemon=True).start()


def _warm_after() -> None:
    whole()
    _first_run.wait(_NOBODY_CAME)
    warm()


@contextmanager
def running() -> Iterator[None]:
    """A visitor's run: warming waits for the end of the first one."""
    try:
        yield
    finally:
        _first_run.set()


def _of_screens() -> list[str]:
    """What stands beside this module: between them the parts import all that a screen asks and draws with."""
    return sorted(f"{__package__}.{file.stem}" for file in Path(__file__).parent.glob("*.py"))


def is_dark() -> bool:
    """Whether this reader's browser shows the dark theme; light where it has not said."""
    return st.context.theme.type == "dark"


@st.cache_resource(show_spinner=False)
def sheet() -> str:
    """The style sheet: colours as variables, the tables' rules, then the frame's, which may overrule them."""
    own = "".join(part.read_text(encoding="utf-8") for part in _CSS)
    return _palette() + _figures() + tables.CSS + pivots.CSS + own


def _palette() -> str:
    """Every neutral colour as a variable that is light or dark by itself, as the element that uses it is.

    Streamlit says on the page which of the two it shows, before the first run and at once when the reader changes it;
    the server would hear of it a run later. Browsers before 2024 go by the reader's system alone.
    """
    pairs = {name: (colour, style.DARK[colour]) for name, colour in style.ROLES.items()}
    pairs |= {f"state-{name}": (colour, style.STATES_DARK[name]) for name, colour in style.STATES.items()}
    light, dark, both = (
        ":root{" + "".join(f"--t-{name}:{written.format(*pair)};" for name, pair in pairs.items()) + "}"
        for written in ("{0}", "{1}", "light-dark({0},{1})")
    )
    of_system = f"@media screen and (prefers-color-scheme:dark){{{dark}}}"
    return f"{light}{of_system}@supports (color:light-dark(#000,#fff)){{{both}}}"


# Where a figure's light neutrals may be turned: not in text that lies on a fill, nor in what a fill says.
_LIGHT_IN = {
    "fill": ("text:not(.bartext-inside):not(.heatmap-label *)", "rect.bg"),
    "stroke": ("",),
    "background": ("",),
}


def _figures() -> str:
    """A figure brings its colours along, as the theme was when it was drawn: on paper and in another they turn."""
    rules = []
    for name, light in style.ROLES.items():
        for what, where in _LIGHT_IN.items():
            found = [f'[style*="{what}: {_channels(style.DARK[light])}"]']
            found += [f'{part}[style*="{what}: {_channels(light)}"]' for part in where]
            which = ",".join(f".js-plotly-plot {each}" for each in found)
            rules.append(f"{which}{{{what}:var(--t-{name})!important}}")
    return "".join(rules)


def _channels(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))
