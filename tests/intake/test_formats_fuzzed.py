"""Damaged and senseless files: sheets or a refusal, nothing else, and never long."""

import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import IngestError
from data.intake.formats import read_content, read_file
from tests.intake import drawn

CODES = {
    "file_unreadable",
    "file_empty",
    "file_too_large",
    "file_kind_unknown",
    "file_protected",
    "archive_refused",
}
WHOLE = {
    "xlsx": drawn.xlsx({"S": drawn.LIST, "T": drawn.LIST}, merged=["A4:C5"]),
    "xls": drawn.xls({"S": drawn.LIST}),
    "ods": drawn.ods({"S": drawn.LIST}),
    "csv": drawn.csv(drawn.LIST),
    "tsv": drawn.csv(drawn.LIST, separator="\t", encoding="utf-16"),
    "parquet": drawn.parquet([[str(cell) for cell in row] for row in drawn.LIST]),
    "zip": drawn.zipped({"a.csv": drawn.csv(drawn.LIST), "b.csv": drawn.csv(drawn.LIST)}),
}
STARTS = [b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1", b"\xff\xfe", b"\xef\xbb\xbf"]
INSIDE = {"xlsx": "xl/worksheets/sheet1.xml", "ods": "content.xml"}
CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), min_size=1, max_size=8)
many = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def judged(content: bytes, *, name: str) -> None:
    """Read the bytes and hold what every reading promises."""
    began = time.monotonic()
    sheets, refused = [], None
    try:
        sheets = read_content(content, name=name)
    except IngestError as error:
        refused = error
    assert time.monotonic() - began < 10
    assert bool(sheets) != bool(refused)
    assert all(len(row) == len(sheet.rows[0]) for sheet in sheets for row in sheet.rows)
    if refused:
        assert refused.code in CODES
        assert refused.details["file"].startswith(name)
        assert refused.details["reason"]


def changed(content: bytes, changes: list[tuple[float, bytes]]) -> bytes:
    """The bytes with some written over; an empty change cuts the file there."""
    for place, written in changes:
        at = int(place * len(content))
        content = content[:at] + written + content[at + len(written) :] if written else content[:at]
    return content


@pytest.mark.parametrize("kind", WHOLE)
@many
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=2000))
def test_senseless_bytes_are_read_or_refused(kind, start, rest):
    judged(start + rest, name=f"a.{kind}")


@pytest.mark.parametrize("kind", WHOLE)
@many
@given(changes=CHANGES)
def test_a_damaged_file_is_read_or_refused(kind, changes):
    judged(changed(WHOLE[kind], changes), name=f"a.{kind}")


@pytest.mark.parametrize("kind", INSIDE)
@many
@given(changes=CHANGES)
def test_a_workbook_whose_sheet_is_damaged_inside_a_sound_zip_is_read_or_refused(kind, changes):
    with ZipFile(BytesIO(WHOLE[kind])) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}

    judged(drawn.zipped(held | {INSIDE[kind]: changed(held[INSIDE[kind]], changes)}), name=f"a.{kind}")


@pytest.mark.parametrize("kind", WHOLE)
def test_the_undamaged_files_are_read(kind, tmp_path):
    path = tmp_path / "a.bin"  # the extension is not what decides
    path.write_bytes(WHOLE[kind])

    assert read_file(path)[0].rows[0] == list(drawn.LIST[0])
