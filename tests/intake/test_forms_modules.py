"""Which module a text means, and what titles say of the rows below."""

import pytest

from data.intake.modules import codes
from data.intake.stating import stated


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("GV1", ("GV1",)),
        ("gv 01", ("GV1",)),
        ("QL9", ("QL9",)),
        ("CBQL3", ("QL3",)),
        ("GVPT4", ("GV4",)),
        ("1", ("GV1", "QL1")),
        ("Mô đun 3", ("GV3", "QL3")),
        ("Mô-đun 03", ("GV3", "QL3")),
        ("Module 01", ("GV1", "QL1")),
        ("MĐ 3", ("GV3", "QL3")),
        ("Khóa bồi dưỡng Mô đun 2 cho giáo viên THCS", ("GV2",)),
        ("Mô đun 2 - Cán bộ quản lý", ("QL2",)),
        ("completion-gv1", ("GV1",)),
        ("Quản trị nhân sự trong nhà trường", ("QL2",)),
        ("Tư vấn và hỗ trợ học sinh trong hoạt động giáo dục và dạy học, môn Lịch sử", ("GV5",)),
        ("XÂY DỰNG VĂN HOÁ NHÀ TRƯỜNG", ("GV6", "QL6")),
    ],
)
def test_a_module_is_known_by_code_number_or_title(text, meant):
    assert codes(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "Mô đun",
        "Mô đun 1 và mô đun 2",
        "GV1, GV2",
        "BDTX mô đun 7",
        "BD-GV7",
        "GV0",
        "Mô đun 12",
        "Khóa 2020",
        "Lớp 3",
    ],
)
def test_a_text_that_names_no_module_or_two_means_none(text):
    assert codes(text) == ()


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["SỞ GD&ĐT QUẢNG NINH"], {"province": "Quảng Ninh"}),
        (["Sở Giáo dục và Đào tạo TP. HCM"], {"province": "Hồ Chí Minh"}),
        (["ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU"], {"province": "Bà Rịa - Vũng Tàu"}),
        (["Quảng Ninh, ngày 31 tháng 3 năm 2021"], {}),
        (["Báo cáo TEMIS năm 2020", "Quảng Ninh, ngày 31 tháng 12 năm 2021"],
         {"report_year": 2020, "school_year": "2020-2021"}),
        (["Năm học 2021 - 2022"], {"report_year": 2021, "school_year": "2021-2022"}),
        (["Năm học 2021 - 2023"], {}),
        (["Năm học 2020-2021", "Năm học 2021-2022"], {}),
        (["Biểu A.2.1. Kết quả theo chuẩn nghề nghiệp giáo viên và chuẩn hiệu trưởng"],
         {"table_no": "A.2.1", "audience": "CBQL"}),
        (["Phiếu tự đánh giá"], {"rater": "Tự đánh giá"}),
        (["Mô đun 3", "Module 3"], {"module_code": "Module 3"}),
        (["Mô đun 3", "Mô đun 4"], {}),
    ],
)  # fmt: skip
def test_titles_say_what_they_say_once(titles, said):
    assert stated(titles) == said
