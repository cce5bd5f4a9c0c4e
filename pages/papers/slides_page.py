"""The page of a slide: where things stand, and text that is set as large as its place allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.util import Inches, Pt

from pages.figures import style
from pages.papers import layout
from pages.papers.layout import printable

WIDE, HIGH = 13.333, 7.5  # inches: 16 to 9
FONT = "Arial"  # on every machine, with every Vietnamese letter; ours would be missing where the slides are opened
LINE = 1.2  # height of a line, its letters being 1
_MM = 25.4
_PERCENT = "\u00a0%"  # a number and its sign stay on one line
_SANS = 1.17  # an Arial is so much wider than a Times


class Box(NamedTuple):
    """A place on a slide, in inches."""

    x: float
    y: float
    w: float
    h: float

    @property
    def foot(self) -> float:
        """Where it ends."""
        return self.y + self.h


MARGIN = 0.5
INNER = WIDE - 2 * MARGIN
KICKER = Box(MARGIN, 0.34, INNER, 0.34)
TITLE = Box(MARGIN, 0.68, INNER, 1.02)
BODY = Box(MARGIN, 1.82, INNER, 4.66)
SOURCE = Box(MARGIN, 6.55, INNER, 0.52)
FOOT = Box(MARGIN, 7.14, INNER - 1.2, 0.22)
NUMBER = Box(WIDE - MARGIN - 1.1, 7.14, 1.1, 0.22)


@dataclass(frozen=True)
class Line:
    """One paragraph: its text, its size in points, and how it is set."""

    text: str
    size: float
    is_bold: bool = False
    colour: str = style.INK
    before: float = 0.0  # points of space above it
    align: Any = None


def colour(hexadecimal: str) -> RGBColor:
    """A colour of the house."""
    return RGBColor.from_string(hexadecimal.removeprefix("#"))


def inches(box: Box) -> tuple[Any, Any, Any, Any]:
    """The box as slides are measured."""
    return tuple(Inches(value) for value in box)


def write(slide: Any, box: Box, lines: Sequence[Line], *, lang: str, name: str, anchor: Any = MSO_ANCHOR.TOP) -> Any:
    """A box of text on the slide, called by that name in the list of what is on it."""
    shape = slide.shapes.add_textbox(*inches(box))
    shape.name = name
    fill(shape.text_frame, lines, lang=lang, anchor=anchor)
    return shape


def said(text: str) -> str:
    """The text as a slide shows it: nothing that steers, and a number beside its sign."""
    return printable(text).replace(" %", _PERCENT)


def fill(frame: Any, lines: Sequence[Line], *, lang: str, anchor: Any = MSO_ANCHOR.TOP) -> None:
    """Paragraphs into a frame without margins, broken into lines where it ends."""
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        paragraph.space_before, paragraph.line_spacing = Pt(line.before), 1.0
        paragraph.alignment = line.align
        run = paragraph.add_run()
        run.text = said(line.text)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(line.size), line.is_bold, colour(line.colour)
        run.font._rPr.set("lang", {"vi": "vi-VN", "en": "en-GB"}[lang])


def height(text: str, size: float, width: float, *, is_bold: bool = False) -> float:
    """About how many inches the text takes at that size in so many inches of width."""
    return rows(text, size, width, is_bold=is_bold) * size * LINE / 72


def rows(text: str, size: float, width: float, *, is_bold: bool = False) -> int:
    """About in how many lines the text is broken."""
    room, count = width * _MM, 0
    for piece in text.replace(" %", _PERCENT).split("\n"):
        along, count = 0.0, count + 1
        for word in piece.split(" "):
            wide = layout.wide(word + " ", size, is_bold=is_bold) * _SANS
            if along and along + wide > room:
                along, count = 0.0, count + 1
            along += wide
    return count


def fitting(text: str, box: Box, sizes: Sequence[float], *, is_bold: bool = False) -> float:
    """The largest of the sizes (given largest first) at which the text stays in the box, else the smallest."""
    return next((size for size in sizes if height(text, size, box.w, is_bold=is_bold) <= box.h), sizes[-1])
