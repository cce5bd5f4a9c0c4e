"""Of tables A.1.1 and A.1.2 the public edition gives no small group away, to nobody who subtracts."""

from functools import cache
from pathlib import Path

import pytest

from data import edition
from data.access import Scope
from data.schema import AUDIENCES
from data.snapshot import open_snapshot
from data.store import Store, open_store
from tests.data import attack_standing as attack
from tests.data import withheld

_CASES = [(year, audience, smallest) for year in (2020, 2021) for audience in AUDIENCES for smallest in (3, 10)]


@cache
def _snapshot(state: Path):
    return open_snapshot(max((state / "snapshots").glob("mo-phong-*")))


@cache
def _store(state: Path) -> Store:
    return open_store(_snapshot(state), Scope.everything(), division=63)


def _case(state: Path, report_year: int, audience: str, smallest: int):
    chosen = {"report_year": report_year, "audience": audience}
    public = edition.public(_snapshot(state), division=63, smallest=smallest)
    return withheld.standing(_store(state), **chosen), withheld.of_standing(public, **chosen)


@pytest.mark.parametrize(("report_year", "audience", "smallest"), _CASES)
def test_no_small_group_of_any_province_or_the_country_is_recovered(demo_state, report_year, audience, smallest):
    counts, hidden = _case(demo_state, report_year, audience, smallest)
    small = attack.small(counts, smallest)
    printed = attack.printed(counts, hidden)

    assert len(attack.places_of(counts)) >= 61
    assert len(small) > 1000
    assert printed.determined(small) == []
    assert printed.one_below(small, smallest) is None


@pytest.mark.parametrize("smallest", [3, 10])
def test_without_partners_the_same_attack_finds_many(demo_state, smallest):
    counts, hidden = _case(demo_state, 2021, "teacher", smallest)
    alone = attack.primary(counts, smallest)

    assert alone < hidden
    assert len(attack.printed(counts, alone).determined(attack.small(counts, smallest))) > 100


def test_one_partner_printed_after_all_lets_the_attack_find_something(demo_state):
    counts, hidden = _case(demo_state, 2021, "teacher", 10)
    small = attack.small(counts, 10)
    partners = sorted(cell for cell in hidden if cell[1:] == ("all", "total", "accounts") and cell[0])

    assert any(attack.printed(counts, hidden - {cell}).one_below(small, 10) for cell in partners)
