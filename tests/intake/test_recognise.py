"""Drawn sheets: what each of them is, where its header stands, and which rows are no records."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest.layout import FILES
from data.intake.formats import Sheet
from data.intake.recognise import is_noise, noise_of, recognise

LAYOUT = {file.name: [column.header for column in file.columns] for file in FILES}
TRAINING = """
    Mã định danh | Đợt | Mô đun | Mã trường | Cấp học  | Ngày ghi danh | Điểm LMS
    0123456789   | CC1 | GV1    | 01001501  | Tiểu học | 01/02/2021    | 81,5
    0123456790   | CC1 | GV2    | 01001501  | Tiểu học | 01/02/2021    | 90
"""


def sheet(drawn, *, first_row=1):
    """A sheet from a drawn table: figures become numbers, nothing is nothing."""
    lines = [line for line in drawn.splitlines() if line.strip()]
    rows = [[_cell(text.strip()) for text in line.split("|")] for line in lines]
    width = max(map(len, rows))
    return Sheet("a.xlsx", "Sheet1", [row + [None] * (width - len(row)) for row in rows], first_row)


def _cell(text):
    return (int(text) if text.isdecimal() and not text.startswith("0") else text.replace("\\n", "\n")) or None


@pytest.mark.parametrize("name", LAYOUT)
def test_the_headers_of_the_layout_are_that_file_and_no_other(name):
    found = recognise(Sheet("a", "", [LAYOUT[name], ["x"] * len(LAYOUT[name])], 1))

    assert (found.file, found.ambiguous, found.missing, found.unknown) == (name, (), (), ())
    assert list(found.columns.values()) == LAYOUT[name]


@pytest.mark.parametrize("name", LAYOUT)
@given(seed=st.integers(0, 10**6), form=st.sampled_from(["NFC", "NFD", "upper", "breaks", "plain"]))
def test_order_normal_form_case_and_line_breaks_change_nothing(name, seed, form):
    headers = random.Random(seed).sample(LAYOUT[name], len(LAYOUT[name]))  # noqa: S311 - an order, no secret
    change = {
        "upper": str.upper,
        "breaks": lambda text: text.replace(" ", "\n"),
        "plain": lambda text: (
            unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d")).encode("ascii", "ignore").decode()
        ),
    }.get(form, lambda text: unicodedata.normalize(form, text))
    found = recognise(Sheet("a", "", [["Báo cáo"], [], [change(text) for text in headers]], 3))

    assert (found.file, found.ambiguous, found.header_row, found.first_data) == (name, (), 5, 3)
    assert [found.columns[place] for place in range(len(headers))] == headers


def test_title_lines_above_are_passed_over():
    titles = "SỞ GIÁO DỤC VÀ ĐÀO TẠO | | | | | | \n DANH SÁCH BỒI DƯỠNG | | | | | | \n Năm học | 2020-2021\n"
    found = recognise(sheet(titles + TRAINING.strip("\n"), first_row=2))

    assert (found.file, found.header_row, found.first_data) == ("boi_duong", 5, 4)


def test_a_header_below_thirty_rows_is_not_looked_for():
    rows = [["Ghi chú", "x"]] * 31 + [LAYOUT["boi_duong"]]

    assert recognise(Sheet("a", "", rows, 1)) is None


def test_a_header_in_two_rows_is_read_with_its_groups():
    found = recognise(
        sheet("""
        STT | Mã định danh | Đợt | Mô đun | Mã trường | Cấp học | Ngày ghi danh|LMS|LMS|LMS|Cốt cán||Trường ĐH|
            |  |   |  |  |  |  | Điểm | Ngày nộp | Kết quả | Ngày xác nhận | Kết quả | Ngày ghi nhận | Kết quả
        1 |0123456789 | CC1 | GV1 | 01001501 | Tiểu học | 01/02/2021 | 80|1/3/2021 | Đạt | 2/3/2021|Đạt|3/3/2021|Đạt
    """)
    )

    assert (found.file, found.header_row, found.first_data, found.missing) == ("boi_duong", 2, 2, ())
    assert list(found.columns.values())[6:] == [
        "Điểm LMS", "Ngày nộp LMS", "Kết quả LMS", "Ngày cốt cán xác nhận", "Kết quả cốt cán",
        "Ngày trường ĐH ghi nhận", "Kết quả trường ĐH",
    ]  # fmt: skip
    assert found.headers[11] == "Cốt cán Kết quả"


def test_criteria_numbered_under_a_group_are_criteria():
    found = recognise(
        sheet("""
        Mã định danh | Năm báo cáo | Người đánh giá | Tiêu chí | Tiêu chí | Tiêu chí | Xếp loại
        Mã định danh | Năm báo cáo | Người đánh giá | 1        | 2        | 3        | Xếp loại
        0123456789   | 2021        | Tự đánh giá    | 3        | 4        | 4        | Khá
    """)
    )

    assert found.file == "danh_gia"
    assert list(found.columns.values())[3:6] == ["TC1", "TC2", "TC3"]


def test_a_header_of_one_row_does_not_swallow_the_first_record():
    found = recognise(sheet(TRAINING))

    assert (found.header_row, found.first_data) == (1, 1)


def test_a_staff_list_of_the_sector_database_is_a_learner_list_that_lacks_columns():
    found = recognise(
        sheet("""
        STT | UBND Xã | Tên trường | Mã định danh Bộ GD&ĐT | Họ tên | Ngày sinh | Trạng thái | Vị trí việc làm | Môn dạy
        1   | Xã A    | TH B       | 0123456789 | (tên) | 01/02/1980 | Đang làm việc | Giáo viên | Toán
    """)
    )

    assert (found.file, found.ambiguous) == ("hoc_vien_kem_truong", ())
    assert found.columns == {1: "Quận/Huyện", 2: "Tên trường", 3: "Mã định danh", 6: "Tình trạng công tác",
                             7: "Đối tượng", 8: "Môn dạy"}  # fmt: skip
    assert found.personal == ("Họ tên", "Ngày sinh")
    assert found.unknown == (), "a running number is no column that anybody misses"
    assert "Năm học" in found.missing


@pytest.mark.parametrize(
    "drawn",
    [
        "Mã | Tên\n 01 | Tiểu học\n 02 | THCS",
        "Danh mục | Ghi chú\n Toán | x",
        "Mã trường | Tên trường\n 01001501 | TH A",
        "Tỉnh | Huyện\n Hà Nội | Ba Đình",
        "Hướng dẫn: điền vào sheet sau",
        "Họ tên | Ngày sinh | Email\n x | y | z",
    ],
)
def test_lookup_sheets_and_notes_are_no_table(drawn):
    assert recognise(sheet(drawn)) is None


def test_an_empty_sheet_is_no_table():
    assert recognise(Sheet("a", "", [], 1)) is None
    assert recognise(Sheet("a", "", [[], [None]], 1)) is None


def test_a_table_without_required_columns_says_which():
    found = recognise(sheet("Mã định danh | Đợt | Mã trường | Ngày cấp chứng nhận\n 0123456789 | CC1 | 1 | 1/2/2021"))

    assert found.file == "boi_duong"
    assert found.missing == ("Mô đun", "Cấp học")


def test_a_table_that_fits_two_kinds_names_the_other():
    found = recognise(sheet("Mã định danh | Mã trường | Cấp học | Môn dạy\n 0123456789 | 01001501 | Tiểu học | Toán"))

    assert {found.file, *found.ambiguous} == {"hoc_vien", "boi_duong"}


def test_a_column_that_comes_twice_is_named_and_the_surer_of_two_names_is_read():
    twice = recognise(sheet(TRAINING.replace("Điểm LMS", "Mô đun")))
    surer = recognise(sheet(TRAINING.replace("Đợt ", "Mã CBGVNV | Đợt ").replace("CC1", "x | CC1")))

    assert twice.doubled == ("Mô đun",)
    assert surer.doubled == ()
    assert (surer.columns[0], surer.unknown) == ("Mã định danh", ("Mã CBGVNV",))


def test_an_added_alias_is_heeded(tmp_path):
    extra = tmp_path / "aliases.csv"
    extra.write_text("file,header,alias,source\nboi_duong,Mã trường,Nơi dạy,Sở\n", encoding="utf-8")
    drawn = sheet(TRAINING.replace("Mã trường", "Nơi dạy"))

    assert recognise(drawn).unknown == ("Nơi dạy",)
    assert recognise(drawn, extra=extra).columns[3] == "Mã trường"


def test_rows_that_are_no_records_are_told_apart():
    found = recognise(sheet("STT | " + TRAINING.strip().replace("\n", "\n 1 | ")))
    rows = {
        "header": ["STT", "Mã định danh", "Đợt", "Mô đun", "MÃ TRƯỜNG", "Cấp\nhọc", "Ngày ghi danh", "Điểm LMS"],
        "numbering": ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        "total": ["Tổng cộng: 2", 2, None, None, None, None, None, 85.75],
        "section": [None] + ["Trường THPT A"] * 7,
        "empty": ["Người lập biểu", None, None, None, None, None, None, None],
    }

    assert {kind: noise_of(row, found) for kind, row in rows.items()} == {kind: kind for kind in rows}
    assert not is_noise([3, "0123456789", "CC1", "GV1", "01001501", "Tiểu học", "01/02/2021", 80], found)
    assert is_noise([None, "Cộng", None, None, None, None, None, None], found)


def test_both_lines_of_a_repeated_header_are_no_records():
    drawn = sheet("""
        Mã định danh | Năm báo cáo | Người đánh giá | Tiêu chí | Tiêu chí
        Mã định danh | Năm báo cáo | Người đánh giá | 1        | 2
    """)

    assert all(is_noise(row, recognise(drawn)) for row in drawn.rows)


def test_a_group_called_total_is_a_record():
    headers = ["Nhóm", *(text for text in LAYOUT["so_lieu_cong_bo"] if text != "Nhóm")]
    found = recognise(Sheet("a", "", [headers], 1))

    assert not is_noise(["Tổng số", "Hà Nội", *["x"] * (len(headers) - 2)], found)


CELL = st.one_of(st.none(), st.booleans(), st.integers(-5, 200), st.floats(), st.text(max_size=8),
                 st.sampled_from([text for headers in LAYOUT.values() for text in headers]), st.dates())  # fmt: skip


@given(rows=st.lists(st.lists(CELL, max_size=6), max_size=6))
def test_any_sheet_is_a_table_of_ours_or_none(rows):
    found = recognise(Sheet("a", "", rows, 1))

    kinds = {None, "empty", "header", "numbering", "total", "section"}
    assert found is None or all(noise_of(row, found) in kinds for row in rows)
