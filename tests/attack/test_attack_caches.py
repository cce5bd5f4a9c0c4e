"""What one visitor leaves behind for the next: nothing, whoever came before and however their rights are alike."""

import itertools

import pytest
import streamlit as st

from pages.papers import runs
from queries import runner
from tests.attack import comparing, visiting_worlds
from tests.attack.who import EVERYBODY
from tests.attack.worlds import AFTER, DEMO

SCREENS = ("overview", "map", "province", "modules", "standards", "needs", "papers", "explorer", "meeting")
BEFORE_THEM = ("administrator", "doet-01", "guest", "doet-22", "analyst", "university", "doet-22", "doet-01")


def _forget():
    """As a process that has just begun."""
    st.cache_resource.clear()
    runner.forget()
    runs._runs.clear()


def _got(name, pair, screen, address):
    seen = visiting_worlds.seen(EVERYBODY[name], pair.one, screen, address)
    sent = [(f"message {number}", message) for number, message in enumerate(seen.messages)]
    return sent + seen.taken(most=1, seed=f"{name} {screen}")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("address", [{"snapshot": DEMO, "province": "22"}, {"snapshot": AFTER, "division": "34"}])
def test_whoever_came_before_in_the_same_process_leaves_nothing_behind(pair_of, screen, address):
    pair, alone = pair_of("doet-22"), {}
    for name in dict.fromkeys(BEFORE_THEM):
        _forget()
        alone[name] = _got(name, pair, screen, address)

    _forget()
    for before, name in itertools.pairwise((*BEFORE_THEM, BEFORE_THEM[0])):
        after = _got(name, pair, screen, address)
        assert comparing.leaks(f"{name} after {before}", alone[name], after, ()) == []


def test_two_of_equal_rights_in_different_provinces_do_not_get_the_same(pair_of):
    pair, address = pair_of("doet-22"), {"snapshot": DEMO}

    for screen in ("overview", "modules", "standards"):
        got = [_got(name, pair, screen, address) for name in ("doet-22", "doet-01")]
        assert comparing.leaks(screen, *got, ()) != [], "each sees their own"
