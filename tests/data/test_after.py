"""The example of the years after ETEP: made-up communes, a numbering of its own, set aside."""

import json

import polars as pl
import pytest

from data import demo, ingest, reference
from data.demo import after
from data.errors import IngestError
from data.first_start import DEMO_KEY, missing
from data.ingest.communes import FILE as COMMUNES
from data.snapshot import list_snapshots, open_snapshot


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The newest date of a small example: its snapshot."""
    state = tmp_path_factory.mktemp("after")
    after.export_at(after.country(scale=0.003), after.DATES[-1], state / "raw")
    name = after.snapshot_id(after.DATES[-1])
    return open_snapshot(ingest.build(state / "raw", state, snapshot_id=name, key=DEMO_KEY))


def _table(snapshot, table):
    return pl.concat(pl.read_parquet(file, hive_partitioning=False) for file in snapshot.files(table))


def test_it_is_synthetic_of_the_34_in_a_series_of_its_own_and_set_aside(built):
    assert (built.kind, built.vintage, built.series) == ("synthetic", 34, "bdtx-mo-phong")
    assert built.is_set_aside
    assert "MÔ PHỎNG" in built.manifest.note
    assert {finding["rule"] for finding in built.manifest.findings} <= {"coverage_missing"}


def test_every_unit_has_communes_that_nobody_takes_for_real_and_schools_in_them(built):
    communes, schools = _table(built, "district"), _table(built, "school")

    assert set(communes["kind"]) == {"commune"}
    assert set(communes["shape_id"]) == {""}
    assert communes["name_vi"].str.contains(r"^(Xã|Phường) mô phỏng \d\d$").all()
    sizes = communes.group_by("province_code").len()["len"]
    assert (len(sizes), sizes.min(), sizes.max()) == (34, 8, 12)
    assert schools.join(communes, on=["province_code", "district_code"], how="anti").is_empty()
    assert schools["province_code"].n_unique() == 34


def test_it_holds_nothing_of_etep_and_etep_nothing_of_it(built):
    of_etep = reference.frames(63)

    for table, column in (("module", "module_code"), ("cohort", "cohort_code"), ("cohort_module", "module_code")):
        ours = set(_table(built, table)[column])
        assert ours
        assert not ours & set(of_etep[table][column])
    assert set(_table(built, "enrolment")["module_code"]) == set(_table(built, "module")["module_code"])
    assert not any(code.startswith("BD") for code in of_etep["module"]["module_code"])
    assert built.manifest.rows["claim"] == 0, "what was published speaks of ETEP"


def test_titles_are_those_that_a_source_gives_and_no_module_is_etep_s(built):
    modules = _table(built, "module")
    named = modules.filter(~pl.col("title_vi").str.contains("tên chưa có trong nguồn"))

    assert named["module_code"].to_list() == ["BD-GV7"]
    assert named["title_vi"].item() == reference.frames(63)["module"].filter(module_code="GV5")["title_vi"].item()
    assert not modules["is_etep"].any()


def test_every_report_year_is_rated_by_the_standard_in_force_on_31_march(built):
    standing = _table(built, "standing").filter(audience="teacher")

    assert set(standing["framework_code"]) == {"TT20/2018"}
    assert set(standing["report_year"]) == {2023, 2024, 2025}


def test_the_same_seed_gives_the_same_bytes(built, tmp_path):
    after.export_at(after.country(scale=0.003), after.DATES[-1], tmp_path / "raw")
    again = ingest.build(tmp_path / "raw", tmp_path, snapshot_id=built.id, key=DEMO_KEY)

    assert open_snapshot(again).digest == built.digest


def test_what_an_earlier_date_says_the_later_one_says_too():
    country = after.country(scale=0.003)
    early, late = (
        country.enrolments.filter(pl.col("certificate_on") <= as_of).select("person", "module_code")
        for as_of in after.DATES
    )

    assert 0 < len(early) < len(late)
    assert early.join(late, on=["person", "module_code"], how="anti").is_empty()


def test_it_is_embedded_at_first_start(tmp_path):
    assert missing(tmp_path)[-2:] == [after.snapshot_id(as_of) for as_of in after.DATES]


@pytest.fixture
def raw(tmp_path):
    """A small ETEP export, to be changed."""
    demo.export(demo.DATES[0], tmp_path / "raw", scale=0.002)
    return tmp_path / "raw"


def _said_otherwise(raw, **other):
    path = raw / "export.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | other), "utf-8")


def test_an_export_that_names_no_programme_says_none_and_gets_the_rows_of_etep(raw, tmp_path):
    built = open_snapshot(ingest.build(raw, tmp_path, snapshot_id="a", key=DEMO_KEY))

    assert not built.is_set_aside
    assert not {"programmes", "set_aside"} & set(built.manifest.origin), "else equal data would have another digest"
    assert set(_table(built, "module")["module_code"]) == set(reference.frames(63)["module"]["module_code"])


def test_a_programme_that_is_not_known_is_refused(raw, tmp_path):
    _said_otherwise(raw, programmes=["ETEP", "XYZ"])

    with pytest.raises(IngestError, match="export_unreadable"):
        ingest.build(raw, tmp_path, snapshot_id="a", key=DEMO_KEY)
    assert list_snapshots(tmp_path) == ([], [])


@pytest.mark.parametrize(
    "listed",
    [
        "Tỉnh/Thành phố,Mã\nAn Giang,1\n",
        "Tỉnh/Thành phố,Mã,Tên\nKhông Đâu,1,Xã mô phỏng 01\n",
        "Tỉnh/Thành phố,Mã,Tên\nAn Giang,,Xã mô phỏng 01\n",
        "Tỉnh/Thành phố,Mã,Tên\nAn Giang,1,Xã mô phỏng 01\nAn Giang,1,Xã mô phỏng 02\n",
    ],
)
def test_a_list_of_communes_that_is_not_whole_is_refused(tmp_path, listed):
    after.export_at(after.country(scale=0.002), after.DATES[0], tmp_path / "raw")
    (tmp_path / "raw" / COMMUNES).write_text(listed, "utf-8")

    with pytest.raises(IngestError, match="xa_phuong"):
        ingest.build(tmp_path / "raw", tmp_path, snapshot_id="a", key=DEMO_KEY)
