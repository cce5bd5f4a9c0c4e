"""Needs, said: reasons and findings. Frames in, words out."""

from typing import Any

import polars as pl

from pages.texts import Words

_OURS = "founding team until the ministry names an owner"  # as the table of links says it
_FIRST = 3


def finding(modules: pl.DataFrame, words: Words, *, place: str) -> str:
    """Which modules to offer next, with the people who remain for the first of them."""
    ranked = modules.filter(pl.col("place").is_not_null()).sort("place")
    if ranked.is_empty():
        return words("needs.nothing", place=place)
    first, *others = ranked.head(_FIRST).to_dicts()
    then = words("needs.then", modules=_listed([str(row["number"]) for row in others], words)) if others else ""
    people = words.number(first["remaining"])
    return words("needs.finding", place=place, number=first["number"], people=people, then=then)


def _listed(items: list[str], words: Words) -> str:
    if len(items) < 2:
        return "".join(items)
    return words("needs.and", first=", ".join(items[:-1]), last=items[-1])


def of_modules(modules: pl.DataFrame, words: Words) -> str:
    """Why the first module stands first."""
    ranked = modules.filter(pl.col("place").is_not_null()).sort("place")
    if ranked.is_empty():
        return words("finding.nothing")
    row = ranked.row(0, named=True)
    return words("needs.because", number=row["number"], reason=reason(row, words))


def reason(row: dict[str, Any], words: Words) -> str:
    """What speaks for the module, count by count, and how far it has been completed; nothing is added up."""
    parts = []
    if row.get("weak") is not None:
        rated = words.ratio(row["weak"], row["rated"]) if row.get("rated") else ""
        of = words("needs.reason.of", share=rated, rated=words.number(row["rated"])) if rated else ""
        parts.append(words("needs.reason.weak", count=words.number(row["weak"]), criteria=_criteria(row, words), of=of))
    for name in ("wished_criterion", "wished_module"):
        if row.get(name) is not None:
            parts.append(words(f"needs.reason.{name}", count=words.number(row[name])))
    parts.append(completion(row, words))
    return "; ".join(parts)


def _criteria(row: dict[str, Any], words: Words) -> str:
    return words("needs.reason.criterion", numbers=row["criteria"]) if row.get("criteria") else words("needs.linked")


def completion(row: dict[str, Any], words: Words) -> str:
    """How far mass learners have passed the module; or why that is not known."""
    if row["enrolments"]:
        passed, whole = words.number(row["lms_passed"]), words.number(row["enrolments"])
        share = words.ratio(row["lms_passed"], row["enrolments"])
        return words("needs.training.value", share=share, part=passed, whole=whole)
    state = row.get("training_state")
    return words(f"needs.training.{'no_data' if state in (None, 'value') else state}")


def of_criteria(criteria: pl.DataFrame, words: Words) -> str:
    """The criterion with most people marked low, and the one most wished for."""
    rated, wished = criteria.filter(pl.col("rated") > 0), criteria.filter(pl.col("wished") > 0)
    said = []
    if not rated.is_empty():
        row = rated.sort("weak_share", "criterion_no", descending=[True, False]).row(0, named=True)
        said.append(words("needs.weakest", name=_named(row, words), share=words.ratio(row["weak"], row["rated"])))
    if not wished.is_empty():
        row = wished.sort("wished", "criterion_no", descending=[True, False]).row(0, named=True)
        share = words.ratio(row["wished"], row["self_done"])
        said.append(words("needs.most_wished", name=_named(row, words), count=words.number(row["wished"]), share=share))
    return " ".join(said) or words("finding.nothing")


def _named(row: dict[str, Any], words: Words) -> str:
    return words("report.criterion", number=row["criterion_no"], name=words.name(row))


def without_module(criteria: pl.DataFrame, words: Words) -> str:
    """How many criteria no module is linked to, and which of them is most in need."""
    gaps = criteria.filter(pl.col("modules").is_null())
    known = gaps.filter(pl.max_horizontal("weak", "wished") > 0)
    if gaps.is_empty():
        return words("needs.no_gap")
    numbers = ", ".join(str(number) for number in gaps["criterion_no"])
    said = words("needs.gaps", count=gaps.height, of=criteria.height, numbers=numbers)
    if known.is_empty():
        return said
    most = known.sort(pl.max_horizontal("weak", "wished"), descending=True).row(0, named=True)
    weak, wished = words.number(most["weak"]), words.number(most["wished"])
    return f"{said} {words('needs.gap_most', name=_named(most, words), weak=weak, wished=wished)}"


def owner(criteria: pl.DataFrame, words: Words) -> str:
    """Who answers for the links between criteria and modules; empty where there are none."""
    names = criteria["owner"].drop_nulls().unique().sort().to_list()
    said = ", ".join(words("needs.ours") if name == _OURS else name for name in names)
    return words("needs.owner", owner=said) if said else ""


def of_places(firsts: pl.DataFrame, words: Words, *, kind: str) -> str:
    """Which module is first in most of the provinces or districts (``kind``), and in how many."""
    known = firsts.filter(pl.col("first").is_not_null())
    if known.is_empty():
        return words("finding.nothing")
    most = known.group_by("first").len().sort("len", "first", descending=[True, False])
    number, count = most.row(0)
    places, others = words(f"needs.kind.{kind}"), most.height - 1
    if not others:
        said = words("needs.places_all", number=number, of=known.height, places=places)
        return f"{said} {_seconds(known, words, places)}".strip()
    return words("needs.places", number=number, count=count, of=known.height, places=places, others=others)


def _seconds(known: pl.DataFrame, words: Words, places: str) -> str:
    """Where the first is the same everywhere, what most often comes second; empty where nothing does."""
    seconds = known.filter(pl.col("second").is_not_null()).group_by("second").len()
    if seconds.is_empty():
        return ""
    number, count = seconds.sort("len", "second", descending=[True, False]).row(0)
    return words("needs.then_places", number=number, count=count, places=places)
