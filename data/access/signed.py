"""Whoever signed in: what the login told, made into a role and what is theirs; what is missing lets nobody in."""

from collections.abc import Iterable, Mapping
from typing import Any

from data import divisions, reference
from data.access.rules import Rules
from data.access.viewers import ROLES, Viewer, viewer
from data.errors import AccessError

_REASONS = {"country": "whole_country", "provinces": "own_province", "districts": "own_district"}
_ACADEMY_REACHES = None  # managers of every province are the Academy's


def viewer_of(claims: Mapping[str, Any]) -> Viewer:
    """The viewer whom a login vouches for, or a stranger and why.

    Of ``claims`` are read: ``told`` (what the login said; empty where nobody has signed in), ``rules`` (None where
    they have a fault), ``now`` (seconds since 1970), ``who`` (a keyed digest of the person), ``signed_out``, ``login``
    (by "oidc" a login must say when it ends).
    """
    rules, told = claims.get("rules"), claims.get("told") or {}
    if rules is None:
        return viewer("stranger", "rules_faulty")
    if not told:
        return viewer("guest", "not_signed_in") if rules.visitors == "open" else viewer("stranger", "not_signed_in")
    until = told.get("exp")
    of_whom = {"who": claims.get("who", ""), "name": _name(told), "until": _seconds(until)}
    if claims.get("signed_out"):
        return viewer("stranger", "signed_out", **of_whom)
    must_end = until is not None or claims.get("login") == "oidc"  # an ID token always says when
    if must_end and not (of_whom["until"] or 0) > claims["now"]:
        return viewer("stranger", "expired", **of_whom)
    try:
        return _known(told, rules, of_whom)
    except AccessError as problem:
        return viewer("stranger", problem.code, **of_whom)


def _known(told: Mapping[str, Any], rules: Rules, of_whom: Mapping[str, Any]) -> Viewer:
    """The viewer of the first role that rules and login agree on; raises AccessError where what it needs is missing."""
    values = set(_values(told, rules.claims["role"]))
    role = next((ours for theirs, ours in rules.roles.items() if theirs in values), None)
    if role is None:
        raise AccessError("no_role")
    if role == "university":
        return viewer(role, "own_territory", provinces=_territory(told, rules), vintage=63, **of_whom)
    reach = ROLES[role].reach
    if reach == "country":
        return viewer(role, _REASONS[reach], vintage=rules.division, **of_whom)
    provinces = _provinces(told, rules)
    if reach == "provinces":
        return viewer(role, _REASONS[reach], provinces=provinces, vintage=rules.division, **of_whom)
    districts = frozenset(_values(told, rules.claims["district"]))
    if not districts or len(provinces) != 1:
        raise AccessError("no_district")
    return viewer(role, _REASONS[reach], provinces=provinces, vintage=rules.division, districts=districts, **of_whom)


def _provinces(told: Mapping[str, Any], rules: Rules) -> frozenset[str]:
    codes = frozenset(rules.provinces.get(each, each) for each in _values(told, rules.claims["province"]))
    if not codes:
        raise AccessError("no_province")
    if codes - divisions.codes(rules.division):
        raise AccessError("unknown_province")
    return codes


def _territory(told: Mapping[str, Any], rules: Rules) -> frozenset[str] | None:
    """The provinces of a university's territory; None, all of them, for the Academy, which has none of its own."""
    codes = {rules.universities.get(each, each) for each in _values(told, rules.claims["university"])}
    known = reference.read("lttus")["code"]
    if not codes:
        raise AccessError("no_university")
    if codes - set(known):
        raise AccessError("unknown_university")
    rows = reference.read("provinces").select("code", "lttu").rows()
    theirs = frozenset(province for province, university in rows if university in codes)
    return theirs or _ACADEMY_REACHES


def _values(told: Mapping[str, Any], where: Iterable[str]) -> list[str]:
    """What stands at a place of what was told, as texts: one, several, or none."""
    found: Any = told
    for step in where:
        found = found.get(step) if isinstance(found, Mapping) else None
    several = found if isinstance(found, list | tuple) else [found]
    return [str(each) for each in several if isinstance(each, str | int) and not isinstance(each, bool) and str(each)]


def _seconds(until: object) -> float | None:
    return float(until) if isinstance(until, int | float) and not isinstance(until, bool) else None


def _name(told: Mapping[str, Any]) -> str:
    return next((str(told[each])[:80] for each in ("name", "preferred_username", "email") if told.get(each)), "")
