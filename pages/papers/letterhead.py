"""The letterhead of an administrative document: how its two halves share the page, and where its names are broken."""

from dataclasses import replace

from pages.papers import layout
from pages.papers.blocks import Head

SIZE = 12.0  # points: at 13 the name of the nation and a long name of an office do not stand side by side
_SPARE = 1.04  # the nation's name never breaks, whatever a program makes of its letters


def left_width(head: Head, width: float) -> float:
    """Millimetres for the issuer, left of the nation."""
    return width - max(width / 2, layout.wide(head.nation, SIZE, is_bold=True) * _SPARE)


def broken(head: Head, width: float) -> Head:
    """The same head with the names of the offices in even lines; where they have line feeds, these stay."""
    room = left_width(head, width) / _SPARE
    above = "\n".join(layout.balanced(part, room, SIZE) for part in head.above.split("\n"))
    issuer = "\n".join(layout.balanced(part, room, SIZE, is_bold=True) for part in head.issuer.split("\n"))
    return replace(head, above=above, issuer=issuer)
