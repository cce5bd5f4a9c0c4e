"""The raw export of one date: the example cut at that day, under the headers of the sources."""

import json
from datetime import date
from pathlib import Path

import polars as pl

from data.demo.after import assumptions as assumed
from data.demo.after.answers import lms, unit_name
from data.demo.after.land import Country
from data.demo.after.places import communes
from data.demo.after.sources import described
from data.demo.assumptions import SUBJECTS
from data.ingest.communes import FILE as COMMUNES

_LEVELS = ("Tiểu học", "Trung học cơ sở", "Trung học phổ thông")
_MARKS = ("Chưa đạt", "Đạt", "Khá", "Tốt")
_PASSES = (  # step, sent, decided, outcome: as in the country and as exported
    ("lms", "Ngày nộp LMS", "Ngày kết quả LMS", "Kết quả LMS"),
    ("supporter", "Ngày gửi cốt cán", "Ngày cốt cán xác nhận", "Kết quả cốt cán"),
    ("university", "Ngày gửi trường ĐH", "Ngày trường ĐH ghi nhận", "Kết quả trường ĐH"),
)


def export_at(country: Country, as_of: date, folder: Path) -> None:
    """Write the raw export of one date: parquet files, the list of communes and export.json."""
    folder.mkdir(parents=True, exist_ok=True)
    frames = {
        "truong": _schools(country),
        "hoc_vien": pl.concat(_learners(country, as_of, year) for year in assumed.SCHOOL_YEARS),
        "boi_duong": _training(country, as_of),
        "ho_tro": _support(country, as_of),
        "danh_gia": _ratings(country, as_of),
        "khao_sat": _responses(country, as_of),
        "nhu_cau": _needs(country, as_of),
        "hoat_dong": country.activity.filter(pl.col("Ngày") <= as_of),
        "bao_cao": _submissions(country, as_of),
        "lms": lms(),
    }
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet", compression="lz4", statistics=False)
    named = communes(country.seed).select(
        unit_name("unit").alias("Tỉnh/Thành phố"), pl.col("commune_code").alias("Mã"), pl.col("commune").alias("Tên")
    )
    named.write_csv(folder / COMMUNES)
    said = described(as_of=as_of, scale=country.scale, seed=country.seed)
    (folder / "export.json").write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _identifier(column: str = "person") -> pl.Expr:
    return (pl.col(column).cast(pl.Int64) + assumed.FIRST_IDENTIFIER).cast(pl.String)


def _word(column: str, words: tuple[str, ...]) -> pl.Expr:
    """Words for the whole numbers 0, 1, 2 … of a column; null for -1."""
    place = pl.col(column)
    return pl.lit(pl.Series(words)).gather(pl.when(place >= 0).then(place).cast(pl.UInt32))


def _yes(flag: pl.Expr) -> pl.Expr:
    return pl.when(flag).then(pl.lit("Có")).otherwise(pl.lit("Không"))


def _until(column: str, as_of: date) -> pl.Expr:
    """The date if it has come by then, else null."""
    return pl.when(pl.col(column) <= as_of).then(pl.col(column))


def _placed(country: Country) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """School, level and subject of a person's row."""
    school = pl.lit(country.schools["school_code"]).gather(pl.col("school").cast(pl.UInt32)).alias("Mã trường")
    subject = _word("subject", tuple(row[0] for row in SUBJECTS.values())).fill_null("").alias("Môn dạy")
    return school, _word("level", _LEVELS).alias("Cấp học"), subject


def _schools(country: Country) -> pl.DataFrame:
    return country.schools.select(
        pl.col("school_code").alias("Mã trường"),
        pl.col("school_name").alias("Tên trường"),
        unit_name("unit").alias("Tỉnh/Thành phố"),
        pl.col("commune").alias("Quận/Huyện"),
        pl.col("cluster").alias("Cụm"),
        *(_yes(pl.col("level") == number).alias(name) for number, name in enumerate(_LEVELS)),
        _yes(pl.col("is_disadvantaged")).alias("Vùng khó khăn"),
    )


def _learners(country: Country, as_of: date, year: int) -> pl.DataFrame:
    """One row a person of that school year whose account was issued by then."""
    is_due = (pl.col("school") + year) % 2 == 0
    return country.people.filter(pl.col(f"account_{year}") <= as_of).select(
        _identifier().alias("Mã định danh"),
        pl.lit(f"{year}-{year + 1}").alias("Năm học"),
        *_placed(country),
        pl.when("is_manager").then(pl.lit("CBQL")).otherwise(pl.lit("GVPT")).alias("Đối tượng"),
        pl.when("is_female").then(pl.lit("Nữ")).otherwise(pl.lit("Nam")).alias("Giới tính"),
        _yes(pl.col("is_minority")).alias("Dân tộc thiểu số"),
        pl.when("is_core").then(pl.lit("Cốt cán")).otherwise(pl.lit("Đại trà")).alias("Vai trò"),
        _yes(pl.col("is_disadvantaged")).alias("Vùng khó khăn"),
        _yes(is_due).alias("Đến kỳ đánh giá"),
        pl.col(f"account_{year}").alias("Ngày cấp tài khoản"),
    )


def _training(country: Country, as_of: date) -> pl.DataFrame:
    """One row an enrolment by then; decisions that had not come are null."""
    steps: list[pl.Expr] = []
    for step, sent, decided, outcome in _PASSES:
        is_known = pl.col(f"{step}_decided_on") <= as_of
        word = pl.when(f"{step}_passed").then(pl.lit("Đạt")).otherwise(pl.lit("Chưa đạt"))
        dated = (_until(f"{step}_sent_on", as_of).alias(sent), _until(f"{step}_decided_on", as_of).alias(decided))
        steps += [*dated, pl.when(is_known).then(word).alias(outcome)]
    return country.enrolments.filter(pl.col("enrolled_on") <= as_of).select(
        _identifier().alias("Mã định danh"),
        pl.col("cohort_code").alias("Đợt"),
        pl.col("module_code").alias("Mô đun"),
        *_placed(country),
        pl.col("enrolled_on").alias("Ngày ghi danh"),
        pl.when(pl.col("lms_decided_on") <= as_of).then("lms_score").alias("Điểm LMS"),
        *steps,
        _until("certificate_on", as_of).alias("Ngày cấp chứng nhận"),
    )


def _support(country: Country, as_of: date) -> pl.DataFrame:
    has = (pl.col("enrolled_on") <= as_of) & pl.col("supporter").is_not_null()
    return country.enrolments.filter(has).select(
        _identifier().alias("Mã định danh"),
        pl.col("module_code").alias("Mô đun"),
        _identifier("supporter").alias("Mã cốt cán"),
    )


def _ratings(country: Country, as_of: date) -> pl.DataFrame:
    rows = country.ratings.filter(pl.col("visible_on") <= as_of).with_columns(rated=pl.col("mark").cast(pl.Int8) - 1)
    return rows.select(
        _identifier().alias("Mã định danh"),
        pl.col("report_year").alias("Năm báo cáo"),
        pl.col("rater").alias("Người đánh giá"),
        pl.col("rated_on").alias("Ngày đánh giá"),
        _word("rated", _MARKS).alias("Xếp loại"),
        pl.col("^TC[0-9]+$"),
    )


def _responses(country: Country, as_of: date) -> pl.DataFrame:
    return country.responses.filter(pl.col("answered_on") <= as_of).select(
        _identifier().alias("Mã định danh"),
        pl.col("question").alias("Câu hỏi"),
        pl.col("module_code").alias("Mô đun"),
        pl.col("answer").alias("Trả lời"),
        pl.col("answered_on").alias("Ngày trả lời"),
    )


def _needs(country: Country, as_of: date) -> pl.DataFrame:
    return country.needs.filter(pl.col("visible_on") <= as_of).select(
        _identifier().alias("Mã định danh"),
        pl.col("report_year").cast(pl.Int32).alias("Năm báo cáo"),
        pl.col("module").alias("Mô đun"),
        pl.col("criterion").cast(pl.Int32).alias("Tiêu chí"),
    )


def _submissions(country: Country, as_of: date) -> pl.DataFrame:
    """What is owed for the school years that have begun; due days may lie ahead, arrivals may not."""
    begun = country.submissions.filter(pl.date(pl.col("Năm báo cáo"), 9, 1) <= as_of)
    return begun.with_columns(_until("Ngày nhận", as_of), _until("Ngày công bố", as_of))
