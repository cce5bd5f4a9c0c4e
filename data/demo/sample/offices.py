"""What the files of every office have in common: titles, lists of schools and people, lookup sheets."""

from collections.abc import Sequence

import polars as pl

from data.demo.sample.drawn import YEARS, Province, person
from data.demo.sample.files import SYNTHETIC
from data.demo.sample.tables import Cell, Table

NOTE = f"{SYNTHETIC} – không có người thật, trường thật hay kết quả thật"
LOOKUPS = (
    Table("DM_TrangThai", ("Mã", "Tên trạng thái"), (("1", "Đang làm việc"), ("2", "Nghỉ hưu"), ("3", "Chuyển đi"))),
    Table("DM_Tinh", ("Mã tỉnh", "Tên tỉnh"), (("08", "Tuyên Quang"), ("22", "Quảng Ninh"), ("48", "Đà Nẵng"))),
    Table("DM_CapHoc", ("Mã cấp", "Diễn giải"), (("1", "Tiểu học"), ("2", "THCS"), ("3", "THPT"))),
)
SCHOOL = ("Mã trường", "Tên trường", "Tỉnh/Thành phố", "Quận/Huyện", "Cụm")
LEVELS = ("Tiểu học", "Trung học cơ sở", "Trung học phổ thông")
LEARNER = (  # '' stands for the name
    "Mã định danh", "", "Mã trường", "Đối tượng", "Giới tính", "Dân tộc thiểu số", "Cấp học", "Môn dạy", "Vai trò",
    "Vùng khó khăn", "Đến kỳ đánh giá", "Ngày cấp tài khoản", "Năm học",
)  # fmt: skip
RATED = ("Mã định danh", "Năm báo cáo", "Người đánh giá", "Ngày đánh giá", "Xếp loại")


def titles(office: str, about: str) -> tuple[str, ...]:
    """The lines above a table: who made it, what it is, and that it is made up."""
    return (office.upper(), about.upper(), NOTE)


def doet(name: str) -> str:
    """How a province's department calls itself."""
    return f"Sở Giáo dục và Đào tạo {name}"


def rows(frame: pl.DataFrame, *headers: str) -> list[list[Cell]]:
    """Rows of a frame, '' for a header that is the person's name."""
    kept = [list(row) for row in frame.select(header for header in dict.fromkeys(headers) if header).iter_rows()]
    if "" not in headers:
        return kept
    place = headers.index("")
    return [[*row[:place], person(str(row[0]))[0], *row[place:]] for row in kept]


def numbered(found: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The rows with their number before them."""
    return [[number, *row] for number, row in enumerate(found, start=1)]


def schools(part: Province, *, province: str) -> list[list[Cell]]:
    """Code, name, province as this office writes it, district, cluster, the three levels, disadvantaged."""
    frame = part.schools.with_columns(pl.lit(province).alias("Tỉnh/Thành phố"))
    return rows(frame, *SCHOOL, *LEVELS, "Vùng khó khăn")


def learners(part: Province, year: str) -> pl.DataFrame:
    """The list of one school year."""
    return part.learners.filter(pl.col("Năm học") == year)


def leavers(part: Province, year: str) -> pl.DataFrame:
    """Who is in the list of the school year before and not in this one."""
    lists = [part.earlier, *(learners(part, each) for each in YEARS)]
    before, now = lists[YEARS.index(year)], lists[YEARS.index(year) + 1]
    return before.join(now, on="Mã định danh", how="anti", maintain_order="left")
