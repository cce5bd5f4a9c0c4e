"""What the rows of a drawn sheet become: recognised, read cell by cell, and shaped, as the intake does it."""

import unicodedata

from data.intake.formats import Sheet
from data.intake.forms import Shaped
from data.intake.recognise import is_noise, recognise
from data.intake.stating import constants
from data.intake.values import value


def drawn(text, *, name="a.xlsx", title="", first_row=1):
    """A sheet from a drawn table: figures become numbers, nothing is nothing, \\n breaks a line."""
    rows = [[_cell(cell.strip()) for cell in line.split("|")] for line in text.splitlines() if line.strip()]
    width = max(map(len, rows))
    return Sheet(name, title, [row + [None] * (width - len(row)) for row in rows], first_row)


def messy(sheet):
    """The same sheet under title lines, in NFD, with a line break in every header and a repeated header."""
    rows = [
        [unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows
    ]
    above = [["SỞ GIÁO DỤC VÀ ĐÀO TẠO", *[None] * (len(rows[0]) - 1)], [None] * len(rows[0])]
    header = [cell.replace(" ", "\n", 1) if isinstance(cell, str) else cell for cell in rows[0]]
    return Sheet(sheet.file, sheet.sheet, [*above, header, *rows[1:2], rows[0], *rows[2:]], sheet.first_row)


def taken(sheet, **told):
    """(what was recognised, what its rows became, (row, reason) of values that cannot be read)."""
    found = recognise(sheet)
    given, missing = constants(found, told)
    assert (missing, found.ambiguous, found.doubled) == ((), (), ())
    rows, refused = [], []
    places = {header: place for place, header in found.columns.items()}
    for number, cells in enumerate(sheet.rows[found.first_data :], start=found.header_row + 1):
        if is_noise(cells, found):
            continue
        columns = [column for column in found.form.columns if column.header in places]
        read = {column.name: value(cells[places[column.header]], column) for column in columns}
        reasons = [(number, parsed.reason) for parsed in read.values() if parsed.reason]
        refused += reasons
        if not reasons:
            rows.append({"@dong": number} | given | {name: parsed.value for name, parsed in read.items()})
    return found, (found.form.shape or _as_they_are)(rows), refused


def picked(rows, *names):
    """The rows as tuples of these columns."""
    return [tuple(row.get(name) for name in names) for row in rows]


def _as_they_are(rows):
    return Shaped(rows, [], len(rows))


def _cell(text):
    is_figure = text.isdecimal() and not text.startswith("0")
    return (int(text) if is_figure else text.replace("\\n", "\n")) or None
