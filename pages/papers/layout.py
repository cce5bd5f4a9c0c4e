"""Layout: the page that Decree 30/2020 asks for, and how wide and how large a table is printed on it."""

import operator
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pages.papers.blocks import Column, Picture, Table

LONG_MM, SHORT_MM = 297.0, 210.0  # A4
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 20.0, 20.0, 30.0, 15.0
CAPTION_MM = 20.0  # kept free under a picture, so that its caption stays with it
_TALLEST_MM = 185.0  # of a picture, so that what leads to it has room on the same page
PADDING_MM = 1.4  # either side of what a cell holds
INSET_MM = 4.0  # how far the rows of a block are set in

TO_FILL = "[…] "  # marks what only people know, so that a search finds it

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no document may hold them
_POINT_MM = 25.4 / 72
_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)  # points; a table takes the largest in which no word is broken …
# … and in which names stand on one line up to so many millimetres; letters become smaller before names become a column
# of single words, down to so many points.
_NAMES_MM = ((45.0, 10.0), (32.0, 9.0), (22.0, 8.0), (0.0, 8.0))
_FEET = (9.0, 8.5, 8.0, 7.5)  # points
_SHORT_BLOCK = 8  # rows; a longer block may be parted between two pages
_FIRST = 2  # rows that are not left with their heads at the foot of a page
_BOLD = 1.08
_SPARE = 1.03  # no two programs set the same word equally wide
# Widths in ems of the letters of a Times; what stands nowhere here is as wide as an "a" or, in capitals, as an "R".
_WIDTHS = {
    **dict.fromkeys("ijlt.,;:'!|/ ", 0.29),
    **dict.fromkeys("frsI()[]-", 0.37),
    **dict.fromkeys("mMW", 0.9),
    "…": 1.0,
    **dict.fromkeys("w%", 0.8),
    **dict.fromkeys("0123456789bdghknopquvxy–", 0.5),
}
_SMALL, _CAPITAL = 0.46, 0.72


@dataclass(frozen=True)
class Fitted:
    """How a table is printed: the size of its letters in points, the width of each column in millimetres."""

    size: float
    widths: tuple[float, ...]


def printable(text: str) -> str:
    """The text without what no document may hold."""
    return _UNPRINTABLE.sub("", text)


def text_width(*, is_landscape: bool) -> float:
    """Millimetres between the margins."""
    return (LONG_MM if is_landscape else SHORT_MM) - LEFT_MM - RIGHT_MM


def text_height(*, is_landscape: bool) -> float:
    """Millimetres between the margins."""
    return (SHORT_MM if is_landscape else LONG_MM) - TOP_MM - BOTTOM_MM


def wide(text: str, size: float, *, is_bold: bool = False) -> float:
    """About how many millimetres a line of text takes at a size in points."""
    letters = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    ems = sum(_em(letter) for letter in letters if not unicodedata.combining(letter))
    return ems * size * _POINT_MM * (_BOLD if is_bold else 1)


def lines(text: str, width: float, size: float, *, is_bold: bool = False) -> list[str]:
    """The text broken at its words to fit a width in millimetres; a word that is longer stands alone."""
    broken = [""]
    for word in text.split():
        longer = f"{broken[-1]} {word}".strip()
        if wide(longer, size, is_bold=is_bold) <= width or not broken[-1]:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def balanced(text: str, width: float, size: float, *, is_bold: bool = False) -> str:
    """The text in as few lines as the width allows, which are then as even as they can be."""
    best = lines(text, width, size, is_bold=is_bold)
    for tenths in range(9, 3, -1):
        narrower = lines(text, width * tenths / 10, size, is_bold=is_bold)
        if len(narrower) > len(best):
            break
        best = narrower
    return "\n".join(best)


def foot_size(foot: str) -> float:
    """Points of what stands at the foot of every page: smaller where that keeps it on one line."""
    room = text_width(is_landscape=False)
    return next((size for size in _FEET if wide(foot, size) * _SPARE <= room), _FEET[-1])


def fitted(table: Table, width: float, *, largest: float = _SIZES[0], breadth: float = 1.0) -> Fitted:
    """The largest size at which no word and no number of the table is broken, and columns that fill the width.

    Names stay on few lines where a size that is still easy to read allows it. Columns keep the proportions they ask
    for where their words leave them; what does not fit at the smallest size is pressed into the width.
    ``breadth`` is how wide the letters are beside those of a Times.
    """
    for names, smallest in _NAMES_MM:
        for size in (size for size in _SIZES if min(smallest, largest) <= size <= largest):
            least = _least_widths(table, size * breadth, names=names)
            if sum(least) <= width:
                return Fitted(size, _shared_out(table.columns, least, width))
    pressed = width / sum(least)
    return Fitted(_SIZES[-1], tuple(narrow * pressed for narrow in least))


def headings(columns: Sequence[Column]) -> list[tuple[str, int]]:
    """The upper row of a table's head: each heading and how many columns it covers; an empty one covers one."""
    row: list[tuple[str, int]] = []
    for column in columns:
        if column.group and row and row[-1][0] == column.group:
            row[-1] = (column.group, row[-1][1] + 1)
        else:
            row.append((column.group, 1))
    return row


def _em(letter: str) -> float:
    return _WIDTHS.get(letter, _CAPITAL if letter.isupper() else _SMALL)


def _least_widths(table: Table, size: float, *, names: float) -> list[float]:
    """What each column needs for its longest word, the longest of its numbers, and names up to so many millimetres."""
    least = []
    for at, column in enumerate(table.columns):
        longest = max((wide(word, size, is_bold=True) for word in column.title.split()), default=0.0)
        for row in table.rows:
            text = row.cells[at].text
            for piece in text.split() if column.form == "text" else [text]:
                longest = max(longest, wide(piece, size, is_bold=row.is_block))
            if names and column.form == "text":
                longest = max(longest, min(names, wide(text, size, is_bold=row.is_block) + INSET_MM))
        least.append(longest * _SPARE + 2 * PADDING_MM)
    return _under_headings(table.columns, least, size)


def _under_headings(columns: Sequence[Column], least: list[float], size: float) -> list[float]:
    """The same, with columns that share a heading wide enough for its longest word."""
    at = 0
    for heading, span in headings(columns):
        longest = max((wide(word, size, is_bold=True) for word in heading.split()), default=0.0)
        missing = longest * _SPARE + 2 * PADDING_MM - sum(least[at : at + span])
        for column in range(at, at + span):
            least[column] += max(0.0, missing) / span
        at += span
    return least


def _shared_out(columns: Sequence[Column], least: Sequence[float], width: float) -> tuple[float, ...]:
    """The width in the proportions asked for; who would get less than their least gets that, and the rest share."""
    held = dict.fromkeys(range(len(columns)), 0.0)
    free = set(held)
    while free:
        rest = width - sum(held.values())
        asked = sum(columns[at].width for at in free)
        short = {at for at in free if columns[at].width / asked * rest < least[at]}
        if not short:
            held |= {at: columns[at].width / asked * rest for at in free}
            break
        held |= {at: least[at] for at in short}
        free -= short
    return tuple(held.values())


def kept_together(table: Table) -> tuple[bool, ...]:
    """For each row whether it stays on the page of the next one: a short block whole, else no row or two alone."""
    starts = [at for at, row in enumerate(table.rows) if row.is_block]
    last = len(table.rows) - 1
    kept = [at == last - 1 or (not starts and at < min(_FIRST, last)) for at in range(len(table.rows))]
    for start, end in pairwise([*starts, last + 1] if starts else []):
        for at in range(start, end - 1 if end - start <= _SHORT_BLOCK else start + 1):
            kept[at] = at < last
    return tuple(kept)


def insets(table: Table) -> tuple[float, ...]:
    """For each row how many millimetres it is set in: rows that follow the head of a block."""
    is_headed = accumulate((row.is_block for row in table.rows), operator.or_)
    return tuple(
        INSET_MM if headed and not row.is_block else 0.0 for row, headed in zip(table.rows, is_headed, strict=True)
    )


def picture_width(picture: Picture, *, tall: float, is_landscape: bool) -> float:
    """Millimetres a picture is drawn wide; ``tall`` is its height beside its width."""
    room = min(_TALLEST_MM, text_height(is_landscape=is_landscape) - CAPTION_MM)
    return min(picture.width_mm, text_width(is_landscape=is_landscape), room / tall)
