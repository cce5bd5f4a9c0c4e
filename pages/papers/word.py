"""Word: a paper as a .docx to work on, with real headings, tables and captions, laid out as Decree 30/2020 has it."""

import io
from collections.abc import Iterator
from copy import deepcopy
from itertools import count
from typing import Any

from docx.shared import Mm

from pages.papers import archive, layout, stretches, word_head, word_picture, word_properties, word_styles, word_tables
from pages.papers.blocks import Blank, Block, Heading, PageBreak, Paper, Picture, Signature, Table, Text
from pages.papers.stretches import Stretch
from pages.papers.word_xml import Element, begins_page, field_of, is_paragraph, keeps_next, of, paragraph, run, tiny

_STYLES = {"body": "BodyText", "bullet": "ListBullet", "note": "TemisNote", "source": "TemisSource"}
_STYLES |= {"finding": "IntenseQuote"}
_HEADER_MM, _FOOTER_MM = 10, 8


def docx(paper: Paper) -> bytes:
    """The paper as a Word document; equal papers give equal bytes."""
    document = word_styles.empty(paper.lang)
    _page(document.sections[0], paper.foot)
    body, ids = document.element.body, count(1)
    pages = body.sectPr
    for old in list(body):
        body.remove(old)
    drawn = stretches.of(paper)
    for stretch in drawn:
        is_first, is_last = stretch is drawn[0], stretch is drawn[-1]
        body.extend(_beginning(paper, stretch.width) if is_first else [])
        body.extend(_elements(stretch, paper, document.part, ids))
        said = _said(pages, is_first=is_first, is_landscape=stretch.is_landscape)
        _end(body, said, is_last=is_last)
    word_properties.tell(document, paper)
    held = io.BytesIO()
    document.save(held)
    return archive.repacked(held.getvalue(), first="[Content_Types].xml")


def _beginning(paper: Paper, width: float) -> list[Element]:
    return word_head.above(paper.head, width) if paper.head else [paragraph(paper.title, style="Title")]


def _elements(stretch: Stretch, paper: Paper, part: Any, ids: Iterator[int]) -> Iterator[Element]:
    """The blocks as Word's elements; a break lets what follows it begin a page, so that no empty line is left there."""
    breaks = False
    for block, following in zip(stretch.blocks, (*stretch.blocks[1:], None), strict=True):
        if isinstance(block, PageBreak):
            breaks = True
            continue
        elements = _drawn(block, stretch, paper, part, ids)
        if isinstance(following, Signature) and is_paragraph(elements[-1]):
            keeps_next(elements[-1])  # nobody signs an otherwise empty page
        yield from _on_new_page(elements) if breaks else elements
        breaks = False


def _drawn(block: Block, stretch: Stretch, paper: Paper, part: Any, ids: Iterator[int]) -> list[Element]:
    """One block as Word's elements."""
    match block:
        case Heading():
            return [paragraph(block.text, style=f"Heading{min(4, max(1, block.level))}")]
        case Text():
            return [paragraph(block.text, style=_STYLES[block.style])]
        case Table():
            return word_tables.drawn(block, stretch.width)
        case Picture():
            return word_picture.drawn(block, part, is_landscape=stretch.is_landscape, number=next(ids))
        case Blank():
            return _blank(block, stretch.width)
        case Signature() if paper.head:
            return word_head.below(paper.head, stretch.width)
    raise TypeError(f"no block of a paper: {type(block).__name__}")


def _blank(block: Blank, width: float) -> list[Element]:
    """What is asked, and dotted lines to write on, none of them on another page than the question."""
    asked = paragraph(layout.TO_FILL + block.asks, style="TemisBlank", keeps_next=True)
    lines = [
        paragraph("\t", style="TemisBlank", dots_to=width, keeps_next=line < block.lines - 1)
        for line in range(block.lines)
    ]
    return [asked, *lines]


def _on_new_page(elements: list[Element]) -> list[Element]:
    led = elements if is_paragraph(elements[0]) else [tiny(), *elements]
    begins_page(led[0])
    return led


def _page(section: Any, foot: str) -> None:
    """A4 upright; the number of the page above from the second page on, what the data are below on every page."""
    section.page_width, section.page_height = Mm(layout.SHORT_MM), Mm(layout.LONG_MM)
    section.top_margin, section.bottom_margin = Mm(layout.TOP_MM), Mm(layout.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(layout.LEFT_MM), Mm(layout.RIGHT_MM)
    section.header_distance, section.footer_distance = Mm(_HEADER_MM), Mm(_FOOTER_MM)
    section.different_first_page_header_footer = True
    number = paragraph(field_of("PAGE"), style="Header")
    said = run(foot, size=layout.foot_size(foot))
    for place, content in (
        (section.header, number),
        (section.first_page_header, paragraph(style="Header")),
        (section.footer, paragraph(said, style="Footer")),
        (section.first_page_footer, paragraph(deepcopy(said), style="Footer")),
    ):
        place.is_linked_to_previous = False
        held = place._element  # a header has no way to take ready-made elements
        for old in list(held):
            held.remove(old)
        held.append(content)


def _end(body: Any, said: Element, *, is_last: bool) -> None:
    """Says what the pages up to here are like: at the end of the document, before that in its last paragraph."""
    if is_last:
        body.append(said)
        return
    if not is_paragraph(body[-1]):
        body.append(tiny())
    body[-1][0].append(said)


def _said(pages: Element, *, is_first: bool, is_landscape: bool) -> Element:
    """What pages are like; only the first stretch says its header and footer, which the others go on with."""
    said = deepcopy(pages)
    if not is_first:
        for tag in ("headerReference", "footerReference", "titlePg"):
            for old in said.findall(of(tag).tag):
                said.remove(old)
    if is_landscape:
        size = said.find(of("pgSz").tag)
        for name, value in (("w", layout.LONG_MM), ("h", layout.SHORT_MM)):
            size.set(of(name).tag, str(Mm(value).twips))
        size.set(of("orient").tag, "landscape")
    return said
