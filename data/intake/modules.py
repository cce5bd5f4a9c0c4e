"""Modules: which module a text means: a code, a number with its word, or the module's title."""

import re
from functools import cache

from data import reference
from data.intake.wording import loose_key

_CODE = re.compile(r"\b(gvpt|gv|ql|cbql) ?0?([1-9])\b")
_NUMBER = re.compile(r"\b(?:mo ?dun|modul|module|md|m) ?(?:so )?0?([1-9])\b")
_BARE = re.compile(r"0?([1-9])")
_OTHER_NUMBERING = re.compile(r"\b(bdtx|bd|boi duong thuong xuyen)\b")  # it has modules of its own
_AUDIENCES = {
    "GV": re.compile(r"\b(giao vien|gvpt|gv)\b"),
    "QL": re.compile(r"\b(can bo quan l[iy]|cbql|quan l[iy]|hieu truong|ql)\b"),
}

Meant = tuple[str | None, int]  # GV or QL where the text says so, and the number


def meant(text: str) -> Meant | None:
    """The module a text means, None for what is not clear: no number, two, or the other numbering."""
    key = loose_key(text)
    if _OTHER_NUMBERING.search(key):
        return None
    found = {(_prefix(hit[1]), int(hit[2])) for hit in _CODE.finditer(key)}
    if len(found) == 1:
        return found.pop()
    bare = _BARE.fullmatch(key)
    numbers = {int(bare[1])} if bare else {int(number) for number in _NUMBER.findall(key)}
    if found or len(numbers) > 1:
        return None
    return (_audience(key), numbers.pop()) if numbers else _titled(key)


def codes(text: str) -> tuple[str, ...]:
    """Codes the text may stand for: one, or one of each audience where it does not say whose; none if not clear."""
    found = meant(text)
    if found is None:
        return ()
    audience, number = found
    return (f"{audience}{number}",) if audience else (f"GV{number}", f"QL{number}")


def _prefix(word: str) -> str:
    return "GV" if word.startswith("gv") else "QL"


def _audience(key: str) -> str | None:
    said = [audience for audience, words in _AUDIENCES.items() if words.search(key)]
    return said[0] if len(said) == 1 else None


def _titled(key: str) -> Meant | None:
    """By title: documents add level and subject behind it."""
    found = {module for title, module in _titles() if f" {title} " in f" {key} "}
    if len({number for _, number in found}) != 1:
        return None
    audiences = {audience for audience, _ in found}
    return (audiences.pop() if len(audiences) == 1 else None), next(iter(found))[1]


@cache
def _titles() -> tuple[tuple[str, tuple[str, int]], ...]:
    rows = reference.read("modules").select("audience", "number", "title_vi").iter_rows()
    prefix = {"teacher": "GV", "manager": "QL"}
    return tuple((loose_key(title), (prefix[audience], int(number))) for audience, number, title in rows)
