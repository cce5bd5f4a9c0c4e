"""Records of long texts: the fast telling of lines gives what Python's own strict reader gives, piece by piece."""

import csv
from io import StringIO

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import IngestError
from data.intake.formats import flats, lines
from data.intake.formats.limits import Limits

PIECES = [
    "a",
    "b",
    '"',
    ",",
    "\n",
    "\r\n",
    "\r",
    "x y",
    "ộ",
    "\u2028",
    '""',
    '","',
    '"a,b"',
    '"p\nq"',
    "1,2,3\n",
    '1,"2",3\r\n',
]
TEXTS = st.lists(st.sampled_from([*PIECES, "7,,8\n", "4,5,6\n"]), max_size=40).map("".join)


def strict(text: str) -> list[list[str]] | str:
    """What Python's reader makes of the text."""
    try:
        return [_plain(cells) for cells in csv.reader(StringIO(text, newline=""), strict=True)]
    except csv.Error:
        return "quotes"


def told(text: str, *, step: int) -> list[list[str]] | str:
    """The same by pieces of ``step`` bytes, put in order by the numbers told."""
    content, rest, found, number = text.encode(), b"", [], 0
    try:
        for at in range(0, len(content) + 1, step):
            is_last = at + step > len(content)
            rest += content[at : at + step]
            end = len(rest) if is_last else rest.rfind(b"\n") + 1
            piece = lines.piece_of(rest[:end], separator=",", columns=3, is_last=is_last)
            rest = rest[piece.used :]
            rows = _frame(piece).rows()
            found += [(number + int(place), _plain(row)) for place, row in zip(piece.places, rows, strict=True)]
            found += [(number + place, _plain(cells)) for place, cells in piece.odd]
            number += piece.records
    except IngestError as problem:
        return problem.details["reason"]
    assert sorted(place for place, _ in found) == list(range(number)), "every record has its number"
    return [cells for _, cells in sorted(found)]


def _frame(piece: lines.Piece) -> pl.DataFrame:
    return flats.parsed(piece, separator=",", columns=3)


def _plain(cells: list[str | None]) -> list[str]:
    return [(cell or "").replace("\r\n", "\n").replace("\r", "\n") for cell in cells]


@settings(max_examples=2000, deadline=None)
@given(text=TEXTS, step=st.sampled_from([5, 11, 1000]))
def test_any_text_is_parted_as_the_strict_reader_parts_it(text, step):
    assert told(text, step=step) == strict(text)


def test_a_cell_beyond_the_strict_readers_ceiling_is_refused():
    with pytest.raises(IngestError, match="quotes"):
        lines.piece_of(b"a,b,c\n1,2," + b"x" * 200_000 + b"\n", separator=",", columns=3, is_last=True)


def test_a_record_that_never_ends_is_refused_before_it_fills_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(flats, "_LONGEST", 1 << 20)
    monkeypatch.setattr(flats, "_CHUNK", 1 << 18)
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n" + b"x" * (3 << 20))
    flat = flats.open_text(path, tmp_path)

    with pytest.raises(IngestError, match="line_too_long"):
        list(flat.batches(limits=Limits()))


@pytest.mark.parametrize(("limits", "reason"), [(Limits(flat_rows=5), "rows"), (Limits(columns=3), "columns")])
def test_more_than_the_limit_is_refused(tmp_path, limits, reason):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 9 + b"1,2,3,4\n")
    flat = flats.open_text(path, tmp_path)

    with pytest.raises(IngestError) as problem:
        list(flat.batches(limits=limits))
    assert problem.value.details["reason"] == reason
