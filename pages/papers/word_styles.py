"""The empty document that every paper starts from: its styles, fonts and language, made once and kept."""

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from pages.papers.word_xml import Element, of, twips

FONT, ALTERNATIVE = "Times New Roman", "Tinos"  # where the first is not installed, the second is as wide
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
_SEPARATORS = {"vi": (",", ";")}  # the decimal mark, and what parts the entries of a list
_NEEDLESS = ("/thumbnail", "/customXml", "/stylesWithEffects", "/extended-properties", "/webSettings")
_INDENT_MM = 10.0
_BODY_LINE = 1.15


@dataclass(frozen=True)
class _Style:
    """A paragraph style: points, dress, room above and below in points, and where it stands."""

    name: str
    size: float = 13
    bold: bool = False
    italic: bool = False
    align: Any = ALIGN.LEFT
    before: float = 0
    after: float = 0
    line: float = 1.0
    first_mm: float = 0
    left_mm: float = 0
    keeps_next: bool = False
    base: str = "Normal"


_STYLES = (
    _Style("Normal"),
    _Style("Body Text", align=ALIGN.JUSTIFY, after=6, line=_BODY_LINE, first_mm=_INDENT_MM),
    _Style("List Bullet", align=ALIGN.JUSTIFY, after=4, line=_BODY_LINE, left_mm=_INDENT_MM + 5, first_mm=-5),
    _Style("Intense Quote", bold=True, align=ALIGN.JUSTIFY, before=4, after=8, line=_BODY_LINE, left_mm=4),
    _Style("Heading 1", 14, bold=True, align=ALIGN.CENTER, before=14, after=8, keeps_next=True),
    _Style("Heading 2", 13, bold=True, align=ALIGN.JUSTIFY, before=10, after=6, keeps_next=True),
    _Style("Heading 3", 13, bold=True, italic=True, align=ALIGN.JUSTIFY, before=8, after=6, keeps_next=True),
    _Style("Heading 4", 13, italic=True, align=ALIGN.JUSTIFY, before=6, after=4, keeps_next=True),
    _Style("Title", 14, bold=True, align=ALIGN.CENTER, before=14),
    _Style("Subtitle", 14, bold=True, align=ALIGN.CENTER),
    _Style("Caption", 12, bold=True, align=ALIGN.CENTER, before=6, after=4),
    _Style("Header", 13, align=ALIGN.CENTER),
    _Style("Footer", 9, align=ALIGN.CENTER),
    _Style("Table Contents", 12, before=1.5, after=1.5),
    _Style("Table Heading", 12, bold=True, align=ALIGN.CENTER, base="Table Contents", before=1.5, after=1.5),
    _Style("Table Number", 12, align=ALIGN.RIGHT, base="Table Contents", before=1.5, after=1.5),
    _Style("Table Centred", 12, align=ALIGN.CENTER, base="Table Contents", before=1.5, after=1.5),
    _Style("Temis Note", 11, italic=True, align=ALIGN.JUSTIFY, before=3, after=8),
    _Style("Temis Source", 11, align=ALIGN.JUSTIFY, before=2, after=8),
    _Style("Temis Blank", 13, italic=True, align=ALIGN.JUSTIFY, after=4, line=_BODY_LINE),
    _Style("Temis Picture", align=ALIGN.CENTER, before=6, after=2),
    _Style("Temis Place", 13, align=ALIGN.CENTER),
    _Style("Temis Recipients", 11),
)


def empty(lang: str) -> Any:
    """An empty document in which every style stands; a new one at each call."""
    return Document(io.BytesIO(_made(lang)))


@cache
def _made(lang: str) -> bytes:
    """The bytes of the empty document; what the library's own template brings and no paper needs is left out."""
    document = Document()
    _only_needed(document.styles)
    _defaults(document.styles.element, _LANGUAGES.get(lang, lang))
    for style in _STYLES:
        _wear(document.styles, style)
    document.styles.element.append(_table_style())
    _lists_with_dashes(document)
    _settings(document.settings.element, lang)
    _without_what_nobody_needs(document)
    _font_table(document)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _only_needed(styles: Any) -> None:
    needed = {style.name for style in _STYLES} | {"Default Paragraph Font", "Normal Table", "No List"}
    for style in list(styles):
        if style.name not in needed and style.element.get(qn("w:default")) != "1":
            style.element.getparent().remove(style.element)


def _defaults(styles: Element, language: str) -> None:
    """What holds where no style says otherwise: the font for every script, and the language of the spelling check."""
    faces = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FONT)
    dress = of("rPr", of("rFonts", **faces), of("sz", val=26), of("szCs", val=26))
    dress.append(of("lang", val=language, eastAsia=language, bidi="ar-SA"))
    defaults = styles.find(qn("w:docDefaults"))
    styles.replace(defaults, of("docDefaults", of("rPrDefault", dress), of("pPrDefault", of("pPr"))))


def _wear(styles: Any, wanted: _Style) -> None:
    """Makes the style or makes it over; whatever dress the template gave it goes."""
    known = {style.name for style in styles}
    style = styles[wanted.name] if wanted.name in known else styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    for tag in ("w:pPr", "w:rPr", "w:link", "w:unhideWhenUsed", "w:semiHidden"):
        for old in style.element.findall(qn(tag)):
            style.element.remove(old)
    if wanted.name != "Normal":
        style.base_style = styles[wanted.base]
    style.quick_style = True
    style.font.name, style.font.size = FONT, Pt(wanted.size)
    style.font.bold, style.font.italic = wanted.bold, wanted.italic
    placed = style.paragraph_format
    placed.alignment, placed.keep_with_next = wanted.align, wanted.keeps_next
    placed.space_before, placed.space_after = Pt(wanted.before), Pt(wanted.after)
    placed.line_spacing = wanted.line
    placed.left_indent, placed.first_line_indent = Mm(wanted.left_mm), Mm(wanted.first_mm)
    if wanted.name.startswith("Heading "):
        placed.element.get_or_add_pPr().append(of("outlineLvl", val=int(wanted.name[-1]) - 1))


def _table_style() -> Element:
    """Thin lines all around, as the ministry's own tables have them."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = of("tblBorders", *(of(side, val="single", sz="4", space="0", color="auto") for side in sides))
    padding = of("tblCellMar", *(of(side, w=twips(1.4), type="dxa") for side in ("left", "right")))
    bold = of("tblStylePr", of("rPr", of("b")), type="firstRow")
    return of(
        "style",
        of("name", val="Temis Table"),
        of("basedOn", val="TableNormal"),
        of("uiPriority", val="59"),
        of("qFormat"),
        of("tblPr", lines, padding),
        bold,
        type="table",
        customStyle="1",
        styleId="TemisTable",
    )


def _lists_with_dashes(document: Any) -> None:
    """Official papers list with dashes, not with bullets."""
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    mark = of("rPr", of("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT))
    indent = of("pPr", of("ind", left=twips(_INDENT_MM + 5), hanging=twips(5)))
    level = of("lvl", of("start", val=1), of("numFmt", val="bullet"), of("pStyle", val="ListBullet"), ilvl=0)
    level.extend([of("lvlText", val="-"), of("lvlJc", val="left"), indent, mark])
    numbering.append(of("abstractNum", of("multiLevelType", val="singleLevel"), level, abstractNumId=1))
    numbering.append(of("num", of("abstractNumId", val=1), numId=1))
    properties = document.styles["List Bullet"].element.get_or_add_pPr()
    properties.insert(len(properties.findall(qn("w:keepNext"))), of("numPr", of("ilvl", val=0), of("numId", val=1)))


def _settings(settings: Element, lang: str) -> None:
    """Word as it is now, not as it was when the library's template was made; decimals as the language writes them."""
    for old in list(settings):
        settings.remove(old)
    mode = of("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    decimal, parts = _SEPARATORS.get(lang, (".", ","))
    settings.extend(
        [
            of("zoom", percent=100),
            of("defaultTabStop", val=twips(_INDENT_MM)),
            of("characterSpacingControl", val="doNotCompress"),
            of("compat", mode),
            of("themeFontLang", val=_LANGUAGES.get(lang, lang)),
            of("decimalSymbol", val=decimal),
            of("listSeparator", val=parts),
        ]
    )


def _without_what_nobody_needs(document: Any) -> None:
    """The template's thumbnail, its bibliography, its styles for older programs and what it says of its maker."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_NEEDLESS)]:
            relations.pop(key)


def _font_table(document: Any) -> None:
    """Names the font to take where Times New Roman is not installed."""
    font = of("font", of("altName", val=ALTERNATIVE), of("family", val="roman"), of("pitch", val="variable"), name=FONT)
    fonts = etree.tostring(of("fonts", font), xml_declaration=True, encoding="UTF-8", standalone=True)
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            relation.target_part._blob = fonts  # the library keeps this part as it came and offers no way to it
