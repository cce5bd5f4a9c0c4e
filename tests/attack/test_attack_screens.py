"""Every attacker on every screen: what is hidden from them makes no difference to a byte that they get."""

import pytest

from tests.attack import matrix, visiting_worlds
from tests.attack.who import EVERYBODY

LEAST = 400  # combinations of attacker, screen and address that must be tried


@pytest.mark.parametrize(("name", "screen"), matrix.cells())
def test_what_is_hidden_from_them_makes_no_difference(pair_of, name, screen):
    pair, surfaces = pair_of(name), 0

    for address in matrix.addresses(pair.who, screen):
        count, found = visiting_worlds.leaks(pair, screen, address)
        surfaces += count
        assert found == [], "\n".join(map(str, found[:5]))

    assert surfaces >= 5 * len(matrix.addresses(pair.who, screen)), "nothing was looked at"


def test_the_matrix_is_as_large_as_it_says(capsys):
    tried = sum(len(matrix.addresses(EVERYBODY[name], screen)) for name, screen in matrix.cells())

    with capsys.disabled():
        print(f"\n{tried} combinations of attacker, screen and address, each in two worlds")  # noqa: T201 - the number is asked for
    assert tried >= LEAST
    assert {name for name, _ in matrix.cells()} == set(EVERYBODY)
    assert {screen for _, screen in matrix.cells()} >= set(matrix.choice.SHOWN)
