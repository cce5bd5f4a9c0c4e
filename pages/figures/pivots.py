"""Pivots: two dimensions of one fact, what they say in words and as a table; what a cell lacks is said too."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl
from markupsafe import Markup, escape

from pages.texts import Words

_ENOUGH = 30  # a share of fewer is named neither highest nor lowest

Cell = dict[str, Any]
Key = tuple[str | None, str | None]

CSS = """
.temis-pivot td .n { display: block; font-size: 11px; line-height: 1.25; color: var(--t-quiet); }
.temis-pivot td.total, .temis-pivot th.total { font-weight: 600; background: var(--t-sea); }
.temis-pivot td .state { color: var(--t-quiet); font-size: 12px; }
.temis-pivot tbody th { min-width: 110px; position: sticky; left: 0; background: var(--t-paper); }
.temis-pivot table th, .temis-pivot table td { padding: 3px 8px; }
.temis-pivot tbody tr th.total { background: var(--t-sea); }
"""


@dataclass(frozen=True)
class Pivot:
    """A filled grid of ``queries.explorer`` and how its keys are called, in the order in which they are shown."""

    frame: pl.DataFrame
    rows: Mapping[str, str]
    columns: Mapping[str, str]  # {"": ""} where there are none
    down: str  # the dimensions, as they are called
    across: str
    kind: str  # share, points or count
    show: str  # share, part or whole
    unit: str
    family: str
    by_value: bool = False  # bars have no order of their own

    @cached_property
    def cells(self) -> dict[Key, Cell]:
        """Every cell by its two keys; None is the total."""
        return {(row["row_key"], row["column_key"]): row for row in self.frame.iter_rows(named=True)}

    @property
    def has_columns(self) -> bool:
        """Whether there is a second dimension."""
        return bool(self.across)

    @property
    def drawn(self) -> str:
        """The column that a chart draws."""
        return "part" if self.kind == "count" else "share"

    def name(self, key: Key) -> str:
        """What a cell is called: its row, and its column where there are any."""
        named = (self.rows.get(key[0] or "", key[0] or ""), self.columns.get(key[1] or "", key[1] or ""))
        return " · ".join(each for each in named if each)

    def inner(self) -> dict[Key, Cell]:
        """The cells that are no totals, in the order shown, where they have a value."""
        keys = ((row, column) for row in self.rows for column in self.columns)
        return {key: self.cells[key] for key in keys if self.cells[key]["state"] == "value"}


def value(cell: Cell, what: str, pivot: Pivot, words: Words) -> str:
    """One figure of a cell as the reader writes it: a share, points of a hundred, a count."""
    figure = cell[what]
    if figure is None:
        return words("number.none")
    if what != "share":
        return words.number(figure)
    return words.number(round(figure * 100, 9), 1) if pivot.kind == "points" else words.percent(figure)


def state(cell: Cell, words: Words) -> str:
    """Why a cell has no value, short."""
    return words(f"explorer.state.{cell['state']}")


def finding(pivot: Pivot, words: Words) -> str:
    """Highest and lowest, each with its n; shares of few are left out as long as there are others."""
    known = pivot.inner()
    if not known:
        return words("explorer.finding.nothing")
    large = _large(pivot, known)
    return _ends(pivot, large, words, is_large=len(large) < len(known))


def range_said(pivot: Pivot, words: Words) -> str:
    """The whole, where it may be told, and how far the highest and the lowest lie apart."""
    known = _large(pivot, pivot.inner())
    whole = pivot.cells.get((None, None if pivot.has_columns else ""))
    said = []
    if whole and whole["state"] == "value":
        said.append(words("explorer.finding.whole", value=with_n(pivot, whole, words)))
    if len(known) > 1:
        found = [cell[pivot.drawn] for cell in known.values()]
        said.append(words("explorer.finding.range", cells=words.number(len(known)), gap=_gap(pivot, found, words)))
    return " ".join(said) or words("explorer.finding.nothing")


def _large(pivot: Pivot, known: dict[Key, Cell]) -> dict[Key, Cell]:
    large = {key: cell for key, cell in known.items() if pivot.kind == "count" or cell["whole"] >= _ENOUGH}
    return large or known


def _gap(pivot: Pivot, found: list[float], words: Words) -> str:
    gap = max(found) - min(found)
    if pivot.kind == "count":
        return words("explorer.finding.count", part=words.number(gap), unit=pivot.unit)
    if pivot.kind == "points":
        return words("explorer.finding.gap_points", value=words.number(round(gap * 100, 9), 1))
    return words("number.points", value=words.number(round(gap * 100, 9), 1))


def _ends(pivot: Pivot, known: dict[Key, Cell], words: Words, *, is_large: bool) -> str:
    ordered = sorted(known, key=lambda key: known[key][pivot.drawn])
    low, high = ordered[0], ordered[-1]
    if known[low][pivot.drawn] == known[high][pivot.drawn]:
        return words("explorer.finding.even", value=with_n(pivot, known[high], words))
    ends = {
        "high": pivot.name(high),
        "high_value": with_n(pivot, known[high], words),
        "low": pivot.name(low),
        "low_value": with_n(pivot, known[low], words),
    }
    enough = words("explorer.finding.enough", least=_ENOUGH, unit=pivot.unit) if is_large else ""
    return words("explorer.finding.ends", **ends) + enough


def with_n(pivot: Pivot, cell: Cell, words: Words) -> str:
    """A cell's figure with the counts behind it."""
    if pivot.kind == "count":
        return words("explorer.finding.count", part=words.number(cell["part"]), unit=pivot.unit)
    key = "points" if pivot.kind == "points" else "share"
    counts = {"part": words.number(cell["part"]), "whole": words.number(cell["whole"])}
    return words(f"explorer.finding.{key}", value=value(cell, "share", pivot, words), unit=pivot.unit, **counts)


def html(pivot: Pivot, *, words: Words, caption: str) -> str:
    """The pivot table: what is shown in each cell, the n of a share below it, totals last and set apart."""
    shown = [(key, None) for key in (*pivot.columns, *((None,) if pivot.has_columns else ()))]
    if not pivot.has_columns:
        shown = [("", what) for what in (("part",) if pivot.kind == "count" else ("share", "part", "whole"))]
    body = "".join(_row(pivot, key, shown, words) for key in (*pivot.rows, None))
    return (
        f'<div class="temis-table temis-pivot" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead>{_head(pivot, shown, words)}</thead>"
        f'<tbody class="plain">{body}</tbody></table></div>'
    )


def _head(pivot: Pivot, shown: list[tuple[str | None, str | None]], words: Words) -> str:
    names = [
        words(f"show.{what}") if what else words("explorer.total") if key is None else pivot.columns[key or ""]
        for key, what in shown
    ]
    titles = "".join(f'<th scope="col" class="number">{escape(name)}</th>' for name in names)
    if not pivot.has_columns:
        return f'<tr><th scope="col">{escape(pivot.down)}</th>{titles}</tr>'
    above = f'<th scope="colgroup" colspan="{len(shown)}" class="group">{escape(pivot.across)}</th>'
    return f'<tr><th scope="col" rowspan="2">{escape(pivot.down)}</th>{above}</tr><tr>{titles}</tr>'


def _row(pivot: Pivot, key: str | None, shown: list[tuple[str | None, str | None]], words: Words) -> str:
    total = ' class="total"' if key is None else ""
    name = words("explorer.total") if key is None else pivot.rows[key]
    cells = "".join(
        _cell(pivot, pivot.cells[key, column], what, words, is_total=key is None or column is None)
        for column, what in shown
    )
    return f'<tr><th scope="row"{total}>{escape(name)}</th>{cells}</tr>'


def _cell(pivot: Pivot, cell: Cell, what: str | None, words: Words, *, is_total: bool) -> Markup:
    asked = what or pivot.show
    worn = "number total" if is_total else "number"
    if cell[asked] is None:
        said = Markup('<span class="state">{}</span>').format(state(cell, words))
    elif what is None and asked == "share":
        n = words("explorer.n", count=words.number(cell["whole"]))
        said = Markup('{}<span class="n">{}</span>').format(value(cell, asked, pivot, words), n)
    else:
        said = escape(value(cell, asked, pivot, words))
    return Markup('<td class="{}">{}</td>').format(worn, said)
