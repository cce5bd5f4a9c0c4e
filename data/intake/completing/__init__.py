"""Completing: what one sheet leaves unsaid is taken from the others, where they leave one answer only.

Modules get their code by the person's audience. The three passes of one person and module, sent in separate files,
become one row. Cohort, school, level and subject come from the learner list; what stays open is held back.
"""

import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, FunctionExpression

from data.ingest.layout import BY_NAME, RawFile
from data.ingest.parts import paths_of
from data.intake.completing import known, schools, training
from data.intake.completing.rewriting import refused_rows, rewriting, view, write
from data.intake.words import code_of

__all__ = ["Completed", "complete"]

_OF_MODULES = ("boi_duong", "ho_tro", "khao_sat", "nhu_cau")
_MEMORY = "1GB"
_AT_ONCE = 400_000  # rows


@dataclass(frozen=True)
class Completed:
    """What was held back (raw, @tep, @trang, @dong, header, reason, row as JSON), and how many cells were filled.

    ``filled`` counts by header, and under ``@rows`` the rows that became part of another.
    """

    held: pl.DataFrame
    filled: Mapping[str, int]


def complete(raw: Path, *, told: Mapping[str, Any]) -> Completed:
    """Rewrite the files of ``raw`` that leave something unsaid; a file that says everything is not touched.

    ``told`` may hold ``cohorts`` (any name → cohort code; of those that fit a person the told one is taken) and
    ``audience`` (as a sheet would say it), for rows that do not say.
    """
    files = [BY_NAME[name] for name in _OF_MODULES if paths_of(raw, BY_NAME[name])]
    spilt = raw / ".spilt"
    with duckdb.connect(config={"threads": 2, "memory_limit": _MEMORY, "temp_directory": str(spilt)}) as connection:
        for file in (*files, BY_NAME["hoc_vien"]):
            view(connection, raw, file)
        known.put_modules(connection, [file.name for file in files])
        todo = [file for file in files if _is_open(connection, file)]
        if todo:
            known.put_people(connection, told)
        audience = code_of("audience", told.get("audience") or "")
        done = [_completed(connection, raw, file, audience) for file in todo]
    shutil.rmtree(spilt, ignore_errors=True)
    done.append(Completed(*schools.one_of_each(raw)))
    filled = sum((Counter(each.filled) for each in done), Counter())
    return Completed(pl.concat([each.held for each in done]), dict(filled))


def _is_open(connection: DuckDBPyConnection, file: RawFile) -> bool:
    """Whether a row leaves something unsaid: its module's code; in training its cohort, school or level too."""
    unsaid = ["module_code in (select text from module_text where not is_code)"]
    if file.name == "boi_duong":
        unsaid += ["cohort_code is null", "school_code is null", "level is null"]
    return bool(connection.view(f"raw_{file.name}").filter(" or ".join(unsaid)).limit(1).fetchall())


def _completed(connection: DuckDBPyConnection, raw: Path, file: RawFile, audience: str | None) -> Completed:
    """The rows a share of the people at a time: what belongs together is of one person, and memory is small."""
    came = connection.view(f"raw_{file.name}")
    shares = -(-came.count("*").fetchall()[0][0] // _AT_ONCE)
    share_of = FunctionExpression("hash", ColumnExpression("identifier")) % ConstantExpression(shares)
    held: list[pl.DataFrame] = []
    filled: Counter[str] = Counter()
    with rewriting(raw, file) as made:
        for share in range(shares):
            came.filter(share_of == ConstantExpression(share)).create_view("incoming", replace=True)
            filled.update(_share(connection, file, audience))
            held.append(refused_rows(connection, file))
            write(connection, file, made / f"{share + 1:06}.parquet")
    return Completed(pl.concat(held), {header: cells for header, cells in filled.items() if cells})


def _share(connection: DuckDBPyConnection, file: RawFile, audience: str | None) -> dict[str, int]:
    """From ``incoming`` make ``kept`` and ``refused``; how many cells were filled."""
    known.make(connection, "named", {"audience": audience})
    named = connection.table("named")
    filled = {"Mô đun": named.filter("module_text <> module_code").count("*").fetchall()[0][0]}
    if file.name == "boi_duong":
        return filled | training.merge(connection)
    refused = named.filter("reason is not null")
    named.filter("reason is null").create_view("kept", replace=True)
    refused.select("* exclude (module_code) rename (module_text as module_code)").create_view("refused", replace=True)
    return filled
