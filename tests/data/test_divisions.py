"""63 ↔ 34: what went into what, and whose data tell what."""

from types import SimpleNamespace

import pytest

from data import divisions, reference
from data.access import Scope, Viewer, scope_of
from data.errors import ScopeError
from data.store import open_store
from tests import build

REUSED = ["15", "24", "44", "52", "80", "82", "91"]  # numbers that bear another province's name in the 34
REAL = SimpleNamespace(kind="real", vintage=63)
PHU_THO = frozenset({"17", "25", "26"})  # Hòa Bình, Phú Thọ, Vĩnh Phúc: unit 25


def test_every_former_province_is_in_one_unit_and_eleven_were_left_alone():
    parts = divisions.parts(63, 34)

    assert sorted(code for former in parts.values() for code in former) == sorted(divisions.codes(63))
    assert parts.keys() == divisions.codes(34)
    assert sum(len(former) == 1 for former in parts.values()) == 11
    assert parts["25"] == ("17", "25", "26")


def test_the_divisions_agree_with_the_merge_key_of_the_snapshots():
    merges = reference.frames(63)["province_merge"]

    assert {code: divisions.absorbed_by(code) for code in divisions.codes(63)} == dict(
        merges.select("code_63", "code_34").rows()
    )
    assert divisions.parts(34, 63) == {
        row["code_63"]: (row["code_34"],) for row in merges.filter("is_kept").iter_rows(named=True)
    }


@pytest.mark.parametrize("division", divisions.DIVISIONS)
def test_in_its_own_division_every_province_is_made_of_itself(division):
    assert divisions.parts(division, division) == {code: (code,) for code in divisions.codes(division)}


def test_a_code_is_carried_only_where_its_territory_stayed_the_same():
    assert divisions.carried("22", 63, 34) == divisions.carried("22", 34, 63) == "22"  # Quảng Ninh
    assert divisions.carried("46", 63, 34) == "46"  # Thừa Thiên Huế took another name only
    assert divisions.carried("25", 63, 34) is None  # Phú Thọ grew
    assert divisions.carried("17", 63, 34) is None  # Hòa Bình was merged away
    assert divisions.carried("25", 34, 63) is None  # and the new Phú Thọ is nobody's alone
    assert divisions.carried("17", 34, 63) is None  # no such unit
    assert divisions.absorbed_by("17") == "25"
    with pytest.raises(KeyError):
        divisions.absorbed_by("00")


@pytest.mark.parametrize("code", REUSED)
def test_a_number_that_was_given_to_other_territory_is_never_carried(code):
    names = {
        vintage: dict(reference.frames(vintage)["province"].select("province_code", "name_vi").rows())[code]
        for vintage in divisions.DIVISIONS
    }

    assert names[63] != names[34]
    assert divisions.carried(code, 63, 34) is None
    assert divisions.carried(code, 34, 63) is None


def test_there_is_no_third_division(tmp_path):
    snapshot = build.snapshot_of(tmp_path)

    with pytest.raises(ValueError, match="no such division: 64"):
        open_store(snapshot, Scope.everything(), division=64)
    with pytest.raises(ValueError, match="no such division: 64"):
        divisions.parts(63, 64)


def test_what_the_data_cannot_tell_apart_is_refused_with_its_name():
    assert divisions.made_of("25", 63, 34) == PHU_THO
    with pytest.raises(ScopeError) as caught:
        divisions.made_of("17", 34, 63)

    assert (caught.value.code, caught.value.details["province"]) == ("province_not_told_apart", "17")


def test_a_unit_is_asked_for_by_all_its_former_provinces():
    viewer = Viewer(role="doet", provinces=PHU_THO | {"22"}, screens=(), reason="own_province")

    scope = scope_of(viewer, REAL, unit=divisions.made_of("25", 63, 34))
    assert scope.provinces == scope.units == PHU_THO
    assert scope_of(viewer, REAL, unit="22").units == frozenset({"22"})
    with pytest.raises(ScopeError) as caught:
        scope_of(viewer, REAL, unit=frozenset({"10", "15", "22"}))
    assert (caught.value.code, caught.value.details["province"]) == ("province_not_yours", "10, 15")


def test_the_key_tells_divisions_apart(tmp_path):
    snapshot = build.snapshot_of(tmp_path)
    keys = [open_store(snapshot, Scope.everything(), division=division).key for division in (None, 63, 34)]

    assert keys[0] == keys[1] != keys[2]
