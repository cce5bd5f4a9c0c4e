"""What a Word document says of itself: its title, its date, its language, and where its numbers come from."""

from datetime import datetime, time
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from pages.papers.blocks import Paper
from pages.papers.layout import printable
from pages.papers.word_xml import Element

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one set that office programs list as a user's own
_FIRST = 2  # numbers 0 and 1 are taken by the format
_LONGEST = 255  # letters that a property holds


def tell(document: Any, paper: Paper) -> None:
    """Writes the properties; the date is the data's own, so that equal papers are equal files."""
    properties = document.core_properties
    properties.title = printable(paper.title)[:_LONGEST]
    properties.subject = printable(paper.foot)[:_LONGEST]
    properties.author = printable(paper.head.issuer)[:_LONGEST] if paper.head else ""
    properties.last_modified_by, properties.comments, properties.keywords = "", "", ""
    properties.language, properties.revision = paper.lang, 1
    properties.created = properties.modified = datetime.combine(paper.as_of, time())
    package = document.part.package
    blob = etree.tostring(_custom(paper), xml_declaration=True, encoding="UTF-8", standalone=True)
    package.relate_to(Part(PackURI("/docProps/custom.xml"), _CONTENT, blob, package), _RELATION)


def _custom(paper: Paper) -> Element:
    """Name and value of all that is told; a name that comes again is left out, as the format wants it."""
    held = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})
    for number, (name, value) in enumerate(dict(paper.told).items(), start=_FIRST):
        said = etree.SubElement(held, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=printable(name))
        etree.SubElement(said, f"{{{_TYPES}}}lpwstr").text = printable(value)
    return held
