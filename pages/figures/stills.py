"""Stills: a figure as a picture to take away, drawn on the server without a browser, its source inside it."""

from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 1000  # pixels


def svg(
    figure: Any,
    *,
    title: str = "",
    finding: str = "",
    source: Sequence[str] = (),
    width: float = WIDTH,
    height: float | None = None,
    lang: str = "vi",
) -> str:
    """The figure in light colours as one ``<svg>``, its letters as shapes; equal figures give equal text.

    ``figure`` is one of pages/figures, or makes one and is asked for it only here; ``source`` are the lines below it;
    ``width`` and ``height`` are the whole picture's in pixels, without a height it is as high as the figure asks. A
    trace of another kind than bars, points and heat tables raises ValueError.
    """
    sheet = _sheet(figure, title=title, finding=finding, source=source, width=width, height=height)
    return sheet.svg(title=". ".join(said for said in (title.rstrip("."), finding) if said), lang=lang)


def png(
    figure: Any,
    *,
    title: str = "",
    finding: str = "",
    source: Sequence[str] = (),
    width: float = WIDTH,
    height: float | None = None,
    lang: str = "vi",
    scale: float = 2,
) -> bytes:
    """The same as PNG with ``scale`` dots a pixel."""
    del lang  # a picture of dots has no language to say
    sheet = _sheet(figure, title=title, finding=finding, source=source, width=width, height=height)
    return sheet.png(scale=scale)


def _sheet(figure: Any, **worn: Any) -> Any:
    from pages.figures import stills_sheet  # what draws takes half a second to load, and few take a picture away

    made = figure() if callable(figure) else figure
    return stills_sheet.drawn(made if isinstance(made, Mapping) else made.to_plotly_json(), **worn)
