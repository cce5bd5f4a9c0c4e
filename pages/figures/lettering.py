"""Lettering: the fonts that pictures and documents are set in, how wide a text runs in them, and where it breaks."""

from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path(__file__).resolve().parents[2] / "static" / "fonts"

FAMILY = "Be Vietnam Pro"
WEIGHTS = {400: "BeVietnamPro-Regular.ttf", 600: "BeVietnamPro-SemiBold.ttf", 700: "BeVietnamPro-Bold.ttf"}
SERIF = "Tinos"  # as wide as Times New Roman
SERIFS = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")

_MEASURED_AT = 1000


def files() -> list[str]:
    """Paths of every whole font, for a program that is to use no other."""
    return [str(FOLDER / name) for name in (*WEIGHTS.values(), *SERIFS)]


@lru_cache(maxsize=4096)
def width(text: str, size: float, weight: int = 400) -> float:
    """How wide the text runs at that size, in the size's own unit; another weight than 400, 600, 700 is a KeyError."""
    return _face(weight).getlength(text) * size / _MEASURED_AT


def broken(text: str, most: float, *, size: float, weight: int = 400) -> list[str]:
    """The text in lines no wider than ``most``, broken between words; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, weight) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _face(weight: int) -> ImageFont.FreeTypeFont:
    # The basic layout is the same on every machine; the other one depends on a library that may be missing.
    return ImageFont.truetype(str(FOLDER / WEIGHTS[weight]), _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)
