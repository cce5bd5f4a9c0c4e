"""What the sample is drawn from: a few provinces of a small synthetic country, cut at one day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from data.demo import country, export_at

AS_OF = date(2021, 12, 31)
REPORT_YEAR = 2020
YEARS = ("2020-2021", "2021-2022")  # school years whose lists were asked for
_BEFORE = "2019-2020"
_SCALE = 0.016
_CODES = {"Quảng Ninh": "22", "Đà Nẵng": "48", "Khánh Hòa": "56", "Tuyên Quang": "08", "Lâm Đồng": "68"}
_ZEROS = "Tuyên Quang"  # its identifiers begin with zeros, so that a spreadsheet can take them
_BORN = date(1966, 1, 1)


@dataclass(frozen=True)
class Province:
    """One province's part of the export: frames under the headers of the layout."""

    name: str
    schools: pl.DataFrame
    learners: pl.DataFrame
    earlier: pl.DataFrame  # the list of the school year before the first
    training: pl.DataFrame
    ratings: pl.DataFrame
    needs: pl.DataFrame
    answers: pl.DataFrame
    support: pl.DataFrame


@dataclass(frozen=True)
class Drawn:
    """The provinces by name, and what the ministry keeps itself."""

    provinces: dict[str, Province]
    submissions: pl.DataFrame
    platforms: pl.DataFrame


@cache
def drawn() -> Drawn:
    """The same draw on every run."""
    with _exported() as frames:
        provinces = {name: _province(name, code, frames) for name, code in _CODES.items()}
        asked = pl.col("Tỉnh/Thành phố").is_in(list(_CODES))
        came = ("Ngày nhận", "Ngày công bố")
        owed = frames["bao_cao"].filter((pl.col("Năm báo cáo") == REPORT_YEAR) & (pl.col("Bộ dữ liệu") == "assessment"))
        owed = owed.with_columns(pl.when(asked).then(name).alias(name) for name in came)
        return Drawn(provinces, owed, frames["lms"])


def person(identifier: str) -> tuple[str, date, str]:
    """An obviously made-up name, birth date and address for an identifier."""
    number = int(identifier) % 100_000
    return f"Người Mô Phỏng {number:05d}", _BORN + timedelta(days=number * 37 % 11_000), f"mp{number:05d}@vidu.example"


@contextmanager
def _exported() -> Iterator[dict[str, pl.DataFrame]]:
    with TemporaryDirectory() as folder:
        export_at(country(_SCALE), AS_OF, Path(folder))
        yield {path.stem: pl.read_parquet(path) for path in sorted(Path(folder).glob("*.parquet"))}


def _province(name: str, code: str, frames: dict[str, pl.DataFrame]) -> Province:
    here = pl.col("Mã trường").str.starts_with(code)
    listed = frames["hoc_vien"].filter(here).sort("Năm học", "Mã trường", "Mã định danh")
    learners = listed.filter(pl.col("Năm học").is_in(YEARS))
    people = learners["Mã định danh"].unique()
    mine, of_year = pl.col("Mã định danh").is_in(people.implode()), pl.col("Năm báo cáo") == REPORT_YEAR
    part = Province(
        name=name,
        schools=frames["truong"].filter(here).sort("Mã trường"),
        learners=learners,
        earlier=listed.filter(pl.col("Năm học") == _BEFORE),
        training=frames["boi_duong"].filter(here).sort("Mô đun", "Mã trường", "Mã định danh"),
        ratings=frames["danh_gia"].filter(mine & of_year).sort("Mã định danh", "Người đánh giá"),
        needs=frames["nhu_cau"].filter(mine & of_year).sort("Mã định danh", "Mô đun", "Tiêu chí"),
        answers=frames["khao_sat"].filter(mine).sort("Mã định danh", "Mô đun", "Câu hỏi"),
        support=frames["ho_tro"].filter(mine).sort("Mã định danh", "Mô đun"),
    )
    return _with_zeros(part) if name == _ZEROS else part


def _with_zeros(part: Province) -> Province:
    """The same people under identifiers of ten digits that begin with two zeros."""
    short = pl.col("^Mã (định danh|cốt cán)$").str.replace(r"^9900", "0099")
    frames = {name: frame for name, frame in vars(part).items() if name not in ("name", "schools")}
    return Province(part.name, part.schools, **{name: frame.with_columns(short) for name, frame in frames.items()})
