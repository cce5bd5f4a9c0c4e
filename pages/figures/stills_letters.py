"""Letters of stills: the fonts shipped, the little markup that figures use, and how wide a line of it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from html.parser import HTMLParser
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import text_to_path

LINE = 1.3  # heights of a letter from one line to the next, as on the screen
_FOLDER = Path(__file__).resolve().parents[2] / "static" / "fonts"
_FILES = {400: "BeVietnamPro-Regular.ttf", 600: "BeVietnamPro-SemiBold.ttf", 700: "BeVietnamPro-Bold.ttf"}
_SIGNS = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"  # squares, arrows and diamonds
_END = "|"  # stands behind a text whose width is asked for, since trailing blanks count


@dataclass(frozen=True)
class Run:
    """A piece of a line in one weight, font, colour and size (None: those of the line)."""

    text: str
    weight: int = 400
    colour: str | None = None
    size: float | None = None
    file: str = ""

    def width(self, size: float) -> float:
        """Pixels in a line of that size of letters."""
        return _advance(self.text, self.file) * (self.size or size)


Line = tuple[Run, ...]


def lines(markup: str, *, weight: int = 400) -> list[Line]:
    """Lines of runs of a text with ``<b>``, ``<br>``, ``<span style="color:…">`` and entities."""
    return [tuple(part for run in line for part in _fonts(run)) for line in _read(str(markup), weight)]


def plain(text: str, *, weight: int = 400) -> Line:
    """One line of a text without markup."""
    return tuple(_fonts(Run(text, weight)))


def width(line: Line, size: float) -> float:
    """Pixels of a line."""
    return sum(run.width(size) for run in line)


def widest(found: Sequence[Line], size: float) -> float:
    """Pixels of the longest line; nought where there is none."""
    return max((width(line, size) for line in found), default=0.0)


def wrapped(text: str, size: float, room: float, *, weight: int = 400) -> list[Line]:
    """A text without markup in lines that fit the room (pixels); a word longer than it keeps its line."""
    found, held = [], ""
    for word in text.split(" "):
        longer = f"{held} {word}".strip()
        if held and width(plain(longer, weight=weight), size) > room:
            found.append(held)
            longer = word
        held = longer
    return [plain(line, weight=weight) for line in (*found, held) if line]


@cache
def properties(file: str, size: float) -> FontProperties:
    """The font as matplotlib names it."""
    return FontProperties(fname=file, size=size)


@lru_cache(maxsize=20_000)
def _advance(text: str, file: str) -> float:
    """Width of a text in heights of a letter."""
    font = get_font(file)
    font.set_size(text_to_path.FONT_SCALE, text_to_path.DPI)
    placed = text_to_path.get_glyphs_with_font(font, text + _END)[0]
    return placed[-1][1] / text_to_path.FONT_SCALE


@cache
def _letters(weight: int) -> frozenset[int]:
    return frozenset(get_font(str(_FOLDER / _FILES[weight])).get_charmap())


def _fonts(run: Run) -> list[Run]:
    """The run in pieces, those that our font has no letters for in one that has."""
    known, parts = _letters(run.weight), []
    for letter in run.text:
        file = str(_FOLDER / _FILES[run.weight] if ord(letter) in known else _SIGNS)
        if parts and parts[-1].file == file:
            parts[-1] = replace(parts[-1], text=parts[-1].text + letter)
        else:
            parts.append(replace(run, text=letter, file=file))
    return parts


@lru_cache(maxsize=20_000)
def _read(markup: str, weight: int) -> tuple[Line, ...]:
    if "<" not in markup and "&" not in markup:
        return ((Run(markup, weight),),) if markup else ((),)
    reader = _Reader(weight)
    reader.feed(markup)
    reader.close()
    return tuple(tuple(line) for line in reader.found)


class _Reader(HTMLParser):
    """Gathers runs line by line; a tag that is not known is passed over, its text stays."""

    def __init__(self, weight: int) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[list[Run]] = [[]]
        self._worn = [("", Run("", weight))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        worn = self._worn[-1][1]
        if tag == "br":
            self.found.append([])
        elif tag == "b":
            self._worn.append((tag, replace(worn, weight=700)))
        elif tag == "span":
            said = dict(part.split(":", 1) for part in (dict(attrs).get("style") or "").split(";") if ":" in part)
            size = said.get("font-size", "").strip().removesuffix("px")
            colour = said.get("color", "").strip() or worn.colour
            self._worn.append((tag, replace(worn, colour=colour, size=float(size) if size else worn.size)))

    def handle_endtag(self, tag: str) -> None:
        if self._worn[-1][0] == tag:
            self._worn.pop()

    def handle_data(self, data: str) -> None:
        self.found[-1].append(replace(self._worn[-1][1], text=data))
