"""The synthetic country: it meets the counts it claims, keeps the rules, and each export knows only its own past."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from data import demo
from data.demo import assumptions, people, rule
from data.demo.draw import allocate

pytestmark = pytest.mark.xdist_group("demo")

SCALE = 0.01
REFERENCE = Path(demo.__file__).parent.parent / "reference"
LAST = demo.DATES[-1]
FILES = (
    "truong",
    "hoc_vien",
    "boi_duong",
    "ho_tro",
    "danh_gia",
    "khao_sat",
    "nhu_cau",
    "hoat_dong",
    "bao_cao",
    "lms",
)
LEVELS = {"Tiểu học": "primary", "Trung học cơ sở": "lower_secondary", "Trung học phổ thông": "upper_secondary"}


@pytest.fixture(scope="module")
def country() -> demo.Country:
    return demo.country(scale=SCALE)


@pytest.fixture(scope="module")
def exports(country: demo.Country, tmp_path_factory: pytest.TempPathFactory) -> dict[date, Path]:
    root = tmp_path_factory.mktemp("exports")
    for as_of in demo.DATES:
        demo.export_at(country, as_of, root / as_of.isoformat())
    return {as_of: root / as_of.isoformat() for as_of in demo.DATES}


@pytest.fixture(scope="module")
def last(exports: dict[date, Path]) -> dict[str, pl.DataFrame]:
    return {name: pl.read_parquet(exports[LAST] / f"{name}.parquet") for name in FILES}


def counted() -> pl.DataFrame:
    """The statistics office's 189 cells, read here once more."""
    frame = pl.read_csv(REFERENCE / "province_education_2021.csv", schema_overrides={"code": pl.String})
    return frame.with_columns(pl.col("level").cast(pl.Enum(tuple(LEVELS.values())))).sort("code", "level")


def with_province(frame: pl.DataFrame, schools: pl.DataFrame) -> pl.DataFrame:
    return frame.join(schools.select("Mã trường", "Tỉnh/Thành phố"), on="Mã trường")


# --- the counts it is made to meet


def test_at_full_size_every_cell_has_the_teachers_and_the_women_of_the_source():
    source, cells = counted(), people.headcount(1.0)

    assert cells["people"][:189].tolist() == source["teachers"].to_list()
    assert cells["female"][:189].tolist() == source["teachers_female"].to_list()
    by_level = cells["people"][:189].reshape(63, 3).sum(axis=0)
    assert by_level.tolist() == [382_525, 285_305, 145_376]
    assert by_level.sum() == 813_206


def test_at_full_size_ethnic_minority_teachers_are_those_of_the_source_where_it_has_any():
    source, cells = counted(), people.headcount(1.0)
    minority = cells["minority"][:189]
    known = (source["teachers_ethnic_minority"].fill_null(0) > 0).to_numpy()

    assert minority[known].tolist() == source["teachers_ethnic_minority"].drop_nulls().to_list()
    assert minority[~known].tolist() == np.round(source["teachers"].to_numpy()[~known] * 0.005).tolist()


@pytest.mark.parametrize("scale", [0.003, 0.01, 0.05, 0.5])
def test_at_any_size_nobody_is_lost_in_rounding_and_no_cell_vanishes(scale: float):
    cells = people.headcount(scale)

    assert cells["people"].min() >= 1
    assert (cells["female"] <= cells["people"]).all()
    assert cells["people"][:189].sum() == pytest.approx(813_206 * scale, abs=1)


def test_largest_remainders_keep_the_sum():
    assert allocate(np.array([1.4, 1.4, 1.2])).tolist() == [2, 1, 1]
    assert allocate(np.array([0.2, 3.0]), least=1).tolist() == [1, 3]


def test_the_people_exported_are_the_people_allocated(last: dict[str, pl.DataFrame]):
    cells = people.headcount(SCALE)
    year = with_province(last["hoc_vien"], last["truong"]).filter(pl.col("Năm học") == "2021-2022")
    found = (
        year.filter(pl.col("Đối tượng") == "GVPT")
        .with_columns(level=pl.col("Cấp học").replace_strict(LEVELS))
        .group_by("Tỉnh/Thành phố", "level")
        .agg(
            people=pl.len(),
            female=(pl.col("Giới tính") == "Nữ").sum(),
            minority=(pl.col("Dân tộc thiểu số") == "Có").sum(),
        )
    )
    cell = counted().select(pl.col("name_vi").alias("Tỉnh/Thành phố"), pl.col("level").cast(pl.String))
    found = cell.join(found, on=["Tỉnh/Thành phố", "level"], how="left", maintain_order="left")

    for name in ("people", "female", "minority"):
        assert found[name].to_list() == cells[name][:189].tolist()
    assert year["Mã định danh"].is_duplicated().sum() == 0
    assert year["Ngày cấp tài khoản"].max() <= date(2021, 12, 31)


def test_the_published_totals_are_met_in_proportion(last: dict[str, pl.DataFrame]):
    passed = last["boi_duong"].filter(pl.col("Kết quả LMS") == "Đạt")
    modules = passed.group_by("Mã định danh", "Đợt").len("modules")
    done = dict(
        modules.filter(pl.col("modules") == pl.when(pl.col("Đợt").str.contains("core")).then(6).otherwise(5))
        .group_by("Đợt")
        .agg(pl.len())
        .rows()
    )
    answers = last["khao_sat"].filter(pl.col("Câu hỏi") == "support_satisfied")

    assert done["teacher-core-2019"] == round(26_319 * SCALE)
    assert done["manager-core-2019"] == round(3_815 * SCALE)
    assert sum(count for cohort, count in done.items() if "mass" in cohort) == round(477_312 * SCALE)
    assert len(answers) == answers["Mã định danh"].n_unique() == round(653_360 * SCALE)
    assert (answers["Trả lời"] >= 4).mean() == pytest.approx(0.965, abs=0.001)


def test_forty_five_reports_of_2021_are_published(last: dict[str, pl.DataFrame]):
    reports = last["bao_cao"].filter(pl.col("Bộ dữ liệu") == "temis_report")
    in_time = reports.filter(pl.col("Ngày công bố") <= pl.col("Hạn nộp")).group_by("Năm báo cáo").len()

    assert dict(in_time.rows()) == {2020: 30, 2021: 45}
    assert len(last["bao_cao"]) == 63 * 4 * 2


# --- the rules


def test_no_core_learner_is_in_a_mass_cohort_and_no_mass_learner_in_a_core_one(last: dict[str, pl.DataFrame]):
    roles = last["hoc_vien"].select("Mã định danh", "Vai trò").unique()
    found = last["boi_duong"].join(roles, on="Mã định danh").select("Vai trò", "Đợt").unique()

    assert roles["Mã định danh"].is_duplicated().sum() == 0
    assert {(role, "core" in cohort) for role, cohort in found.rows()} == {("Cốt cán", True), ("Đại trà", False)}


def test_three_provinces_have_no_lms_no_mass_training_and_still_core_learners(last: dict[str, pl.DataFrame]):
    without = last["lms"].filter(pl.col("Nền tảng").is_null())["Tỉnh/Thành phố"].to_list()
    there = with_province(last["boi_duong"], last["truong"]).filter(pl.col("Tỉnh/Thành phố").is_in(without))

    assert len(without) == 3
    assert set(there["Tỉnh/Thành phố"]) == set(without)
    assert there["Đợt"].str.contains("core").all()


def second_opinion(marks: list[int], audience: str) -> str:
    """The legal rule once more, mark by mark."""
    keys = {"teacher": (3, 4, 5, 6, 7), "manager": (1, 2, 4, 5, 6, 8, 10, 12, 13, 14)}[audience]
    key_marks = [marks[number - 1] for number in keys]

    def at_least(mark: int) -> int:
        return sum(each >= mark for each in marks)

    if 3 * at_least(4) >= 2 * len(marks) and at_least(3) == len(marks) and min(key_marks) == 4:
        return "Tốt"
    if 3 * at_least(3) >= 2 * len(marks) and at_least(2) == len(marks) and min(key_marks) >= 3:
        return "Khá"
    if audience == "teacher":
        return "Đạt" if at_least(2) == len(marks) else "Chưa đạt"
    return "Đạt" if 3 * at_least(2) >= 2 * len(marks) and min(key_marks) >= 2 else "Chưa đạt"


@pytest.mark.parametrize(("audience", "criteria"), [("teacher", 15), ("manager", 18)])
def test_every_overall_mark_follows_from_its_criteria(last: dict[str, pl.DataFrame], audience: str, criteria: int):
    names = [f"TC{number}" for number in range(1, criteria + 1)]
    given = last["danh_gia"].filter(pl.col("TC1").is_not_null(), pl.col("TC18").is_null() == (audience == "teacher"))
    rows = given.select("Xếp loại", *names).unique().rows()

    assert {mark for mark, *_ in rows} >= {"Đạt", "Khá", "Tốt"}
    assert all(mark == second_opinion(marks, audience) for mark, *marks in rows)


@pytest.mark.parametrize("audience", ["teacher", "manager"])
def test_the_rule_agrees_with_the_second_opinion_on_any_marks(audience: str):
    rng = np.random.default_rng(1)
    size = assumptions.CRITERIA[audience]
    marks = np.clip(rng.integers(1, 5, (400, 1)) + rng.choice([-1, 0, 0, 0, 0, 0, 1], (400, size)), 1, 4)
    words = ("Chưa đạt", "Đạt", "Khá", "Tốt")

    found = [words[mark - 1] for mark in rule.overall(marks.astype(np.uint8), audience)]

    assert found == [second_opinion(row, audience) for row in marks.tolist()]
    assert set(found) == set(words)


def test_colleagues_give_only_an_overall_mark(last: dict[str, pl.DataFrame]):
    peers = last["danh_gia"].filter(pl.col("Người đánh giá") == "Đồng nghiệp")

    assert len(peers) > 0
    assert peers.select(pl.all_horizontal(pl.col("^TC.*$").is_null()).all()).item()


def test_the_head_rates_only_in_the_years_when_it_is_due(last: dict[str, pl.DataFrame]):
    due = last["hoc_vien"].select(
        "Mã định danh",
        "Đến kỳ đánh giá",
        pl.col("Năm học").str.head(4).cast(pl.Int32).alias("Năm báo cáo"),
    )
    heads = last["danh_gia"].filter(pl.col("Người đánh giá") == "Thủ trưởng")

    assert set(heads.join(due, on=["Mã định danh", "Năm báo cáo"])["Đến kỳ đánh giá"]) == {"Có"}


def test_core_learners_go_to_the_university_without_a_supporter(last: dict[str, pl.DataFrame]):
    core = last["boi_duong"].filter(pl.col("Đợt").str.contains("core"))

    assert core["Ngày gửi cốt cán"].null_count() == len(core)
    assert core["Ngày gửi trường ĐH"].null_count() < len(core)


def test_supporters_are_core_colleagues_of_the_province(last: dict[str, pl.DataFrame]):
    people_ = with_province(last["hoc_vien"], last["truong"]).unique("Mã định danh")
    who = people_.select("Mã định danh", "Tỉnh/Thành phố", "Đối tượng", "Vai trò")
    pairs = (
        last["ho_tro"]
        .join(who, on="Mã định danh")
        .join(who, left_on="Mã cốt cán", right_on="Mã định danh", suffix="_core")
    )

    assert len(pairs) == len(last["ho_tro"])
    assert set(pairs["Vai trò_core"]) == {"Cốt cán"}
    assert (pairs["Tỉnh/Thành phố"] == pairs["Tỉnh/Thành phố_core"]).all()
    assert (pairs["Đối tượng"] == pairs["Đối tượng_core"]).all()


def test_scores_pass_from_fifty(last: dict[str, pl.DataFrame]):
    scored = last["boi_duong"].drop_nulls("Điểm LMS")

    assert ((scored["Điểm LMS"] >= 50) == (scored["Kết quả LMS"] == "Đạt")).all()
    assert scored["Điểm LMS"].is_between(0, 100).all()


def test_schools_lie_in_districts_of_their_province_and_never_on_the_archipelagos(last: dict[str, pl.DataFrame]):
    names = pl.read_csv(REFERENCE / "provinces.csv", infer_schema=False)
    districts = pl.read_csv(REFERENCE / "districts.csv", infer_schema=False)
    known = districts.join(names, left_on="province_code", right_on="code", suffix="_province").select(
        pl.col("name_vi_province").alias("Tỉnh/Thành phố"), pl.col("name_vi").alias("Quận/Huyện")
    )
    schools = last["truong"]

    assert schools["Mã trường"].is_unique().all()
    assert schools["Mã trường"].str.len_chars().unique().to_list() == [8]
    assert len(schools.join(known, on=["Tỉnh/Thành phố", "Quận/Huyện"], how="anti")) == 0
    assert not set(schools["Quận/Huyện"]) & {"Huyện Hoàng Sa", "Huyện Trường Sa"}
    assert known.is_duplicated().sum() == 0


def test_provinces_differ(last: dict[str, pl.DataFrame]):
    passed = (pl.col("Kết quả LMS") == "Đạt").fill_null(False)
    shares = (
        with_province(last["boi_duong"], last["truong"])
        .filter(pl.col("Đợt").str.contains("mass"))
        .group_by("Tỉnh/Thành phố")
        .agg(share=passed.mean())["share"]
    )

    assert len(shares) == 60
    assert shares.quantile(0.9) - shares.quantile(0.1) > 0.1


# --- each export knows only its own past


def test_nothing_is_dated_after_the_export(exports: dict[date, Path]):
    for as_of, folder in exports.items():
        for name in FILES:
            frame = pl.read_parquet(folder / f"{name}.parquet").drop("Hạn nộp", strict=False)
            for column, kind in frame.schema.items():
                if kind == pl.Date:
                    assert (frame[column].max() or as_of) <= as_of, (as_of, name, column)


def test_a_decision_still_to_come_is_unknown(exports: dict[date, Path]):
    frame = pl.read_parquet(exports[date(2021, 6, 30)] / "boi_duong.parquet")

    for day, outcome in (
        ("Ngày kết quả LMS", "Kết quả LMS"),
        ("Ngày cốt cán xác nhận", "Kết quả cốt cán"),
        ("Ngày trường ĐH ghi nhận", "Kết quả trường ĐH"),
    ):
        assert (frame[day].is_null() == frame[outcome].is_null()).all()
    waiting = frame.filter(pl.col("Ngày gửi cốt cán").is_not_null() & pl.col("Kết quả cốt cán").is_null())
    assert len(waiting) > 0


def test_a_later_export_agrees_with_an_earlier_one(exports: dict[date, Path]):
    before = pl.read_parquet(exports[date(2021, 6, 30)] / "boi_duong.parquet")
    after = pl.read_parquet(exports[LAST] / "boi_duong.parquet")
    both = before.join(after, on=["Mã định danh", "Đợt", "Mô đun"], how="left", suffix="_after")

    assert both["Ngày ghi danh_after"].null_count() == 0
    for column in before.columns[3:]:
        known = both.filter(pl.col(column).is_not_null())
        assert (known[column] == known[f"{column}_after"]).all(), column


def test_the_days_of_a_pass_follow_one_another(last: dict[str, pl.DataFrame]):
    days = [
        "Ngày ghi danh",
        "Ngày nộp LMS",
        "Ngày kết quả LMS",
        "Ngày gửi cốt cán",
        "Ngày cốt cán xác nhận",
        "Ngày gửi trường ĐH",
        "Ngày trường ĐH ghi nhận",
        "Ngày cấp chứng nhận",
    ]
    for number, earlier in enumerate(days):
        for later in days[number + 1 :]:
            both = last["boi_duong"].drop_nulls([earlier, later])
            assert (both[earlier] <= both[later]).all(), (earlier, later)


def test_ratings_come_only_from_provinces_that_delivered(exports: dict[date, Path]):
    for as_of, folder in exports.items():
        owed = pl.read_parquet(folder / "bao_cao.parquet").filter(pl.col("Bộ dữ liệu") == "assessment")
        missing = owed.filter(pl.col("Ngày nhận").is_null()).select("Tỉnh/Thành phố", "Năm báo cáo")
        people_ = pl.read_parquet(folder / "hoc_vien.parquet").unique("Mã định danh")
        where = with_province(people_, pl.read_parquet(folder / "truong.parquet"))
        rated = pl.read_parquet(folder / "danh_gia.parquet").join(
            where.select("Mã định danh", "Tỉnh/Thành phố"), on="Mã định danh"
        )
        assert len(rated.join(missing, on=["Tỉnh/Thành phố", "Năm báo cáo"])) == 0, as_of


def test_everybody_who_appears_has_an_account(exports: dict[date, Path]):
    for as_of, folder in exports.items():
        known = pl.read_parquet(folder / "hoc_vien.parquet").select("Mã định danh")
        for name in ("boi_duong", "ho_tro", "danh_gia", "khao_sat", "nhu_cau"):
            frame = pl.read_parquet(folder / f"{name}.parquet")
            assert len(frame.join(known, on="Mã định danh", how="anti")) == 0, (as_of, name)


def test_keys_are_unique(last: dict[str, pl.DataFrame]):
    keys = {
        "hoc_vien": ["Mã định danh", "Năm học"],
        "boi_duong": ["Mã định danh", "Đợt", "Mô đun"],
        "danh_gia": ["Mã định danh", "Năm báo cáo", "Người đánh giá"],
        "ho_tro": ["Mã định danh", "Mô đun", "Mã cốt cán"],
        "khao_sat": ["Mã định danh", "Câu hỏi", "Mô đun"],
        "nhu_cau": ["Mã định danh", "Năm báo cáo", "Mô đun", "Tiêu chí"],
        "hoat_dong": ["Tỉnh/Thành phố", "Ngày", "Vai trò"],
        "bao_cao": ["Tỉnh/Thành phố", "Bộ dữ liệu", "Năm báo cáo"],
    }
    for name, key in keys.items():
        assert not last[name].select(key).is_duplicated().any(), name


def test_the_export_says_that_it_is_synthetic(exports: dict[date, Path]):
    said = json.loads((exports[LAST] / "export.json").read_text("utf-8"))

    assert (said["kind"], said["series"], said["vintage"]) == ("synthetic", "mo-phong", 63)
    assert (said["as_of"], said["scale"], said["seed"]) == ("2022-06-30", SCALE, 2022)
    assert said["note"].startswith("DỮ LIỆU MÔ PHỎNG")
    sentences = [said["title"], said["note"], *(s[k] for s in said["sources"] for k in ("name", "publisher", "note"))]
    assert set(sentences) == set(said["english"]), "every sentence has its English, and nothing else does"
    assert all(set(source) == {"name", "publisher", "dated", "note"} for source in said["sources"])


# --- drawn once


def test_the_same_seed_gives_the_same_country_and_another_seed_another(country: demo.Country):
    again = demo.country(scale=SCALE)
    other = demo.country(scale=SCALE, seed=7)

    for name in ("schools", "people", "enrolments", "ratings", "responses", "needs", "activity", "submissions", "lms"):
        assert_frame_equal(getattr(country, name), getattr(again, name))
    assert not country.enrolments["lms_score"].equals(other.enrolments["lms_score"])


def test_one_export_alone_equals_one_of_many(exports: dict[date, Path], tmp_path: Path):
    heard: list[tuple[float, str]] = []
    demo.export(LAST, tmp_path, scale=SCALE, progress=lambda done, said: heard.append((done, said)))

    for name in FILES:
        assert_frame_equal(
            pl.read_parquet(tmp_path / f"{name}.parquet"), pl.read_parquet(exports[LAST] / f"{name}.parquet")
        )
    assert heard[0][0] == 0
    assert heard[-1][0] == 1


def test_districts_are_those_of_the_recipe():
    recipe = Path(__file__).parents[3] / "shared/geo/recipe/district_key.csv"
    if not recipe.exists():
        pytest.skip("the recipe for the shapes is not here")
    key = pl.read_csv(recipe, infer_schema=False)
    districts = pl.read_csv(REFERENCE / "districts.csv", infer_schema=False)

    assert set(districts["shape_id"]) == set(key["shape_id"])
    assert districts["district_code"].is_unique().all()
