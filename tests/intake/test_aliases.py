"""The other names of our columns: those we bring, those a sender adds, and those nobody may give."""

from collections import Counter

import pytest

from data import reference
from data.errors import IngestError
from data.ingest.read import header_key
from data.intake.aliases import aliases, is_personal, known
from data.intake.forms import FORMS, form_of

HEADERS = {form.name: {column.header for column in form.columns} for form in FORMS}
LEARNERS = form_of("hoc_vien")
PERSONAL = ("Họ tên", "Họ và tên", "HO VA TEN", "Họ đệm", "Tên", "Ngày sinh", "Ngày\nsinh", "Năm sinh",
            "Số điện thoại", "Họ tên (có dấu)", "Tên giáo viên", "Địa chỉ thường trú", "Email")  # fmt: skip


def added(folder, text):
    """A table of aliases somebody wrote."""
    path = folder / "aliases.csv"
    path.write_text("file,header,alias,source\n" + text, encoding="utf-8-sig")
    return path


def test_every_alias_of_ours_names_a_header_of_a_form_and_its_source():
    for file, header, _, source in reference.read("header_aliases").iter_rows():
        assert header in (HEADERS[file] if file else set().union(*HEADERS.values()))
        assert source in ("domain §8", "our reading")


def test_no_alias_means_two_columns_of_one_form():
    rows = [[cell or "" for cell in row] for row in reference.read("header_aliases").iter_rows()]
    for form in FORMS:
        headers = HEADERS[form.name]
        ours = [row for row in rows if row[0] in ("", form.target, form.name) and row[1] in headers]
        meant = {(header_key(alias), header) for _, header, alias, _ in ours}
        meant |= {(header_key(header), header) for header in headers}
        assert not [key for key, times in Counter(key for key, _ in meant).items() if times > 1], form.name


@pytest.mark.parametrize("header", PERSONAL)
def test_names_and_birth_dates_are_known_as_such_and_have_no_alias(header):
    assert is_personal(header)
    assert all(known(form).find(header) is None for form in FORMS)


def test_no_column_of_ours_is_taken_for_a_personal_one():
    ours = [row[2] for row in reference.read("header_aliases").iter_rows()]

    assert not [header for headers in HEADERS.values() for header in headers if is_personal(header)]
    assert not [alias for alias in ours if is_personal(alias)]


@pytest.mark.parametrize(
    "header",
    ["Mã định danh Bộ GD&ĐT", "MÃ ĐỊNH DANH\nBỘ GD&ĐT", "Ma dinh danh Bo GD&DT", "Mã CBGVNV", "2. Mã định danh (*)"],
)
def test_a_header_is_found_with_other_case_accents_breaks_and_ornaments(header):
    assert known(LEARNERS).find(header)[1] == "Mã định danh"


def test_every_key_leads_to_headers_of_ours():
    table = aliases()

    assert table["mã cbgvnv"] == ("Mã định danh",)
    assert set(table["điểm tổng kết"]) == {"Điểm LMS"}


def test_an_added_alias_is_known_and_goes_before_ours(tmp_path):
    extra = added(tmp_path, "hoc_vien,Môn dạy,Chuyên môn,Sở\nhoc_vien,Đối tượng,Chức vụ,Sở\n")

    assert aliases(extra)["chuyên môn"] == ("Môn dạy",)
    table = known(LEARNERS, extra=extra)
    assert table.find("Chức vụ")[0] < table.find("Vị trí việc làm")[0]


def test_a_table_that_is_not_there_adds_nothing(tmp_path):
    assert aliases(tmp_path / "none.csv") == aliases()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("hocvien,Môn dạy,Chuyên môn,Sở", "alias_unknown_file"),
        ("hoc_vien,Điểm LMS,Điểm,Sở", "alias_unknown_header"),
        ("hoc_vien,Mã định danh,Họ và tên,Sở", "alias_personal"),
        ("hoc_vien,Môn dạy,  ,Sở", "alias_empty"),
        ("hoc_vien", "alias_unknown_header"),
    ],
)
def test_an_added_alias_that_cannot_be_used_is_refused_with_its_line(tmp_path, line, code):
    with pytest.raises(IngestError) as raised:
        aliases(added(tmp_path, line + "\n"))

    assert raised.value.code == code
    assert raised.value.details == {"file": "aliases.csv", "line": 2}


def test_a_table_of_aliases_that_is_no_table_is_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(IngestError, match="alias_unreadable"):
        aliases(tmp_path / "a.csv")
