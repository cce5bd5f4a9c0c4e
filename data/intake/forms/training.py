"""Forms of training: one of the three passes alone, as the platform, the supporters or the university send it."""

import re
from collections.abc import Iterable

from data.intake import dates
from data.intake.forms.form import Form, Row, Shaped, borrowed, own
from data.intake.words import code_of

_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}), ?\d{1,2}:\d{2}.*", re.ASCII)  # as Moodle's report of a course has it
_MONTHS = 12
_SAID = {"passed": "Đạt", "refused": "Chưa đạt", "pending": None}
_PASSES = ("lms", "supporter", "university")
_PERSON = ("Mã định danh*", "Mô đun*", "Đợt", "Mã trường", "Cấp học", "Môn dạy", "Ngày ghi danh")


def _shape(rows: list[Row]) -> Shaped:
    """Outcomes in the words of the layout; whoever is still waiting has no outcome and no day."""
    shaped = Shaped([])
    supports: list[Row] = []
    taken = 0
    for row in rows:
        said = {each: row.get(f"{each}_outcome") for each in _PASSES}
        codes = {each: code_of("status", text) for each, text in said.items() if text is not None}
        if None in codes.values():
            shaped.held.append((row["@dong"], "unknown_status"))
            continue
        taken += 1
        named = row.get("supporter_identifier")
        if named:
            supports.append({name: row[name] for name in ("@dong", "identifier", "module_code")})
            supports[-1]["supporter_identifier"] = named
        shaped.rows.append(_told(row, codes))
    return Shaped(shaped.rows, shaped.held, taken, {"ho_tro": supports} if supports else {})


def _told(row: Row, codes: dict[str, str | None]) -> Row:
    told = {name: value for name, value in row.items() if name != "supporter_identifier"}
    for each, code in codes.items():
        told[f"{each}_outcome"] = _SAID[str(code)]
        if code == "pending":
            told[f"{each}_decided_on"] = None
    if told.get("lms_decided_on") and not told.get("lms_sent_on"):
        told["lms_sent_on"] = told["lms_decided_on"]  # the platform decides at once
    return told


def _finished(rows: list[Row]) -> Shaped:
    """A day of completion is a pass on the platform, and nothing more; no day, no outcome yet."""
    made, held = [], []
    is_day_first = _is_day_first([row["completed"] for row in rows if row.get("completed")])
    for row in rows:
        day, reason = _day(row.get("completed"), is_day_first=is_day_first)
        if reason:
            held.append((row["@dong"], reason))
            continue
        told = {name: value for name, value in row.items() if name != "completed"}
        made.append(told | {"lms_outcome": "Đạt" if day else None, "lms_decided_on": day, "lms_sent_on": day})
    return Shaped(made, held, len(made))


def _is_day_first(texts: list[str]) -> bool:
    """Whether days with two figures for the year can only be day, month, year in this sheet."""
    found = [(int(one[1]), int(one[2])) for text in texts if (one := _SHORT.fullmatch(text))]
    return any(first > _MONTHS for first, _ in found) and all(second <= _MONTHS for _, second in found)


def _day(text: str | None, *, is_day_first: bool) -> dates.Read:
    if not text:
        return None, None
    short = _SHORT.fullmatch(text)
    return dates.from_text(f"{short[1]}/{short[2]}/20{short[3]}" if short and is_day_first else text)


def _outcomes(*headers: str) -> Iterable:
    return (own(column.header, column.name, code="status") for column in borrowed("boi_duong", *headers))


_LMS = borrowed("boi_duong", "Điểm LMS", "Ngày nộp LMS", "Ngày kết quả LMS")
_SUPPORTER = borrowed("boi_duong", "Ngày gửi cốt cán", "Ngày cốt cán xác nhận")
_UNIVERSITY = borrowed("boi_duong", "Ngày gửi trường ĐH", "Ngày trường ĐH ghi nhận", "Ngày cấp chứng nhận")
_PEOPLE = borrowed("boi_duong", *_PERSON)

FORMS = (
    Form(
        "ket_qua_lms",
        "boi_duong",
        (
            *_PEOPLE,
            *_LMS,
            *_SUPPORTER,
            *_UNIVERSITY,
            *_outcomes("Kết quả LMS", "Kết quả cốt cán", "Kết quả trường ĐH"),
        ),
        _shape,
        by_row=True,
        any_of=("Kết quả LMS", "Điểm LMS"),
        titles=r"\b(lms|moodle|he thong tap huan|boi duong truc tuyen|taphuan|hoan thanh khoa hoc|grades?)\b",
    ),
    Form(
        "xac_nhan_cot_can",
        "boi_duong",
        (*_PEOPLE, *_SUPPORTER, *_outcomes("Kết quả cốt cán"), *borrowed("ho_tro", "Mã cốt cán")),
        _shape,
        by_row=True,
        wanted=("Ngày cốt cán xác nhận", "Kết quả cốt cán"),
        titles=r"\bxac nhan.*\b(cot can|gvcc|nguoi ho tro)\b|\b(cot can|gvcc|nguoi ho tro) (da )?xac nhan\b",
    ),
    Form(
        "ghi_nhan_dh",
        "boi_duong",
        (*_PEOPLE, *_UNIVERSITY, *_outcomes("Kết quả trường ĐH")),
        _shape,
        by_row=True,
        wanted=("Ngày trường ĐH ghi nhận", "Kết quả trường ĐH"),
        titles=r"\b(ghi nhan|cong nhan).*\b(dai hoc|dh|dhsp|hoc vien quan ly)\b"
        r"|\b(dai hoc|dh|dhsp|hoc vien quan ly).*\b(ghi nhan|cong nhan)\b",
    ),
    Form(
        "moodle_khoa_hoc",
        "boi_duong",
        (*borrowed("boi_duong", "Mã định danh*", "Mô đun*", "Đợt"), own("Course complete", "completed")),
        _finished,
        wanted=("Course complete",),
        titles=r"\bcompletion\b",
    ),
)
