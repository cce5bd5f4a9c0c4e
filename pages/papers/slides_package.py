"""The file of slides: an empty wide one to begin with, and one that is made of the same bytes each time."""

import io
import re
import zipfile
from datetime import datetime, time
from functools import cache
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from pages.papers import archive
from pages.papers.deck import Deck
from pages.papers.layout import printable
from pages.papers.slides_page import FONT, HIGH, TITLE, WIDE, inches

_TITLE_ONLY, _BLANK = 5, 6  # layouts of the empty file
_LONGEST = 255  # letters that a property holds
_TYPEFACE = re.compile(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*')
_CREATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def empty() -> Any:
    """A presentation 16 to 9 without a slide, its layouts widened and in our letters."""
    return Presentation(io.BytesIO(_template()))


@cache
def _template() -> bytes:
    made = Presentation()
    stretch = Inches(WIDE) / made.slide_width
    made.slide_width, made.slide_height = Inches(WIDE), Inches(HIGH)
    master = made.slide_master
    for holder in (master, *master.slide_layouts):
        for shape in holder.shapes:
            if shape._element.xpath(".//a:xfrm"):
                shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)
    title = next(shape for shape in made.slide_layouts[_TITLE_ONLY].placeholders if shape.placeholder_format.idx == 0)
    title.left, title.top, title.width, title.height = inches(TITLE)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _TYPEFACE.sub(rb"\g<1>" + FONT.encode(), theme.blob)
    package = made.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # of somebody else's slides
            package._rels.pop(key)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def title_only(made: Any) -> Any:
    """A new slide with a place for its title alone."""
    return made.slides.add_slide(made.slide_layouts[_TITLE_ONLY])


def saved(made: Any, deck: Deck) -> bytes:
    """The file; what it says of itself is the deck's, and its dates are those of the data."""
    day = datetime.combine(deck.as_of, time())
    told = made.core_properties
    told.title, told.subject = printable(deck.title)[:_LONGEST], printable(deck.foot)[:_LONGEST]
    told.author, told.last_modified_by, told.category, told.revision = "", "", "", 1
    told.comments = printable("; ".join(f"{name}: {value}" for name, value in deck.told))[:_LONGEST]
    told.keywords, told.language = "", deck.lang
    told.created = told.modified = day
    for part in made.part.package.iter_parts():
        if str(part.partname).endswith(".xlsx"):
            part._blob = _still(part.blob, day)
    held = io.BytesIO()
    made.save(held)
    return archive.repacked(held.getvalue(), first="[Content_Types].xml")


def _still(workbook: bytes, day: datetime) -> bytes:
    """The workbook behind a chart without the hour of its making."""
    held = io.BytesIO()
    stamp = rb"\g<1>" + f"{day:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(held, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, _CREATED.sub(stamp, content) if name == "docProps/core.xml" else content)
    return archive.repacked(held.getvalue(), first="[Content_Types].xml")
