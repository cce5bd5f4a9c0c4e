"""Forms of ratings: criteria by name, one criterion a row, and the person's and the head's rating side by side."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Any

from data import reference
from data.ingest.layout import CRITERIA, FILES
from data.intake.forms.form import Form, Row, Shaped, borrowed, own
from data.intake.wording import loose_key

_COLUMNS = next(file.columns for file in FILES if file.name == "danh_gia")
_NUMBER = re.compile(r"(?:tc|tieu chi|tieu chi so)? ?0?([1-9]|1[0-8])(?: (\D.*))?")
_OVERALL = re.compile(r"(xep loai|ket qua)( chung)?( cuoi nam)?|chung|tong hop")
_SIDES = (("self", "Tự đánh giá"), ("peers", "Đồng nghiệp"), ("head", "Thủ trưởng"))
_NAMES = {
    "self": ("Tự đánh giá", "Tự xếp loại", "Cá nhân tự đánh giá", "Giáo viên tự đánh giá", "Tự nhận xét"),
    "peers": ("Đồng nghiệp", "Tổ chuyên môn", "Tổ", "Tập thể"),
    "head": ("Thủ trưởng", "Hiệu trưởng", "Người đứng đầu", "Thủ trưởng đánh giá", "Hiệu trưởng đánh giá"),
}
_MARK_OF = ("Xếp loại của {0}", "{0} xếp loại", "Xếp loại {0}", "Kết quả {0}", "{0}", "Mức {0}")
_DAY_OF = ("Ngày {0}", "Ngày {0} đánh giá", "Ngày đánh giá {0}", "Ngày đánh giá của {0}", "Ngày {0} xếp loại")


@cache
def _texts() -> tuple[tuple[str, int, str], ...]:
    """(audience, number, text) of every criterion."""
    rows = reference.read("criteria").select("audience", "criterion_no", "criterion_vi").iter_rows()
    return tuple((audience, int(number), text) for audience, number, text in rows)


def _named(audience: str) -> tuple[tuple[str, str], ...]:
    """Each criterion's own words, and these with its number before them."""
    return tuple(
        (f"TC{number}", said.format(number, text))
        for of, number, text in _texts()
        if of == audience
        for said in ("{1}", "{0}. {1}", "TC{0}. {1}", "Tiêu chí {0}. {1}")
    )


def _same(rows: list[Row]) -> Shaped:
    return Shaped(rows, [], len(rows))


def _turned(rows: list[Row]) -> Shaped:
    """One criterion a row becomes one row a person, year and rater; what is said twice must be said alike."""
    met: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        met[row["identifier"], row.get("report_year"), row.get("rater")].append(row)
    made, held = [], []
    for (identifier, year, rater), its in met.items():
        audience = _audience(frozenset(row["criterion"] for row in its))
        places = [(row, _place(row["criterion"], audience)) for row in its]
        marks = {(place, row["mark"]) for row, place in places if place}
        known = [row for row, place in places if place]
        held += [(row["@dong"], "unknown_criterion") for row, place in places if not place]
        if len(marks) > len({place for place, _ in marks}):
            held += [(row["@dong"], "rows_contradict") for row in known]
        elif known:
            days = [row["rated_on"] for row in known if row.get("rated_on")]
            one = {"@dong": known[0]["@dong"], "identifier": identifier, "report_year": year, "rater": rater}
            made.append(one | {"rated_on": max(days, default=None)} | _overall_in_words(dict(marks)))
    return Shaped(made, held, len(rows) - len(held))


@lru_cache(maxsize=4096)
def _audience(texts: frozenset[str]) -> str | None:
    """Whose standard the criteria of a person are of: that which has all of their words, if one has."""
    keys = {found[2] if (found := _NUMBER.fullmatch(key)) else key for key in map(loose_key, texts)} - {None}
    keys = {key for key in keys if not _OVERALL.fullmatch(key)}
    has = {of: {loose_key(text) for each, _, text in _texts() if each == of} for of in ("teacher", "manager")}
    fitting = [of for of, known in has.items() if keys and keys <= known]
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=4096)
def _place(text: str, audience: str | None) -> str | None:
    """c1 to c18, or mark for the overall rating; by number, else by words that mean one criterion."""
    key = loose_key(text)
    if _OVERALL.fullmatch(key):
        return "mark"
    if (found := _NUMBER.fullmatch(key)) and int(found[1]) <= CRITERIA:
        return f"c{found[1]}"
    numbers = {number for of, number, words in _texts() if loose_key(words) == key and audience in (None, of)}
    return f"c{numbers.pop()}" if len(numbers) == 1 else None


def _overall_in_words(marks: dict[str, Any]) -> dict[str, Any]:
    words = {"1": "Chưa đạt", "2": "Đạt", "3": "Khá", "4": "Tốt"}
    return {place: words[str(mark)] if place == "mark" else mark for place, mark in marks.items()}


def _sides(rows: list[Row]) -> Shaped:
    """A row for everybody who rated; a day that stands once is the day of all."""
    made = []
    for row in rows:
        for side, rater in _SIDES:
            if row.get(f"{side}_mark"):
                day = row.get(f"{side}_on") or row.get("rated_on")
                told = {name: row.get(name) for name in ("@dong", "identifier", "report_year")}
                made.append(told | {"rater": rater, "rated_on": day, "mark": row[f"{side}_mark"]})
    held = [(row["@dong"], "nothing_said") for row in rows if not any(row.get(f"{side}_mark") for side, _ in _SIDES)]
    return Shaped(made, held, len(rows) - len(held))


def _side_names() -> tuple[tuple[str, str], ...]:
    found = []
    for side, header in _SIDES:
        found += [(f"{header} xếp loại", said.format(who)) for who in _NAMES[side] for said in _MARK_OF]
        found += [(f"Ngày {header} xếp loại", said.format(who)) for who in _NAMES[side] for said in _DAY_OF]
    return tuple(found)


_SIDE_COLUMNS = tuple(
    column
    for side, header in _SIDES
    for column in (
        own(f"{header} xếp loại", f"{side}_mark", code="mark"),
        own(f"Ngày {header} xếp loại", f"{side}_on", "DATE"),
    )
)

FORMS = (
    Form("danh_gia_giao_vien", "danh_gia", _COLUMNS, _same, names=_named("teacher"), by_row=True),
    Form("danh_gia_quan_ly", "danh_gia", _COLUMNS, _same, names=_named("manager"), by_row=True),
    Form(
        "danh_gia_dai",
        "danh_gia",
        (
            *borrowed("danh_gia", "Mã định danh*", "Năm báo cáo*", "Người đánh giá*", "Ngày đánh giá"),
            own("Tiêu chí*", "criterion"),
            own("Mức*", "mark", "SMALLINT"),
        ),
        _turned,
    ),
    Form(
        "xep_loai_hai_ben",
        "danh_gia",
        (*borrowed("danh_gia", "Mã định danh*", "Năm báo cáo*", "Ngày đánh giá"), *_SIDE_COLUMNS),
        _sides,
        wanted=("Tự đánh giá xếp loại", "Thủ trưởng xếp loại"),
        names=_side_names(),
        by_row=True,
    ),
)
