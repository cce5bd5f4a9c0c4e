"""A drawn deck: scenes with a map and a chart, with one of them, with neither, and more said than a page holds."""

from dataclasses import replace

import plotly.graph_objects as go

from pages.papers.blocks import Cell, Column, Row, Table
from pages.papers.deck import Deck
from pages.papers.scene import Chart, Item, MapOf, Native, Scene, Series, Tile
from tests.pages.test_map_stills import answer
from tests.papers import drawn

SHARES = (0.93, 0.959, 0.892)
NAMES = ("Tiểu học", "Trung học cơ sở", "Trung học phổ thông")
CHOSEN = "Đối tượng: Giáo viên phổ thông; Năm báo cáo: 2021"
SOURCE = ("Đạt mô đun trên LMS: lượt đạt / lượt đã ghi danh.", "Cả nước, đến 31/12/2021, số liệu mô phỏng.")
FOOT = "Số liệu mô phỏng đến 31/12/2021 · bản demo-2021-12-31 · nội bộ"


def chart() -> Chart:
    """Three bars; the same numbers for the screen and for an office program."""
    figure = go.Figure(go.Bar(x=list(SHARES), y=list(NAMES), orientation="h", marker={"color": "#1F5FA8"}))
    figure.update_layout(height=260, xaxis={"range": [0, 1], "tickformat": ".0%"})
    native = Native("bars", NAMES, (Series("Hoàn thành", SHARES, "#1F5FA8"),))
    return Chart("Hoàn thành theo cấp học", "Ba thanh ngang; cao nhất là trung học cơ sở.", figure, native)


def moved(rows: int = 3) -> Table:
    """Who moved most: name, before, now, the difference, how many."""
    columns = (Column("Tỉnh, thành phố", width=2.2), Column("30/09/2021", "share"), Column("31/12/2021", "share"))
    columns += (Column("Thay đổi (điểm %)", "change"), Column("Lượt học", "count"))
    cells = (Cell("Bà Rịa - Vũng Tàu"), Cell("61,5 %", 0.615), Cell("70,2 %", 0.702), Cell("+8,7", 0.087))
    return Table("moved", "Chuyển biến nhiều nhất", columns, (Row((*cells, Cell("1.514", 1514))),) * rows)


def scene(kind: str = "map", **changes: object) -> Scene:
    """A scene with everything that a page may hold."""
    whole = Scene(
        item=Item(kind),
        title="Bản đồ – Đạt mô đun trên LMS",
        finding="4 trên 60 tỉnh có số liệu đã đạt mốc 95 %. Cần quan tâm trước: Bắc Kạn (44,8 %).",
        tiles=(Tile("Đạt trên LMS", "70,7 %", "125.575 trên 177.566 lượt học", "-21,6 điểm % so với 30/09/2021"),),
        map=MapOf(answer(), "lms_passed", "Đạt mô đun trên LMS"),
        chart=chart(),
        changed=("Cả nước: từ 92,3 % xuống 70,7 % (-21,6 điểm %).", "Tăng nhiều nhất: Bình Phước."),
        moved=moved(),
        silent=("Kon Tum", "Bạc Liêu"),
        silent_said="2 trên 63 tỉnh còn nợ số liệu.",
        table=drawn.listed(10),
        source=SOURCE,
        chosen=CHOSEN,
    )
    return replace(whole, **changes)


def bare(**changes: object) -> Scene:
    """A scene that has neither map nor chart, only its table."""
    nothing = {"tiles": (), "map": None, "chart": None, "changed": (), "moved": None, "silent": (), "silent_said": ""}
    return scene(**(nothing | changes))


def deck(*scenes: Scene, **changes: object) -> Deck:
    """A deck of these scenes, else of one of each kind of page."""
    whole = Deck(
        file="hop-demo",
        lang="vi",
        title="Họp giao ban quý I/2022",
        subtitle="Họp ngày 05/01/2022 · 63 tỉnh, thành phố",
        as_of=drawn.AS_OF,
        kind_said="Số liệu mô phỏng; không phải kết quả của tỉnh nào.",
        foot=FOOT,
        scenes=scenes or (scene(), scene(chart=None), scene(map=None), bare(title="Bảng", finding="Chỉ có bảng.")),
        decisions=replace(drawn.listed(2), key="decisions", title="Kết luận và việc phải làm"),
    )
    return replace(whole, **changes)
