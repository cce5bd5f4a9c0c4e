"""Forms of needs and satisfaction: several modules in one cell, one question a column."""

import re

from data import reference
from data.intake.forms.form import Form, Row, Shaped, borrowed, own
from data.intake.words import code_of

_PARTS = re.compile(r"[;,/+&\n]|\bvà\b")
_CRITERION = re.compile(r"(?:tc|tiêu chí)?\s*0?(\d{1,2})", re.IGNORECASE)
_QUESTIONS = tuple(
    reference.read("questions").select("question_code", "wording_vi", "wording_en", "points").iter_rows()
)


def _needs(rows: list[Row]) -> Shaped:
    """A row for each module and each criterion named; both named alone belong together."""
    made, held = [], []
    for row in rows:
        modules = _parts(row.get("module_code"))
        texts = _parts(row.get("criterion_no"))
        found = [_CRITERION.fullmatch(text) for text in texts]
        if not modules and not texts:
            held.append((row["@dong"], "nothing_said"))
        elif None in found:
            held.append((row["@dong"], "unknown_criterion"))
        else:
            made += _paired(row, modules, [int(one[1]) for one in found if one])
    return Shaped(made, held, len(rows) - len(held))


def _paired(row: Row, modules: list[str], criteria: list[int]) -> list[Row]:
    pairs: list[tuple[str | None, int | None]] = [(module, None) for module in modules]
    pairs += [(None, criterion) for criterion in criteria]
    if len(modules) == len(criteria) == 1:
        pairs = [(modules[0], criteria[0])]
    told = {name: row.get(name) for name in ("@dong", "identifier", "report_year")}
    return [told | {"module_code": module, "criterion_no": criterion} for module, criterion in pairs]


def _parts(text: str | None) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in _PARTS.split(text or "") if part.strip()))


def _answers(rows: list[Row]) -> Shaped:
    """A row for each question that was answered."""
    made, held = [], []
    for row in rows:
        said = {code: row[code] for code, *_ in _QUESTIONS if row.get(code) is not None}
        read = {code: _answer(text, int(points)) for code, *_, points in _QUESTIONS if (text := said.get(code))}
        if not read or None in read.values():
            held.append((row["@dong"], "unknown_answer" if read else "nothing_said"))
            continue
        told = {name: row.get(name) for name in ("@dong", "identifier", "module_code", "answered_on")}
        made += [told | {"question_code": code, "answer": answer} for code, answer in read.items()]
    return Shaped(made, held, len(rows) - len(held))


def _answer(text: str, points: int) -> int | None:
    """The figure, or the figure of the word; words are those of five points."""
    figure = re.fullmatch(r"(\d)(\.0)?(\s*(/\s*\d|điểm|-\s*\D.*))?", text)
    code = figure[1] if figure else code_of("answer", text) if points == 5 else None
    return int(code) if code else None


FORMS = (
    Form(
        "nhu_cau",
        "nhu_cau",
        (
            *borrowed("nhu_cau", "Mã định danh*", "Năm báo cáo*", "Mô đun"),
            own("Tiêu chí", "criterion_no"),
        ),
        _needs,
        by_row=True,
    ),
    Form(
        "khao_sat_rong",
        "khao_sat",
        (
            *borrowed("khao_sat", "Mã định danh*", "Mô đun*", "Ngày trả lời*"),
            *(own(code, code) for code, *_ in _QUESTIONS),
        ),
        _answers,
        any_of=tuple(code for code, *_ in _QUESTIONS),
        names=tuple((code, text) for code, vi, en, _ in _QUESTIONS for text in (vi, en)),
        by_row=True,
    ),
)
