"""What export.json says about the synthetic country: that it is one, and what it was made to meet.

Each sentence is written in Vietnamese; ``english`` pairs it with its English.
"""

from datetime import date

from data.demo import assumptions as assumed
from data.demo.places import provinces

_NOTE = (
    "DỮ LIỆU MÔ PHỎNG: không có người thật, trường thật hay kết quả thật nào. "
    "Số giáo viên, số nữ, số dân tộc thiểu số theo tỉnh và cấp học lấy theo Tổng cục Thống kê 2021 (nhân với tỉ lệ); "
    "tổng số toàn quốc đến 30/6/2022 được dựng cho khớp các số đã công bố; mọi thứ còn lại là giả định.",
    "SYNTHETIC DATA: no real person, school or result. Teachers, women and ethnic-minority teachers by province and "
    "level follow the General Statistics Office 2021 (times the scale); national totals on 30/06/2022 are drawn to "
    "meet the published figures; everything else is assumed.",
)
_ASSUMED = ("Giả định", "Assumption")

Pair = tuple[str, str]  # a sentence in Vietnamese and in English


def described(*, as_of: date, scale: float, seed: int) -> dict[str, object]:
    """The contents of export.json."""
    title = (f"Mô phỏng, dữ liệu đến {as_of:%d/%m/%Y}", f"Synthetic, data to {as_of:%d/%m/%Y}")
    sources = _sources()
    pairs = [title, _NOTE, *(pair for _, *said in sources for pair in said)]
    return {
        "as_of": as_of.isoformat(),
        "vintage": 63,
        "kind": "synthetic",
        "series": "mo-phong",
        "title": title[0],
        "sources": [
            {"name": name[0], "publisher": publisher[0], "dated": dated, "note": note[0]}
            for dated, name, publisher, note in sources
        ],
        "note": _NOTE[0],
        "english": dict(pairs),
        "scale": scale,
        "seed": seed,
    }


def _sources() -> list[tuple[str, Pair, Pair, Pair]]:
    """Date, name, publisher and note of every source, the assumptions among them."""
    return [
        (
            "2021",
            (
                "Số trường, giáo viên phổ thông theo tỉnh và cấp học, 2021",
                "Schools and general-education teachers by province and level, 2021",
            ),
            ("Tổng cục Thống kê", "General Statistics Office"),
            _minority(),
        ),
        (
            "2022-06",
            ("Các số đã công bố về ETEP", "Published figures on ETEP"),
            ("Bộ GD&ĐT, Ngân hàng Thế giới", "Ministry of Education and Training, World Bank"),
            (
                "Trong sổ số đã công bố: F001, F004, F005, F020, F022-F025.",
                "In the register of published figures: F001, F004, F005, F020, F022-F025.",
            ),
        ),
        ("2022", ("Cán bộ quản lí", "School managers"), _ASSUMED, _managers()),
        (
            "2022",
            ("Tỉnh không dùng LMS, nền tảng LMS", "Provinces without an LMS, platforms"),
            _ASSUMED,
            _without_lms(),
        ),
        (
            "2022",
            ("Điểm, ngày, xếp loại, ý kiến, nhu cầu", "Scores, dates, ratings, opinions, needs"),
            ("Sinh ngẫu nhiên có hạt giống", "Drawn at random from a seed"),
            (
                f"Điểm đạt trên LMS: từ {assumed.PASS_SCORE}/100 (giả định).",
                f"Pass mark on the LMS: {assumed.PASS_SCORE} of 100 (assumed).",
            ),
        ),
    ]


def _minority() -> Pair:
    share = f"{assumed.MISSING_MINORITY_SHARE * 100:g}"
    return (
        f"Nơi thiếu số giáo viên dân tộc thiểu số: giả định {share.replace('.', ',')} % số giáo viên.",
        f"Where the count of ethnic-minority teachers is missing: {share}% of teachers assumed.",
    )


def _managers() -> Pair:
    english = " / ".join(f"{number:.1f}" for number in assumed.MANAGERS_PER_SCHOOL)
    vietnamese = english.replace(".", ",")
    return (
        f"Số CBQL mỗi trường (tiểu học / THCS / THPT): {vietnamese}; tỉ lệ nữ suy từ giáo viên.",
        f"Managers per school (primary / lower / upper secondary): {english}; share of women taken from teachers.",
    )


def _without_lms() -> Pair:
    frame = provinces()
    names = ", ".join(frame.filter(frame["code"].is_in(assumed.WITHOUT_LMS))["name_vi"])
    return (
        f"60/63 sở dùng LMS (F001); ba sở không dùng được chọn để minh hoạ: {names}.",
        f"60 of 63 DOETs use the LMS (F001); the three without are chosen to illustrate: {names}.",
    )
