"""Who may load what, and why."""

from types import SimpleNamespace

import pytest

from data.access import OPERATOR_SCREENS, SCREENS, Scope, may_open, scope_of, sees_senders, viewer, viewer_of
from data.errors import ScopeError

REAL, DRAWN = (SimpleNamespace(kind=kind, vintage=63) for kind in ("real", "synthetic"))
AT_HOME = {
    "single_user": True,
    "server_address": "127.0.0.1",
    "headers": ("host", "user-agent", "accept"),
    "hosts": ("localhost:8501",),
    "ip_address": None,
}


def test_without_a_login_provider_claims_are_not_believed():
    viewer = viewer_of({"role": "administrator", "province_code": "22"})

    assert (viewer.role, viewer.screens, viewer.reason) == ("guest", SCREENS, "open_data_only")


@pytest.mark.parametrize(("kind", "allowed"), [("synthetic", True), ("public", True), ("real", False)])
def test_a_guest_opens_synthetic_and_public_data_only(kind, allowed):
    assert may_open(viewer_of({}), kind) is allowed


def test_a_real_snapshot_has_no_scope_for_a_guest():
    with pytest.raises(ScopeError) as caught:
        scope_of(viewer_of({}), REAL)

    assert caught.value.code == "snapshot_needs_login"


def test_the_schools_of_one_province_come_without_any_other_provinces_cubes():
    scope = scope_of(viewer_of({}), DRAWN, unit="22")

    assert scope.provinces == scope.units == frozenset({"22"})
    assert scope.detail == frozenset()


def test_equal_scopes_have_equal_keys_whatever_the_order():
    one = Scope(provinces=frozenset(["01", "22"]))
    two = Scope(provinces=frozenset(["22", "01"]), reason="another")

    assert one.key == two.key


def test_whoever_asked_for_it_and_sits_at_the_machine_is_its_operator():
    viewer = viewer_of(AT_HOME)

    assert (viewer.role, viewer.screens, viewer.reason) == ("operator", OPERATOR_SCREENS, "single_user")
    assert "intake" in viewer.screens
    assert "intake" not in SCREENS


@pytest.mark.parametrize("kind", ["synthetic", "public", "real"])
def test_the_operator_opens_every_kind_of_data(kind):
    viewer = viewer_of(AT_HOME)

    assert may_open(viewer, kind)
    assert scope_of(viewer, SimpleNamespace(kind=kind, vintage=63)).provinces is None


@pytest.mark.parametrize(
    "said",
    [
        {"server_address": "localhost"},
        {"server_address": "::1"},
        {"hosts": ("127.0.0.1:9000",)},
        {"hosts": ("[::1]:8501",)},
        {"hosts": ("LOCALHOST",)},
        {"ip_address": "127.0.0.1"},
        {"ip_address": "::1"},
    ],
)
def test_every_name_of_this_machine_is_at_home(said):
    assert viewer_of(AT_HOME | said).role == "operator"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"single_user": False}, "open_data_only"),
        ({"single_user": None}, "open_data_only"),
        ({"single_user": "1"}, "open_data_only"),  # a claim is text; only the setting is True
        ({"server_address": "0.0.0.0"}, "server_not_on_loopback"),  # noqa: S104
        ({"server_address": "192.168.1.4"}, "server_not_on_loopback"),
        ({"server_address": ""}, "server_not_on_loopback"),
        ({"server_address": None}, "server_not_on_loopback"),
        ({"headers": ("Host", "X-Forwarded-For")}, "passed_on_by_a_proxy"),
        ({"headers": ("host", "x-forwarded-proto")}, "passed_on_by_a_proxy"),
        ({"headers": ("host", "Forwarded")}, "passed_on_by_a_proxy"),
        ({"headers": ("host", "VIA")}, "passed_on_by_a_proxy"),
        ({"headers": ("host", "X-Real-IP")}, "passed_on_by_a_proxy"),
        ({"hosts": ()}, "host_not_local"),
        ({"hosts": ("",)}, "host_not_local"),
        ({"hosts": ("localhost", "localhost")}, "host_not_local"),
        ({"hosts": ("temis.example.vn",)}, "host_not_local"),
        ({"hosts": ("localhost.example.vn:8501",)}, "host_not_local"),
        ({"hosts": ("127.0.0.1.example.vn",)}, "host_not_local"),
        ({"hosts": ("localhost:8501@example.vn",)}, "host_not_local"),
        ({"hosts": ("[::1].example.vn",)}, "host_not_local"),
        ({"ip_address": "192.168.1.9"}, "caller_not_on_loopback"),
        ({"ip_address": "2001:db8::1"}, "caller_not_on_loopback"),
        ({"ip_address": "unknown"}, "caller_not_on_loopback"),
        ({"ip_address": ""}, "caller_not_on_loopback"),
    ],
)
def test_one_condition_that_fails_leaves_a_guest_and_is_named(said, reason):
    viewer = viewer_of(AT_HOME | said)

    assert (viewer.role, viewer.screens, viewer.reason) == ("guest", SCREENS, reason)
    assert not may_open(viewer, "real")


def test_a_request_that_says_nothing_of_itself_is_a_guests():
    assert viewer_of({"single_user": True, "server_address": "127.0.0.1"}).reason == "host_not_local"


def test_the_operators_cache_is_the_one_of_the_same_scope():
    assert scope_of(viewer_of(AT_HOME), DRAWN).key == scope_of(viewer_of({}), DRAWN).key


@pytest.mark.parametrize(
    ("role", "provinces", "expected"),
    [
        ("ministry", None, True),
        ("administrator", None, True),
        ("analyst", None, False),
        ("doet", frozenset({"22"}), False),
        ("stranger", None, False),
    ],
)
def test_what_single_senders_sent_is_for_whoever_sees_everything(role, provinces, expected):
    assert sees_senders(viewer(role, "drawn", provinces=provinces)) is expected
