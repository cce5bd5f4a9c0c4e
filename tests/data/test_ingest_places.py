"""Places are known by the names that real files give them."""

import unicodedata

import polars as pl
import pytest

from data import reference
from data.ingest.places import district_codes, folded, province_codes


def _codes(*names: str, vintage: int = 63) -> list[str | None]:
    found = province_codes(
        names, provinces=reference.frames(vintage)["province"], aliases=reference.read("province_aliases")
    )
    return [found[name] for name in names]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Quảng Ninh", "22"),
        (unicodedata.normalize("NFD", "Quảng Ninh"), "22"),
        ("Tỉnh Quảng Ninh", "22"),
        ("  quảng   ninh ", "22"),
        ("TP. Hồ Chí Minh", "79"),
        ("Thành phố Hồ Chí Minh", "79"),
        ("TP.HCM", "79"),
        ("Hoà Bình", "17"),
        ("Hòa Bình", "17"),
        ("Bà Rịa–Vũng Tàu", "77"),
        ("Thừa Thiên-Huế", "46"),
        ("Huế", "46"),
        ("Đăk Lăk", "66"),
        ("Đắc Lắc", "66"),
        ("Sài Gòn cũ", None),
        ("Thành phố", None),
    ],
)
def test_a_province_is_known_by_any_of_its_spellings(name, code):
    assert _codes(name) == [code]


def test_codes_are_those_of_the_vintage():
    """24 was Bắc Giang and is Bắc Ninh; what was merged away is not known any more."""
    assert _codes("Bắc Ninh", "Bắc Giang") == ["27", "24"]
    assert _codes("Bắc Ninh", "Bắc Giang", "Huế", vintage=34) == ["24", None, "46"]


@pytest.mark.parametrize("vintage", [63, 34])
def test_no_two_provinces_meet_when_folded(vintage):
    names = reference.frames(vintage)["province"]["name_vi"]

    assert len({folded(name) for name in names}) == len(names) == vintage


def test_every_alias_finds_its_province():
    aliases = reference.read("province_aliases")

    assert _codes(*aliases["alias"]) == aliases["code"].to_list()


DISTRICTS = pl.DataFrame(
    [
        ("87", "866", "Thành phố Cao Lãnh"),
        ("87", "873", "Huyện Cao Lãnh"),
        ("87", "871", "Huyện Tháp Mười"),
        ("79", "760", "Quận 1"),
    ],
    schema=["province_code", "district_code", "name_vi"],
    orient="row",
)


def test_a_district_is_known_within_its_province_by_its_name():
    asked = [("87", "TP. Cao Lãnh"), ("87", "huyện Cao Lãnh"), ("87", "Tháp Mười"), ("79", "Quận 01")]

    found = district_codes(asked, districts=DISTRICTS)

    assert list(found.values()) == ["866", "873", "871", "760"]


def test_a_name_that_two_districts_bear_is_not_guessed():
    assert district_codes([("87", "Cao Lãnh")], districts=DISTRICTS) == {("87", "Cao Lãnh"): None}


def test_every_district_of_the_reference_finds_itself():
    districts = reference.frames(63)["district"]
    pairs = list(districts.select("province_code", "name_vi").iter_rows())

    found = district_codes(pairs, districts=districts)

    assert [found[pair] for pair in pairs] == districts["district_code"].to_list()
