"""Tables as accessible HTML: caption, header cells with scope, numbers in the reader's form, every cell escaped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal

import polars as pl
from markupsafe import Markup, escape

from pages.texts import Words

Kind = Literal[
    *("text", "count", "share", "share_or_state", "share1", "share2", "plain_share", "date", "state", "published")
]

WITHHELD = "withheld"  # the state of a row whose numbers are not shown

CSS = """
.temis-table { overflow: auto; max-height: 560px; border: 1px solid var(--t-line); border-radius: 4px; }
.temis-table table { border-collapse: separate; border-spacing: 0; width: 100%; margin: 0;
  font-size: 14px; line-height: 1.5; font-variant-numeric: tabular-nums; }
.temis-table caption { caption-side: top; text-align: left; padding: 8px 12px; font-weight: 600; }
.temis-table th, .temis-table td { padding: 4px 12px; border: 0; border-bottom: 1px solid var(--t-line);
  text-align: left; vertical-align: top; font-weight: 400; }
.temis-table thead { position: sticky; top: 0; z-index: 1; }
.temis-table thead th { font-weight: 600; vertical-align: bottom; background: var(--t-sea); color: var(--t-ink);
  border-bottom: 1px solid var(--t-border); }
.temis-table tbody th { min-width: 120px; }
.temis-table td:not(.number) { overflow-wrap: anywhere; min-width: 112px; } /* a date stays whole */
.temis-table td:first-child:not(.number) { white-space: nowrap; min-width: 0; } /* a key before the row's header */
.temis-table thead th.group { text-align: center; border-bottom: 1px solid var(--t-line); }
.temis-table .number { text-align: right; white-space: nowrap; }
.temis-table thead th.number { white-space: normal; }
.temis-legend { margin: 4px 0 0; font-size: 13px; line-height: 1.55; color: var(--t-quiet); max-width: 130ch; }
.temis-table tbody tr:last-child > * { border-bottom: 0; }
.temis-table tr.block > * { font-weight: 600; border-top: 1px solid var(--t-border); }
.temis-table tbody:not(.plain) tr:not(.block) > th { padding-left: 28px; }
.temis-table tr.selected > * { font-weight: 600;
  box-shadow: inset 0 2px 0 var(--t-accent), inset 0 -2px 0 var(--t-accent); }
.temis-table .number .state { white-space: normal; color: var(--t-quiet); }
.temis-table .null, .temis-table .withheld { color: var(--t-quiet); cursor: help; }
"""


@dataclass(frozen=True)
class Col:
    """One column: the frame's column, its title, how it is written, and the header above it if it has one.

    share 96,5 % · share_or_state the same, or the row's ``state`` in words where it has none · share1, share2
    96,5 with at most one or two decimals and no sign, as the TEMIS report prints them · plain_share 96,5 always
    with one decimal, no sign · published: text whose numbers and dates are written in the reader's form.
    """

    key: str
    title: str
    kind: Kind = "text"
    group: str | None = None

    @property
    def is_number(self) -> bool:
        """Whether the column is set to the right."""
        return self.kind not in ("text", "state")


def html(
    columns: Sequence[Col],
    rows_frame: pl.DataFrame,
    *,
    words: Words,
    caption: str,
    row_header: str | None = None,
    block: str | None = None,
    selected: tuple[str, str] | None = None,
) -> str:
    """The frame as an HTML table in a scrolling box; the page needs ``CSS`` once.

    ``row_header`` is the column whose cells head their rows (the first one unless told); ``block`` a
    Boolean column that marks the rows to be emphasised; ``selected`` a column and the value of the row to
    be outlined.
    """
    header = row_header or columns[0].key
    body = [
        _row(columns, row, header, _row_class(row, block, selected), words) for row in rows_frame.iter_rows(named=True)
    ]
    plain = "" if block else ' class="plain"'
    legend = withheld_legend(columns, rows_frame, words)
    below = f'<p class="temis-legend">{escape(legend)}</p>' if legend else ""
    return (
        f'<div class="temis-table" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead>{_head(columns)}</thead>"
        f"<tbody{plain}>{''.join(body)}</tbody></table></div>{below}"
    )


def withheld_legend(columns: Sequence[Col], frame: pl.DataFrame, words: Words) -> str:
    """What the sign for a withheld number stands for; empty where the columns hold none."""
    numbers = [column.key for column in columns if column.is_number and column.key in frame.columns]
    is_any = any(is_withheld(row, name) for row in frame.iter_rows(named=True) for name in numbers)
    return words("viewing.legend") if is_any else ""


def is_withheld(row: Mapping[str, Any], name: str) -> bool:
    """Whether a row's number is not there because it is withheld."""
    return row.get("state") == WITHHELD and row[name] is None


def _head(columns: Sequence[Col]) -> str:
    if all(column.group is None for column in columns):
        return f"<tr>{''.join(_title(column) for column in columns)}</tr>"
    above = [_heading(group, list(members)) for group, members in groupby(columns, key=lambda column: column.group)]
    below = [_title(column) for column in columns if column.group is not None]
    return f"<tr>{''.join(above)}</tr><tr>{''.join(below)}</tr>"


def _heading(group: str | None, members: list[Col]) -> str:
    if group is None:
        return "".join(_title(column, rows=2) for column in members)
    return f'<th scope="colgroup" colspan="{len(members)}" class="group">{escape(group)}</th>'


def _title(column: Col, rows: int = 1) -> str:
    span = f' rowspan="{rows}"' if rows > 1 else ""
    number = ' class="number"' if column.is_number else ""
    return f'<th scope="col"{span}{number}>{escape(column.title)}</th>'


def _row(columns: Sequence[Col], row: dict[str, Any], header: str, row_class: str, words: Words) -> str:
    cells = []
    for column in columns:
        text = _cell(row, column, words)
        number = ' class="number"' if column.is_number else ""
        tag, scope = ("th", ' scope="row"') if column.key == header else ("td", "")
        cells.append(f"<{tag}{scope}{number}>{text}</{tag}>")
    return f"<tr{row_class}>{''.join(cells)}</tr>"


def _cell(row: dict[str, Any], column: Col, words: Words) -> Markup:
    if column.kind != "share_or_state":
        if column.is_number and is_withheld(row, column.key):
            return _sign("withheld", words("state.withheld"), words("viewing.symbol"))
        return written(row[column.key], column.kind, words)
    if row[column.key] is None and row["state"] != "value":
        return Markup('<span class="state">{}</span>').format(written(row["state"], "state", words))
    return written(row[column.key], "share", words)


def _row_class(row: dict[str, Any], block: str | None, selected: tuple[str, str] | None) -> str:
    names = []
    if block and row[block]:
        names.append("block")
    if selected and row[selected[0]] == selected[1]:
        names.append("selected")
    return f' class="{" ".join(names)}"' if names else ""


def written(value: Any, kind: Kind, words: Words) -> Markup:
    """One cell, escaped; a null is a dash that says what it is, never an empty cell and never zero."""
    if value is None:
        return _sign("null", words("figure.table.null"), "–")
    return escape(plain(value, kind, words))


@lru_cache
def _sign(name: str, meaning: str, sign: str) -> Markup:
    return Markup('<span class="{0}" title="{1}" aria-label="{1}">{2}</span>').format(name, meaning, sign)


def plain(value: Any, kind: Kind, words: Words) -> str:
    """One value that is not null as the table writes it, not escaped."""
    match kind:
        case "count":
            return words.number(value)
        case "share":
            return words.percent(value)
        case "share1" | "share2":
            return words.number(_hundredfold(value), int(kind[-1]), trim=True)
        case "plain_share":
            return words.number(_hundredfold(value), 1)
        case "date":
            return words.date(value)
        case "published":
            return words.published(value)
        case "state":
            return words(f"state.{value}")
        case _:
            return str(value)


def _hundredfold(share: float) -> float:
    # 0.145 * 100 is 14.499999999999998 in binary, and would be rounded the wrong way.
    return round(share * 100, 9)
