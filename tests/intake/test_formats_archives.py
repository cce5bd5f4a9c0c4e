"""Zips and odd files: what is refused before it can do harm, and that each refusal says why."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest
import xlwt

from data.errors import IngestError
from data.intake.formats import LIMITS, Limits, read_content, read_file
from tests.intake import drawn

CSV = drawn.csv(drawn.LIST)
TEXTS = [[str(cell) for cell in row] for row in drawn.LIST]


def refusal(content: bytes, *, name: str = "a.zip", limits: Limits = LIMITS) -> tuple[str, str, str]:
    """Code, file and reason of the refusal."""
    with pytest.raises(IngestError) as problem:
        read_content(content, name=name, limits=limits)
    return problem.value.code, problem.value.details["file"], problem.value.details["reason"]


def test_a_zip_gives_the_sheets_of_its_files_named_with_the_zip():
    content = drawn.zipped(
        {"tỉnh/a.csv": CSV, "b.xlsx": drawn.xlsx({"S": drawn.LIST}), "c.xls": drawn.xls({"T": drawn.LIST})}
    )

    found = read_content(content, name="gửi.zip")

    assert [(sheet.file, sheet.sheet) for sheet in found] == [
        ("gửi.zip/tỉnh/a.csv", ""),
        ("gửi.zip/b.xlsx", "S"),
        ("gửi.zip/c.xls", "T"),
    ]
    assert found[0].rows == TEXTS


def test_what_a_system_leaves_in_a_zip_is_passed_over():
    content = drawn.zipped({"__MACOSX/._a.csv": b"\0\1", ".DS_Store": b"\0", "f/~$b.xlsx": b"\0", "a.csv": CSV})

    assert [sheet.file for sheet in read_content(content, name="a.zip")] == ["a.zip/a.csv"]


def test_a_name_in_utf8_that_is_not_declared_as_such_is_read_all_the_same():
    content = drawn.zipped({"Hoà.csv": CSV}).replace(b"\x14\0\0\x08\x08\0", b"\x14\0\0\0\x08\0")

    assert read_content(content, name="a.zip")[0].file == "a.zip/Hoà.csv"


@pytest.mark.parametrize("name", ["../a.csv", "/a.csv", "f/../../a.csv", "..\\a.csv", "C:\\a.csv", "\\\\host\\a.csv"])
def test_a_name_that_leads_out_of_the_folder_is_refused(name):
    assert refusal(drawn.zipped({"b.csv": CSV, name: CSV})) == ("archive_refused", "a.zip", "unsafe_name")


def test_a_zip_in_a_zip_is_refused_whatever_it_is_called():
    assert refusal(drawn.zipped({"b.csv": drawn.zipped({"c.csv": CSV})})) == (
        "archive_refused",
        "a.zip/b.csv",
        "zip_in_zip",
    )


def test_more_files_than_allowed_are_refused():
    assert refusal(drawn.zipped({f"{number}.csv": CSV for number in range(501)}))[2] == "too_many_files"


def test_two_files_of_one_name_are_refused():
    content = drawn.zipped({"a.csv": CSV, "b.csv": CSV}).replace(b"b.csv", b"a.csv")

    assert refusal(content) == ("archive_refused", "a.zip", "same_name_twice")


def test_what_unpacks_to_two_hundred_times_its_size_is_refused():
    bomb = b"a,b\n" * 3_000_000

    assert refusal(drawn.zipped({"b.csv": bomb})) == ("archive_refused", "a.zip", "ratio")


def test_a_bomb_inside_a_workbook_is_refused():
    held = BytesIO(drawn.xlsx({"S": drawn.LIST}))
    with ZipFile(held, "a") as archive:
        archive.writestr("xl/media/x.bin", bytes(12_000_000), compress_type=8)

    assert refusal(held.getvalue(), name="a.xlsx") == ("archive_refused", "a.xlsx", "ratio")


def test_a_bomb_that_declares_a_small_size_is_not_believed():
    content = drawn.zipped({"b.csv": b"a,b\n" * 3_000_000})
    size = (12_000_000).to_bytes(4, "little")
    assert content.count(size) == 2

    with pytest.raises(IngestError):
        read_content(content.replace(size, (20).to_bytes(4, "little")), name="a.zip")


def test_the_sum_of_what_unpacks_is_limited():
    content = drawn.zipped({"a.csv": CSV, "b.csv": CSV})

    assert refusal(content, limits=Limits(unpacked_bytes=len(CSV) + 5)) == (
        "archive_refused",
        "a.zip",
        "unpacked_too_large",
    )


def test_a_zip_with_a_password_is_refused_as_protected():
    content = bytearray(drawn.zipped({"a.csv": CSV}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(content)) == ("file_protected", "a.zip", "password")


def test_a_workbook_with_a_password_is_refused_as_protected():
    marked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le")

    assert refusal(marked, name="a.xlsx") == ("file_protected", "a.xlsx", "password")


def test_an_open_document_with_a_password_is_refused_as_protected():
    content = drawn.rewritten(
        drawn.ods({"S": drawn.LIST}),
        member="META-INF/manifest.xml",
        pattern="</manifest:manifest>",
        by="<manifest:encryption-data/></manifest:manifest>",
    )

    assert refusal(content, name="a.ods") == ("file_protected", "a.ods", "password")


def test_a_torn_file_is_unreadable_of_whatever_kind():
    for whole in (
        drawn.xlsx({"S": drawn.LIST}),
        drawn.ods({"S": drawn.LIST}),
        drawn.xls({"S": drawn.LIST}),
        drawn.parquet(drawn.LIST),
        drawn.zipped({"a.csv": CSV}),
    ):
        assert refusal(whole[: len(whole) // 2]) == ("file_unreadable", "a.zip", "torn")


def test_other_documents_and_packings_are_named():
    held = BytesIO()
    with ZipFile(held, "w", ZIP_STORED) as archive:
        archive.writestr(ZipInfo("[Content_Types].xml"), "<Types/>")
        archive.writestr(ZipInfo("word/document.xml"), "<document/>")

    assert refusal(held.getvalue(), name="a.xlsx") == ("file_kind_unknown", "a.xlsx", "other_document")
    assert refusal(b"Rar!\x1a\x07\x01\x00")[2] == "rar"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))[2] == "other_document"


def test_nothing_is_said_of_nothing():
    empty = xlwt.Workbook()
    empty.add_sheet("S")
    held = BytesIO()
    empty.save(held)

    assert refusal(drawn.zipped({}))[::2] == ("file_empty", "nothing_in_it")
    assert refusal(held.getvalue())[::2] == ("file_empty", "no_rows")
    assert refusal(drawn.xlsx({"S": []}))[::2] == ("file_empty", "no_rows")


def test_a_file_that_is_not_there_is_unreadable(tmp_path):
    with pytest.raises(IngestError, match="cannot_open"):
        read_file(tmp_path / "a.csv")
    with pytest.raises(IngestError, match="cannot_open"):
        read_file(tmp_path)
