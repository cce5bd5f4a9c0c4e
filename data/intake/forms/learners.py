"""Forms of learner lists: with a column that says who has left, and with schools where the list names them too."""

import re
from collections import defaultdict

from data.ingest.layout import FILES
from data.intake.forms.form import Form, Row, Shaped, borrowed, own
from data.intake.wording import loose_key
from data.intake.words import code_of

_STATUS = own("Tình trạng công tác", "working_status", code="working")
_COLUMNS = next(file.columns for file in FILES if file.name == "hoc_vien")
_LEVELS = {
    "primary_school": (re.compile(r"\b(tieu hoc|th|ptcs|lien cap)\b"), "primary"),
    "lower_secondary_school": (re.compile(r"\b(thcs|trung hoc co so|ptcs|lien cap)\b"), "lower_secondary"),
    "upper_secondary_school": (re.compile(r"\b(thpt|trung hoc pho thong|lien cap)\b"), "upper_secondary"),
}
_OF_SCHOOL = ("name_vi", "province", "district", "cluster_code")
_YES = {True: "Có", False: "Không"}


def _with_schools(rows: list[Row]) -> Shaped:
    """The people as they stand, and one school for each code; a code with two names is held back, people and all."""
    met: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        met[row["school_code"]].append(row)
    schools, held, people = [], [], []
    for code, its in met.items():
        if len({(loose_key(row["name_vi"]), loose_key(str(row.get("district")))) for row in its}) > 1:
            held += [(row["@dong"], "school_contradicts") for row in its]
            continue
        schools.append(_school(code, its))
        people += its
    people.sort(key=lambda row: row["@dong"])
    kept = [{name: value for name, value in row.items() if name not in _OF_SCHOOL} for row in people]
    return Shaped(kept, held, len(people), {"truong": schools} if schools else {})


def _school(code: str, its: list[Row]) -> Row:
    """A school teaches the levels its name says, and those its people teach."""
    name = loose_key(its[0]["name_vi"])
    taught = {code_of("level", row["level"]) for row in its if row.get("level")}
    first = {column: next((row[column] for row in its if row.get(column)), None) for column in _OF_SCHOOL}
    levels = {column: _YES[level in taught or bool(words.search(name))] for column, (words, level) in _LEVELS.items()}
    hard = any(code_of("yes_no", row["disadvantaged"]) == "yes" for row in its if row.get("disadvantaged"))
    return {"@dong": its[0]["@dong"], "school_code": code} | first | levels | {"disadvantaged": _YES[hard]}


FORMS = (
    Form("hoc_vien", "hoc_vien", (*_COLUMNS, _STATUS)),
    Form(
        "hoc_vien_kem_truong",
        "hoc_vien",
        (*_COLUMNS, _STATUS, *borrowed("truong", "Tên trường*", "Tỉnh/Thành phố", "Quận/Huyện", "Cụm")),
        _with_schools,
        told=("Tỉnh/Thành phố",),
    ),
)
