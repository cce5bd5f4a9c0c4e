"""Headers: the rows of a sheet that may be its header, of one, two or three lines, and what each column is called."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

TITLE_ROWS = 30  # a header lies within these
_WIDEST = 400
_LONGEST = 200  # letters in a header; more is a sentence

Lines = tuple[dict[int, str], ...]  # the lines of a header: position → text
Options = dict[int, tuple[str, ...]]  # position → the texts its header may be read as, surest first


def headers(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[int, Lines]]:
    """(index of the first line, lines): every row, two rows and three that may be a header."""
    texts = [_texts(cells) for cells in rows[: TITLE_ROWS + 1]]
    for row, top in enumerate(texts[:TITLE_ROWS]):
        if len(set(top.values())) >= 2:
            yield row, (top,)
        below = texts[row + 1] if row + 1 < len(texts) else {}
        if len(top) >= 1 and len(set(below.values())) >= 2:
            yield row, (top, below)
        last = texts[row + 2] if row + 2 < len(texts) else {}
        if len(top) >= 2 and len(set(below.values())) >= 2 and len(set(last.values())) >= 2:
            yield row, (top, below, last)


def options_of(lines: Lines) -> Options:
    """What each column may be called; of three lines the first names only what the second leaves unnamed."""
    if len(lines) == 1:
        return {place: (text,) for place, text in lines[0].items()}
    *above, below = lines
    top = {place: text for place, text in above[0].items() if len(above) == 1 or place not in below} | above[-1]
    return _under_groups(top, below)


def _texts(cells: Sequence[Any]) -> dict[int, str]:
    """What may be a header; a number may stand under a group (1, 2, 3 under Tiêu chí)."""
    texts = {}
    for place, cell in enumerate(cells[:_WIDEST]):
        is_number = isinstance(cell, int) and not isinstance(cell, bool) and 0 < cell < 100
        text = str(cell) if is_number else cell
        if isinstance(text, str) and 0 < len(text.strip()) <= _LONGEST:
            texts[place] = " ".join(text.split())
    return texts


def _under_groups(top: Mapping[int, str], below: Mapping[int, str]) -> Options:
    """A header under a group may need the group's words; a group merged away is carried to the right."""
    options: Options = {}
    group = ""
    for place in range(max([*top, *below]) + 1):
        if place in top:
            group = top[place] if place in below else ""
        if place not in below:
            options |= {place: (top[place],)} if place in top else {}
            continue
        text = below[place]
        joined = (f"{text} {group}", f"{group} {text}") if group and group != text else ()
        options[place] = (*joined, text)
    return options
