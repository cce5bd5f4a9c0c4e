"""Maps of slides: a crisp picture, beside it a legend of shapes and words that can be edited."""

from io import BytesIO
from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from data.measures import measures
from pages.figures import classes, map_stills, raster, style
from pages.papers import scene_maps
from pages.papers.layout import printable
from pages.papers.scene import MapOf
from pages.papers.slides_page import Box, Line, colour, inches, write
from pages.texts import Words

_PIXELS = 1040  # across some four inches: sharp on a projector of twice the usual grain
_LETTERS = 1.9  # what is written on the map, against its usual size: it is read from afar
_SIZE = 12  # points
_LEGEND = 2.5  # inches across
_ROW = 0.27  # inches of a row of the legend
_SWATCH = Box(0, 0, 0.3, 0.17)
_WEST = 0.27  # how far the legend reaches out of the picture's left side, the picture being 1 wide
_AT = 0.43  # where it begins: below, the west of the picture is free as far as the delta
_PATTERNS = {
    "cross": MSO_PATTERN.DIAGONAL_CROSS,
    "lines": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "dots": MSO_PATTERN.PERCENT_20,
    "wide": MSO_PATTERN.LIGHT_UPWARD_DIAGONAL,
    "grid": MSO_PATTERN.SMALL_GRID,
    "sparse": MSO_PATTERN.PERCENT_5,
    "heavy": MSO_PATTERN.DARK_UPWARD_DIAGONAL,
}


def draw(slide: Any, box: Box, shown: MapOf, words: Words) -> None:
    """The map at the box's right side, as high as the box; its legend in the free west of it."""
    measure = measures()[shown.measure]
    svg = map_stills.country(
        shown.frame,
        measure=measure,
        words=words,
        division=shown.division,
        selected=shown.selected,
        letters=_LETTERS,
        legend=False,
        credit=False,
    )
    picture = slide.shapes.add_picture(BytesIO(raster.png(svg, width=_PIXELS)), *inches(Box(box.x, box.y, 1, 1))[:2])
    ratio = picture.width / picture.height
    high = min(box.h, box.w / ratio / (1 + _WEST))
    wide = high * ratio
    place = Box(box.x + box.w - wide, box.y, wide, high)
    picture.left, picture.top, picture.width, picture.height = inches(place)
    picture.name = printable(shown.title)
    picture._element.nvPicPr.cNvPr.set("descr", printable(scene_maps.alt(shown, words)))
    _legend(slide, Box(box.x, box.y + high * _AT, _LEGEND, 0), shown, words)


def _legend(slide: Any, box: Box, shown: MapOf, words: Words) -> None:
    found = scene_maps.classed(shown, words)
    head = words(f"measure.{shown.measure}.short")
    write(slide, Box(box.x, box.y, box.w, _ROW), [Line(head, _SIZE, is_bold=True)], lang=words.lang, name=head)
    for place, each in enumerate(reversed([one for one in found if not one.is_state]), 1):
        _entry(slide, Box(box.x, box.y + place * _ROW, box.w, _ROW), each, words)
    start = sum(not one.is_state for one in found) + 1
    for place, each in enumerate((one for one in found if one.is_state), start):
        _entry(slide, Box(box.x, box.y + place * _ROW, box.w, _ROW), each, words)


def _entry(slide: Any, row: Box, each: classes.Class, words: Words) -> None:
    swatch = Box(row.x, row.y + (row.h - _SWATCH.h) / 2, _SWATCH.w, _SWATCH.h)
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *inches(swatch))
    shape.name, shape.shadow.inherit = each.label, False
    shape.line.color.rgb, shape.line.width = colour(style.BORDER), Pt(0.75)
    pattern = style.STATE_PATTERNS.get(each.key)
    if pattern:
        shape.fill.patterned()
        shape.fill.pattern = _PATTERNS[pattern]
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = colour(style.BORDER), colour(style.PAPER)
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(each.colour)
    text = Box(row.x + _SWATCH.w + 0.1, row.y + 0.02, row.w - _SWATCH.w - 0.1, row.h)
    write(slide, text, [Line(scene_maps.entry(each, words), _SIZE)], lang=words.lang, name=each.label)
