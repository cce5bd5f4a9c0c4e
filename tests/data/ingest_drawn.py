"""Raw exports drawn as text: each table becomes a parquet file under the headers of the sources."""

import json
from datetime import date
from pathlib import Path

import polars as pl

from data import ingest
from data.ingest import Prepared
from data.ingest.layout import FILES
from data.snapshot import Snapshot, open_snapshot

KEY = b"a key for drawn people"
AS_OF = date(2021, 12, 31)
_TYPES = {
    "VARCHAR": pl.String(),
    "DATE": pl.Date(),
    "DOUBLE": pl.Float64(),
    "SMALLINT": pl.Int16(),
    "BIGINT": pl.Int64(),
}

SCHOOLS = """
    Mã trường | Tỉnh/Thành phố | Quận/Huyện | Tiểu học | Trung học cơ sở | Trung học phổ thông | Vùng khó khăn
    S1        | Hà Nội         | Quận Ba Đình |  Có    | Không           | Không               | Không
    S2        | Quảng Ninh     |            | Không    | Có              | Có                  | Có
"""

# a woman of an ethnic minority in a disadvantaged area, a woman, a man, and one of whom nothing is known
PEOPLE = """
    Mã định danh | Mã trường | Giới tính | Dân tộc thiểu số | Cấp học         | Môn dạy | Vùng khó khăn | Vai trò
    an           | S2        | Nữ        | Có               | Trung học cơ sở | Toán    | Có            | Đại trà
    binh         | S1        | Nữ        | Không            | Tiểu học        |         | Không         | Đại trà
    chi          | S1        | Nam       | Không            | Tiểu học        | Tin học | Không         | Đại trà
    dung         | S1        |           |                  | Tiểu học        |         | Không         | Cốt cán
"""

_PLAINEST = {
    "Năm học": "2021-2022",
    "Đối tượng": "GVPT",
    "Vai trò": "Đại trà",
    "Đến kỳ đánh giá": "Không",
    "Vùng khó khăn": "Không",
    "Ngày cấp tài khoản": "2021-08-01",
    "Tên trường": "Trường vẽ tay",
    "Đợt": "teacher-mass-2020",
    "Mô đun": "GV1",
    "Mã trường": "S1",
    "Cấp học": "Tiểu học",
    "Ngày ghi danh": "2021-01-10",
    "Năm báo cáo": "2021",
    "Ngày trả lời": "2021-05-01",
    "Tình trạng": "seen",
    "Nguồn": "vẽ tay",
    "Biểu": "A.1.1",
    "Tỉnh/Thành phố": "Hà Nội",
}


def frame(file: str, drawn: str) -> pl.DataFrame:
    """A drawn file with every column of the layout and whatever else is drawn.

    An empty cell is null; a column left out takes the plainest value where the file needs one, else null.
    """
    lines = [line.split("|") for line in drawn.strip().splitlines()]
    names, *rows = [[cell.strip() for cell in line] for line in lines]
    given = {name: [row[place] or None for row in rows] for place, name in enumerate(names)}
    known = {column.header: column for raw in FILES if raw.name == file for column in raw.columns}
    columns = []
    for header, column in known.items():
        plainest = _PLAINEST.get(header) if column.is_required else None
        text = pl.Series(header, given.pop(header, [plainest] * len(rows)), dtype=pl.String)
        columns.append(text.str.to_date() if column.type == "DATE" else text.cast(_TYPES[column.type]))
    return pl.DataFrame([*columns, *(pl.Series(name, values, dtype=pl.String) for name, values in given.items())])


def export(
    folder: Path,
    *,
    as_of: date = AS_OF,
    vintage: int = 63,
    kind: str = "synthetic",
    **files: str | pl.DataFrame | list[str | pl.DataFrame],
) -> Path:
    """A raw export of drawn files (or ready frames), with the schools and people above unless others are given.

    A list makes the parts of a file, in a folder.
    """
    folder.mkdir(parents=True)
    for name, drawn in ({"truong": SCHOOLS, "hoc_vien": PEOPLE} | files).items():
        if isinstance(drawn, list):
            (folder / name).mkdir()
            for number, part in enumerate(drawn, start=1):
                _drawn(name, part).write_parquet(folder / name / f"{number:03}.parquet")
        else:
            _drawn(name, drawn).write_parquet(folder / f"{name}.parquet")
    said = {"as_of": as_of.isoformat(), "vintage": vintage, "kind": kind, "series": "ve-tay", "title": "Vẽ tay"}
    (folder / "export.json").write_text(json.dumps(said), encoding="utf-8")
    return folder


def _drawn(name: str, drawn: str | pl.DataFrame) -> pl.DataFrame:
    return frame(name, drawn) if isinstance(drawn, str) else drawn


def prepared(folder: Path, *, name: str = "ve-tay", hold_most: float = 1.0, **told: object) -> Prepared:
    """What a drawn export comes to where rows may be held back; ``told`` are files, or what ``prepare`` takes."""
    asked = {word: told.pop(word) for word in ("hold", "previous", "corrections", "erased") if word in told}
    raw = export(folder / f"raw-{name}", **told)
    (folder / f"work-{name}").mkdir()
    orders = {"hold": True, "hold_most": hold_most, "hold_few": 0, **asked}
    return ingest.prepare(raw, folder / f"work-{name}", snapshot_id=name, key=KEY, **orders)


def written(made: Prepared, name: str) -> pl.DataFrame:
    """One table as it was prepared, all provinces; without columns where it has no rows."""
    files = sorted(made.staging.rglob(f"{name}/*/part.parquet"))
    return pl.concat(pl.read_parquet(file, hive_partitioning=False) for file in files) if files else pl.DataFrame()


def rules(made: Prepared) -> set[str]:
    """The rules that something broke."""
    return {finding.rule for finding in made.findings}


def built(folder: Path, *, name: str = "ve-tay", **drawn: object) -> Snapshot:
    """The snapshot of a drawn export, in a state folder beside it."""
    raw = export(folder / f"raw-{name}", **drawn)
    return open_snapshot(ingest.build(raw, folder / f"state-{name}", snapshot_id=name, key=KEY))


def table(snapshot: Snapshot, name: str) -> pl.DataFrame:
    """One table of a snapshot, all provinces."""
    return pl.concat(pl.read_parquet(file, hive_partitioning=False) for file in snapshot.files(name))
