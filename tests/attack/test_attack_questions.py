"""Every attacker's stores, opened as the front door says: what is in them, and what every question answers."""

import os
from contextlib import suppress
from threading import Thread

import pytest

from data import access
from data.errors import ScopeError
from data.schema import TABLES
from data.snapshot import open_snapshot
from tests.attack import asking
from tests.attack.who import EVERYBODY, HA_NOI, QUANG_NINH
from tests.attack.worlds import AFTER, DEMO, REAL

EVERY = [(DEMO, 63), (DEMO, 34), (AFTER, 34), (AFTER, 63), (REAL, 63)]
STORES = EVERY if os.environ.get("TEMIS_ATTACK") == "all" else [(DEMO, 63), (AFTER, 34)]
ASKED_OF = {(DEMO, 63): ("plain",)}  # the others are compared table by table: an answer is made of nothing else
LEAST = 100  # tables and answers that must be compared for each attacker
_KNOWN = [name for name in EVERYBODY if name != "stranger"]  # a stranger has no store: tested below


def _given(pair, name):
    """Every store that this attacker is given of a snapshot."""
    viewer = access.viewer_of(pair.who.claims)
    snapshot = open_snapshot(pair.one / "snapshots" / name)
    given = {}
    for wish, scope_of in asking.wishes(viewer, snapshot, pair.who).items():
        with suppress(ScopeError):
            given[wish] = scope_of()
    return {wish: scope for wish, scope in given.items() if wish == "plain" or scope != given.get("plain")}


@pytest.mark.parametrize("who", _KNOWN)
def test_what_is_hidden_from_them_is_in_no_table_and_no_answer(pair_of, who):
    pair, compared = pair_of(who), 0
    for name, division in STORES:
        for wish, scope in _given(pair, name).items():
            where = f"{who} {name} {division} {wish}"
            with (
                asking.store(pair.one, name, scope, division) as one,
                asking.store(pair.other, name, scope, division) as other,
            ):
                for table in asking.scoped():
                    _hold(one, table, pair.who.theirs, division, f"{where} {table}")
                is_asked = wish in ASKED_OF.get((name, division), ())
                compared += _compare(pair.who, one, other, where, is_asked=is_asked)
    assert compared >= LEAST, compared


def _compare(who, one, other, where, *, is_asked):
    """Hold the two stores to the same tables and, where asked, the same answers; how many."""
    pairs = [*zip(asking.tables(one), asking.tables(other), strict=True)]
    if is_asked:
        places = (who.own if one.division == 63 else who.own_34, "01", "31")
        pairs += zip(asking.answers(one, places=places), asking.answers(other, places=places), strict=True)
    differ = [said for (said, left), (_, right) in pairs if not left.equals(right)]
    assert differ == [], f"{where}: {len(differ)} of {len(pairs)}"
    return len(pairs)


def _hold(opened, table, theirs, division, where):
    layer = TABLES[table].layer
    assert layer != "detail" or not opened.has(table), f"{where}: nobody's rows"
    own = (theirs.schools if layer == "unit" else theirs.cubes)[division]
    with opened.cursor() as cursor:
        found = {code for (code,) in cursor.sql(f'select distinct province_code from "{table}"').fetchall()}
        districts = (
            {code for (code,) in cursor.sql(f'select distinct district_code from "{table}"').fetchall()}
            if layer == "unit"
            else set()
        )
    assert own is None or found <= own, where
    assert theirs.districts is None or districts <= theirs.districts, where


def test_a_stranger_has_no_store_and_a_guest_none_of_real_data(pair_of):
    real = open_snapshot(pair_of("guest").one / "snapshots" / REAL)
    demo = open_snapshot(pair_of("guest").one / "snapshots" / DEMO)
    guest, stranger = (access.viewer_of(EVERYBODY[name].claims) for name in ("guest", "stranger"))

    for viewer, snapshot in ((guest, real), (stranger, real)):
        for wish in asking.wishes(viewer, snapshot, EVERYBODY[viewer.role]).values():
            with pytest.raises(ScopeError):
                wish()
    assert stranger.screens == ()
    assert not access.has_schools(stranger)
    with pytest.raises(ScopeError):
        access.scope_of(stranger, demo, unit="22")


def test_two_of_equal_rights_who_ask_at_once_get_their_own_answers(pair_of):
    pair = pair_of(QUANG_NINH.name)
    snapshot = open_snapshot(pair.one / "snapshots" / DEMO)
    scopes = [access.scope_of(access.viewer_of(who.claims), snapshot) for who in (QUANG_NINH, HA_NOI)]
    with asking.store(pair.one, DEMO, scopes[0], 63) as first, asking.store(pair.one, DEMO, scopes[1], 63) as second:
        alone = [_told(opened) for opened in (first, second)]
        asking.forget()
        heard: list[dict] = [{}, {}]
        threads = [
            Thread(target=lambda at=at, opened=opened: heard[at].update(_told(opened)))
            for at, opened in enumerate((first, second))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert alone[0] != alone[1]
    assert heard == alone


def _told(opened):
    return {said: frame.write_json() for said, frame in asking.answers(opened, places=("22",))}
