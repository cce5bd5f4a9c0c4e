"""What is told and stops nothing: each rule is broken once, and the same rows unbroken are not told of."""

import json

import polars as pl
import pytest

from data import ingest, reference
from data.ingest.findings import Finding
from data.sealing import seal
from data.snapshot import open_snapshot
from tests.data.ingest_drawn import KEY, PEOPLE, SCHOOLS, built, export, frame, prepared, rules


def _told(made, rule: str) -> Finding:
    (finding,) = (one for one in made.findings if one.rule == rule)
    assert finding.strength == "warn"
    return finding


def _ratings(*rows: tuple[str, str, str]) -> pl.DataFrame:
    """Whole self-assessments: person, overall mark, and the marks of the criteria as digits."""
    lines = ["Mã định danh | Người đánh giá | Ngày đánh giá | Xếp loại |" + "|".join(f"TC{n}" for n in range(1, 19))]
    for person, mark, digits in rows:
        cells = [*digits, *[""] * (18 - len(digits))]
        lines.append(f"{person} | Tự đánh giá | 2021-11-01 | {mark} | {'|'.join(cells)}")
    return frame("danh_gia", "\n".join(lines))


MANAGER = "Mã định danh | Đối tượng | Mã trường\n an | CBQL | S1\n binh | GVPT | S1"


@pytest.mark.parametrize(
    ("person", "digits", "mark"),
    [
        ("binh", "4" * 15, "Tốt"),
        ("binh", "33" + "4" * 10 + "333", "Tốt"),  # ten of fifteen, the key ones (3 to 7) among them
        ("binh", "4434" + "4" * 11, "Khá"),  # criterion 3 is a key one
        ("binh", "443" + "4" * 9 + "333", "Khá"),
        ("binh", "3" * 15, "Khá"),
        ("binh", "22" + "3" * 10 + "222", "Khá"),
        ("binh", "222" + "3" * 9 + "333", "Đạt"),
        ("binh", "2" * 15, "Đạt"),
        ("binh", "4" * 14 + "1", "Chưa đạt"),  # one criterion that is not key fails a teacher
        ("an", "444444" + "3" + "4" + "3" + "4" + "3" + "444" + "4333", "Tốt"),
        ("an", "22" + "1" + "222" + "1" + "2" + "1" + "2" + "1" + "222" + "1122", "Đạt"),  # six that are not key
        ("an", "1" + "2" * 17, "Chưa đạt"),  # a key one
        ("an", "22" + "1" + "222" + "1" + "2" + "1" + "2" + "1" + "222" + "1112", "Chưa đạt"),  # seven of eighteen
    ],
)
def test_an_overall_mark_is_held_beside_the_rule_of_its_circular(tmp_path, person, digits, mark):
    other = "Đạt" if mark != "Đạt" else "Khá"

    by_rule = prepared(tmp_path, name="mot", hoc_vien=MANAGER, danh_gia=_ratings((person, mark, digits)))
    not_by_rule = prepared(tmp_path, name="hai", hoc_vien=MANAGER, danh_gia=_ratings((person, other, digits)))

    assert "rating_not_by_rule" not in rules(by_rule)
    assert _told(not_by_rule, "rating_not_by_rule").sample == (f"{other} → {mark}",)


def test_a_rating_that_leaves_a_criterion_out_is_not_judged(tmp_path):
    made = prepared(tmp_path, hoc_vien=MANAGER, danh_gia=_ratings(("binh", "Tốt", "1" * 13 + " 1")))

    assert "rating_not_by_rule" not in rules(made)


def test_a_complete_assessment_without_an_overall_mark_is_told_of(tmp_path):
    rated = "Mã định danh | Người đánh giá | Ngày đánh giá | Xếp loại"

    made = prepared(
        tmp_path, danh_gia=f"{rated}\n an | Tự đánh giá | 2021-11-01 |\n chi | Tự đánh giá | 2021-11-01 | Khá"
    )

    found = _told(made, "rating_without_mark")
    assert (found.rows, found.sample) == (1, ("2021",))


def test_published_figures_of_a_province_whose_people_are_here_are_told_of(tmp_path):
    cells = """
        Tỉnh/Thành phố | Năm báo cáo | Đối tượng | Cấp học | Nhóm  | Chỉ tiêu   | Giá trị
        Quảng Ninh     | 2021        | GVPT      | all     | total | base_count | 9000
        Quảng Ninh     | 2020        | GVPT      | all     | total | base_count | 9000
        Quảng Ninh     | 2021        | CBQL      | all     | total | base_count | 900
    """

    found = _told(prepared(tmp_path, so_lieu_cong_bo=cells), "published_beside_people")

    assert (found.rows, found.sample) == (1, ("Quảng Ninh 2021 teacher",))


MASS = (1, 2, 3, 4, 5)  # modules of the mass cohort


@pytest.mark.parametrize(("scores", "is_told"), [((7, 8, 9, 10), True), ((7, 8, 9, 11), False), ((0, 0, 0, 0), False)])
def test_a_file_without_a_score_above_ten_is_told_of(tmp_path, scores, is_told):
    people = ("an", "binh", "chi", "dung")
    lines = [
        f"{who} | {module} | {score}" for who, score in zip(people, scores, strict=True) for module in ("GV1", "GV2")
    ]

    made = prepared(tmp_path, boi_duong="\n".join(["Mã định danh | Mô đun | Điểm LMS", *lines]))

    assert ("score_scale_ten" in rules(made)) == is_told


def test_each_file_has_a_scale_of_its_own(tmp_path):
    """Two files in one part: the scale of one does not hide behind the other's."""
    scores = {"tram.xlsx": 85, "muoi.xlsx": 8}
    lines = [
        f"{who} | GV{n} | {scores[name]}" for name, who in (("tram.xlsx", "an"), ("muoi.xlsx", "binh")) for n in MASS
    ]
    drawn = frame("boi_duong", "\n".join(["Mã định danh | Mô đun | Điểm LMS", *lines]))
    files = pl.Series("@tep", [name for name in scores for _ in MASS])
    rows = pl.Series("@dong", [*range(2, 2 + len(MASS))] * 2)
    part = drawn.with_columns(files, pl.lit("").alias("@trang"), rows)

    assert _told(prepared(tmp_path, boi_duong=[part]), "score_scale_ten").sample == ("muoi.xlsx",)


OWED = """
    Tỉnh/Thành phố | Bộ dữ liệu   | Năm báo cáo | Hạn nộp    | Ngày nhận
    Hà Nội         | assessment   | 2021        | 2021-12-01 |
    Quảng Ninh     | assessment   | 2021        | 2021-12-01 | 2021-11-30
    Hà Nội         | satisfaction | 2021        | 2022-05-31 |
    Hà Nội         | training     | 2021        | 2021-12-31 | 2021-12-01
    Hà Nội         | temis_report | 2021        | 2021-12-01 | 2021-11-30
"""


def test_what_was_due_and_has_no_row_is_told_of(tmp_path):
    ratings = _ratings(("binh", "Khá", "3" * 15))

    found = _told(prepared(tmp_path, bao_cao=OWED, danh_gia=ratings), "coverage_missing")

    # Hà Nội rated, and the survey is not due yet
    assert found.sample == ("Hà Nội training 2021", "Quảng Ninh assessment 2021")
    assert [place.row for place in found.places] == [2, 4]


def test_a_report_is_there_when_it_was_received(tmp_path):
    reports = [line for line in OWED.strip().splitlines() if "assess" not in line and "training" not in line]
    late = "\n".join([*reports, "Cao Bằng | temis_report | 2021 | 2021-12-01 |"])

    assert _told(prepared(tmp_path, bao_cao=late), "coverage_missing").sample == ("Cao Bằng temis_report 2021",)


def _people(count: int, *, school: str = "S1", start: int = 0, level: str = "Tiểu học") -> str:
    lines = [f"{school}-{number} | {school} | {level}" for number in range(start, start + count)]
    return "\n".join(["Mã định danh | Mã trường | Cấp học", *lines])


def test_accounts_far_from_the_count_of_the_statistics_office_are_told_of_real_data(tmp_path):
    found = _told(prepared(tmp_path, kind="real", hoc_vien=_people(20)), "accounts_beside_gso")

    assert found.rows == 3  # Hà Nội's three levels; of Quảng Ninh nobody is here
    assert all(sample.startswith("Hà Nội ") for sample in found.sample)
    assert "accounts_beside_gso" not in rules(prepared(tmp_path, name="hai", hoc_vien=_people(20)))


def test_accounts_near_the_count_of_the_statistics_office_are_not_told_of(tmp_path):
    counts = {"Tiểu học": 1.04, "Trung học cơ sở": 0.51, "Trung học phổ thông": 1.29}
    gso = {"primary": "Tiểu học", "lower_secondary": "Trung học cơ sở", "upper_secondary": "Trung học phổ thông"}
    schools = """
        Mã trường | Tỉnh/Thành phố | Quận/Huyện | Tiểu học | Trung học cơ sở | Trung học phổ thông
        S1        | Bắc Kạn        |            | Có       | Có              | Có
    """
    teachers = reference.frames(63)["teacher_count"].filter(pl.col("province_code") == "06")
    people = [
        frame("hoc_vien", _people(int(counts[gso[level]] * count), start=100_000 * place, level=gso[level]))
        for place, (level, count) in enumerate(teachers.select("level", "teachers").iter_rows())
    ]

    made = prepared(tmp_path, kind="real", truong=schools, hoc_vien=people)

    assert "accounts_beside_gso" not in rules(made)


def _before(tmp_path, **files):
    return built(tmp_path, name="truoc", **files)


BOTH = [_people(100), _people(100, school="S2", start=500)]


@pytest.mark.parametrize(
    ("now", "rule", "sample"),
    [
        (125, "total_jumped", ("Hà Nội 2021: 100 → 125",)),
        (75, "total_shrank", ("Hà Nội 2021: 100 → 75",)),
    ],
)
def test_a_total_that_moves_by_more_than_a_fifth_is_told_of(tmp_path, now, rule, sample):
    made = prepared(tmp_path, previous=_before(tmp_path, hoc_vien=BOTH), hoc_vien=[_people(now), BOTH[1]])

    assert _told(made, rule).sample == sample
    assert made.header["origin"]["previous"] == "truoc"


def test_a_total_that_moves_by_less_is_not_told_of(tmp_path):
    made = prepared(tmp_path, previous=_before(tmp_path, hoc_vien=BOTH), hoc_vien=[_people(85), BOTH[1]])

    assert not rules(made)


def test_a_province_that_had_people_and_has_none_fell_silent(tmp_path):
    made = prepared(tmp_path, previous=_before(tmp_path, hoc_vien=BOTH), hoc_vien=[_people(100)])

    assert _told(made, "province_fell_silent").sample == ("Quảng Ninh",)
    assert _told(made, "total_shrank").sample == ("country 2021: 200 → 100",)


CERTIFIED = """
    Mã định danh | Mô đun | Ngày gửi trường ĐH | Ngày trường ĐH ghi nhận | Kết quả trường ĐH | Ngày cấp chứng nhận
    an           | GV1    | 2021-03-01         | 2021-03-02              | Đạt               | 2021-04-01
    binh         | GV1    | 2021-03-01         | 2021-03-02              | Đạt               | 2021-04-01
"""


def test_certificates_are_never_fewer_than_before(tmp_path):
    before = _before(tmp_path, boi_duong=CERTIFIED)
    fewer = "\n".join(CERTIFIED.strip().splitlines()[:-1])

    same, less = (prepared(tmp_path, name=n, previous=before, boi_duong=f) for n, f in (("a", CERTIFIED), ("b", fewer)))

    assert not rules(same)
    assert _told(less, "certificates_shrank").sample == (
        "Hà Nội teacher-mass-2020: 2 → 1",
        "country teacher-mass-2020: 2 → 1",
    )


def test_snapshots_of_two_divisions_are_not_compared(tmp_path):
    before = _before(tmp_path, hoc_vien=BOTH)
    schools = SCHOOLS.replace("Quận Ba Đình", "")

    assert not rules(prepared(tmp_path, vintage=34, previous=before, truong=schools, hoc_vien=[_people(10)]))


def _account(folder, *senders: str) -> None:
    received = [
        {"file": f"{one}.xlsx", "sheet": "GV", "sender": one, "rows": 3, "taken": 3, "columns": [["Họ tên", "An"]]}
        for one in senders
    ]
    (folder / "account.json").write_text(json.dumps({"received": received, "refused": []}))


def _with_senders(tmp_path, name, previous=None, *senders):
    raw = export(tmp_path / f"raw-{name}")
    _account(raw, *senders)
    (tmp_path / f"work-{name}").mkdir()
    return ingest.prepare(raw, tmp_path / f"work-{name}", snapshot_id=name, key=KEY, hold=True, previous=previous)


def test_a_sender_of_the_delivery_before_that_sent_nothing_is_told_of(tmp_path):
    first = _with_senders(tmp_path, "mot", None, "so-01", "so-22")
    before = open_snapshot(seal(first.staging, tmp_path / "state", first.header))

    assert _told(_with_senders(tmp_path, "hai", before, "so-01", "so-79"), "sender_missing").sample == ("so-22",)
    assert "sender_missing" not in rules(_with_senders(tmp_path, "ba", before, "so-22", "so-01"))


def test_the_manifest_keeps_the_account_without_headers_or_cells(tmp_path):
    made = _with_senders(tmp_path, "mot", None, "so-01")

    assert made.header["origin"]["account"]["received"] == [
        {"file": "so-01.xlsx", "sheet": "GV", "sender": "so-01", "rows": 3, "taken": 3}
    ]


def test_a_warning_is_made_of_the_rows_that_stay(tmp_path):
    """A row held back is told of as such, and not once more as a warning."""
    ratings = "Mã định danh | Người đánh giá | Ngày đánh giá | Xếp loại\n an | Thủ trưởng | 2022-11-20 | Tốt"

    made = prepared(tmp_path, hoc_vien=PEOPLE, danh_gia=ratings)

    assert rules(made) == {"after_the_data_date"}
