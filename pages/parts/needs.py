"""Needs of one place: modules to offer next, and the criteria behind them."""

from textwrap import shorten

import polars as pl
from markupsafe import escape

from pages.figures import offers
from pages.figures.tables import Kind
from pages.parts import folds, needs_said, plates, sheets, shell
from pages.parts.view import View
from pages.texts import Words
from pages.told import naming

_UNLINKED = " ◇"  # beside the name, since a colour alone says nothing
_RULES = ("weak", "wished", "need", "remaining", "order", "small")
_MODULES: dict[str, Kind] = {
    "place_no": "count",
    "module_title": "text",
    "criteria": "text",
    "weak": "count",
    "weak_share": "share",
    "wished_criterion": "count",
    "wished_module": "count",
    "need": "count",
    "enrolments": "count",
    "lms_share": "share",
    "core_enrolments": "count",
    "core_share": "share",
    "remaining": "count",
    "reason": "text",
}
_CRITERIA: dict[str, Kind] = {
    "name": "text",
    "weak": "count",
    "rated": "count",
    "weak_share": "share",
    "previous_weak_share": "share",
    "wished": "count",
    "wished_share": "share",
    "linked_said": "text",
}
_GAPS: dict[str, Kind] = {name: kind for name, kind in _CRITERIA.items() if name != "linked_said"}


def asked(view: View) -> dict[str, str | int]:
    """Whom and when the questions of this screen are about."""
    choice = view.choice
    return {"report_year": choice.year, "audience": choice.audience, "level": choice.level}


def rule(view: View) -> None:
    """How people are counted and modules are put in order, in words."""
    folds.said(view.words("needs.rule_title"), *(view.words(f"needs.rule.{name}") for name in _RULES))


def modules(view: View, frame: pl.DataFrame, *, place: str = "") -> None:
    """The modules to offer next in the place chosen (``place``: a district's name), with what speaks for each."""
    words = view.words
    told = _told(frame, words)
    title = words("needs.modules", place=place or view.place)
    kinds = {name: kind for name, kind in _MODULES.items() if name in told.columns}
    key = "offers-district" if place else "offers"
    known = told.filter(pl.col("need").is_not_null())
    figure = None if known.is_empty() else offers.modules(known, words=words)
    plates.plate(
        figure,
        key=key,
        title=title,
        finding=needs_said.of_modules(frame, words),
        counted=words("needs.modules_counted"),
        table=lambda: sheets.table(told, kinds, name=key, caption=title, row_header="module_title"),
        place=place,
        wide=True,
    )


def _told(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The modules with their names and reasons."""
    rows = frame.to_dicts()
    titles = [words("choice.module_label", number=row["number"], title=words.name(row, "title")) for row in rows]
    reasons = [needs_said.reason(row, words) for row in rows]
    named = naming.with_column(naming.with_column(frame, "module_title", titles), "reason", reasons)
    named = named.with_columns(pl.col("place").alias("place_no"))
    hovers = ["<br>".join((title, *reason.split("; "))) for title, reason in zip(titles, reasons, strict=True)]
    return naming.with_column(naming.with_column(named, "label", titles), "said", hovers)


def criteria(view: View, frame: pl.DataFrame) -> None:
    """Every criterion: marked low by how many, wished for by how many, and linked to which module."""
    words = view.words
    told = _numbered(frame, words).sort(
        pl.max_horizontal("weak_share", "wished_share"), "criterion_no", descending=[True, False], nulls_last=True
    )
    title = words("needs.criteria", place=view.place)
    has_any = told["weak_share"].count() + told["wished_share"].count()
    plates.plate(
        offers.criteria(told, words=words) if has_any else None,
        key="criteria",
        title=title,
        finding=needs_said.of_criteria(frame, words),
        counted=words("needs.criteria_counted"),
        table=lambda: sheets.table(told, _CRITERIA, name="criteria", caption=title),
        wide=True,
    )
    owner = needs_said.owner(frame, words)
    shell.small(owner) if owner else shell.notice(words("needs.no_links"))


def _numbered(frame: pl.DataFrame, words: Words, *, is_gap: bool = False) -> pl.DataFrame:
    """The criteria by name, and which module is linked; where none is linked at all, none is said to be missing."""
    rows = frame.to_dicts()
    names = [words("report.criterion", number=row["criterion_no"], name=words.name(row)) for row in rows]
    is_linked = pl.col("modules").is_not_null()
    has_links = frame["modules"].count() > 0 or is_gap
    without = "no_module" if has_links else "not_linked"
    linked = [
        words("needs.link", numbers=row["modules"]) if row["modules"] else words(f"needs.{without}") for row in rows
    ]
    hovers = [_hover(row, words) for row in rows]
    said = [f"<b>{escape(one)}</b><br>{two}<br>{three}" for one, two, three in zip(names, hovers, linked, strict=True)]
    ends = ["" if row["modules"] or not has_links else _UNLINKED for row in rows]
    labels = [shorten(name, 44, placeholder="…") + end for name, end in zip(names, ends, strict=True)]
    frame = naming.with_column(naming.with_column(frame, "name", names), "linked_said", linked)
    frame = naming.with_column(naming.with_column(frame, "said", said), "label", labels)
    return frame.with_columns((is_linked | pl.lit(not has_links)).alias("is_linked"))


def _hover(row: dict, words: Words) -> str:
    return words(
        "needs.hover",
        weak=words.number(row["weak"]),
        rated=words.number(row["rated"]),
        wished=words.number(row["wished"]),
        self_done=words.number(row["self_done"]),
    )


def gaps(view: View, frame: pl.DataFrame) -> None:
    """Criteria that no module of the catalogue is linked to: need without an offer."""
    words = view.words
    if frame["modules"].null_count() in (0, frame.height):
        return
    title = words("needs.gaps_title")
    shell.subheading(title)
    plates.says(needs_said.without_module(frame, words))
    left = _numbered(frame.filter(pl.col("modules").is_null()), words, is_gap=True)
    ordered = left.sort(pl.max_horizontal("weak", "wished"), "criterion_no", descending=[True, False], nulls_last=True)
    sheets.table(ordered, _GAPS, name="gaps", caption=title)
    sheets.source(words("needs.criteria_counted"))
