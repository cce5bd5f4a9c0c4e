"""Quảng Ninh: workbooks of the sector's database, ratings wide by criterion, needs with several modules in a cell."""

import polars as pl

from data.demo.sample.drawn import YEARS, Province, person
from data.demo.sample.files import Content, workbook
from data.demo.sample.offices import LOOKUPS, RATED, doet, learners, leavers, numbered, rows, schools, titles
from data.demo.sample.tables import Cell, File, Marked, Table, changed

SENDER = "so-gddt-quang-ninh"
_OFFICE = doet("Quảng Ninh")
_GONE = ("Nghỉ hưu", "Chuyển đi")
_STAFF = (
    "STT", "Mã định danh\nBộ GD&ĐT", "Họ tên", "Ngày sinh", "Email", "Mã trường", "Trạng thái CB", "Vị trí việc làm",
    "Giới tính", "Dân tộc\nthiểu số", "Cấp học", "Môn dạy", "Vai trò", "Vùng khó khăn", "Đến kỳ\nđánh giá",
    "Ngày cấp\ntài khoản", "Năm học",
)  # fmt: skip
_KEPT = (
    "Giới tính", "Dân tộc thiểu số", "Cấp học", "Môn dạy", "Vai trò", "Vùng khó khăn", "Đến kỳ đánh giá",
    "Ngày cấp tài khoản", "Năm học",
)  # fmt: skip


def files(part: Province) -> list[File]:
    """Schools, people, ratings, needs and supporters' confirmations."""
    made = {
        "CSDL_Truong_mo-phong.xlsx": _schools(part),
        "CSDL_GiaoVien_mo-phong.xlsx": _staff(part),
        "DanhGia_theo_tieu_chi_2020_mo-phong.xlsx": _ratings(part),
        "NhuCau_boi_duong_2020_mo-phong.xlsx": _needs(part),
        "XacNhan_cot_can_mo-phong.xlsx": _confirmed(part),
    }
    return [File(SENDER, name, *content) for name, content in made.items()]


def _schools(part: Province) -> Content:
    header = ("Mã\ntrường", "Tên trường", "Tỉnh/\nThành phố", "Quận/Huyện", "Cụm trường", "TH", "THCS", "THPT")
    table = Table(
        "Danh sách trường",
        (*header, "Vùng\nkhó khăn"),
        schools(part, province="Tỉnh Quảng Ninh"),
        titles=titles(_OFFICE, "Danh sách trường phổ thông"),
        groups=((*header[:5], "Cấp học", None, None, "Vùng\nkhó khăn"),),
        total=True,
    )
    return workbook(table, *LOOKUPS, author=_OFFICE)


def _staff(part: Province) -> Content:
    tables = [
        Table(
            f"CSDL_GiaoVien {year}",
            _STAFF,
            numbered(_people(part, year)),
            titles=titles(_OFFICE, f"Danh sách cán bộ quản lý, giáo viên năm học {year}"),
            repeat_after=100,
            total=True,
        )
        for year in YEARS
    ]
    return workbook(*tables, *LOOKUPS, author=_OFFICE)


def _people(part: Province, year: str) -> list[list[Cell]]:
    """Those at work, and below them those who left after the year before, as the database keeps them."""
    here = [_staff_row(row, "Đang làm việc") for row in learners(part, year).iter_rows(named=True)]
    gone = leavers(part, year).iter_rows(named=True)
    return [*here, *(_staff_row(row, _GONE[place % 2], year=year) for place, row in enumerate(gone))]


def _staff_row(row: dict[str, Cell], state: str, *, year: str | None = None) -> list[Cell]:
    name, born, address = person(str(row["Mã định danh"]))
    post = "Cán bộ quản lý" if row["Đối tượng"] == "CBQL" else "Giáo viên phổ thông"
    kept = [*(row[header] for header in _KEPT[:-1]), year or row["Năm học"]]
    return [row["Mã định danh"], name, born, address, row["Mã trường"], state, post, *kept]


def _ratings(part: Province) -> Content:
    managers = part.learners.filter(pl.col("Đối tượng") == "CBQL")["Mã định danh"].unique()
    is_manager = pl.col("Mã định danh").is_in(managers.implode())
    given = part.ratings.filter(pl.col("Người đánh giá") != "Đồng nghiệp")
    teachers = _wide(given.filter(~is_manager), "GVPT", criteria=15)
    heads = _wide(given.filter(is_manager), "CBQL", criteria=18)
    return workbook(teachers, heads, *LOOKUPS[:1], author=_OFFICE)


def _wide(frame: pl.DataFrame, name: str, *, criteria: int) -> Table:
    header = ("STT", "Mã định danh", "Họ và tên", "Năm\nđánh giá", "Người đánh giá", "Ngày đánh giá", "Xếp loại")
    found = numbered(rows(frame, RATED[0], "", *RATED[1:], *(f"TC{number}" for number in range(1, criteria + 1))))
    if name == "GVPT":
        found[20] = changed(found[20], "mark_7", {9: 7})
    return Table(
        name,
        (*header, *map(str, range(1, criteria + 1))),
        found,
        titles=titles(_OFFICE, f"Kết quả đánh giá theo chuẩn năm 2020 – {name}"),
        groups=((*header, "Tiêu chí", *[None] * (criteria - 1)),),
        repeat_after=150,
        total=True,
    )


def _needs(part: Province) -> Content:
    """One row a person: all modules in one cell, all criteria in another."""
    lists = (pl.col("Mô đun").filter(pl.col("Mô đun") != ""), pl.col("Tiêu chí").filter(pl.col("Tiêu chí") > 0))
    frame = part.needs.group_by("Mã định danh", "Năm báo cáo", maintain_order=True).agg(*lists)
    joined = frame.with_columns(
        pl.col("Mô đun").list.eval("Mô đun " + pl.element().str.slice(2)).list.join("; "),
        pl.col("Tiêu chí").cast(pl.List(pl.String)).list.join(", "),
    )
    table = Table(
        "Nhu cầu",
        ("STT", "Mã định danh", "Họ và tên", "Năm báo cáo", "Mô đun cần bồi dưỡng", "Tiêu chí cần bồi dưỡng"),
        numbered(rows(joined, "Mã định danh", "", "Năm báo cáo", "Mô đun", "Tiêu chí")),
        titles=titles(_OFFICE, "Nhu cầu bồi dưỡng năm 2020"),
    )
    return workbook(table, author=_OFFICE)


def _confirmed(part: Province) -> Content:
    keys = ("Mã định danh", "Mô đun")
    sent = part.training.filter(pl.col("Ngày gửi cốt cán").is_not_null()).join(part.support, on=keys, how="left")
    passes = ("Ngày gửi cốt cán", "Ngày cốt cán xác nhận", "Kết quả cốt cán")
    found = numbered(rows(sent.sort("Mô đun", "Mã định danh"), keys[0], "", "Đợt", keys[1], "Mã cốt cán", *passes))
    lost = Marked([len(found) + 1, "#N/A", "Người Mô Phỏng (không rõ)", *found[-1][3:]], "cell_error")
    table = Table(
        "Xác nhận của cốt cán",
        ("STT", "Mã định danh", "Họ và tên", "Đợt", "Mô đun", "Mã định danh cốt cán", "Ngày gửi cốt cán",
         "Ngày cốt cán xác nhận", "Kết quả xác nhận của cốt cán"),
        [*found, lost],
        titles=titles(_OFFICE, "Xác nhận của giáo viên, cán bộ quản lý cốt cán"),
    )  # fmt: skip
    return workbook(table, author=_OFFICE)
