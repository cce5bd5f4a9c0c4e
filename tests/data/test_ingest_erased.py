"""Whoever was erased does not come back with the next delivery, and is not told of either."""

from data import ingest
from data.ingest.people import learner_keys
from data.keeping.keys import Chain
from tests.data.ingest_drawn import KEY, PEOPLE, export, prepared, rules, written

FILES = {
    "boi_duong": "Mã định danh | Mô đun\n an | GV1\n binh | GV1",
    "danh_gia": "Mã định danh | Người đánh giá | TC1\n an | Đồng nghiệp | 4\n binh | Đồng nghiệp | 3",
    "ho_tro": "Mã định danh | Mã cốt cán\n binh | an\n chi | dung",
    "khao_sat": "Mã định danh | Câu hỏi | Trả lời\n an | course_satisfied | 4",
    "nhu_cau": "Mã định danh | Mô đun\n an | GV1",
}
AN = frozenset(learner_keys(["an"], key=KEY))


def test_rows_of_an_erased_person_are_left_out_of_every_file(tmp_path):
    made = prepared(tmp_path, erased=AN, **FILES)

    assert written(made, "learner").height == 3
    assert written(made, "enrolment").height == written(made, "rating").height == written(made, "support").height == 1
    assert AN.isdisjoint(written(made, "learner")["learner_key"])
    assert made.rows["ho_tro"] == {"read": 2, "written": 1, "held": 0, "erased": 1}
    assert made.header["origin"]["erased_rows"] == 6


def test_an_erased_person_is_not_told_of(tmp_path):
    made = prepared(tmp_path, erased=AN, **FILES | {"boi_duong": "Mã định danh | Điểm LMS\n an | 900"})

    assert not rules(made)
    assert made.held.is_empty()
    assert str(next(iter(AN))) not in str(made.header)


def test_an_erased_person_who_is_in_no_list_any_more_is_not_held_back(tmp_path):
    without = "\n".join(line for line in PEOPLE.strip().splitlines() if not line.strip().startswith("an "))

    made = prepared(tmp_path, erased=AN, hoc_vien=without, **FILES)

    assert made.held.is_empty()
    assert made.header["origin"]["erased_rows"] == 5


def test_rows_of_the_erased_are_not_too_much_held_back(tmp_path):
    assert prepared(tmp_path, erased=AN, hold_most=0.0, **FILES).rows["khao_sat"]["erased"] == 1


def test_where_nobody_is_erased_nothing_is_said_of_it(tmp_path):
    assert "erased_rows" not in prepared(tmp_path, **FILES).header["origin"]


def test_a_chain_of_keys_brings_pseudonyms_forward_and_knows_the_erased(tmp_path):
    plain = Chain((KEY, b"a second link of the chain"))
    chain = Chain(plain.links, "2022-01-01", (plain.pseudonym("an"),))
    raw = export(tmp_path / "raw", **FILES)
    (tmp_path / "work").mkdir()
    made = ingest.prepare(raw, tmp_path / "work", snapshot_id="ve-tay", key=chain)

    assert set(written(made, "learner")["learner_key"]) == {plain.pseudonym(who) for who in ("binh", "chi", "dung")}
    assert made.header["origin"]["pseudonyms"] == {"generation": 1, "rotated_on": "2022-01-01", "erased": 1}
