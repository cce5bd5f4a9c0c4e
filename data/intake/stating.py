"""Stating: what the lines above a table, the sheet's name and the file's say of every row below."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from data import reference
from data.ingest.places import folded
from data.intake import modules
from data.intake.wording import loose_key

if TYPE_CHECKING:
    from data.intake.formats import Sheet
    from data.intake.recognise import Recognised

_SCHOOL_YEAR = re.compile(r"\bnam hoc (20\d\d) (20\d\d)\b")
_YEAR = re.compile(r"(?<!thang \d )(?<!thang \d\d )\bnam (?:bao cao |danh gia )?(20\d\d)\b(?! 20\d\d)")
_TABLE = re.compile(r"\bbieu (?:so )?(a(?: \d){2})\b")
_PLACE = r"\b(?:tinh|thanh pho|tp|so gd dt|so gddt|so gd va dt|so giao duc va dao tao|so giao duc dao tao)(?: tinh)? "
_RATERS = {
    "Tự đánh giá": re.compile(r"\btu (danh gia|xep loai)\b"),
    "Đồng nghiệp": re.compile(r"\b(dong nghiep|to chuyen mon)\b"),
    "Thủ trưởng": re.compile(r"\b(thu truong|hieu truong) (danh gia|xep loai)\b|\bcua (thu truong|hieu truong)\b"),
}
_AUDIENCES = {
    "GVPT": re.compile(r"\b(giao vien|gvpt)\b"),
    "CBQL": re.compile(r"\b(can bo quan l[iy]|cbql|hieu truong)\b"),
}


def titles(sheet: "Sheet", header: int) -> list[str]:
    """The texts that may name the sheet: file, sheet, and what stands above the row with index ``header``."""
    above = [cell for row in sheet.rows[:header] for cell in row if isinstance(cell, str) and cell.strip()]
    return [PurePath(sheet.file).stem, sheet.sheet, *dict.fromkeys(above)]


def stated(texts: Sequence[str]) -> dict[str, Any]:
    """What titles say, by column name; two different answers are none."""
    keys = [loose_key(text) for text in texts]
    years = {
        int(found[1]) for key in keys for found in _SCHOOL_YEAR.finditer(key) if int(found[2]) == int(found[1]) + 1
    }
    years = years or {int(year) for key in keys for year in _YEAR.findall(key)}
    tables = {table.upper().replace(" ", ".") for key in keys for table in _TABLE.findall(key)}
    found = {
        "report_year": years,
        "school_year": {f"{year}-{year + 1}" for year in years},
        "table_no": tables,
        "province": _provinces(texts),
        "audience": _matching(_AUDIENCES, keys),
        "rater": _matching(_RATERS, keys),
        "module_code": {text for text in texts if modules.meant(text) and len(loose_key(text)) > 1},
    }
    if len({modules.meant(text) for text in found["module_code"]}) == 1:
        found["module_code"] = {sorted(found["module_code"])[0]}
    if len(tables) == 1:  # A.1 counts teachers, A.2 managers, whatever else the titles name
        found["audience"] = {"CBQL" if min(tables).startswith("A.2") else "GVPT"}
    return {name: answers.pop() for name, answers in found.items() if len(answers) == 1}


def constants(found: "Recognised", told: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Values for columns the sheet does not have, by column name, and the required headers still missing.

    What the sheet's titles state goes before what was ``told`` of the whole delivery; a report year tells the school
    year too, since the report of 2020 counts 2020-2021.
    """
    year = told.get("report_year")
    known: dict[str, Any] = {"source": found.stated.get("@file")}
    known |= {"school_year": f"{year}-{int(year) + 1}"} if year else {}
    known |= {name: value for name, value in told.items() if value not in (None, "")} | dict(found.stated)
    here = set(found.columns.values())
    names = {column.header: column.name for column in found.form.columns}
    lacking = [*found.missing, *(header for header in found.form.told if header not in here)]
    given = {names[header]: known[names[header]] for header in lacking if known.get(names[header]) not in (None, "")}
    return given, tuple(header for header in lacking if names[header] not in given)


def _matching(patterns: Mapping[str, re.Pattern[str]], keys: Sequence[str]) -> set[str]:
    return {word for word, pattern in patterns.items() if any(pattern.search(key) for key in keys)}


def _provinces(texts: Sequence[str]) -> set[str]:
    """Names of provinces that follow the words tỉnh, thành phố or Sở; the longest name that fits."""
    found = set()
    for text in texts:
        for hit in re.finditer(_PLACE, folded(text)):
            rest = folded(text)[hit.end() :] + " "
            names = [(len(key), name) for key, name in _places() if rest.startswith(f"{key} ")]
            found |= {max(names)[1]} if names else set()
    return found


@cache
def _places() -> tuple[tuple[str, str], ...]:
    """(folded spelling, official name) of the 63, the 34 and their aliases."""
    rows = reference.read("provinces")
    names = {*rows["name_vi"], *rows["merged_2025_name"]}
    spelt = [(folded(alias), name) for name, alias in reference.read("province_aliases")["name_vi", "alias"].rows()]
    return tuple(sorted({*((folded(name), name) for name in names), *spelt}))
