"""A picture of a paper in Word, with its words for who cannot see it, and its caption on the same page."""

import io
from typing import Any

from docx.shared import Mm
from lxml import etree

from pages.papers import layout
from pages.papers.blocks import Picture
from pages.papers.layout import printable
from pages.papers.word_xml import Element, of, paragraph

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMES = {
    "wp": f"{_DRAWING}/wordprocessingDrawing",
    "a": f"{_DRAWING}/main",
    "pic": f"{_DRAWING}/picture",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


def drawn(picture: Picture, part: Any, *, is_landscape: bool, number: int) -> list[Element]:
    """The picture in a line of its own and its caption below; made smaller where the page has not the room."""
    relation, image = part.get_or_add_image(io.BytesIO(picture.png))
    tall = image.px_height / image.px_width
    width = layout.picture_width(picture, tall=tall, is_landscape=is_landscape)
    inline = _inline(picture, relation, number, width, width * tall)
    shown = paragraph(of("r", of("drawing", inline)), style="TemisPicture", keeps_next=bool(picture.caption))
    return [shown, paragraph(picture.caption, style="Caption")] if picture.caption else [shown]


def _inline(picture: Picture, relation: str, number: int, width: float, height: float) -> Element:
    """The frame in the line: its size, its words, and the pixels in it. Word wants each number once in a document."""
    size = {"cx": Mm(width), "cy": Mm(height)}
    told = {"id": number, "name": printable(picture.key), "descr": printable(picture.alt)}
    geometry = _of("a:prstGeom", _of("a:avLst"), prst="rect")
    placed = _of("pic:spPr", _of("a:xfrm", _of("a:off", x=0, y=0), _of("a:ext", **size)), geometry)
    named = _of("pic:nvPicPr", _of("pic:cNvPr", **told), _of("pic:cNvPicPr"))
    blip = _of("a:blip")
    blip.set(f"{{{_NAMES['r']}}}embed", relation)
    filled = _of("pic:blipFill", blip, _of("a:stretch", _of("a:fillRect")))
    data = _of("a:graphicData", _of("pic:pic", named, filled, placed), uri=_NAMES["pic"])
    frame = _of("wp:cNvGraphicFramePr", _of("a:graphicFrameLocks", noChangeAspect=1))
    around = dict.fromkeys(("distT", "distB", "distL", "distR"), 0)
    return _of("wp:inline", _of("wp:extent", **size), _of("wp:docPr", **told), frame, _of("a:graphic", data), **around)


def _of(name: str, /, *children: Element, **attributes: object) -> Element:
    prefix, tag = name.split(":")
    element = etree.Element(f"{{{_NAMES[prefix]}}}{tag}", nsmap={prefix: _NAMES[prefix]})
    for attribute, value in attributes.items():
        element.set(attribute, str(value))
    element.extend(children)
    return element
