"""Archives: equal files are equal bytes."""

import io
import zipfile

import pytest

from pages.papers import archive


def _names(packed: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(packed)).namelist()


def test_a_zip_is_in_the_order_of_names_and_bears_no_time_of_its_making():
    one, two = archive.zipped([("b", b"2"), ("a", b"1")]), archive.zipped(iter([("a", b"1"), ("b", b"2")]))

    assert one == two
    assert _names(one) == ["a", "b"]
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(one)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_names_of_files_may_be_vietnamese():
    packed = archive.zipped([("Quảng Ninh/báo cáo.docx", b"1")])

    assert _names(packed) == ["Quảng Ninh/báo cáo.docx"]


def test_two_files_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two files of one name"):
        archive.zipped([("a", b"1"), ("a", b"2")])


def test_an_office_file_is_packed_again_with_its_leading_part_first():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name in ("word/document.xml", "a.xml", "[Content_Types].xml"):
            package.writestr(name, name)

    packed = archive.repacked(held.getvalue(), first="[Content_Types].xml")

    assert _names(packed) == ["[Content_Types].xml", "a.xml", "word/document.xml"]
    assert zipfile.ZipFile(io.BytesIO(packed)).read("a.xml") == b"a.xml"
