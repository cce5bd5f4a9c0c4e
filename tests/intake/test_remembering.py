"""What somebody said a column is, is known the next time."""

import pytest

from data.errors import IngestError
from data.intake import aliases
from data.intake.remembering import remember


def _remember(path, **columns):
    return remember(path, form="hoc_vien", columns=columns, source="Sở Quảng Ninh")


def test_a_column_once_told_is_an_alias_from_then_on(tmp_path):
    path = tmp_path / "aliases.csv"

    assert _remember(path, **{"Trình\n độ": "Cấp học"}) == 1
    assert "Cấp học" in aliases.aliases(path)["trình độ"]


def test_what_was_told_before_stays_and_is_not_written_twice(tmp_path):
    path = tmp_path / "aliases.csv"
    _remember(path, **{"Trình độ": "Cấp học"})

    assert _remember(path, **{"Trình độ": "Cấp học", "Cơ sở": "Mã trường"}) == 1
    written = path.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line.split(",")[2] for line in written] == ["Cơ sở", "Trình độ"]


def test_what_is_not_to_be_read_is_no_alias_and_makes_no_file(tmp_path):
    assert _remember(tmp_path / "aliases.csv", **{"Ghi chú": ""}) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("header", ["Họ và tên", "Ngày sinh", "Số điện thoại", "Email"])
def test_a_column_that_names_people_is_refused_and_nothing_is_written(tmp_path, header):
    with pytest.raises(IngestError) as caught:
        _remember(tmp_path / "aliases.csv", **{"Cơ sở": "Mã trường", header: "Mã định danh"})

    assert (caught.value.code, caught.value.details["line"]) == ("alias_personal", 2)
    assert list(tmp_path.iterdir()) == []
