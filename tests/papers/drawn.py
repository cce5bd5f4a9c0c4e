"""A drawn paper: every kind of block, twenty-row tables under merged headings, long names, pages both ways round."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from pages.papers.blocks import (
    Blank,
    Block,
    Cell,
    Column,
    Head,
    Heading,
    PageBreak,
    Paper,
    Picture,
    Row,
    Table,
    Text,
    Turn,
)

AS_OF = date(2021, 3, 31)
LONGEST = (
    "Trường Phổ thông Dân tộc Nội trú Trung học cơ sở và Trung học phổ thông huyện Nguyễn Huệ, tỉnh Thừa Thiên Huế"
)
# What a program might take for its own markup, had it been pasted into a page.
MARKUP = 'a < b & "c" > d; #eval("1") *đậm* _nghiêng_ $x^2$ @nguồn <nhãn> \\u{41} ]] {{x}} // =SUM(A1)'
GROUPS = ("Nữ", "Dtts", "Nữ dtts", "Vùng khó khăn")
RATINGS = ("Chưa đạt", "Đạt", "Khá", "Tốt")

# Accounts and completed, Quảng Ninh 2020: the block's own total, then the four groups.
COUNTS = {
    "Tổng số": ((12275, 11413), (10263, 9728), (1261, 1197), (955, 910), (3124, 2923)),
    "Tiểu học": ((6006, 5757), (5411, 5212), (812, 777), (644, 620), (1678, 1595)),
    "Trung học cơ sở": ((4140, 3694), (3346, 3055), (316, 291), (211, 191), (1118, 1007)),
    "Trung học phổ thông": ((2129, 1962), (1506, 1461), (133, 129), (100, 99), (328, 321)),
}
PROVINCES = (
    "Bà Rịa - Vũng Tàu",
    "Thừa Thiên Huế",
    "Thành phố Hồ Chí Minh",
    "Điện Biên",
    "Cần Thơ",
    "Kiên Giang",
    LONGEST,
)

HEAD = Head(
    above="ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH",
    issuer="SỞ GIÁO DỤC VÀ ĐÀO TẠO",
    number="Số: ……/BC-SGDĐT",
    nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto="Độc lập - Tự do - Hạnh phúc",
    place_and_day="Quảng Ninh, ngày …… tháng …… năm ……",
    kind="BÁO CÁO",
    about="Quản lý bồi dưỡng thường xuyên cho giáo viên, cán bộ quản lý cơ sở giáo dục phổ thông (Báo cáo TEMIS) 2020",
    signer=("GIÁM ĐỐC", "(Ký, ghi rõ họ tên)"),
    recipients=("Nơi nhận:", "- Bộ Giáo dục và Đào tạo (để báo cáo);", "- Ủy ban nhân dân tỉnh;", "- Lưu: VT."),
)


def count(value: int) -> Cell:
    """12.275."""
    return Cell(f"{value:,}".replace(",", "."), value)


def share(part: int, whole: int, decimals: int = 1) -> Cell:
    """92,97; without its trailing zeros."""
    printed = f"{100 * part / whole:.{decimals}f}".rstrip("0").rstrip(".").replace(".", ",")
    return Cell(printed, part / whole)


def completed(*, key: str = "a11", title: str = "Biểu A.1.1. Hoàn thành đánh giá, xếp loại theo cấp học") -> Table:
    """Twenty rows in four blocks; two columns stand under one heading; one row is withheld, one has no data."""
    under = "Giáo viên hoàn thành đánh giá và xếp loại theo chuẩn"
    columns = (
        Column("Cấp học", width=3.0),
        Column("Tổng (Người)", "count"),
        Column("Tổng (Người)", "count", under),
        Column("Tổng (%)", "share", under),
    )
    rows = []
    for block, numbers in COUNTS.items():
        for name, (whole, part) in zip((block, *GROUPS), numbers, strict=True):
            rows.append(Row((Cell(name, name), count(whole), count(part), share(part, whole)), is_block=name == block))
    hidden, empty = Cell("…", None, "withheld"), Cell("–", None, "no_data")
    rows[-2] = replace(rows[-2], cells=(rows[-2].cells[0], hidden, hidden, hidden))
    rows[-1] = replace(rows[-1], cells=(rows[-1].cells[0], empty, empty, empty))
    return Table(key, title, columns, tuple(rows), note="… là số liệu không công bố; – là chưa có số liệu.")


def rated(*, key: str = "a12") -> Table:
    """Twenty rows under four headings of three columns each: counts, shares and changes."""
    columns = [Column("Cấp học", width=2.6)]
    for rating in RATINGS:
        columns += [
            Column("SL (Người)", "count", rating),
            Column("Tỷ lệ (%)", "share", rating),
            Column("Tăng/giảm so với năm trước (%)", "change", rating, 1.3),
        ]
    rows = []
    for block, numbers in COUNTS.items():
        for name, (_, part) in zip((block, *GROUPS), numbers, strict=True):
            cells = [Cell(name, name)]
            for portion in (0.001, 0.0389, 0.5203, 0.4398):
                rate = round(part * portion)
                cells += [count(rate), share(rate, part, 2), Cell("- 2,20", -0.022)]
            rows.append(Row(tuple(cells), is_block=name == block))
    return Table(key, "Biểu A.1.2. Kết quả xếp loại chung", tuple(columns), tuple(rows), note="Mẫu số: số hoàn thành.")


def listed(rows: int = 63) -> Table:
    """A table of several pages with a date a row, and a name as long as they come."""
    columns = (Column("STT", "count", width=0.6), Column("Đơn vị", width=3), Column("Tính đến", "date", width=1.2))
    columns += (Column("Hoàn thành (%)", "share"), Column("Điểm", "points"))
    drawn = [
        Row(
            (
                count(place + 1),
                Cell(PROVINCES[place % 7]),
                Cell("31/03/2021", AS_OF),
                share(900 - place, 1000),
                Cell("3,25", 3.25),
            )
        )
        for place in range(rows)
    ]
    return Table("units", "Biểu B.1. Kết quả theo đơn vị", columns, tuple(drawn))


@cache
def picture(
    *, key: str = "bars", alt: str = "Bốn cột: tỷ lệ hoàn thành theo cấp học, cao nhất là tiểu học."
) -> Picture:
    """Four bars, the same in vector and in pixels."""
    heights = (93.0, 95.9, 89.2, 92.2)
    bars = "".join(
        f'<rect x="{40 + 140 * at}" y="{220 - 2 * height}" width="100" height="{2 * height}" fill="#1F5FA8"/>'
        for at, height in enumerate(heights)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="240" viewBox="0 0 600 240">{bars}</svg>'
    drawn = Image.new("RGB", (1200, 480), "white")
    for at, height in enumerate(heights):
        box = (2 * (40 + 140 * at), 2 * (220 - 2 * height), 2 * (140 + 140 * at), 440)
        ImageDraw.Draw(drawn).rectangle(box, fill="#1F5FA8")
    pixels = BytesIO()
    drawn.save(pixels, "PNG")
    return Picture(key, alt, svg, pixels.getvalue(), caption="Hình 1. Tỷ lệ hoàn thành theo cấp học")


def blocks() -> tuple[Block, ...]:
    """Every kind of block at least once, upright pages, then pages across, then upright again."""
    heading = "Kết quả đánh giá và xếp loại giáo viên phổ thông và cán bộ quản lý cơ sở giáo dục phổ thông"
    counted = "Giáo viên được cấp tài khoản: 12.275 người, trong đó 10.263 nữ; hoàn thành 11.413 người (93 %)."
    return (
        Text("Số liệu MÔ PHỎNG, không phải của tỉnh nào.", "finding"),
        Heading(f"PHẦN A. {heading}", 1),
        Heading("A.1. Kết quả đánh giá và xếp loại giáo viên phổ thông theo chuẩn nghề nghiệp", 2),
        Heading("A.1.1. Kết quả hoàn thành đánh giá so với tổng số, theo cấp học", 3),
        Text(counted),
        completed(),
        Text("Nguồn: TEMIS, tính đến ngày 31/03/2021.", "source"),
        Heading("Những điểm nổi bật", 4),
        Text("Tiểu học cao nhất: 95,9 % (5.757 trên 6.006 giáo viên).", "bullet"),
        Text(f"Trường có tên dài: {LONGEST}.", "bullet"),
        picture(),
        Text("Tỷ lệ không nhất thiết cộng thành 100.", "note"),
        Blank("Nguyên nhân của kết quả trên và biện pháp đã thực hiện"),
        Turn(is_landscape=True),
        Heading("A.1.2. Kết quả xếp loại chung ở các mức TỐT, KHÁ, ĐẠT, CHƯA ĐẠT", 3),
        rated(),
        Turn(is_landscape=False),
        Heading("PHẦN B. Kết quả theo đơn vị", 1),
        listed(),
        PageBreak(),
        Heading("PHẦN C. Đề xuất, kiến nghị", 1),
        Text(MARKUP),
        Blank("Đề xuất với Bộ Giáo dục và Đào tạo", lines=4),
    )


def paper(**changes: object) -> Paper:
    """The whole drawn paper; what is named replaces what was drawn."""
    drawn = Paper(
        file="bao-cao-temis-2020-quang-ninh",
        lang="vi",
        title="Báo cáo TEMIS năm 2020, tỉnh Quảng Ninh",
        as_of=AS_OF,
        blocks=blocks(),
        told=(("Bộ số liệu", "demo-2021-03-31"), ("Tính đến", "31/03/2021"), ("Bản", "nội bộ"), ("Loại", "mô phỏng")),
        foot="Số liệu mô phỏng · tính đến 31/03/2021 · bộ demo-2021-03-31 · bản nội bộ",
        head=HEAD,
    )
    return replace(drawn, **changes)
