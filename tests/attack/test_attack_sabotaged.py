"""The attacks can succeed: who may see it sees what was hidden, and with scope sabotaged so does everybody."""

import pytest

from data import access, meetings
from data.access import Scope, viewers
from tests.attack import visiting_worlds
from tests.attack.visiting_worlds import Pair
from tests.attack.who import ANALYST, EVERYBODY, MINISTRY
from tests.attack.worlds import DEMO, REAL

SCREENS = ("overview", "modules", "certification", "assessment", "standards", "needs", "universities", "explorer")
_LIMITED = ("doet-22", "doet-01", "doet-24-of-34", "university")


def _leaky(pair, screens, **address):
    """The screens on which something hidden comes through."""
    plain = {"snapshot": DEMO, **pair.who.asks, **address}
    return {screen for screen in screens if visiting_worlds.leaks(pair, screen, plain, files=0)[1]}


@pytest.mark.parametrize("name", _LIMITED)
def test_the_ministry_sees_what_was_hidden_from_others_differ(pair_of, name):
    pair = pair_of(name)

    assert len(_leaky(Pair(MINISTRY, pair.one, pair.other), SCREENS)) >= 6


@pytest.mark.parametrize("name", _LIMITED)
def test_with_scope_sabotaged_what_is_hidden_comes_through(pair_of, monkeypatch, name):
    monkeypatch.setattr(access, "scope_of", lambda *asked, **more: Scope.everything())

    assert len(_leaky(pair_of(name), SCREENS)) >= 3


def test_with_schools_given_to_everybody_a_district_sees_those_of_another(pair_of, monkeypatch):
    everywhere = Scope(units=frozenset({"22"}), detail=frozenset())
    monkeypatch.setattr(access, "scope_of", lambda *asked, **more: everywhere)

    assert _leaky(pair_of("district"), ("province",), province="22")


def test_with_small_groups_shown_an_analyst_sees_them(pair_of, monkeypatch):
    monkeypatch.setattr(access, "scope_of", lambda *asked, **more: Scope.everything())

    assert _leaky(pair_of(ANALYST.name), ("overview", "commitments", "map", "peers"))


def test_with_the_login_forgotten_a_guest_sees_real_data(pair_of, monkeypatch):
    monkeypatch.setattr(access, "may_open", lambda viewer, kind: True)
    monkeypatch.setattr(viewers, "may_open", lambda viewer, kind: True)

    assert _leaky(pair_of("guest"), ("overview", "sources"), snapshot=REAL) == {"overview", "sources"}


def test_with_every_note_shown_those_of_others_are_read(pair_of, monkeypatch):
    monkeypatch.setattr(meetings, "_is_of_theirs", lambda row, viewer: True)

    assert _leaky(pair_of("doet-22"), ("meeting",)) == {"meeting"}


def test_every_attacker_is_who_they_claim_to_be():
    roles = {name: access.viewer_of(who.claims) for name, who in EVERYBODY.items()}

    assert {viewer.role for viewer in roles.values()} == {
        *("guest", "stranger", "doet", "district", "university", "analyst", "ministry", "administrator")
    }
    for name, viewer in roles.items():
        assert bool(viewer.screens) == EVERYBODY[name].sees_a_screen
