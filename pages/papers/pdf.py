"""PDF: papers and packs of a meeting as pages to print, set without a browser and without a network."""

import struct
from dataclasses import asdict
from typing import Any

from pages.papers import deck_pages, layout, letterhead, stretches, typesetting
from pages.papers.blocks import Blank, Block, Head, Heading, PageBreak, Paper, Picture, Signature, Table, Text
from pages.papers.deck import Deck
from pages.papers.stretches import Stretch

_PAGE = {
    **{"width": layout.SHORT_MM, "height": layout.LONG_MM, "top": layout.TOP_MM, "bottom": layout.BOTTOM_MM},
    **{"left": layout.LEFT_MM, "right": layout.RIGHT_MM},
}


def of_paper(paper: Paper) -> bytes:
    """The paper as A4 pages, tagged for screen readers; equal papers give equal bytes."""
    pictures: dict[str, str] = {}
    drawn = stretches.of(paper)
    told = {
        "title": paper.title,
        "author": paper.head.issuer if paper.head else "",
        "lang": paper.lang,
        "foot": paper.foot,
        "foot_size": layout.foot_size(paper.foot),
        "page": _PAGE,
        "head": _head(paper.head, drawn[0].width) if paper.head else None,
        "stretches": [
            {
                "is_landscape": stretch.is_landscape,
                "is_first": stretch is drawn[0],
                "blocks": _blocks(stretch, pictures),
            }
            for stretch in drawn
        ],
    }
    return typesetting.pdf("paper.typ", told, pictures, as_of=paper.as_of)


def _head(head: Head, width: float) -> dict[str, Any]:
    return asdict(letterhead.broken(head, width)) | {
        "left": letterhead.left_width(head, width),
        "size": letterhead.SIZE,
    }


def of_deck(deck: Deck) -> bytes:
    """The pack as A4 pages across, a scene a page, with its choices and source on each; equal decks, equal bytes."""
    pictures: dict[str, str] = {}
    return typesetting.pdf("deck.typ", deck_pages.told(deck, pictures), pictures, as_of=deck.as_of)


def _blocks(stretch: Stretch, pictures: dict[str, str]) -> list[dict[str, Any]]:
    """The blocks; what leads to the signature stays on its page, so that nobody signs an otherwise empty one."""
    following = (*stretch.blocks[1:], None)
    leads = [isinstance(after, Signature) for after in following]
    return [
        _told(block, stretch, pictures) | {"is_sticky": leading and isinstance(block, Text | Blank)}
        for block, leading in zip(stretch.blocks, leads, strict=True)
    ]


def _told(block: Block, stretch: Stretch, pictures: dict[str, str]) -> dict[str, Any]:
    """A block as data for the template; what a picture shows is put beside it."""
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": min(4, max(1, block.level))}
        case Text():
            return {"kind": "text", "text": block.text, "style": block.style}
        case Table():
            return {"kind": "table", **typesetting.table(block, stretch.width)}
        case Blank():
            return {"kind": "blank", "asks": layout.TO_FILL + block.asks, "lines": block.lines}
        case Picture():
            return {"kind": "picture", **_picture(block, stretch, pictures)}
        case PageBreak():
            return {"kind": "page-break"}
        case Signature():
            return {"kind": "signature"}
    raise TypeError(f"no block of a paper: {type(block).__name__}")


def _picture(block: Picture, stretch: Stretch, pictures: dict[str, str]) -> dict[str, Any]:
    file = f"picture-{len(pictures)}.svg"
    pictures[file] = block.svg
    wide, high = struct.unpack(">II", block.png[16:24])  # where a PNG says how large it is
    width = layout.picture_width(block, tall=high / wide, is_landscape=stretch.is_landscape)
    return {"file": file, "alt": block.alt, "caption": block.caption, "width": width}
