"""What export.json says about the example: that it is one, what is assumed, and that it is set aside."""

from datetime import date

PROGRAMME = "BDTX"
_NOTE = (
    "DỮ LIỆU MÔ PHỎNG, một ví dụ cho các năm học sau ETEP: không có người thật, trường thật, xã thật hay kết quả thật. "
    "Số giáo viên, số nữ, số dân tộc thiểu số theo 34 tỉnh cộng từ số của Tổng cục Thống kê 2021 (nhân với tỉ lệ); mọi "
    "thứ còn lại là giả định, kể cả chuỗi xác nhận như ETEP và ba mô đun mỗi năm.",
    "SYNTHETIC DATA, an example of the school years after ETEP: no real person, school, commune or result. Teachers, "
    "women and ethnic-minority teachers of the 34 are added up from the General Statistics Office's counts of 2021 "
    "(times the scale); everything else is assumed, the chain of confirmations as in ETEP among it.",
)
_TITLE = "Mô phỏng bồi dưỡng thường xuyên, dữ liệu đến {}", "Synthetic routine training, data to {}"
_SOURCES = (  # date, name, publisher, note; each in Vietnamese and in English
    (
        "2021",
        (
            "Số trường, giáo viên phổ thông theo tỉnh và cấp học, 2021, cộng theo 34 tỉnh",
            "Schools and general-education teachers by province and level, 2021, added up to the 34",
        ),
        ("Tổng cục Thống kê", "General Statistics Office"),
        (
            "Nơi thiếu số giáo viên dân tộc thiểu số: giả định 0,5 % số giáo viên.",
            "Where the count of ethnic-minority teachers is missing: 0.5% of teachers assumed.",
        ),
    ),
    (
        "2019",
        (
            "Chương trình bồi dưỡng thường xuyên: Thông tư 17/2019 (giáo viên), 18/2019 (cán bộ quản lý)",
            "Routine training programmes: Circulars 17/2019 (teachers) and 18/2019 (managers)",
        ),
        ("Bộ GD&ĐT", "Ministry of Education and Training"),
        (
            "Số thứ tự mô đun khác ETEP: mô đun 7 mang chủ đề của mô đun 5 ETEP. "
            "Tên các mô đun khác chưa có trong nguồn.",
            "Modules are numbered otherwise than in ETEP: module 7 carries the topic of ETEP module 5. "
            "The other titles are not in our sources.",
        ),
    ),
    (
        "2026-04-14",
        (
            "Chuẩn nghề nghiệp giáo viên: Thông tư 20/2018 đến 13/4/2026, Thông tư 30/2026 từ 14/4/2026",
            "Professional standards for teachers: Circular 20/2018 to 13/4/2026, Circular 30/2026 from 14/4/2026",
        ),
        ("Bộ GD&ĐT", "Ministry of Education and Training"),
        (
            "Năm báo cáo 2025 tính đến 31/3/2026 nên theo Thông tư 20/2018. "
            "Tiêu chí của Thông tư 30/2026 chưa có ở đây.",
            "Report year 2025 counts to 31/3/2026 and so follows Circular 20/2018. "
            "The criteria of Circular 30/2026 are not known here.",
        ),
    ),
    (
        "2026",
        (
            "Xã, phường, trường, đợt bồi dưỡng, điểm, ngày, xếp loại, ý kiến, nhu cầu",
            "Communes, schools, courses, scores, dates, ratings, opinions, needs",
        ),
        ("Sinh ngẫu nhiên có hạt giống", "Drawn at random from a seed"),
        ("Giả định.", "Assumed."),
    ),
)


def described(*, as_of: date, scale: float, seed: int) -> dict[str, object]:
    """The contents of export.json."""
    title = tuple(text.format(f"{as_of:%d/%m/%Y}") for text in _TITLE)
    pairs = [title, _NOTE, *(pair for _, *said in _SOURCES for pair in said)]
    return {
        "as_of": as_of.isoformat(),
        "vintage": 34,
        "kind": "synthetic",
        "series": "bdtx-mo-phong",
        "title": title[0],
        "sources": [
            {"name": name[0], "publisher": publisher[0], "dated": dated, "note": note[0]}
            for dated, name, publisher, note in _SOURCES
        ],
        "note": _NOTE[0],
        "english": dict(pairs),
        "programmes": [PROGRAMME],
        "set_aside": True,
        "scale": scale,
        "seed": seed,
    }
