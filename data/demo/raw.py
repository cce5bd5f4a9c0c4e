"""The raw export of one date: the country cut at that day, under the headers of the sources."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from data.demo import assumptions as assumed
from data.demo.answers import QUESTIONS
from data.demo.land import Country
from data.demo.people import FIRST_IDENTIFIER
from data.demo.places import provinces
from data.demo.ratings import RATERS
from data.demo.sources import described
from data.demo.training import COHORTS, MODULES

Progress = Callable[[float, str], None]
_LEVELS = ("Tiểu học", "Trung học cơ sở", "Trung học phổ thông")
_PASSES = (  # step, sent, decided, outcome: as in the country and as exported
    ("lms", "Ngày nộp LMS", "Ngày kết quả LMS", "Kết quả LMS"),
    ("supporter", "Ngày gửi cốt cán", "Ngày cốt cán xác nhận", "Kết quả cốt cán"),
    ("university", "Ngày gửi trường ĐH", "Ngày trường ĐH ghi nhận", "Kết quả trường ĐH"),
)


def export_at(country: Country, as_of: date, folder: Path, *, progress: Progress = lambda done, said: None) -> None:
    """Write the raw export of one date: parquet files and export.json, replacing those in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    writers = {
        "truong": lambda: _schools(country),
        "hoc_vien": lambda: _learners(country, as_of),
        "boi_duong": lambda: _training(country, as_of),
        "ho_tro": lambda: _support(country, as_of),
        "danh_gia": lambda: _ratings(country, as_of),
        "khao_sat": lambda: _responses(country, as_of),
        "nhu_cau": lambda: _needs(country, as_of),
        "hoat_dong": lambda: country.activity.filter(pl.col("Ngày") <= as_of),
        "bao_cao": lambda: _submissions(country, as_of),
        "lms": lambda: _lms(country, as_of),
    }
    for done, (name, frame) in enumerate(writers.items()):
        progress(done / len(writers), name)
        frame().write_parquet(folder / f"{name}.parquet", compression="lz4", statistics=False)
    said = described(as_of=as_of, scale=country.scale, seed=country.seed)
    (folder / "export.json").write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", "utf-8")
    progress(1.0, "export.json")


def _identifier(column: str = "person") -> pl.Expr:
    """Ten digits as text."""
    return (pl.col(column).cast(pl.Int64) + FIRST_IDENTIFIER).cast(pl.String)


def _word(column: str, words: tuple[str, ...]) -> pl.Expr:
    """Words for the whole numbers 0, 1, 2 … of a column; null stays null, and so does -1."""
    place = pl.col(column)
    return pl.lit(pl.Series(words)).gather(pl.when(place >= 0).then(place).cast(pl.UInt32))


def _yes(column: str) -> pl.Expr:
    return pl.when(pl.col(column)).then(pl.lit("Có")).when(~pl.col(column)).then(pl.lit("Không"))


def _until(column: str, as_of: date) -> pl.Expr:
    """The date if it has come by then, else null."""
    return pl.when(pl.col(column) <= as_of).then(pl.col(column))


def _school(country: Country) -> pl.Expr:
    return pl.lit(country.schools["school_code"]).gather(pl.col("school").cast(pl.UInt32)).alias("Mã trường")


def _subject() -> pl.Expr:
    names = tuple(row[0] for row in assumed.SUBJECTS.values())
    return _word("subject", names).fill_null("").alias("Môn dạy")


def _schools(country: Country) -> pl.DataFrame:
    frame = country.schools
    has_level = [
        pl.when((pl.col("level") == n) | (pl.col("second") == n)).then(pl.lit("Có")).otherwise(pl.lit("Không"))
        for n in range(3)
    ]
    return frame.select(
        pl.col("school_code").alias("Mã trường"),
        pl.col("school_name").alias("Tên trường"),
        _word("province", tuple(provinces()["name_vi"])).alias("Tỉnh/Thành phố"),
        pl.col("district_name").alias("Quận/Huyện"),
        pl.col("cluster").alias("Cụm"),
        *(level.alias(name) for level, name in zip(has_level, _LEVELS, strict=True)),
        _yes("is_disadvantaged").alias("Vùng khó khăn"),
    )


def _learners(country: Country, as_of: date) -> pl.DataFrame:
    """One row a person and school year whose account was issued by then."""
    return pl.concat([_learner_year(country, as_of, year) for year in assumed.SCHOOL_YEARS])


def _learner_year(country: Country, as_of: date, year: int) -> pl.DataFrame:
    account = f"account_{year}"
    is_due = ((pl.col("school") + year) % 2 == 0) & (year > assumed.SCHOOL_YEARS[0])
    sex = pl.when(pl.col("is_female")).then(pl.lit("Nữ")).when(~pl.col("is_female")).then(pl.lit("Nam"))
    there = country.people.filter(pl.col(account) <= as_of).with_columns(is_due=is_due)
    return there.select(
        _identifier().alias("Mã định danh"),
        pl.lit(f"{year}-{year + 1}").alias("Năm học"),
        _school(country),
        pl.when("is_manager").then(pl.lit("CBQL")).otherwise(pl.lit("GVPT")).alias("Đối tượng"),
        sex.fill_null("").alias("Giới tính"),
        _yes("is_minority").fill_null("").alias("Dân tộc thiểu số"),
        _word("level", _LEVELS).alias("Cấp học"),
        _subject(),
        pl.when("is_core").then(pl.lit("Cốt cán")).otherwise(pl.lit("Đại trà")).alias("Vai trò"),
        _yes("is_disadvantaged").alias("Vùng khó khăn"),
        _yes("is_due").alias("Đến kỳ đánh giá"),
        pl.col(account).alias("Ngày cấp tài khoản"),
    )


def _training(country: Country, as_of: date) -> pl.DataFrame:
    """One row an enrolment that had reached the ministry; decisions that had not come by then are null."""
    frame = country.enrolments.filter(pl.col("visible_on") <= as_of)
    steps: list[pl.Expr] = []
    for step, sent, decided, outcome in _PASSES:
        is_known = pl.col(f"{step}_decided_on") <= as_of
        word = pl.when(f"{step}_passed").then(pl.lit("Đạt")).otherwise(pl.lit("Chưa đạt"))
        steps += [
            _until(f"{step}_sent_on", as_of).alias(sent),
            _until(f"{step}_decided_on", as_of).alias(decided),
            pl.when(is_known).then(word).alias(outcome),
        ]
    score = pl.when(pl.col("lms_decided_on") <= as_of).then("lms_score").alias("Điểm LMS")
    return frame.select(
        _identifier().alias("Mã định danh"),
        _word("cohort", COHORTS).alias("Đợt"),
        _word("module", MODULES).alias("Mô đun"),
        _school(country),
        _word("level", _LEVELS).alias("Cấp học"),
        _subject(),
        pl.col("enrolled_on").alias("Ngày ghi danh"),
        score,
        *steps,
        _until("certificate_on", as_of).alias("Ngày cấp chứng nhận"),
    )


def _support(country: Country, as_of: date) -> pl.DataFrame:
    has = (pl.col("visible_on") <= as_of) & pl.col("supporter").is_not_null()
    return country.enrolments.filter(has).select(
        _identifier().alias("Mã định danh"),
        _word("module", MODULES).alias("Mô đun"),
        _identifier("supporter").alias("Mã cốt cán"),
    )


def _ratings(country: Country, as_of: date) -> pl.DataFrame:
    frame = country.ratings.filter(pl.col("visible_on") <= as_of)
    words = ("Chưa đạt", "Đạt", "Khá", "Tốt")
    return frame.with_columns(rated=pl.col("mark").cast(pl.Int8) - 1).select(
        _identifier().alias("Mã định danh"),
        pl.col("report_year").cast(pl.Int32).alias("Năm báo cáo"),
        _word("rater", RATERS).alias("Người đánh giá"),
        pl.col("rated_on").alias("Ngày đánh giá"),
        _word("rated", words).alias("Xếp loại"),
        pl.col("^TC[0-9]+$"),
    )


def _responses(country: Country, as_of: date) -> pl.DataFrame:
    return country.responses.filter(pl.col("visible_on") <= as_of).select(
        _identifier().alias("Mã định danh"),
        _word("question", QUESTIONS).alias("Câu hỏi"),
        _word("module", MODULES).alias("Mô đun"),
        pl.col("answer").alias("Trả lời"),
        pl.col("answered_on").alias("Ngày trả lời"),
    )


def _needs(country: Country, as_of: date) -> pl.DataFrame:
    return country.needs.filter(pl.col("visible_on") <= as_of).select(
        _identifier().alias("Mã định danh"),
        pl.col("report_year").cast(pl.Int32).alias("Năm báo cáo"),
        _word("module", MODULES).fill_null("").alias("Mô đun"),
        pl.col("criterion").cast(pl.Int32).alias("Tiêu chí"),
    )


def _submissions(country: Country, as_of: date) -> pl.DataFrame:
    """What is owed for the school years that have begun; due days may lie ahead, arrivals may not."""
    begun = pl.date(pl.col("Năm báo cáo"), 9, 1) <= as_of
    return country.submissions.filter(begun).with_columns(_until("Ngày nhận", as_of), _until("Ngày công bố", as_of))


def _lms(country: Country, as_of: date) -> pl.DataFrame:
    started = pl.col("Ngày bắt đầu") <= as_of
    return country.lms.with_columns(pl.when(started).then("Nền tảng").alias("Nền tảng"), _until("Ngày bắt đầu", as_of))
