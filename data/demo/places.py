"""Provinces with their temper, and the schools in their districts."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from data.demo import assumptions as assumed
from data.demo.draw import Array, allocate, chosen, dates, day, shared, stream

REFERENCE = Path(__file__).parent.parent / "reference"
_ARCHIPELAGOS = ("Huyện Hoàng Sa", "Huyện Trường Sa")
_KINDS = ("Trường Tiểu học", "Trường Trung học cơ sở", "Trường Trung học phổ thông")
_TWO_LEVELS = ("", "Trường Tiểu học và Trung học cơ sở", "Trường Trung học cơ sở và Trung học phổ thông")


@dataclass(frozen=True)
class Temper:
    """What makes provinces differ: arrays by province, in standard deviations around 0 unless said."""

    training: Array
    reporting: Array
    leniency: Array
    contentment: Array
    supporter_wait: Array  # mean days
    send_wait: Array  # mean days
    university_wait: Array  # mean days, by audience × province
    lms_since: Array  # days since 1970; 0 where there is no LMS


def provinces() -> pl.DataFrame:
    """The 63 provinces in the order of their codes: code, name_vi, region, lttu."""
    frame = pl.read_csv(REFERENCE / "provinces.csv", infer_schema=False)
    return frame.select("code", "name_vi", "region", "lttu").sort("code")


def counts() -> pl.DataFrame:
    """The statistics office's 189 cells, by province code and level in school order."""
    frame = pl.read_csv(REFERENCE / "province_education_2021.csv", schema_overrides={"code": pl.String})
    levels = pl.col("level").cast(pl.Enum(assumed.LEVELS))
    return frame.with_columns(levels).sort("code", "level")


def temper(seed: int) -> Temper:
    """Draw the temper of every province: its region's, and its own."""
    rng = stream(seed, "temper")
    frame = provinces()
    region = np.array([assumed.REGION_STRENGTH[name] for name in frame["region"]])
    size = len(frame)

    def trait(spread: float) -> Array:
        return 0.8 * region + spread * rng.standard_normal(size)

    university = np.array([assumed.UNIVERSITY_WAIT[code] for code in frame["lttu"]])
    academy = np.full(size, assumed.UNIVERSITY_WAIT[assumed.MANAGERS_UNIVERSITY])
    slow = rng.permutation(size) < 6
    return Temper(
        training=trait(0.55),
        reporting=trait(0.9),
        leniency=0.36 * trait(0.6),
        contentment=0.3 * trait(0.8),
        supporter_wait=9 * np.exp(-0.25 * region + 0.45 * rng.standard_normal(size)) * np.where(slow, 3.5, 1),
        send_wait=4 * np.exp(0.4 * rng.standard_normal(size)),
        university_wait=np.stack([university, academy]) * np.exp(0.15 * rng.standard_normal((2, size))),
        lms_since=_lms_since(frame, rng),
    )


def _lms_since(frame: pl.DataFrame, rng: np.random.Generator) -> Array:
    """Most provinces start their LMS in October 2020, six of them months later, three never."""
    since = day(assumed.MASS_COURSES[0][1]) - rng.integers(3, 31, len(frame))
    has_lms = ~frame["code"].is_in(assumed.WITHOUT_LMS).to_numpy()
    late = rng.permutation(np.flatnonzero(has_lms))[:6]
    since[late] += rng.integers(80, 140, 6)
    return np.where(has_lms, since, 0)


def lms(seed: int) -> pl.DataFrame:
    """Province name, platform and first day (null: none); which platform is assumed."""
    since = temper(seed).lms_since
    viettel = stream(seed, "platform").random(len(since)) < 0.6
    platform = np.where(viettel, "Viettel", "VNPT")
    return pl.DataFrame(
        {
            "Tỉnh/Thành phố": provinces()["name_vi"],
            "Nền tảng": pl.Series(platform).set(pl.Series(since == 0), None),
            "Ngày bắt đầu": dates(since).set(pl.Series(since == 0), None),
        }
    )


def schools(seed: int, scale: float) -> pl.DataFrame:
    """One row a school: province (0–62), main and second level (0–2), district, flags, names as in the export."""
    rng = stream(seed, "schools")
    cells = _school_cells(scale)
    frame = pl.DataFrame(
        {
            "province": np.repeat(cells["province"], cells["size"]).astype(np.int16),
            "level": np.repeat(cells["level"], cells["size"]).astype(np.int8),
            "second": np.repeat(cells["second"], cells["size"]).astype(np.int8),
        }
    )
    frame = _placed(frame, rng).sort("province", "district", "level", "second", maintain_order=True)
    return _named(_disadvantaged(frame, rng))


def _school_cells(scale: float) -> dict[str, Array]:
    """How many schools of each kind: a school with two levels takes a place in both counts."""
    wanted = allocate(counts()["schools"].to_numpy() * scale, least=2).reshape(63, 3)
    joint = np.round(np.minimum(wanted[:, :2], wanted[:, 1:]) * assumed.MULTI_LEVEL).astype(np.int64)
    single = wanted.copy()
    single[:, :2] -= joint
    single[:, 1:] -= joint
    kinds = [(0, -1), (1, -1), (2, -1), (1, 0), (2, 1)]
    sizes = np.concatenate([single, joint], axis=1)
    return {
        "province": np.repeat(np.arange(63), len(kinds)),
        "level": np.tile([level for level, _ in kinds], 63),
        "second": np.tile([second for _, second in kinds], 63),
        "size": sizes.ravel(),
    }


def _districts() -> pl.DataFrame:
    """Districts that can have schools: province (0–62), codes, short name."""
    codes = pl.DataFrame({"province_code": provinces()["code"], "province": np.arange(63, dtype=np.int16)})
    frame = pl.read_csv(REFERENCE / "districts.csv", infer_schema=False)
    frame = frame.filter(~pl.col("name_vi").is_in(_ARCHIPELAGOS))
    short = pl.col("name_vi").str.replace(r"^(Huyện|Thị xã|Thành phố|Quận (?P<n>\D)) ?", "${n}")
    return frame.join(codes, on="province_code", how="inner", maintain_order="left").with_columns(
        short=short,
        number=pl.when(pl.col("district_code").str.starts_with("S"))
        .then(pl.lit("9") + pl.int_range(pl.len()).over("province").cast(pl.String).str.zfill(2))
        .otherwise("district_code"),
    )


def _placed(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Give every school a district of its province, by weights that stand for the districts' sizes."""
    districts = _districts().with_row_index("district")
    first = districts.group_by("province").agg(pl.col("district")).sort("province")["district"].to_list()
    weights = [0.25 + rng.standard_gamma(3.0, len(members)) for members in first]
    place = np.zeros(len(frame), dtype=np.int64)
    province = frame["province"].to_numpy()
    for number, (members, weight) in enumerate(zip(first, weights, strict=True)):
        mine = np.flatnonzero(province == number)
        spread = np.repeat(np.array(members), shared(len(mine), weight, least=1))
        place[mine] = rng.permutation(spread)
    chosen_district = districts[place].select(
        "district", "district_code", "short", "number", pl.col("name_vi").alias("district_name")
    )
    return frame.hstack(chosen_district)


def _disadvantaged(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Flag the remotest schools of each province: remoteness is the district's, and a little the school's."""
    table = (
        counts()
        .group_by("code", maintain_order=True)
        .agg(minority=pl.col("teachers_ethnic_minority").fill_null(0).sum() / pl.col("teachers").sum())
    )
    base = np.array([assumed.REGION_DISADVANTAGED[name] for name in provinces()["region"]])
    share = np.clip(base + 0.85 * table["minority"].to_numpy(), 0.0, 0.85)
    province, district = frame["province"].to_numpy(), frame["district"].to_numpy()
    remote = rng.standard_normal(800)[district] + 0.5 * rng.standard_normal(len(frame))
    sizes = np.bincount(province, minlength=63)
    flags = chosen(province, np.round(share * sizes), -remote - 0.4 * (frame["second"].to_numpy() >= 0))
    return frame.with_columns(is_disadvantaged=pl.Series(flags))


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    """Codes of eight digits (province, district, serial), plausible names and clusters of about eight schools."""
    codes = provinces()["code"]
    names = [*_KINDS, *_TWO_LEVELS]
    kind = np.where(frame["second"].to_numpy() < 0, frame["level"].to_numpy(), 3 + frame["level"].to_numpy())
    frame = frame.with_columns(
        code=codes.gather(frame["province"].cast(pl.UInt32)),
        title=pl.Series(names).gather(kind),
        serial=pl.int_range(1, pl.len() + 1).over("province", "district"),
        place=pl.int_range(pl.len()).over("province", "district", "level"),
    )
    numbered = pl.int_range(1, pl.len() + 1).over("province", "short", "title").cast(pl.String)
    return frame.with_columns(
        school_code=pl.col("code") + pl.col("number") + pl.col("serial").cast(pl.String).str.zfill(3),
        school_name=pl.col("title") + " " + pl.col("short") + " " + numbered + " (mô phỏng)",
        cluster=pl.format("CUM-{}{}-{}{}", "code", "number", pl.col("level") + 1, 1 + pl.col("place") // 8),
    )
