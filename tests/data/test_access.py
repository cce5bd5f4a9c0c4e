"""Who may load what, and why."""

import pytest

from data.access import SCREENS, Scope, may_open, scope_of, viewer_of
from data.errors import ScopeError


def test_without_a_login_provider_claims_are_not_believed():
    viewer = viewer_of({"role": "administrator", "province_code": "22"})

    assert (viewer.role, viewer.screens, viewer.reason) == ("guest", SCREENS, "open_data_only")


@pytest.mark.parametrize(("kind", "allowed"), [("synthetic", True), ("public", True), ("real", False)])
def test_a_guest_opens_synthetic_and_public_data_only(kind, allowed):
    assert may_open(viewer_of({}), kind) is allowed


def test_a_real_snapshot_has_no_scope_for_a_guest():
    with pytest.raises(ScopeError) as caught:
        scope_of(viewer_of({}), "real")

    assert caught.value.code == "snapshot_needs_login"


def test_the_schools_of_one_province_come_without_any_other_provinces_cubes():
    scope = scope_of(viewer_of({}), "synthetic", unit="22")

    assert scope.provinces == scope.units == frozenset({"22"})
    assert scope.detail == frozenset()


def test_equal_scopes_have_equal_keys_whatever_the_order():
    one = Scope(provinces=frozenset(["01", "22"]))
    two = Scope(provinces=frozenset(["22", "01"]), reason="another")

    assert one.key == two.key
