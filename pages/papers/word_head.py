"""The head of an administrative document, and its foot of recipients and signer, as Decree 30/2020 places them."""

from pages.papers import layout, letterhead
from pages.papers.blocks import Head
from pages.papers.word_tables import plain
from pages.papers.word_xml import Element, cell, paragraph, run

_MOTTO, _TITLE = 13.0, 14.0
_UNDER_ISSUER = 0.4  # a line of 1/3 to 1/2 of what stands above it
_ROOM_TO_SIGN = 4  # empty lines


def above(head: Head, width: float) -> list[Element]:
    """Issuer and nation side by side with the lines under them, number and day, then what kind it is and about what."""
    left = letterhead.left_width(head, width)
    right, placed = width - left, letterhead.broken(head, width)
    issuer_mm = _widest(placed.issuer, letterhead.SIZE, left)
    issuer = [
        _placed(placed.above, letterhead.SIZE),
        _placed(placed.issuer, letterhead.SIZE, is_bold=True),
        paragraph(style="TemisPlace", line_inset=(left - issuer_mm * _UNDER_ISSUER) / 2),
    ]
    nation = [
        _placed(head.nation, letterhead.SIZE, is_bold=True),
        _placed(head.motto, _MOTTO, is_bold=True),
        paragraph(style="TemisPlace", line_inset=(right - _widest(head.motto, _MOTTO, right)) / 2),
    ]
    rows = [
        [cell(*issuer, width=left), cell(*nation, width=right)],
        [
            cell(_placed(head.number, _MOTTO), width=left),
            cell(paragraph(run(head.place_and_day, is_italic=True), style="TemisPlace"), width=right),
        ],
    ]
    about_mm = _widest(head.about, _TITLE, width)
    return [
        plain(rows, (left, right)),
        paragraph(head.kind, style="Title"),
        paragraph(head.about, style="Subtitle"),
        paragraph(style="TemisPlace", line_inset=(width - about_mm * _UNDER_ISSUER) / 2),
        paragraph(style="TemisPlace"),
    ]


def below(head: Head, width: float) -> list[Element]:
    """Recipients to the left, the signer's office to the right with room to sign; it is never parted."""
    half = width / 2
    recipients = [
        paragraph(run(line, size=None if at else 12.0, is_bold=not at, is_italic=not at), style="TemisRecipients")
        for at, line in enumerate(head.recipients)
    ]
    signer = [
        paragraph(run(line, is_bold=not at, is_italic=bool(at)), style="TemisPlace")
        for at, line in enumerate((*head.signer, *[""] * _ROOM_TO_SIGN))
    ]
    cells = [cell(*(lines or [paragraph(style="TemisPlace")]), width=half) for lines in (recipients, signer)]
    return [paragraph(style="TemisPlace", keeps_next=True), plain([cells], (half, half)), paragraph(style="TemisPlace")]


def _placed(text: str, size: float, *, is_bold: bool = False) -> Element:
    return paragraph(run(text, size=size, is_bold=is_bold), style="TemisPlace")


def _widest(text: str, size: float, width: float) -> float:
    """About how long the longest line of a bold text is in a place so wide."""
    broken = [line for part in text.split("\n") for line in layout.lines(part, width, size, is_bold=True)]
    return min(width, max(layout.wide(line, size, is_bold=True) for line in broken))
