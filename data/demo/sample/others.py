"""What universities, the ministry and a department that has only its printed annex send."""

from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from data.demo.sample.drawn import REPORT_YEAR, Drawn, Province
from data.demo.sample.files import Content, text, workbook
from data.demo.sample.offices import LEVELS, NOTE, doet, numbered, rows, titles
from data.demo.sample.tables import Cell, File, Table

_PASS = ("Ngày gửi trường ĐH", "Ngày trường ĐH ghi nhận", "Kết quả trường ĐH", "Ngày cấp chứng nhận")
_HNUE, _ACADEMY = "Trường Đại học Sư phạm Hà Nội", "Học viện Quản lý giáo dục"
_MARKS = ("Chưa đạt", "Đạt", "Khá", "Tốt")
_DUE, _SELF, _HEAD = "Đến kỳ đánh giá", "Tự đánh giá", "Thủ trưởng"


def files(drawn: Drawn) -> list[File]:
    """Confirmations for Quảng Ninh, the ministry's own lists, the annex of Lâm Đồng."""
    part = drawn.provinces["Quảng Ninh"]
    made = {
        ("dhsp-ha-noi", "GhiNhan_Quang_Ninh_mo-phong.xlsx"): _acknowledged(part),
        ("hoc-vien-qlgd", "ghi_nhan_cbql_quang_ninh_mo-phong.csv"): _managers(part),
        ("cuc-nha-giao", "Theo_doi_nop_so_lieu_mo-phong.xlsx"): _owed(drawn),
        ("so-gddt-lam-dong", "Phu_luc_A1_2020_mo-phong.xlsx"): _annex(drawn.provinces["Lâm Đồng"]),
    }
    return [File(sender, name, *content) for (sender, name), content in made.items()]


def _sent(part: Province, prefix: str) -> list[list[Cell]]:
    frame = part.training.filter(pl.col("Mô đun").str.starts_with(prefix) & pl.col(_PASS[0]).is_not_null())
    return rows(frame.sort("Mã định danh", "Mô đun"), "Mã định danh", "", "Đợt", "Mô đun", *_PASS)


def _acknowledged(part: Province) -> Content:
    header = (
        "STT", "Mã định danh\nBộ GD&ĐT", "Họ và tên", "Đợt bồi dưỡng", "Mô đun", "Ngày gửi\ntrường đại học",
        "Ngày ghi nhận của\ntrường ĐH", "Trường ĐH\nghi nhận", "Ngày cấp\nchứng nhận",
    )  # fmt: skip
    about = titles(_HNUE, "Ghi nhận kết quả bồi dưỡng giáo viên tỉnh Quảng Ninh")
    table = Table("Ghi nhận", header, numbered(_sent(part, "GV")), titles=about, repeat_after=250, total=True)
    return workbook(table, author=_HNUE)


def _managers(part: Province) -> Content:
    header = ("Mã định danh CBQL", "Họ và tên", "Đợt", "Mô đun", *_PASS)
    return text(Table("", header, _sent(part, "QL"), titles=titles(_ACADEMY, "Ghi nhận kết quả CBQL tỉnh Quảng Ninh")))


def _owed(drawn: Drawn) -> Content:
    """Every province owes; five have sent."""
    author = "Cục Nhà giáo và Cán bộ quản lý giáo dục"
    owed = Table(
        "Theo dõi nộp",
        ("STT", "Tỉnh/Thành phố", "Bộ dữ liệu", "Năm báo cáo", "Hạn nộp", "Ngày nhận", "Ngày công bố"),
        numbered(rows(drawn.submissions, *drawn.submissions.columns)),
        titles=titles(author, "Theo dõi nộp số liệu TEMIS năm 2020"),
    )
    platforms = Table(
        "LMS",
        ("STT", "Tỉnh/Thành phố", "Nền tảng LMS", "Từ ngày"),
        numbered(rows(drawn.platforms, *drawn.platforms.columns)),
        titles=titles(author, "Nền tảng bồi dưỡng của các sở"),
    )
    return workbook(owed, platforms, author=author)


def _annex(part: Province) -> Content:
    """Biểu A.1.1 and A.1.2 as a TEMIS report prints them: four blocks of five rows."""
    people = _assessed(part)
    office, year = doet("Lâm Đồng"), f"Năm báo cáo {REPORT_YEAR}"
    done = "Giáo viên hoàn thành đánh giá và xếp loại theo chuẩn"
    first = Table(
        "Biểu A.1.1",
        ("Cấp học", "Tổng (Người)", "Tổng (Người)", "Tổng (%)"),
        [_completed(name, group) for name, group in _blocks(people)],
        titles=(
            office.upper(), "Tỉnh Lâm Đồng", NOTE, year,
            "Biểu A.1.1. Kết quả GVPT hoàn thành đánh giá và xếp loại theo chuẩn so với tổng số GVPT theo cấp học",
        ),
        groups=(("Cấp học", "Tổng (Người)", done, None),),
    )  # fmt: skip
    return workbook(first, _marks(people, office, year), author=office)


def _marks(people: pl.DataFrame, office: str, year: str) -> Table:
    """The columns run from Chưa đạt up, as the printed form has them."""
    marks = [cell for mark in _MARKS for cell in (mark, None)]
    return Table(
        "Biểu A.1.2",
        ("Cấp học", *("SL (Người)", "Tỷ lệ (%)") * len(_MARKS)),
        [_rated(name, group) for name, group in _blocks(people)],
        titles=(
            office.upper(), "Tỉnh Lâm Đồng", NOTE, year,
            "Biểu A.1.2. Kết quả đánh giá, xếp loại chung của GVPT theo cấp học ở các mức TỐT, KHÁ, ĐẠT, CHƯA ĐẠT",
        ),
        groups=(("Cấp học", "Kết quả xếp loại", *[None] * 7), (None, *marks)),
    )  # fmt: skip


def _assessed(part: Province) -> pl.DataFrame:
    """Teachers with an account in the report year, and the overall mark of those whose assessment is complete."""
    here = (pl.col("Năm học").str.starts_with(str(REPORT_YEAR))) & (pl.col("Đối tượng") == "GVPT")
    people = part.learners.filter(here)
    for rater in (_SELF, _HEAD):
        given = part.ratings.filter(pl.col("Người đánh giá") == rater)
        marks = given.select("Mã định danh", pl.col("Xếp loại").alias(rater))
        people = people.join(marks, on="Mã định danh", how="left", maintain_order="left")
    is_done = pl.col(_SELF).is_not_null() & ((pl.col(_DUE) == "Không") | pl.col(_HEAD).is_not_null())
    return people.with_columns(mark=pl.when(is_done).then(pl.coalesce(_HEAD, _SELF)))


def _blocks(people: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    """The twenty rows in the form's order; the groups overlap."""
    is_female, is_minority = pl.col("Giới tính") == "Nữ", pl.col("Dân tộc thiểu số") == "Có"
    groups = {"Nữ": is_female, "Dtts": is_minority, "Nữ dtts": is_female & is_minority}
    groups["Vùng khó khăn"] = pl.col("Vùng khó khăn") == "Có"
    found = []
    for name in ("Tổng số", *LEVELS):
        block = people if name == "Tổng số" else people.filter(pl.col("Cấp học") == name)
        found += [(name, block), *((group, block.filter(rule)) for group, rule in groups.items())]
    return found


def _completed(name: str, group: pl.DataFrame) -> list[Cell]:
    done = group["mark"].count()
    return [name, len(group), done, _percent(done, len(group), "0.1")]


def _rated(name: str, group: pl.DataFrame) -> list[Cell]:
    done = group["mark"].count()
    counts = [group.filter(pl.col("mark") == mark).height for mark in _MARKS]
    return [name, *(cell for count in counts for cell in (count, _percent(count, done, "0.01")))]


def _percent(part: int, whole: int, step: str) -> Cell:
    """Half up in exact arithmetic; a dash where there is nobody."""
    return float((100 * Decimal(part) / whole).quantize(Decimal(step), ROUND_HALF_UP)) if whole else "-"
