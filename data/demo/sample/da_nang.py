"""Đà Nẵng: text files of an old program (Windows-1258, semicolons), ratings long by criterion in a zip."""

import polars as pl

from data.demo.sample.drawn import YEARS, Province, person
from data.demo.sample.files import text, zipped
from data.demo.sample.offices import LEARNER, RATED, doet, learners, rows, schools, titles
from data.demo.sample.tables import Cell, File, Marked, Table

SENDER = "so-gddt-da-nang"
_OFFICE = doet("thành phố Đà Nẵng")
_WORDS = {1: "Chưa đạt", 2: "Đạt", 3: "Khá", 4: "Tốt"}


def files(part: Province) -> list[File]:
    """Schools and people as text, ratings in a zip, needs with one need a row."""
    lists = [
        (f"hoc_vien_{year}_mo-phong.csv", text(_people(part, year), separator=";", encoding="cp1258")) for year in YEARS
    ]
    long = (f"danh_gia_{rater}_mo-phong.csv" for rater in ("tu_danh_gia", "thu_truong"))
    raters = zip(long, ("Tự đánh giá", "Thủ trưởng"), strict=True)
    return [
        File(SENDER, "danh_sach_truong_mo-phong.csv", *text(_schools(part), separator=";", encoding="cp1258")),
        File(SENDER, "hoc_vien_mo-phong.zip", *zipped(lists)),
        File(
            SENDER,
            "danh_gia_tung_tieu_chi_2020_mo-phong.zip",
            *zipped((name, text(_long(part, rater))) for name, rater in raters),
        ),
        File(SENDER, "nhu_cau_2020_mo-phong.csv", *text(_needs(part), separator=";", encoding="cp1258")),
    ]


def _schools(part: Province) -> Table:
    header = ("Mã trường", "Tên đơn vị", "Tỉnh, thành phố", "Quận, huyện", "Cụm trường")
    levels = ("Có cấp tiểu học", "Có cấp THCS", "Có cấp THPT", "Thuộc vùng khó khăn")
    found = schools(part, province="TP. Đà Nẵng")
    return Table("", (*header, *levels), found, titles=titles(_OFFICE, "Danh sách trường"), total=True)


def _people(part: Province, year: str) -> Table:
    header = (
        "Mã định danh Bộ GDĐT", "Họ và tên", "Mã đơn vị công tác", "GVPT/CBQL", "Nam/Nữ", "DTTS", "Cấp dạy",
        "Môn giảng dạy", "Cốt cán/đại trà", "Thuộc vùng khó khăn", "Đến kỳ thủ trưởng đánh giá", "Ngày tạo tài khoản",
        "Năm học",
    )  # fmt: skip
    found = rows(learners(part, year), *LEARNER)
    wrong = _wrong_people(part, found[0]) if year == YEARS[1] else []
    return Table("", header, [*found, *wrong], titles=titles(_OFFICE, f"Danh sách học viên năm học {year}"))


def _wrong_people(part: Province, like: list[Cell]) -> list[list[Cell]]:
    """A person listed at two schools, and one whose identifier a spreadsheet has rounded."""
    codes = part.schools["Mã trường"]
    twice = [
        Marked(["9999000002", "Người Mô Phỏng 99002", code, *like[3:]], "two_schools") for code in (codes[0], codes[1])
    ]
    rounded = Marked(["9,9E+09", "Người Mô Phỏng 99003", codes[0], *like[3:]], "rounded")
    return [*twice, rounded]


def _long(part: Province, rater: str) -> Table:
    """One row a person and criterion and one for the overall rating, the marks in words."""
    criteria = [f"TC{number}" for number in range(1, 19)]
    keys = RATED[:-1]
    given = part.ratings.filter(pl.col("Người đánh giá") == rater).with_row_index("person")
    marks = given.select("person", *keys, pl.col(criteria).cast(pl.Int32).replace_strict(_WORDS), RATED[-1])
    long = marks.unpivot([*criteria, RATED[-1]], index=["person", *keys], variable_name="Tiêu chí", value_name="Mức")
    long = long.filter(pl.col("Mức").is_not_null()).sort("person", maintain_order=True)
    header = ("Mã định danh", "Năm báo cáo", "Người đánh giá", "Ngày đánh giá", "Tiêu chí", "Mức đạt")
    found = rows(long, *keys, "Tiêu chí", "Mức")
    return Table("", header, found, titles=titles(_OFFICE, f"Kết quả từng tiêu chí năm 2020 – {rater}"))


def _needs(part: Province) -> Table:
    frame = part.needs.with_columns(pl.when(pl.col("Tiêu chí") > 0).then("Tiêu chí"))
    found = [[code, person(str(code))[0], *rest] for code, *rest in rows(frame, *frame.columns)]
    header = ("Mã định danh", "Họ và tên", "Năm báo cáo", "Nhu cầu mô đun", "Số tiêu chí")
    return Table("", header, found, titles=titles(_OFFICE, "Nhu cầu bồi dưỡng năm 2020"))
