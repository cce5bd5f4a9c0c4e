"""The store of a viewer, in the division that is shown."""

import pytest

from data import access, divisions
from data.errors import ScopeError
from data.snapshot import list_snapshots
from pages.parts import opening
from tests import build

GUEST = access.viewer_of({})


@pytest.fixture
def snapshot(tmp_path, monkeypatch):
    """A drawn snapshot of the 63 in the state folder in use."""
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    return build.snapshot_of(tmp_path)


def test_a_division_has_a_store_of_its_own_and_none_means_the_datas(snapshot):
    scope = access.Scope.everything()
    plain, own, other = (opening.store(snapshot, scope, division=division) for division in (None, 63, 34))

    assert plain is own
    assert (own.division, other.division) == (63, 34)


def test_the_schools_of_a_unit_are_those_of_all_its_former_provinces(snapshot):
    store = opening.of_units(snapshot, GUEST, "25", division=34)

    assert store.scope.units == frozenset(divisions.parts(63, 34)["25"])
    assert opening.of_units(snapshot, GUEST, "25").scope.units == frozenset({"25"})


def test_a_former_province_that_the_data_cannot_tell_is_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    born = build.snapshot_of(tmp_path, vintage=34)

    assert opening.of_units(born, GUEST, "22", division=63).scope.units == frozenset({"22"})
    with pytest.raises(ScopeError) as caught:
        opening.of_units(born, GUEST, "17", division=63)
    assert caught.value.code == "province_not_told_apart"


def test_the_snapshot_asked_for_is_opened_in_the_division_asked_for(snapshot, tmp_path):
    known, _ = list_snapshots(tmp_path)
    opened, store, problems = opening.last_good(snapshot, known, GUEST, division=34)

    assert (opened.id, store.division, problems) == (snapshot.id, 34, [])
