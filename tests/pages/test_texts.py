"""Texts: both languages whole, numbers and dates as a reader writes them, no sentence left in the code."""

import ast
import re
import string
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from data.measures import measures
from pages.parts import offer
from pages.texts import LANGUAGES, Words
from pages.texts.words import sentences

ROOT = Path(__file__).resolve().parents[2]
VI, EN = Words("vi"), Words("en")
CODE = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py")), *sorted((ROOT / "data" / "commands").glob("*.py"))]


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_keys():
    assert sentences("vi").keys() == sentences("en").keys()


def test_both_languages_have_the_same_placeholders():
    differing = [
        key for key in sentences("vi") if _placeholders(sentences("vi")[key]) != _placeholders(sentences("en")[key])
    ]
    assert differing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_nfc_and_not_empty(lang):
    assert [
        key for key, text in sentences(lang).items() if not text or text != unicodedata.normalize("NFC", text)
    ] == []


def test_english_has_no_vietnamese_left_over():
    vietnamese = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
    # names of places and of the language itself stay as they are
    kept = re.compile(r"Tiếng Việt|Hoàng Sa|Trường Sa|Đà Nẵng|Khánh Hòa|Quảng Ninh|Bình Phước")
    assert [key for key, text in sentences("en").items() if vietnamese.search(kept.sub("", text))] == []


def test_vietnamese_spells_rate_one_way_but_where_it_quotes_the_printed_report():
    quoted = {"report.column.rate"}  # the report's own column heading
    other = {key for key, text in sentences("vi").items() if "tỷ lệ" in text.lower()}

    assert other == quoted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lines_above_the_funnel_are_equally_short(lang):
    """Beside a telephone's edges there is room for the longest of the others, and not for much more."""
    said = {key: Words(lang)(f"fair.funnel.{key}") for key in ("sides", "chance", "only_chance")}
    widened = Words(lang)("fair.funnel.widened", spread=Words(lang).number(13, 1))

    assert len(widened) <= max(map(len, said.values())) + 1


def _texts_in_code() -> tuple[set[str], list[re.Pattern]]:
    """String constants of the code, and its f-strings as patterns with one word for each value.

    An f-string of holes alone (``f"{name}.{value}"``) would fit every key, so it proves nothing.
    """
    constants, patterns = set(), []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
            if isinstance(node, ast.JoinedStr):
                said = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                if re.search(r"\w", "".join(filter(None, said))):
                    patterns.append(re.compile("".join(r"\w+" if text is None else re.escape(text) for text in said)))
    return constants, patterns


def test_no_key_is_unused():
    constants, patterns = _texts_in_code()
    constants |= {f"error.{code}" for code in _error_codes()} | _first_start_keys()
    built_otherwise = ("glossary.", *(f"{name}." for name in offer.TERMS))  # listed whole, by prefix
    unused = [
        key
        for key in sentences("vi")
        if key not in constants
        and not key.startswith(built_otherwise)
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unused == []


def _error_codes() -> set[str]:
    """Codes with which data, queries and geo raise their errors."""
    codes = set()
    for folder in ("data", "queries", "geo", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            codes |= set(re.findall(r'\w+Error\(\s*"([a-z_0-9]+)"', path.read_text(encoding="utf-8")))
    return codes


def _first_start_keys() -> set[str]:
    text = (ROOT / "data" / "first_start.py").read_text(encoding="utf-8")
    return set(re.findall(r'"(first_start\.\w+)"', text))


def test_every_key_written_in_the_code_exists():
    called = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_words = (
                isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "words"
            )
            if is_words and node.args and isinstance(node.args[0], ast.Constant):
                called.add(node.args[0].value)
    assert called - sentences("vi").keys() == set()


def test_every_error_that_a_reader_may_meet_has_its_sentence():
    assert {f"error.{code}" for code in _error_codes()} - sentences("vi").keys() == set()


@pytest.mark.parametrize("name", measures())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measure_is_said_in_words(lang, name):
    words = Words(lang)
    assert all(words(f"measure.{name}.{said}") for said in ("title", "short", "part", "whole", "definition"))


_SHOWS = {"subheader", "title", "header", "caption", "markdown", "text", "write", "info", "warning", "error", "success"}


def _is_log(function: ast.expr) -> bool:
    return getattr(getattr(function, "value", None), "id", "") == "_LOG"


def _said_in_code(path: Path) -> list[str]:
    """Texts with Vietnamese letters outside docstrings, and words handed straight to a Streamlit element."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        if is_text and len(node.value) > 1 and re.search("[À-ỹĐđ]", node.value.replace("×", "")):
            found.append(node.value)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _SHOWS and not _is_log(node.func):
            found += [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return found


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_is_built_into_the_code(path):
    assert _said_in_code(path) == []


@pytest.mark.parametrize(
    ("value", "digits", "vietnamese", "english"),
    [
        (1234567.8, 1, "1.234.567,8", "1,234,567.8"),
        (0, 0, "0", "0"),
        (-1234, 0, "-1.234", "-1,234"),
        (0.5, 0, "1", "1"),
        (2.5, 0, "3", "3"),  # half up, not half even
        (1.005, 2, "1,01", "1.01"),  # as it is printed, not as binary keeps it
        (-0.04, 1, "0,0", "0.0"),
        (None, 0, "–", "–"),
    ],
)
def test_numbers_are_written_as_each_language_writes_them(value, digits, vietnamese, english):
    assert (VI.number(value, digits), EN.number(value, digits)) == (vietnamese, english)


def test_percentages_and_points():
    assert (VI.percent(0.965), EN.percent(0.965)) == ("96,5 %", "96.5%")
    assert (VI.percent(None), VI.percent(1.0, 0)) == ("–", "100 %")
    assert (VI.points(0.012), EN.points(-0.0121)) == ("+1,2 điểm %", "-1.2 pts")
    assert (VI.points(0.0), VI.points(None)) == ("0,0 điểm %", "–")
    assert VI.points(0.9 - 0.85, 0) == "+5 điểm %"


@pytest.mark.parametrize(
    ("part", "whole", "digits", "printed"),
    [
        (11413, 12275, 1, "93 %"),  # trailing zeros go after rounding
        (11, 11413, 2, "0,1 %"),
        (5949, 11413, 2, "52,12 %"),
        (1, 8, 1, "12,5 %"),
        (1, 16, 1, "6,3 %"),  # 6.25: a half goes up
        (0, 5, 1, "0 %"),
        (5, 5, 1, "100 %"),
        (5, 0, 1, "–"),
        (None, 5, 1, "–"),
    ],
)
def test_a_ratio_is_rounded_once_from_its_counts(part, whole, digits, printed):
    assert VI.ratio(part, whole, digits, trim=True) == printed


def test_dates_are_the_same_in_both_languages():
    assert VI.date(date(2022, 1, 21)) == EN.date(date(2022, 1, 21)) == "21/01/2022"
    assert VI.date(None) == "–"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("30127", "30.127", "30,127"),
        ("105.3", "105,3", "105.3"),
        ("12526 / 8743 / 2375", "12.526 / 8.743 / 2.375", "12,526 / 8,743 / 2,375"),
        ("2022-06-30", "30/06/2022", "30/06/2022"),
        ("5-3-7", "5-3-7", "5-3-7"),
        ("about 30 / many", "about 30 / many", "about 30 / many"),
    ],
)
def test_a_published_value_is_written_as_the_language_writes_its_numbers(value, vietnamese, english):
    assert (VI.published(value), EN.published(value)) == (vietnamese, english)


def test_a_missing_key_or_value_is_an_error():
    with pytest.raises(KeyError):
        VI("no.such.key")
    with pytest.raises(KeyError):
        VI("finding.named", name="Hà Nội")


def test_a_name_falls_back_to_vietnamese():
    row = {"name_vi": "Đắk Lắk", "name_en": "Dak Lak", "title_vi": "Mô đun", "title_en": None}
    assert (VI.name(row), EN.name(row), EN.name(row, "title")) == ("Đắk Lắk", "Dak Lak", "Mô đun")
