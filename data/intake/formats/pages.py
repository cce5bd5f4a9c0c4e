"""Pages: tables of HTML, which many systems write and call .xls. Nothing is fetched, run or expanded."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from data.errors import IngestError
from data.intake.formats.delimited import decoded
from data.intake.formats.limits import Limits
from data.intake.formats.sheets import Sheet, check_size, rectangle

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([a-z0-9_-]{3,20})", re.IGNORECASE)
_ENCODINGS = {"utf-8": "utf-8", "utf8": "utf-8", "windows-1258": "cp1258"}
_CELLS, _UNREAD, _BREAKS = ("td", "th"), ("script", "style", "title", "template"), ("br", "p", "div", "li")

Spans = tuple[str, int, int]  # a cell's text, columns and rows it reaches over


def read(content: bytes, *, limits: Limits) -> list[Sheet]:
    """Every table that holds something, in order; a table inside a table is its cell's text. IngestError ``html``."""
    page = _Page(limits)
    page.feed(_text(content))
    page.close()
    tables = [rectangle(_spread(table, limits), limits=limits) for table in page.tables]
    sheets = [Sheet(file="", sheet="", rows=rows) for rows in tables if rows]
    if not sheets:
        raise IngestError("file_kind_unknown", file="", reason="html")
    return [Sheet("", str(place) if len(sheets) > 1 else "", sheet.rows) for place, sheet in enumerate(sheets, start=1)]


def _text(content: bytes) -> str:
    said = _CHARSET.search(content[:4096])
    encoding = _ENCODINGS.get(said[1].decode().lower()) if said else None
    if encoding and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            raise IngestError("file_unreadable", file="", reason="characters") from None
    return decoded(content)


class _Page(HTMLParser):
    """The cells of every outermost table, as far as the ceilings allow."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Spans]]] = []
        self._limits, self._cells = limits, 0
        self._depth, self._unread = 0, 0
        self._text: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, a row, a cell begins; what was left open ends."""
        if tag in _UNREAD:
            self._unread += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].append([])
        elif self._depth == 1 and tag in _CELLS:
            self._end_cell()
            said = dict(attrs)
            self._text, self._spans = [], (_span(said.get("colspan")), _span(said.get("rowspan")))
        elif tag in _BREAKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """A cell, row or table ends."""
        if tag in _UNREAD:
            self._unread = max(self._unread - 1, 0)
        elif self._depth == 1 and tag in (*_CELLS, "tr", "table"):
            self._end_cell()
        if tag == "table":
            self._depth = max(self._depth - 1, 0)

    def handle_data(self, data: str) -> None:
        """Text of the cell that is open."""
        if self._text is not None and not self._unread:
            self._text.append(data)

    def close(self) -> None:
        """The page ends, and a cell left open with it."""
        super().close()
        if self._depth:
            self._end_cell()

    def _end_cell(self) -> None:
        if self._text is None:
            return
        if not self.tables[-1]:
            self.tables[-1].append([])
        self._cells += 1
        check_size(rows=len(self.tables[-1]), columns=0, cells=self._cells, limits=self._limits)
        self.tables[-1][-1].append(("".join(self._text), *self._spans))
        self._text = None


def _span(said: str | None) -> int:
    return min(int(said), 1_000) if said and said.isdecimal() and len(said) < 9 and int(said) else 1


def _spread(table: list[list[Spans]], limits: Limits) -> Iterator[list[str | None]]:
    """Rows with the text of a cell in every place it reaches over, as a workbook's merged cells are read."""
    below: dict[int, tuple[str, int]] = {}  # column → text that reaches down, and how many rows more
    cells = 0
    for row in table:
        placed: dict[int, str] = {column: text for column, (text, _) in below.items()}
        below = {column: (text, left - 1) for column, (text, left) in below.items() if left > 1}
        column = 0
        for text, width, height in row:
            while column in placed:
                column += 1
            for reached in range(column, column + width):
                placed[reached] = text
                if height > 1:
                    below[reached] = (text, height - 1)
            column += width
        cells += len(placed)
        check_size(rows=0, columns=len(placed), cells=cells, limits=limits)
        yield [placed.get(place) for place in range(max(placed, default=-1) + 1)]
