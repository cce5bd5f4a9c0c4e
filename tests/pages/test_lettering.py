"""The letters of pictures and documents: which fonts ship, what they can write, and that nothing else is used."""

import unicodedata
from io import BytesIO
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from pages.figures import lettering, raster, style
from pages.figures.vector import sheet, text

WHOLE = (*lettering.WEIGHTS.values(), *lettering.SERIFS)
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]
LETTERS = [*VOWELS, *"bcdđghklmnpqrstvxfjwz", *"0123456789"]
MARKS = "…–—“”‘’·×−%≤≥<>()[]/:;,.+₫\u00a0"


@pytest.mark.parametrize("name", WHOLE)
def test_every_vietnamese_letter_can_be_written_in_every_font(name):
    written = TTFont(lettering.FOLDER / name).getBestCmap()

    wanted = {*LETTERS, *(letter.upper() for letter in LETTERS), *MARKS}
    assert [letter for letter in sorted(wanted) if ord(letter) not in written] == []


def test_the_fonts_that_ship_are_the_ones_that_are_named_and_no_heavier_than_they_need_be():
    there = sorted(lettering.FOLDER.glob("*.ttf"))

    assert sorted(lettering.files()) == [str(path) for path in there]
    assert sum(path.stat().st_size for path in there) < 3_000_000


@pytest.mark.parametrize("name", WHOLE)
def test_a_font_says_its_family_as_the_pictures_ask_for_it_and_has_its_licence_beside_it(name):
    names = TTFont(lettering.FOLDER / name)["name"]
    family = names.getDebugName(16) or names.getDebugName(1)
    licence = "OFL-Tinos.txt" if family == lettering.SERIF else "OFL.txt"

    assert family in (lettering.FAMILY, lettering.SERIF)
    assert f"The {family} Project Authors" in (lettering.FOLDER / licence).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in (lettering.FOLDER / licence).read_text(encoding="utf-8")


@pytest.mark.parametrize("weight", lettering.WEIGHTS)
def test_a_weight_is_the_weight_of_its_font(weight):
    assert TTFont(lettering.FOLDER / lettering.WEIGHTS[weight])["OS/2"].usWeightClass == weight


def test_a_text_runs_as_wide_as_its_letters_are():
    assert lettering.width("", 10) == 0
    assert lettering.width("Quảng Ninh", 20) == pytest.approx(2 * lettering.width("Quảng Ninh", 10))
    assert lettering.width("Quảng Ninh", 10, 700) > lettering.width("Quảng Ninh", 10)


@pytest.mark.parametrize("most", [40, 90, 200])
def test_a_text_breaks_between_words_within_its_measure_and_loses_none(most):
    said = "Tỉ lệ giáo viên hoàn thành tự đánh giá theo chuẩn nghề nghiệp"

    found = lettering.broken(said, most, size=10)

    assert " ".join(found) == said
    assert all(lettering.width(line, 10) <= most for line in found)
    assert all(lettering.width(f"{a} {b.split()[0]}", 10) > most for a, b in pairwise(found))


def test_a_word_too_long_for_its_line_stands_alone():
    assert lettering.broken("một nghiêngngả hai", 20, size=10) == ["một", "nghiêngngả", "hai"]


def _inked(png):
    """How many pixels are not white paper."""
    return sum(pixel < 250 for pixel in Image.open(BytesIO(png)).convert("L").tobytes())


def _written(family):
    drawn = sheet(text("Đà Nẵng", 5, 30, size=20, font_family=family), box=(0, 0, 120, 40), width=120, label="")
    return raster.png(drawn, width=240)


def test_letters_come_from_the_fonts_that_ship_and_from_nowhere_else(monkeypatch):
    assert _inked(_written(style.FONT)) > 300

    monkeypatch.setattr(lettering, "files", list)
    assert _inked(_written("DejaVu Sans, Arial, sans-serif")) == 0, "a font of this machine was used"


def test_a_picture_is_as_wide_as_it_is_asked_for_keeps_its_shape_and_is_the_same_each_time():
    drawn = sheet(text("Huế", 5, 30, size=20), box=(0, 0, 120, 40), width=120, label="")
    png = raster.png(drawn, width=600)

    assert Image.open(BytesIO(png)).size == (600, 200)
    assert png == raster.png(drawn, width=600)


@pytest.mark.parametrize("width", [0, -5, 100_000])
def test_a_width_that_no_picture_can_have_is_refused(width):
    with pytest.raises(ValueError, match="pixels wide"):
        raster.png("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>", width=width)


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValueError, match="token"):
        raster.png("no picture", width=10)
