"""Audit, one entry in words: who, what, with which choices; what no words are known for keeps its code."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

import polars as pl

from data.audit import counting
from pages.parts.offer import TERMS
from pages.texts import Words
from pages.told import viewing

COLUMNS = ("at", "who", "role", "province", "event", "screen", "what", "filters", "snapshot")
_TERMINAL = "terminal"
_OWN = "audit"  # the screen whose choices are of the log itself


def called(name: str, value: str, *, words: Words) -> str:
    """What an event, a role or a screen is called; one that another version knew keeps its code."""
    keys = {
        "event": f"audit.event.{value}",
        "role": "audit.stranger" if value == "stranger" else f"entering.role.{value}",
        "screen": "audit.terminal" if value == _TERMINAL else f"{value}.title",
    }
    return words(keys[name]) if keys[name] in words else value


def place(key: str, words: Words) -> str:
    """What such a place is called, with its division, without which a code means nothing."""
    vintage, _, code = key.partition(":")
    if code == counting.ALL_PROVINCES:
        return words("place.country")
    (name,) = viewing.names([code], int(vintage), words)
    return words("audit.place", name=name, division=vintage)


def rows(entries: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Entries as rows of the table: ``COLUMNS``, everything in words but codes and choices."""
    told = [
        {
            "at": f"{row['at']:%d/%m/%Y %H:%M:%S}",
            "who": row["who"] or None,
            "role": called("role", row["role"], words=words) if row["role"] else None,
            "province": _places(row, words) or None,
            "event": called("event", row["event"], words=words),
            "screen": called("screen", row["screen"], words=words) if row["screen"] else None,
            "what": _what(row, words) or None,
            "filters": _filters(row, words) or None,
            "snapshot": row["snapshot"] or None,
        }
        for row in entries.to_dicts()
    ]
    return pl.DataFrame(told, schema=dict.fromkeys(COLUMNS, pl.String))


def _places(row: Mapping[str, str], words: Words) -> str:
    codes = [code for code in row["provinces"].split(",") if code]
    named = ", ".join(place(f"{row['vintage']}:{code}", words) for code in codes)
    return words("audit.districts", place=named, codes=row["districts"]) if row["districts"] else named


def _what(row: Mapping[str, str], words: Words) -> str:
    """The file with its size, what was written, or why something was refused."""
    if row["why"]:
        return words(f"audit.why.{row['why']}") if f"audit.why.{row['why']}" in words else row["why"]
    name = words(f"audit.wrote.{row['what']}") if row["event"] == "wrote" else row["what"]
    if row["event"] != "took":
        return name
    kind = words(f"audit.kind.{row['kind'] or 'other'}")
    named = f"{kind}: {name}" if name else kind
    return words("audit.sized", name=named, size=words.number(row["size"] / 1000, 1)) if row["size"] else named


def _filters(row: Mapping[str, str], words: Words) -> str:
    chosen = dict(parse_qsl(row["filters"]))
    if row["screen"] == _OWN:
        return ", ".join(_choice(f"audit.choose.{name}", value, words) for name, value in chosen.items())
    division = int(chosen.get("division", row["vintage"] or 63))
    return ", ".join(
        _choice(f"choice.{name}", _value(name, value, division, words), words) for name, value in chosen.items()
    )


def _choice(title: str, value: str, words: Words) -> str:
    return words("choice.said", choice=words(title), value=value) if title in words else value


def _value(name: str, value: str, division: int, words: Words) -> str:
    """A value as a reader knows it, where that can be told without opening the data."""
    if name == "province":
        return viewing.names([value], division, words)[0]
    keys = {"measure": f"measure.{value}.short", "second": f"measure.{value}.short"}
    key = keys.get(name, f"{name}.{value}" if name in TERMS else "")
    return words(key) if key and key in words else value
