"""Word's own words: the few elements that paragraphs, runs and fields are made of, in the order the format asks for."""

import re
from typing import Any

from lxml import etree

from pages.papers.layout import printable

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PIECES = re.compile("([\n\t])")
_BREAKS = {"\n": "br", "\t": "tab"}

Element = Any  # lxml's elements, which carry no types


def of(tag: str, /, *children: Element | None, **attributes: object) -> Element:
    """One element of the main namespace, its attributes likewise; children that are None are left out."""
    element = etree.Element(f"{{{MAIN}}}{tag}")
    for name, value in attributes.items():
        element.set(f"{{{MAIN}}}{name}", str(value))
    element.extend(child for child in children if child is not None)
    return element


def twips(millimetres: float) -> int:
    """Twentieths of a point, the measure of everything on a page."""
    return round(millimetres * 1440 / 25.4)


def run(text: str, *, size: float | None = None, is_bold: bool = False, is_italic: bool = False) -> Element:
    """Text of one dress; line feeds and tabs are kept. ``size`` in points, None as the style has it."""
    dress = of(
        "rPr",
        of("b") if is_bold else None,
        of("i") if is_italic else None,
        *([of("sz", val=round(2 * size)), of("szCs", val=round(2 * size))] if size else []),
    )
    element = of("r", dress if len(dress) else None)
    for piece in _PIECES.split(printable(text)):
        if piece in _BREAKS:
            element.append(of(_BREAKS[piece]))
        elif piece:
            letters = of("t")
            letters.text = piece
            letters.set(_SPACE, "preserve")
            element.append(letters)
    return element


def field_of(instruction: str) -> Element:
    """What Word works out itself, such as the number of the page."""
    return of("fldSimple", run("1"), instr=f" {instruction} ")


def paragraph(
    *content: Element | str,
    style: str,
    keeps_next: bool = False,
    dots_to: float | None = None,
    line_inset: float | None = None,
    left_mm: float = 0,
) -> Element:
    """A paragraph of runs or plain texts.

    ``dots_to``     a tab at so many millimetres, led to by dots
    ``line_inset``  an empty paragraph that is a line, so many millimetres in from either side
    """
    is_line = line_inset is not None
    inset = twips(line_inset or 0)
    properties = of(
        "pPr",
        of("pStyle", val=style),
        of("keepNext") if keeps_next else None,
        of("pBdr", of("top", val="single", sz="6", space="1", color="auto")) if is_line else None,
        of("tabs", of("tab", val="right", leader="dot", pos=twips(dots_to))) if dots_to else None,
        of("spacing", before="50", after="0", line="80", lineRule="exact") if is_line else None,
        of("ind", left=inset, right=inset, firstLine="0") if is_line else None,
        of("ind", left=twips(left_mm)) if left_mm else None,
    )
    return of("p", properties, *(run(part) if isinstance(part, str) else part for part in content))


def is_paragraph(element: Element) -> bool:
    """Whether it is a paragraph rather than a table."""
    return element.tag == f"{{{MAIN}}}p"


def keeps_next(element: Element) -> None:
    """Lets a paragraph stay on the page of what follows it."""
    properties = element[0]
    if properties.find(of("keepNext").tag) is None:
        properties.insert(1, of("keepNext"))


def begins_page(element: Element) -> None:
    """Lets a paragraph begin a page."""
    properties = element[0]
    before = sum(child.tag in {f"{{{MAIN}}}pStyle", f"{{{MAIN}}}keepNext"} for child in properties)
    properties.insert(before, of("pageBreakBefore"))


def tiny(style: str = "TableContents") -> Element:
    """A paragraph that takes no room to speak of."""
    spacing = of("spacing", before="0", after="0", line="20", lineRule="exact")
    return of("p", of("pPr", of("pStyle", val=style), spacing))


def cell(*paragraphs: Element, width: float, span: int = 1, merged: str = "", centred: bool = False) -> Element:
    """A cell so many millimetres wide; ``merged`` is restart or continue where it reaches over rows."""
    properties = of(
        "tcPr",
        of("tcW", w=twips(width), type="dxa"),
        of("gridSpan", val=span) if span > 1 else None,
        (of("vMerge", val="restart") if merged == "restart" else of("vMerge")) if merged else None,
        of("vAlign", val="center") if centred else None,
    )
    return of("tc", properties, *paragraphs)
