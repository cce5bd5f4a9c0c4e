"""Training as its three hands send it: the platform, the supporters, the universities."""

from datetime import date

import pytest

from data.intake.recognise import recognise
from tests.intake.taken import drawn, messy, picked, taken

LMS = """
    Mã định danh | Mô đun | Điểm | Trạng thái hoàn thành | Ngày hoàn thành
    0100000001   | GV1    | 81,5 | Hoàn thành            | 01/02/2021
    0100000002   | GV1    | 30   | Chưa hoàn thành       | 01/02/2021
    0100000003   | GV1    | 40   | Không đạt             | 03/02/2021
    0100000004   | GV1    | 50   | tạm được              | 03/02/2021
"""
SUPPORTER = """
    STT | Mã định danh | Mô đun | Ngày gửi   | Ngày xác nhận | Kết quả      | Mã GVCC
    1   | 0100000001   | GV1    | 05/02/2021 | 09/02/2021    | Đã xác nhận  | 0100000009
    2   | 0100000002   | GV1    | 05/02/2021 |               | Chờ xác nhận | 0100000009
"""
PASSES = "Mã định danh | Mô đun | Ngày gửi | Ngày xác nhận | Kết quả\n 0100000001 | GV1 | 5/2/2021 | 9/2/2021 | Đạt"
DATES = "lms_outcome", "lms_sent_on", "lms_decided_on"


@pytest.mark.parametrize("change", [lambda sheet: sheet, messy])
def test_a_completion_list_is_the_first_pass_alone(change):
    found, shaped, refused = taken(change(drawn(LMS)))

    day = date(2021, 2, 1)
    assert (found.file, found.form.target, refused) == ("ket_qua_lms", "boi_duong", [])
    assert picked(shaped.rows, *DATES) == [
        ("Đạt", day, day),
        (None, None, None),  # whoever is not done has no outcome, and no day of one
        ("Chưa đạt", date(2021, 2, 3), date(2021, 2, 3)),
    ]
    assert ([reason for _, reason in shaped.held], shaped.taken) == (["unknown_status"], 3)
    assert not {"cohort_code", "school_code", "university_outcome"} & set(shaped.rows[0])


@pytest.mark.parametrize("change", [lambda sheet: sheet, messy])
def test_a_list_of_confirmations_by_supporters_also_says_who_supported(change):
    found, shaped, refused = taken(change(drawn(SUPPORTER)))

    assert (found.file, refused, shaped.taken) == ("xac_nhan_cot_can", [], 2)
    assert picked(shaped.rows, "supporter_sent_on", "supporter_decided_on", "supporter_outcome") == [
        (date(2021, 2, 5), date(2021, 2, 9), "Đạt"),
        (date(2021, 2, 5), None, None),
    ]
    assert picked(shaped.others["ho_tro"], "identifier", "module_code", "supporter_identifier") == [
        ("0100000001", "GV1", "0100000009"),
        ("0100000002", "GV1", "0100000009"),
    ]


def test_a_list_of_acknowledgements_under_merged_groups_is_the_universitys():
    found, shaped, _ = taken(
        drawn("""
        STT | Mã định danh | Mô đun | Trường đại học | | | Chứng nhận
            |              |        | Ngày gửi | Ngày ghi nhận | Kết quả | Ngày cấp
        1   | 0100000001   | GV1    | 10/2/2021 | 20/2/2021   | Đã ghi nhận | 1/3/2021
    """)
    )

    assert found.file == "ghi_nhan_dh"
    assert picked(
        shaped.rows, "university_sent_on", "university_decided_on", "university_outcome", "certificate_on"
    ) == [(date(2021, 2, 10), date(2021, 2, 20), "Đạt", date(2021, 3, 1))]


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Danh sách giáo viên cốt cán xác nhận", "xac_nhan_cot_can"),
        ("DANH SÁCH XÁC NHẬN CỦA GVCC", "xac_nhan_cot_can"),
        ("Trường ĐH Sư phạm ghi nhận kết quả", "ghi_nhan_dh"),
        ("Ghi nhận của trường Đại học", "ghi_nhan_dh"),
    ],
)
def test_headers_that_leave_open_whose_pass_it_is_are_decided_by_the_title(title, form):
    assert (found := recognise(drawn(f"{title} | | | | \n{PASSES}"))).file == form
    assert found.ambiguous == ()


def test_without_a_title_whose_pass_it_is_is_asked():
    found = recognise(drawn(PASSES))

    assert {found.file, *found.ambiguous} >= {"xac_nhan_cot_can", "ghi_nhan_dh"}


def test_a_list_of_core_teachers_is_no_list_of_their_confirmations():
    found = recognise(drawn(f"Kết quả LMS của giáo viên cốt cán | | | | \n{LMS.strip()}"))

    assert (found.file, found.ambiguous) == ("ket_qua_lms", ())


def test_whoever_says_what_a_sheet_is_and_what_its_columns_are_is_heeded():
    told = recognise(drawn(PASSES), form="ghi_nhan_dh", columns={2: "", 4: "Kết quả trường ĐH"})

    assert (told.file, told.ambiguous) == ("ghi_nhan_dh", ())
    assert list(told.columns) == [0, 1, 3, 4]
    assert told.unknown == ("Ngày gửi",)


def test_a_column_of_names_is_not_read_even_when_somebody_says_so():
    told = recognise(drawn(PASSES.replace("Ngày gửi", "Họ tên")), columns={2: "Ngày gửi cốt cán"})

    assert 2 not in told.columns


def test_a_whole_list_of_training_is_no_partial_one():
    found = recognise(
        drawn("Mã định danh | Đợt | Mô đun | Mã trường | Cấp học | Điểm | Kết quả\n 1 | a | b | c | d | 1 | Đạt")
    )

    assert (found.file, found.ambiguous, found.missing) == ("boi_duong", (), ())
