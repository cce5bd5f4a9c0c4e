"""Forms of printed tables: biểu A.1.1 and A.1.2 of a TEMIS report, four blocks of rows under a header with groups."""

import re
from decimal import Decimal

from data.intake import numbers
from data.intake.forms.form import Form, Row, Shaped, borrowed, own
from data.intake.wording import loose_key

_BLOCKS = {
    "tong so": "all",
    "toan tinh": "all",
    "tieu hoc": "primary",
    "trung hoc co so": "lower_secondary",
    "thcs": "lower_secondary",
    "trung hoc pho thong": "upper_secondary",
    "thpt": "upper_secondary",
}
_GROUPS = {
    "nu": "female",
    "dtts": "ethnic_minority",
    "dan toc thieu so": "ethnic_minority",
    "nu dtts": "female_ethnic_minority",
    "nu dan toc thieu so": "female_ethnic_minority",
    "vung kho khan": "disadvantaged_area",
}
_CUT = re.compile(r"(.*?)(…|\.{3})+")
_NOTHING = {"-", "–", "—", "x"}  # printed where a change cannot be said
_RATINGS = (("chua_dat", "Chưa đạt"), ("dat", "Đạt"), ("kha", "Khá"), ("tot", "Tốt"))
_DONE = "Giáo viên hoàn thành đánh giá và xếp loại theo chuẩn"
_MANAGERS_DONE = "Cán bộ quản lý hoàn thành đánh giá và xếp loại theo chuẩn"
_CHANGE = "Tăng/giảm so với năm trước (%)"
_ABOUT = ("province", "report_year", "audience", "table_no", "source")


def _cells(rows: list[Row]) -> Shaped:
    """A row for every figure; a row called by its level opens a block, the groups follow below it."""
    made, held, taken, level = [], [], 0, None
    for row in rows:
        key = loose_key(row["label"])
        level = _BLOCKS.get(key, level)
        people = "total" if key in _BLOCKS else _GROUPS.get(key)
        printed = {name: text for name, text in row.items() if name.endswith(_FIGURES) and text is not None}
        read = {name: _figure(str(text), name) for name, text in printed.items() if str(text) not in _NOTHING}
        if not printed and people is None:
            continue  # a note, a signature
        if people is None or level is None or None in read.values():
            held.append((row["@dong"], "not_a_number" if people and level else "unknown_group"))
            continue
        taken += 1
        about = {name: row.get(name) for name in ("@dong", *_ABOUT)} | {"level": level, "people": people}
        made += [about | {"measure": name} | cell for name, cell in read.items() if cell]
    return Shaped(made, held, taken)


_FIGURES = ("_count", "_pct", "_change")


def _figure(text: str, measure: str) -> Row | None:
    """Value, text and whether it was cut off; None for what is no number."""
    cut = _CUT.fullmatch(text)
    if cut:
        return {"value": None, "as_printed": cut[1].strip() + "." * cut[1].strip().isdecimal(), "status": "cut"}
    found = numbers.readings(text.replace("- ", "-"))
    value = _whole(found) if measure.endswith("_count") else _share(found)
    return None if value is None else {"value": float(value), "as_printed": text, "status": "seen"}


def _whole(found: set[Decimal]) -> Decimal | None:
    whole = {number for number in found if number == number.to_integral_value()}
    return max(whole) if whole else None  # 1.234 people are never one person and a bit


def _share(found: set[Decimal]) -> Decimal | None:
    """A percentage has one or two decimals; 1.234 per cent is nobody's share."""
    return min(found) if len(found) == 1 else None


def _rating_columns() -> tuple:
    columns = []
    for name, text in _RATINGS:
        columns += [own(f"{text} SL (Người)", f"{name}_count"), own(f"{text} Tỷ lệ (%)", f"{name}_pct")]
        columns.append(own(f"{text} {_CHANGE}", f"{name}_change"))
    return tuple(columns)


def _rating_names() -> tuple[tuple[str, str], ...]:
    found = []
    for _, text in _RATINGS:
        for said in (text, f"Mức {text}", f"Loại {text}"):
            found += [(f"{text} SL (Người)", f"{said} {word}") for word in ("SL", "Số lượng", "Số lượng (Người)")]
            words = ("Tỷ lệ", "Tỉ lệ", "Tỷ lệ (%)", "Tỉ lệ (%)", "%", "TL")
            found += [(f"{text} Tỷ lệ (%)", f"{said} {word}") for word in words]
            found += [(f"{text} {_CHANGE}", f"{said} {word}") for word in (_CHANGE, "Tăng/giảm so với năm trước")]
    pairs = {(loose_key(alias), header): (header, alias) for header, alias in found}
    return tuple(pair for pair in pairs.values() if loose_key(pair[0]) != loose_key(pair[1]))


_PLACE = borrowed("so_lieu_cong_bo", "Tỉnh/Thành phố*", "Năm báo cáo*", "Đối tượng*")
_COMPLETED = (f"{_DONE} Tổng (Người)", f"{_DONE} Tổng (%)", f"{_DONE} {_CHANGE}")

FORMS = (
    Form(
        "bieu_a11",
        "so_lieu_cong_bo",
        (
            own("Cấp học/Nhóm*", "label"),
            *_PLACE,
            *borrowed("so_lieu_cong_bo", "Biểu*", "Nguồn*"),
            own("Tổng (Người)", "base_count"),
            own(_CHANGE, "base_change"),
            own(_COMPLETED[0], "completed_count"),
            own(_COMPLETED[1], "completed_pct"),
            own(_COMPLETED[2], "completed_change"),
        ),
        _cells,
        wanted=("Tổng (Người)", *_COMPLETED[:2]),
        names=(
            ("Cấp học/Nhóm", "Cấp học"),
            ("Tổng (Người)", "Tổng số (Người)"),
            ("Tổng (Người)", "Tổng"),
            *((header, header.replace(_DONE, _MANAGERS_DONE)) for header in _COMPLETED),
        ),
        titles=r"\bbieu (so )?a [12] 1\b",
        has_totals=True,
    ),
    Form(
        "bieu_a12",
        "so_lieu_cong_bo",
        (
            own("Cấp học/Nhóm*", "label"),
            *_PLACE,
            *borrowed("so_lieu_cong_bo", "Biểu*", "Nguồn*"),
            *_rating_columns(),
        ),
        _cells,
        wanted=tuple(f"{text} {what}" for _, text in _RATINGS for what in ("SL (Người)", "Tỷ lệ (%)")),
        names=(("Cấp học/Nhóm", "Cấp học"), *_rating_names()),
        titles=r"\bbieu (so )?a [12] 2\b",
        has_totals=True,
    ),
)
