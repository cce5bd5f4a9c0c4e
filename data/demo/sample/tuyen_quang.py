"""Tuyên Quang: codes that a spreadsheet made numbers of (their zeros are gone), overall ratings in UTF-16."""

import polars as pl

from data.demo.sample.drawn import YEARS, Province
from data.demo.sample.files import Content, text, workbook
from data.demo.sample.offices import LEARNER, LOOKUPS, RATED, doet, learners, numbered, rows, schools, titles
from data.demo.sample.tables import Cell, File, Marked, Table, changed

SENDER = "so-gddt-tuyen-quang"
_OFFICE = doet("Tuyên Quang")
_SERIAL_OF_1970 = 25569  # how Excel counts its days


def files(part: Province) -> list[File]:
    """One workbook of schools and people, ratings as tab-separated text, needs, supporters' confirmations."""
    made = {
        "Truong_va_hoc_vien_mo-phong.xlsx": _lists(part),
        "XepLoai_2020_mo-phong.tsv": text(_ratings(part), separator="\t", encoding="utf-16-le"),
        "XacNhan_cot_can_mo-phong.xlsx": _confirmed(part),
        "NhuCau_2020_mo-phong.xlsx": _needs(part),
    }
    return [File(SENDER, name, *content) for name, content in made.items()]


def _lists(part: Province) -> Content:
    places = [[int(str(code)), *rest] for code, *rest in schools(part, province="Tuyên Quang")]
    header = ("Mã trường", "Tên trường", "Tỉnh", "Huyện", "Cụm", "TH", "THCS", "THPT", "Vùng khó khăn")
    tables = [
        Table("Trường", header, places, titles=titles(_OFFICE, "Danh sách trường")),
        *(_people(part, year) for year in YEARS),
    ]
    return workbook(*tables, *LOOKUPS, author=_OFFICE)


def _people(part: Province, year: str) -> Table:
    """Identifiers and school codes as numbers, days as Excel counts them."""
    found = [_as_numbers(row) for row in rows(learners(part, year), *LEARNER)]
    if year == YEARS[1]:
        found.append(Marked([99_000_001, "Người Mô Phỏng 99001", 8_999_999, *found[0][3:]], "unknown_school"))
    header = (
        "STT", "Mã định danh", "Họ và tên", "Mã trường", "Đối tượng", "Giới tính", "Dân tộc thiểu số", "Cấp học",
        "Môn dạy", "Vai trò", "Vùng khó khăn", "Đến kỳ đánh giá", "Ngày cấp tài khoản", "Năm học",
    )  # fmt: skip
    kept = [Marked([n, *row], row.key) if isinstance(row, Marked) else [n, *row] for n, row in enumerate(found, 1)]
    return Table(f"Học viên {year}", header, kept, titles=titles(_OFFICE, f"Danh sách học viên năm học {year}"))


def _as_numbers(row: list[Cell]) -> list[Cell]:
    identifier, name, school, *between, day, year = row
    return [int(str(identifier)), name, int(str(school)), *between, _serial(day), year]


def _serial(day: Cell) -> Cell:
    return None if day is None else pl.Series([day]).to_physical()[0] + _SERIAL_OF_1970


def _ratings(part: Province) -> Table:
    found = rows(part.ratings.filter(pl.col("Người đánh giá") != "Đồng nghiệp"), RATED[0], "", *RATED[1:])
    found[30] = changed(found[30], "excellent", {5: "Xuất sắc"})
    header = ("Mã định danh", "Họ và tên", "Năm báo cáo", "Người đánh giá", "Ngày đánh giá", "Kết quả xếp loại")
    return Table("", header, found, titles=titles(_OFFICE, "Kết quả xếp loại theo chuẩn năm 2020"))


def _confirmed(part: Province) -> Content:
    passes = ("Ngày gửi cốt cán", "Ngày cốt cán xác nhận", "Kết quả cốt cán")
    sent = part.training.filter(pl.col("Ngày gửi cốt cán").is_not_null()).sort("Mô đun", "Mã định danh")
    table = Table(
        "Xác nhận",
        ("STT", "Mã định danh", "Họ và tên", "Đợt", "Mô đun", "Ngày gửi cốt cán", "Ngày cốt cán xác nhận",
         "Kết quả cốt cán"),
        numbered(rows(sent, "Mã định danh", "", "Đợt", "Mô đun", *passes)),
        titles=titles(_OFFICE, "Xác nhận của cốt cán"),
    )  # fmt: skip
    return workbook(table, author=_OFFICE)


def _needs(part: Province) -> Content:
    frame = part.needs.with_columns(pl.when(pl.col("Tiêu chí") > 0).then("Tiêu chí"))
    header = ("Mã định danh", "Năm báo cáo", "Mô đun", "Tiêu chí")
    found = [[int(str(code)), *rest] for code, *rest in rows(frame, *header)]
    return workbook(
        Table("Nhu cầu", header, found, titles=titles(_OFFICE, "Nhu cầu bồi dưỡng năm 2020")), author=_OFFICE
    )
