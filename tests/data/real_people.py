"""Drawn deliveries of people who could be real: identifiers, names and birth dates that must not be found again."""

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import polars as pl

from data import ingest
from data.keeping import keys
from data.keeping.keys import Chain
from data.schema import TABLES
from data.snapshot import Snapshot, open_snapshot
from tests.data.ingest_drawn import export

AN, BINH, CHI, DUNG = IDENTIFIERS = ("0790012345", "0790012346", "0220055501", "0220055502")
SECRETS = ("Trần Thị Kín", "Lê Văn Giấu", "Phạm Bí Ẩn", "Đỗ Thầm Lặng", "1981-02-03", "1982-03-04", "1983-04-05")

_PEOPLE = """
    Mã định danh | Họ và tên     | Ngày sinh  | Mã trường | Giới tính | Cấp học         | Vai trò
    0790012345   | Trần Thị Kín  | 1981-02-03 | S1        | Nữ        | Tiểu học        | Đại trà
    0790012346   | Lê Văn Giấu   | 1982-03-04 | S1        | Nam       | Tiểu học        | Đại trà
    0220055501   | Phạm Bí Ẩn    | 1983-04-05 | S2        | Nữ        | Trung học cơ sở | Cốt cán
    0220055502   | Đỗ Thầm Lặng  | 1983-04-05 | S2        | Nam       | Trung học cơ sở | Đại trà
"""
_TRAINING = """
    Mã định danh | Mã trường | Cấp học         | Điểm LMS | Ngày nộp LMS | Ngày kết quả LMS | Kết quả LMS
    0790012345   | S1        | Tiểu học        | 81.5     | 2021-02-01   | 2021-02-01       | Đạt
    0790012346   | S1        | Tiểu học        |          |              |                  |
    0220055502   | S2        | Trung học cơ sở | 75       | 2021-02-01   | 2021-02-01       | Đạt
"""
_RATINGS = """
    Mã định danh | Người đánh giá | Ngày đánh giá | Xếp loại | TC1 | TC2
    0790012345   | Tự đánh giá    | 2021-11-01    | Khá      | 3   | 4
    0790012346   | Tự đánh giá    | 2021-11-02    | Khá      | 3   | 3
    0220055501   | Tự đánh giá    | 2021-11-03    | Tốt      | 4   | 4
"""
_SUPPORT = """
    Mã định danh | Mô đun | Mã cốt cán
    0790012345   | GV1    | 0220055501
    0220055502   | GV1    | 0220055501
"""
_ANSWERS = """
    Mã định danh | Câu hỏi           | Mô đun | Trả lời
    0790012345   | support_satisfied | GV1    | 4
    0220055502   | support_satisfied | GV1    | 3
"""
_NEEDS = """
    Mã định danh | Mô đun | Tiêu chí
    0790012345   | GV2    |
    0220055502   |        | 5
"""


def delivery(folder: Path, *, as_of: date = date(2021, 12, 31), kind: str = "real") -> Path:
    """A raw export of these four people in every file that names people."""
    named = {"hoc_vien": _PEOPLE, "boi_duong": _TRAINING, "danh_gia": _RATINGS, "ho_tro": _SUPPORT}
    raw = export(folder, as_of=as_of, **named, khao_sat=_ANSWERS, nhu_cau=_NEEDS)
    said = json.loads((raw / "export.json").read_bytes()) | {"kind": kind}
    (raw / "export.json").write_text(json.dumps(said), encoding="utf-8")
    return raw


def published(state: Path, name: str, *, key: bytes | Chain | None = None, **said: object) -> Snapshot:
    """A snapshot of the delivery, built under the installation's key unless another is given."""
    raw = delivery(state.parent / f"raw-{state.name}-{name}", **said)
    return open_snapshot(ingest.build(raw, state, snapshot_id=name, key=key or keys.chain(state)))


def opened(snapshot: Snapshot) -> Snapshot:
    """The same snapshot as it is now."""
    return open_snapshot(snapshot.folder)


def detail(snapshot: Snapshot, name: str) -> pl.DataFrame:
    """One table of a snapshot, all provinces; every file verified."""
    frames = [pl.read_parquet(file, hive_partitioning=False) for file in snapshot.files(name)]
    return pl.concat(frames) if frames else pl.DataFrame()


def people_in(snapshot: Snapshot) -> set[int]:
    """Every pseudonym in any column of any table."""
    columns = [(t.name, c.name) for t in TABLES.values() for c in t.columns if c.type == "UBIGINT"]
    found = [set(table[column]) for name, column in columns if (table := detail(snapshot, name)).height]
    return set().union(*found)


def pseudonyms(state: Path, identifiers: Iterable[str] = IDENTIFIERS) -> set[int]:
    """What these people are called under the installation's key as it is now."""
    chain = keys.chain(state)
    return {chain.pseudonym(identifier) for identifier in identifiers}


def written(state: Path) -> str:
    """Everything in the state folder as text: names, raw bytes, and parquet read column by column."""
    texts = []
    for folder, _, names in os.walk(state):
        for name in names:
            path = Path(folder) / name
            texts += [str(path.relative_to(state)), path.read_bytes().decode("utf-8", errors="ignore")]
            if path.suffix == ".parquet":
                table = pl.read_parquet(path, hive_partitioning=False)
                texts += ["\n".join(map(str, table[column].unique().to_list())) for column in table.columns]
    return "\n".join(texts)
