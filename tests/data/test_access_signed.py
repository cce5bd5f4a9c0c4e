"""What a login told becomes a role and a place, or nobody."""

from types import SimpleNamespace

import pytest

from data.access import SCREENS, rules, scope_of, viewer_of
from data.access.rules import Rules

NOW = 1_800_000_000
RULES = Rules(division=63)
DRAWN = SimpleNamespace(kind="real", vintage=63)


def _told(**told: object) -> dict[str, object]:
    return {"sub": "someone", "exp": NOW + 60, "name": "Somebody", **told}


def _viewer(told: dict[str, object], *, by: Rules | None = RULES, login: str = "oidc", **more: object):
    return viewer_of({"login": login, "told": told, "rules": by, "now": NOW, "who": "abcd", **more})


@pytest.mark.parametrize(
    ("told", "role", "reason", "provinces"),
    [
        ({"roles": ["administrator"]}, "administrator", "whole_country", None),
        ({"roles": "ministry"}, "ministry", "whole_country", None),
        ({"roles": ["analyst"]}, "analyst", "whole_country", None),
        ({"roles": ["doet"], "province_code": "22"}, "doet", "own_province", {"22"}),
        ({"roles": ["doet"], "province_code": 22}, "doet", "own_province", {"22"}),
        ({"roles": ["doet"], "province_code": ["22", "01"]}, "doet", "own_province", {"22", "01"}),
        ({"roles": ["district"], "province_code": "22", "district_code": "193"}, "district", "own_district", {"22"}),
    ],
)
def test_a_role_and_its_place_come_from_the_claims(told, role, reason, provinces):
    viewer = _viewer(_told(**told))

    assert (viewer.role, viewer.reason, viewer.provinces) == (role, reason, provinces)
    assert (viewer.who, viewer.name, viewer.until, viewer.vintage) == ("abcd", "Somebody", NOW + 60, 63)


def test_a_university_sees_its_territory_and_the_academy_the_country():
    own = _viewer(_told(roles="university", university_code="HNUE"))
    everywhere = _viewer(_told(roles="university", university_code="NAEM"))

    assert own.provinces
    assert "01" in own.provinces
    assert everywhere.provinces is None


@pytest.mark.parametrize(
    ("told", "because"),
    [
        ({}, "no_role"),
        ({"roles": []}, "no_role"),
        ({"roles": ["Ministry"]}, "no_role"),  # letter by letter
        ({"roles": ["operator"]}, "no_role"),  # not to be claimed
        ({"roles": ["guest", "stranger"]}, "no_role"),
        ({"roles": {"ministry": True}}, "no_role"),
        ({"roles": True}, "no_role"),
        ({"roles": ["doet"]}, "no_province"),
        ({"roles": ["doet"], "province_code": ""}, "no_province"),
        ({"roles": ["doet"], "province_code": None}, "no_province"),
        ({"roles": ["doet"], "province_code": "22 or 1=1"}, "unknown_province"),
        ({"roles": ["doet"], "province_code": ["22", "00"]}, "unknown_province"),
        ({"roles": ["district"], "province_code": "22"}, "no_district"),
        ({"roles": ["district"], "province_code": ["22", "01"], "district_code": "193"}, "no_district"),
        ({"roles": ["university"]}, "no_university"),
        ({"roles": ["university"], "university_code": "MIT"}, "unknown_university"),
    ],
)
def test_claims_that_do_not_do_let_nobody_in_and_the_reason_is_named(told, because):
    viewer = _viewer(_told(**told))

    assert (viewer.role, viewer.screens, viewer.reason) == ("stranger", (), because)


@pytest.mark.parametrize("exp", [NOW, NOW - 1, 0, -1, "1900000000", True, None, float("nan")])
def test_a_login_lasts_as_long_as_it_says_and_no_longer(exp):
    viewer = _viewer(_told(roles="ministry", exp=exp))

    assert (viewer.role, viewer.reason) == ("stranger", "expired")


def test_a_token_that_does_not_say_when_it_ends_lets_nobody_in_but_a_proxy_may_end_it_itself():
    told = {"sub": "someone", "roles": ["ministry"]}

    assert _viewer(told).reason == "expired"
    assert _viewer(told, login="proxy").role == "ministry"


def test_whoever_has_signed_out_is_not_let_in_by_what_is_left_of_that_login():
    assert _viewer(_told(roles="ministry"), signed_out=True).reason == "signed_out"


def test_rules_with_a_fault_let_nobody_in():
    assert _viewer(_told(roles="administrator"), by=None).reason == "rules_faulty"


@pytest.mark.parametrize("single_user", [True, False])
def test_with_a_login_nobody_is_the_operator_of_the_machine(single_user):
    at_home = {"single_user": single_user, "server_address": "127.0.0.1", "hosts": ("localhost",), "headers": ()}

    assert _viewer({}, **at_home).reason == "not_signed_in"


def test_whoever_has_not_signed_in_sees_nothing_unless_the_rules_say_otherwise():
    nobody, guest = _viewer({}), _viewer({}, by=Rules(visitors="open"))

    assert (nobody.role, nobody.screens) == ("stranger", ())
    assert (guest.role, guest.screens, guest.reason) == ("guest", SCREENS, "not_signed_in")


def test_of_several_roles_the_first_of_the_rules_counts():
    by = Rules(division=63, roles={"so": "doet", "bo": "ministry"})

    assert _viewer(_told(roles=["bo", "so"], province_code="22"), by=by).role == "doet"


def test_what_a_login_calls_a_province_is_translated():
    by = Rules(division=63, provinces={"QN": "22"})

    assert _viewer(_told(roles="doet", province_code="QN"), by=by).provinces == {"22"}


def test_claims_are_found_below_other_claims():
    by = Rules(division=63, claims={**RULES.claims, "role": ("realm_access", "roles")})

    assert _viewer(_told(realm_access={"roles": ["ministry"]}), by=by).role == "ministry"
    assert _viewer(_told(realm_access=["ministry"]), by=by).reason == "no_role"


def test_a_persons_name_is_in_no_key_and_no_text_of_a_viewer():
    one, other = (
        _viewer(_told(roles="doet", province_code="22")),
        _viewer(_told(roles="doet", province_code="22", name="Another")),
    )

    assert one == other
    assert "Somebody" not in repr(one)
    assert scope_of(one, DRAWN).key == scope_of(other, DRAWN).key


def test_the_first_rules_are_the_usual_ones(tmp_path):
    assert rules.in_force(rules.path(tmp_path)) == Rules()
