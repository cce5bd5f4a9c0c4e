"""Names: what the search box knows of provinces and districts, as small files that the browser fetches once.

``python -m geo.names`` writes them anew; a test holds that they say what the reference says. Names and codes only,
which are public: nothing of any snapshot is in them.
"""

import json
from pathlib import Path

import polars as pl

from data import divisions, reference

SERVED = Path(__file__).resolve().parent.parent / "static" / "search"
ADDRESS = "/app/static/search/"


def of_division(division: int) -> dict[str, list[list[str]]]:
    """Names of the 63 or the 34.

    ``provinces``: code, name, English name, other spellings, and the former provinces where there were several.
    ``districts``: province code, district code, name.
    """
    provinces = reference.frames(division)["province"].sort("vietnamese_order")
    spellings = reference.read("province_aliases").group_by("name_vi").agg("alias")
    rows = provinces.join(spellings, on="name_vi", how="left", maintain_order="left")
    unit_of = dict(divisions.carrying(63, division))
    former = _former() if division == 34 else {}
    districts = reference.read("districts").with_columns(pl.col("province_code").replace_strict(unit_of))
    return {
        "provinces": [
            [*row[:3], "; ".join(row[3] or ()), former.get(row[0], "")]
            for row in rows.select("province_code", "name_vi", "name_en", "alias").iter_rows()
        ],
        "districts": [list(row) for row in districts.select("province_code", "district_code", "name_vi").iter_rows()],
    }


def _former() -> dict[str, str]:
    """By unit of the 34, the names of the provinces it was made of; units that were left alone are not in it."""
    merged = reference.frames(63)["province_merge"].filter(~pl.col("is_kept")).sort("code_63")
    named = merged.group_by("code_34").agg(pl.col("name_63").str.join("; "))
    return dict(named.iter_rows())


def address(division: int) -> str:
    """Where the browser finds the names of a division."""
    return f"{ADDRESS}{division}.json"


def written(division: int) -> str:
    """The contents of that file."""
    return json.dumps(of_division(division), ensure_ascii=False, separators=(",", ":")) + "\n"


def write(folder: Path = SERVED) -> None:
    """Write the files of both divisions."""
    for division in divisions.DIVISIONS:
        (folder / f"{division}.json").write_text(written(division), encoding="utf-8")


if __name__ == "__main__":
    write()
