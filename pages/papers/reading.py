"""Reading: a paper as HTML to be read on the screen before it is taken away; every word escaped, every table whole."""

import base64
from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup, escape

from pages.papers import flat
from pages.papers.blocks import (
    Blank,
    Block,
    Cell,
    Column,
    Head,
    Heading,
    PageBreak,
    Paper,
    Picture,
    Row,
    Signature,
    Table,
    Text,
    Turn,
)
from pages.texts import Words

_BELOW = 2  # headings of the screen that stand above a paper's first
_FULL_WIDTH = 160.0  # mm between the margins
_NUMBER = Markup(' class="number"')


def html(paper: Paper) -> str:
    """The paper as one article in its own language."""
    words = Words(paper.lang)
    parts = [_block(block, paper, words) for block in paper.blocks]
    if paper.head and not any(isinstance(block, Signature) for block in paper.blocks):
        parts.append(_signature(paper.head))
    above = _head(paper.head) if paper.head else Markup("<h3>{}</h3>").format(paper.title)
    whole = Markup('<article class="t-sheet" lang="{}" tabindex="0" role="region" aria-label="{}">{}{}{}</article>')
    foot = Markup('<p class="foot">{}</p>').format(paper.foot)
    return str(whole.format(paper.lang, paper.title, above, Markup("").join(parts), foot))


def _head(head: Head) -> Markup:
    return Markup(
        '<div class="head"><p>{}<br><b>{}</b><br>{}</p><p><b>{}</b><br><b class="motto">{}</b><br><i>{}</i></p></div>'
        '<h3 class="kind">{}<br>{}</h3>'
    ).format(head.above, head.issuer, head.number, head.nation, head.motto, head.place_and_day, head.kind, head.about)


def _signature(head: Head) -> Markup:
    first, *others = head.recipients or ("",)
    to = Markup("<b><i>{}</i></b>").format(first) + Markup("").join(Markup("<br>{}").format(line) for line in others)
    signed = Markup("<br>").join(escape(line) for line in head.signer)
    return Markup('<div class="head signature"><p>{}</p><p><b>{}</b></p></div>').format(to, signed)


def _block(block: Block, paper: Paper, words: Words) -> Markup:
    match block:
        case Heading():
            return Markup("<h{0}>{1}</h{0}>").format(min(block.level + _BELOW, 6), block.text)
        case Text():
            return Markup('<p class="{}">{}</p>').format(block.style, block.text)
        case Table():
            return _table(block, words)
        case Picture():
            return _picture(block)
        case Blank():
            return Markup('<p class="blank" style="--lines:{}">[…] {}</p>').format(block.lines, block.asks)
        case Signature():
            return _signature(paper.head) if paper.head else Markup("")
        case PageBreak() | Turn():
            return Markup("<hr>")


def _picture(block: Picture) -> Markup:
    source = base64.b64encode(block.png).decode()
    width = round(100 * min(block.width_mm / _FULL_WIDTH, 1))
    said = Markup("<figcaption>{}</figcaption>").format(block.caption) if block.caption else Markup("")
    drawn = Markup('<figure><img style="width:{}%" alt="{}" src="data:image/png;base64,{}">{}</figure>')
    return drawn.format(width, block.alt, source, said)


def _table(table: Table, words: Words) -> Markup:
    rows = Markup("").join(_row(row, table.columns, words) for row in table.rows)
    below = Markup('<p class="note">{}</p>').format(table.note) if table.note else Markup("")
    whole = Markup(
        '<div class="across" tabindex="0" role="region" aria-label="{0}"><table><caption>{0}</caption>'
        "<thead>{1}</thead><tbody>{2}</tbody></table></div>{3}"
    )
    return whole.format(table.title, _titles(table.columns), rows, below)


def _titles(columns: tuple[Column, ...]) -> Markup:
    """One line of titles, or two where headings stand above some of them."""
    if not any(column.group for column in columns):
        return _line(Markup('<th scope="col">{}</th>').format(column.title) for column in columns)
    above, below = [], []
    for group, members in groupby(columns, key=lambda column: column.group):
        titles = [column.title for column in members]
        if group:
            above.append(Markup('<th scope="colgroup" colspan="{}">{}</th>').format(len(titles), group))
            below += [Markup('<th scope="col">{}</th>').format(title) for title in titles]
        else:
            above += [Markup('<th scope="col" rowspan="2">{}</th>').format(title) for title in titles]
    return _line(above) + _line(below)


def _line(cells: Iterable[Markup]) -> Markup:
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _row(row: Row, columns: tuple[Column, ...], words: Words) -> Markup:
    first, *others = zip(row.cells, columns, strict=True)
    head = Markup('<th scope="row"{}>{}</th>').format(_aligned(first[1]), _said(first[0], words))
    rest = Markup("").join(Markup("<td{}>{}</td>").format(_aligned(of), _said(cell, words)) for cell, of in others)
    return Markup("<tr{}>{}{}</tr>").format(Markup(' class="block"') if row.is_block else "", head, rest)


def _aligned(column: Column) -> Markup:
    return Markup("") if column.form == "text" else _NUMBER


def _said(cell: Cell, words: Words) -> Markup:
    """What is printed; the sign of a missing number says why it is missing."""
    if not cell.state:
        return escape(cell.text)
    return Markup('<span class="{}" title="{}">{}</span>').format(cell.state, flat.why(cell.state, words), cell.text)
