"""What export.json says about the synthetic country: that it is one, and what it was made to meet."""

from datetime import date

from data.demo import assumptions as assumed
from data.demo.places import provinces

_NOTE = (
    "DỮ LIỆU MÔ PHỎNG: không có người thật, trường thật hay kết quả thật nào. "
    "Số giáo viên, số nữ, số dân tộc thiểu số theo tỉnh và cấp học lấy theo Tổng cục Thống kê 2021 (nhân với tỉ lệ); "
    "tổng số toàn quốc đến 30/6/2022 được dựng cho khớp các số đã công bố; mọi thứ còn lại là giả định. "
    "Synthetic data: no real person, school or result."
)


def described(*, as_of: date, scale: float, seed: int) -> dict[str, object]:
    """The contents of export.json."""
    return {
        "as_of": as_of.isoformat(),
        "vintage": 63,
        "kind": "synthetic",
        "series": "mo-phong",
        "title": f"Mô phỏng, dữ liệu đến {as_of:%d/%m/%Y}",
        "sources": _sources(),
        "note": _NOTE,
        "scale": scale,
        "seed": seed,
    }


def _sources() -> list[dict[str, str]]:
    return [
        _source(
            "Số trường, giáo viên phổ thông theo tỉnh và cấp học, 2021",
            "Tổng cục Thống kê",
            "2021",
            "province_education_2021.csv. Nơi thiếu số giáo viên dân tộc thiểu số: "
            f"giả định {assumed.MISSING_MINORITY_SHARE:.1%} số giáo viên.",
        ),
        _source(
            "Các số đã công bố về ETEP",
            "Bộ GD&ĐT, Ngân hàng Thế giới",
            "2022-06",
            "published_figures.csv: F001, F004, F005, F020, F022-F025.",
        ),
        _source("Cán bộ quản lí", "Giả định", "2022", _managers()),
        _source("Tỉnh không dùng LMS, nền tảng LMS", "Giả định", "2022", _without_lms()),
        _source(
            "Điểm, ngày, xếp loại, ý kiến, nhu cầu",
            "Sinh ngẫu nhiên có hạt giống",
            "2022",
            f"Điểm đạt trên LMS: từ {assumed.PASS_SCORE}/100 (giả định).",
        ),
    ]


def _source(name: str, publisher: str, dated: str, note: str) -> dict[str, str]:
    return {"name": name, "publisher": publisher, "dated": dated, "note": note}


def _managers() -> str:
    per_school = " / ".join(f"{number:.1f}".replace(".", ",") for number in assumed.MANAGERS_PER_SCHOOL)
    return f"Số CBQL mỗi trường (tiểu học / THCS / THPT): {per_school}; tỉ lệ nữ suy từ giáo viên."


def _without_lms() -> str:
    frame = provinces()
    names = ", ".join(frame.filter(frame["code"].is_in(assumed.WITHOUT_LMS))["name_vi"])
    return f"60/63 sở dùng LMS (F001); ba sở không dùng được chọn để minh hoạ: {names}."
