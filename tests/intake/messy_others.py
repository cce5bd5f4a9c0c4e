"""The messy delivery's other half: ratings, needs, answers, reports and printed tables."""

from datetime import date, timedelta

from tests.intake.messy import (
    CRITERIA,
    DAY,
    MANAGERS,
    MODULES,
    NOBODY,
    OTHERS,
    QUESTIONS,
    TEACHERS,
    Line,
    Table,
    headers_of,
    lines,
    training,
    wrong,
)

_RATED = ("Mã định danh", "Năm báo cáo", "Người đánh giá", "Ngày đánh giá")
_ABOUT = ("Lâm Đồng", 2020, "GVPT")
_DONE = "Giáo viên hoàn thành đánh giá và xếp loại theo chuẩn"


def tables() -> tuple[Table, ...]:
    """Every file of the delivery, those of training too."""
    return (*training(), *_ratings(), *_ratings_otherwise(), *_support(), *_answers(), *_reports(), *_printed())


def _ratings() -> tuple[Table, ...]:
    plain = [(person, 2020, "Tự đánh giá", DAY, "Khá", *[3] * 15, *[None] * 3) for person in TEACHERS[:4]]
    named = [(person, 2020, "Tự đánh giá", DAY, "Khá", *[3] * 15) for person in TEACHERS[4:8]]
    managers = [(person, 2020, "Thủ trưởng", DAY, "Tốt", *[4] * 18) for person in MANAGERS]
    return (
        Table(
            "so-ha-noi/xếp loại.ods",
            "danh_gia",
            "ods",
            headers_of("danh_gia"),
            (
                *lines(*plain),
                wrong(plain[0], "mark_outside_scale", c0=TEACHERS[8], c7=7),
                wrong(plain[0], "unknown_code", c0=TEACHERS[8], c4="Xuất sắc"),
                wrong(plain[0], "criterion_not_in_standard", c0=TEACHERS[9], c22=3),
                wrong(plain[0], "no_account_that_year", c1=2019),
                wrong(plain[0], "rating_without_date", c0=TEACHERS[9], c3=None),
            ),
        ),
        Table(
            "so-ha-noi/đánh giá giáo viên.xlsx",
            "danh_gia_giao_vien",
            "xlsx",
            (*_RATED, "Xếp loại", *CRITERIA["teacher"]),
            (*lines(*named), wrong(named[0], "not_a_whole_number", c0=TEACHERS[9], c6=2.5)),
        ),
        Table(
            "so-ha-noi/đánh giá cán bộ quản lý.xls",
            "danh_gia_quan_ly",
            "xls",
            (*_RATED, "Xếp loại", *CRITERIA["manager"]),
            (*lines(*managers), wrong(managers[0], "unknown_person", c0=NOBODY)),
        ),
    )


def _ratings_otherwise() -> tuple[Table, ...]:
    long = [(OTHERS[at], 2020, "Tự đánh giá", DAY, f"Tiêu chí {no}", 3) for at in range(2) for no in range(1, 16)]
    long += [(OTHERS[at], 2020, "Tự đánh giá", DAY, "Xếp loại chung", 3) for at in range(2)]
    sides = [(person, 2020, DAY, "Khá", "Tốt") for person in OTHERS[3:6]]
    twice = (OTHERS[6], 2020, "Tự đánh giá", DAY, "Tiêu chí 1", 3)
    return (
        Table(
            "so-quang-ninh/từng tiêu chí.tsv",
            "danh_gia_dai",
            "tsv",
            (*_RATED, "Tiêu chí", "Mức"),
            (
                *lines(*long),
                wrong(twice, "unknown_criterion", c4="Tiêu chí về lòng vui vẻ"),
                Line(twice, "rows_contradict"),
                wrong(twice, "rows_contradict", c5=2),
            ),
        ),
        Table(
            "so-quang-ninh/hai bên.xlsx",
            "xep_loai_hai_ben",
            "xlsx",
            ("Mã định danh", "Năm báo cáo", "Ngày đánh giá", "Tự đánh giá xếp loại", "Thủ trưởng xếp loại"),
            (*lines(*sides), wrong(sides[0], "nothing_said", c0=OTHERS[7], c3=None, c4=None)),
        ),
    )


def _support() -> tuple[Table, ...]:
    support = [(person, "GV1", TEACHERS[9]) for person in TEACHERS[:5]]
    needs = [(person, "2020", "GV4; GV9", None) for person in TEACHERS[:4]]
    return (
        Table(
            "so-ha-noi/hỗ trợ.csv",
            "ho_tro",
            "csv",
            headers_of("ho_tro"),
            (
                *lines(*support),
                wrong(support[0], "cell_error", c2="#N/A"),
                wrong(support[0], "not_an_identifier", c0="chị Hoa"),
            ),
        ),
        Table(
            "so-ha-noi/nhu cầu.parquet",
            "nhu_cau",
            "parquet",
            headers_of("nhu_cau"),
            (*lines(*needs), wrong(needs[0], "nothing_said", c0=TEACHERS[5], c2=None)),
        ),
    )


def _answers() -> tuple[Table, ...]:
    answers = [(person, QUESTIONS[0][0], module, 4, DAY) for person in TEACHERS[:5] for module in MODULES[:1]]
    wide = [(person, "GV1", "02/04/2021", "5", "4", "3") for person in OTHERS[:4]]
    return (
        Table(
            "lms-mot/khảo sát.tsv",
            "khao_sat",
            "tsv",
            headers_of("khao_sat"),
            (
                *lines(*answers),
                wrong(answers[0], "answer_outside_scale", c2="GV2", c3=9),
                wrong(answers[0], "unknown_reference", c1="hoi-gi-do"),
            ),
        ),
        Table(
            "lms-hai/khảo sát mỗi câu một cột.parquet",
            "khao_sat_rong",
            "parquet",
            ("Mã định danh", "Mô đun", "Ngày trả lời", *(wording for _, wording in QUESTIONS)),
            (*lines(*wide), wrong(wide[0], "unknown_answer", c1="GV2", c4="tạm")),
        ),
    )


def _reports() -> tuple[Table, ...]:
    active = [("Hà Nội", DAY + timedelta(days=day), "Đại trà", 100 + day) for day in range(6)]
    due = [(name, "assessment", 2020, date(2021, 3, 31), DAY, None) for name in ("Hà Nội", "Quảng Ninh", "Lâm Đồng")]
    platforms = [("Hà Nội", "VNPT", date(2020, 10, 27)), ("Quảng Ninh", "Viettel", date(2020, 10, 29))]
    own = ("Trường Đại học Vinh", 2020, "Chương trình đào tạo", 4.5, "điểm", "trường gửi")
    cell = ("Lào Cai", 2020, "GVPT", "A.1.1", "all", "total", "base_count", 205, "205", "seen", "bao cao")
    return (
        Table(
            "cuc/hoạt động.xlsx",
            "hoat_dong",
            "xlsx",
            headers_of("hoat_dong"),
            (*lines(*active), wrong(active[0], "not_a_number", c1=date(2021, 2, 1), c3="hai mươi")),
        ),
        Table(
            "cuc/theo dõi nộp.zip",
            "bao_cao",
            "zip",
            headers_of("bao_cao"),
            (*lines(*due), wrong(due[0], "unknown_province", c0="Hà Lội")),
        ),
        Table("cuc/nền tảng.xls", "lms", "html", headers_of("lms"), lines(*platforms)),
        Table(
            "cuc/số liệu công bố.xlsx",
            "so_lieu_cong_bo",
            "xlsx",
            headers_of("so_lieu_cong_bo"),
            (*lines(cell), wrong(cell, "ambiguous_number", c6="completed_count", c7="1.234")),
        ),
        Table(
            "cuc/TEIDI.xlsx",
            "teidi",
            "xlsx",
            headers_of("teidi"),
            (*lines(own), wrong(own, "unknown_code", c0="Đại học Trên Mây")),
        ),
    )


def _printed() -> tuple[Table, ...]:
    about = ("Tỉnh/Thành phố", "Năm báo cáo", "Đối tượng", "Biểu", "Nguồn")
    blocks = ("Tổng số", "Nữ", "Tiểu học", "Nữ")
    people = [(name, *_ABOUT, "A.1.1", "phụ lục", 40, 38, "95,0") for name in blocks]
    marks = [(name, *_ABOUT, "A.1.2", "phụ lục", 1, "2,6", 7, "18,4", 20, "52,6", 10, "26,3") for name in blocks]
    levels = ("Chưa đạt", "Đạt", "Khá", "Tốt")
    ends = tuple(f"{level}: {what}" for level in levels for what in ("SL (Người)", "Tỷ lệ (%)"))
    return (
        Table(
            "so-lam-dong/phụ lục một.xlsx",
            "bieu_a11",
            "xlsx",
            ("Cấp học/Nhóm", *about, "Tổng (Người)", f"{_DONE}: Tổng (Người)", f"{_DONE}: Tổng (%)"),
            (*lines(*people), wrong(people[0], "unknown_group", c0="Kinh")),
            titles=("Biểu A.1.1. Kết quả của giáo viên",),
            is_ordered=True,
        ),
        Table(
            "so-lam-dong/phụ lục hai.xlsx",
            "bieu_a12",
            "xlsx",
            ("Cấp học/Nhóm", *about, *ends),
            (*lines(*marks), wrong(marks[0], "not_a_number", c6="x x")),
            titles=("Biểu A.1.2. Kết quả của giáo viên",),
            is_ordered=True,
        ),
    )
