"""Khánh Hòa: letters taken apart (NFD), the tone on the other vowel (Khánh Hoà), self and head side by side."""

import polars as pl

from data.demo.sample.drawn import YEARS, Province
from data.demo.sample.files import Content, text, workbook, zipped
from data.demo.sample.offices import LEARNER, LOOKUPS, doet, learners, numbered, rows, schools, titles
from data.demo.sample.tables import File, Table

SENDER = "so-gddt-khanh-hoa"
_OFFICE = doet("Khánh Hoà")


def files(part: Province) -> list[File]:
    """Schools, people of both years, ratings, supporters' confirmations and needs."""
    made = {
        "Truong_mo-phong.xlsx": _schools(part),
        "HocVien_mo-phong.zip": zipped(
            [("HocVien_mo-phong.csv", text(_people(part), form="NFD", encoding="utf-8"))],
        ),
        "DanhGia_tu_danh_gia_va_thu_truong_2020_mo-phong.xlsx": _side_by_side(part),
        "CotCan_xac_nhan_mo-phong.xlsx": _confirmed(part),
        "NhuCau_2020_mo-phong.xlsx": _needs(part),
    }
    return [File(SENDER, name, *content) for name, content in made.items()]


def _schools(part: Province) -> Content:
    header = ("Mã CSGD", "Cơ sở giáo dục", "Tỉnh/TP", "Phòng GD&ĐT", "Cụm chuyên môn", "Cấp tiểu học", "Cấp THCS")
    table = Table(
        "Trường",
        (*header, "Cấp THPT", "Vùng ĐBKK"),
        schools(part, province="Khánh Hoà"),
        titles=titles(_OFFICE, "Danh mục cơ sở giáo dục phổ thông"),
    )
    return workbook(table, *LOOKUPS[1:], author=_OFFICE)


def _people(part: Province) -> Table:
    header = (
        "Mã CBGVNV", "Họ và tên", "Mã trường", "Chức vụ", "Giới tính", "Người dân tộc thiểu số", "Cấp học", "Môn dạy",
        "Vai trò học viên", "Vùng đặc biệt khó khăn", "Đến kỳ đánh giá", "Ngày kích hoạt", "Năm học",
    )  # fmt: skip
    found = [row for year in YEARS for row in rows(learners(part, year), *LEARNER)]
    return Table("", header, found, titles=titles(_OFFICE, "Danh sách cán bộ, giáo viên được cấp tài khoản"))


def _side_by_side(part: Province) -> Content:
    """One row a person: the self-assessment and, where it was due, the head's."""
    given = ("Ngày đánh giá", "Xếp loại")
    raters = {"self": "Tự đánh giá", "head": "Thủ trưởng"}
    apart = {
        key: part.ratings.filter(pl.col("Người đánh giá") == rater).select(
            "Mã định danh", "Năm báo cáo", *(pl.col(header).alias(f"{key} {header}") for header in given)
        )
        for key, rater in raters.items()
    }
    both = apart["self"].join(apart["head"], on=("Mã định danh", "Năm báo cáo"), how="left", maintain_order="left")
    header = ("STT", "Mã định danh", "Họ và tên", "Năm đánh giá")
    table = Table(
        "Đánh giá năm 2020",
        (*header, "Ngày đánh giá", "Xếp loại", "Ngày đánh giá", "Xếp loại"),
        numbered(rows(both, "Mã định danh", "", *both.columns[1:])),
        titles=titles(_OFFICE, "Kết quả tự đánh giá và đánh giá của thủ trưởng năm 2020"),
        groups=((*header, "Tự đánh giá", None, "Thủ trưởng đánh giá", None),),
        total=True,
    )
    return workbook(table, author=_OFFICE)


def _confirmed(part: Province) -> Content:
    keys = ("Mã định danh", "Mô đun")
    sent = part.training.filter(pl.col("Ngày gửi cốt cán").is_not_null()).join(part.support, on=keys, how="left")
    passes = ("Ngày gửi cốt cán", "Ngày cốt cán xác nhận", "Kết quả cốt cán")
    table = Table(
        "Xác nhận",
        ("TT", "Mã giáo viên", "Họ và tên", "Mã đợt", "Mã mô đun", "Mã GVCC", "Ngày gửi GVCC",
         "Ngày xác nhận của cốt cán", "Cốt cán xác nhận"),
        numbered(rows(sent.sort("Mã định danh", "Mô đun"), keys[0], "", "Đợt", keys[1], "Mã cốt cán", *passes)),
        titles=titles(_OFFICE, "Tổng hợp xác nhận của cốt cán"),
    )  # fmt: skip
    return workbook(table, author=_OFFICE)


def _needs(part: Province) -> Content:
    frame = part.needs.with_columns(pl.when(pl.col("Tiêu chí") > 0).then("Tiêu chí"))
    table = Table(
        "Nhu cầu",
        ("STT", "Mã cán bộ", "Họ và tên", "Năm", "Mô đun", "Tiêu chí số"),
        numbered(rows(frame, "Mã định danh", "", "Năm báo cáo", "Mô đun", "Tiêu chí")),
        titles=titles(_OFFICE, "Nhu cầu bồi dưỡng"),
    )
    return workbook(table, author=_OFFICE)
