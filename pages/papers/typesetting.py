"""Typesetting: templates and data go to Typst beside each other, so that no text is ever taken for markup."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from pages.papers import layout
from pages.papers.blocks import Column, Table

_TEMPLATES = Path(__file__).parent / "typ"
_FONTS = Path(__file__).parents[2] / "static" / "fonts"


def pdf(template: str, told: Any, pictures: Mapping[str, str], *, as_of: date) -> bytes:
    """The pages of a template of ``typ``; ``told`` is its ``told.json``, ``pictures`` are SVG by the names used there.

    The file bears the date of the data and no other, so that equal data are equal bytes. Only the fonts shipped are
    used, whatever the machine has.
    """
    files = {**_templates(), **{name: svg.encode() for name, svg in pictures.items()}}
    files |= {"main": files[template], "told.json": json.dumps(_printable(told), ensure_ascii=False).encode()}
    made = datetime.combine(as_of, time(), UTC)
    return typst.compile(files, font_paths=_fonts(), ignore_system_fonts=True, timestamp=made)


def table(block: Table, width: float, *, largest: float = 12.0, breadth: float = 1.0) -> dict[str, Any]:
    """A table as ``tables.typ`` wants it: titles by row, rows by what stays on one page, widths in millimetres."""
    fitted = layout.fitted(block, width, largest=largest, breadth=breadth)
    rows = [
        {"cells": [cell.text for cell in row.cells], "is_block": row.is_block, "inset": inset}
        for row, inset in zip(block.rows, layout.insets(block), strict=True)
    ]
    return {
        "title": block.title,
        "note": block.note,
        "size": fitted.size,
        "padding": layout.PADDING_MM,
        "columns": [
            {"form": column.form, "width": width} for column, width in zip(block.columns, fitted.widths, strict=True)
        ],
        "head": _head(block.columns),
        "groups": _groups(rows, layout.kept_together(block)),
    }


def _head(columns: tuple[Column, ...]) -> list[list[dict[str, Any]]]:
    """One row of titles; two where columns stand under a heading, and who has none reaches over both."""
    if not any(column.group for column in columns):
        return [[{"text": column.title, "span": 1, "rows": 1} for column in columns]]
    upper, at = [], 0
    for heading, span in layout.headings(columns):
        text, rows = (heading, 1) if heading else (columns[at].title, 2)
        upper.append({"text": text, "span": span, "rows": rows})
        at += span
    return [upper, [{"text": column.title, "span": 1, "rows": 1} for column in columns if column.group]]


def _groups(rows: list[Any], kept: tuple[bool, ...]) -> list[list[Any]]:
    """The rows in groups of those that stay on one page."""
    groups: list[list[Any]] = [[]]
    for row, is_kept in zip(rows, kept, strict=True):
        groups[-1].append(row)
        if not is_kept:
            groups.append([])
    return [group for group in groups if group]


def _printable(told: Any) -> Any:
    """The same with every text in it cleaned of what no document may hold."""
    match told:
        case str():
            return layout.printable(told)
        case dict():
            return {name: _printable(value) for name, value in told.items()}
        case list() | tuple():
            return [_printable(value) for value in told]
    return told


@cache
def _templates() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(_TEMPLATES.glob("*.typ"))}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])
