"""What the browser is given is what was built: addresses, digests, and files that are gone or changed."""

import hashlib
import json
import shutil

import pytest

from geo import provinces

DISTRICTS = [provinces.district_name(code) for code in sorted(provinces.successors())]


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A copy of what is served, with its digests, that a test may spoil."""
    shutil.copytree(provinces.SERVED, tmp_path / "geo")
    shutil.copy(provinces.DIGESTS, tmp_path / "digests.json")
    monkeypatch.setattr(provinces, "SERVED", tmp_path / "geo")
    monkeypatch.setattr(provinces, "DIGESTS", tmp_path / "digests.json")
    for remembered in (provinces.layer, provinces.area_layer):
        remembered.cache_clear()
    yield tmp_path / "geo"
    for remembered in (provinces.layer, provinces.area_layer):
        remembered.cache_clear()


def test_every_file_has_its_digest_and_every_digest_its_file():
    written = {file.relative_to(provinces.SERVED).as_posix(): file for file in provinces.SERVED.rglob("*.geojson")}
    written["quan_dao.geojson"] = provinces.SHAPES / "quan_dao.geojson"

    assert set(written) == {*provinces.NAMES, *DISTRICTS, "quan_dao.geojson"}
    assert json.loads(provinces.DIGESTS.read_bytes()) == {
        name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in written.items()
    }


def test_an_address_names_the_file_and_the_first_eight_of_its_digest():
    digests = json.loads(provinces.DIGESTS.read_bytes())

    def address(name):
        return f"/app/static/geo/{name}?v={digests[name][:8]}"

    assert provinces.url(63) == address("tinh63_chi_tiet.geojson")
    assert provinces.url(34, "tong_quan") == address("tinh34_tong_quan.geojson")
    assert provinces.region_url("tong_quan") == address("vung63_tong_quan.geojson")
    assert provinces.territory_url() == address("dia_ban63_chi_tiet.geojson")
    assert provinces.district_url("01") == address("huyen/01.geojson")


@pytest.mark.parametrize("name", [*provinces.NAMES, "huyen/48.geojson"])
def test_what_was_built_passes_by_name_and_by_address(name):
    assert provinces.checked(name) == name
    assert provinces.checked(f"/app/static/geo/{name}?v=12345678") == f"/app/static/geo/{name}?v=12345678"


def test_a_whole_file_is_not_read_twice(served, monkeypatch):
    provinces.checked(provinces.url(63))
    monkeypatch.setattr(provinces.hashlib, "sha256", None)

    assert provinces.checked(provinces.url(63)) == provinces.url(63)


def test_a_missing_file_is_refused_by_name(served):
    (served / "huyen" / "01.geojson").unlink()

    with pytest.raises(provinces.GeometryError) as missing:
        provinces.checked(provinces.district_url("01"))

    assert (missing.value.code, missing.value.details) == ("geometry_missing", {"file": "huyen/01.geojson"})


def test_a_file_altered_after_it_had_passed_is_refused_by_name(served):
    provinces.checked("vung63_chi_tiet.geojson")
    file = served / "vung63_chi_tiet.geojson"
    file.write_bytes(file.read_bytes().replace(b"104.485", b"104.486"))

    for look in (lambda: provinces.checked(provinces.region_url()), lambda: provinces.area_layer("region")):
        with pytest.raises(provinces.GeometryError) as altered:
            look()
        assert (altered.value.code, altered.value.details) == ("geometry_altered", {"file": file.name})


def test_a_file_put_back_passes_again(served):
    file = served / "tinh63_chi_tiet.geojson"
    whole = file.read_bytes()
    file.write_bytes(b'{"features": []}')
    with pytest.raises(provinces.GeometryError):
        provinces.layer(63)
    file.write_bytes(whole)

    assert len(provinces.layer(63)["features"]) == 63


@pytest.mark.parametrize("name", ["../../README.md", "quan_dao.geojson", "tinh12_chi_tiet.geojson", ""])
def test_a_name_that_is_not_served_is_missing(name):
    with pytest.raises(provinces.GeometryError, match="geometry_missing"):
        provinces.checked(name)


@pytest.mark.parametrize(
    ("content", "code"), [(None, "geometry_missing"), ("{", "geometry_altered"), ("[1]", "geometry_altered")]
)
def test_digests_that_are_gone_or_broken_are_told_by_name(served, content, code):
    provinces.DIGESTS.unlink()
    if content is not None:
        provinces.DIGESTS.write_text(content, encoding="utf-8")

    with pytest.raises(provinces.GeometryError) as refused:
        provinces.url(63)

    assert (refused.value.code, refused.value.details) == (code, {"file": "digests.json"})


def test_all_geometry_together_stays_small():
    files = [*provinces.SERVED.rglob("*.geojson"), *provinces.SHAPES.glob("*.geojson")]

    assert sum(file.stat().st_size for file in files) < 1_750_000
