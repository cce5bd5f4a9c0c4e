"""Harmless: texts that others wrote, so that no spreadsheet runs them when it opens a text table.

A cell runs where it begins with a sign of a formula, in either width of letter, after whatever white space. Where
columns are parted by semicolons, as they are in Vietnam, a cell may begin in the middle of a text as well.
"""

import re

import polars as pl

_SIGNS = "=@+\\-＝＠＋－"
_LEADS = rf"^\s*[{_SIGNS}]|^[\t\r\n\x00]"
_INSIDE = rf"([;\t\r\n]\s*)([{_SIGNS}])"
_begins, _within = re.compile(_LEADS), re.compile(_INSIDE)
_AMOUNT = re.compile(r"\s*[+-][\d.,\s]*")  # a telephone number, or less than nothing: no formula


def harmless(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet would run of it."""
    within = _within.sub(r"\1'\2", text)
    return f"'{within}" if _begins.match(text) else within


def led(text: str) -> str:
    """The text as it was, led by an apostrophe where a spreadsheet would run it; amounts stay. ``unled`` undoes it."""
    return f"'{text}" if _begins.match(text) and not _AMOUNT.fullmatch(text) else text


def unled(text: str) -> str:
    """What ``led`` was given."""
    return text[1:] if text.startswith("'") and led(text[1:]) == text else text


def all_harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every text made harmless; nulls stay."""
    texts = pl.col(pl.String)
    within = texts.str.replace_all(_INSIDE, "${1}'${2}")
    return frame.with_columns(
        pl.when(texts.str.contains(_LEADS)).then(pl.lit("'") + within).otherwise(within).name.keep()
    )
