"""Two who publish at once do not interleave: each snapshot is whole, and an id belongs to the first."""

from tests.data.killing import DONE, REFUSED, Publishers
from tests.data.state_kept import copy_of, hold_whole, leftovers, mould

_ROUNDS = 20
_TAKEN = REFUSED["snapshot_exists"]


def _jobs(staging, state, names):
    return [
        {"does": "seal", "staging": copy_of(staging, f"{place}-{name}"), "state": state, "name": name}
        for place, name in enumerate(names)
    ]


def test_of_two_with_the_same_id_one_publishes_and_the_other_is_refused(tmp_path):
    staging, state = mould(tmp_path), tmp_path / "state"
    with Publishers("data.sealing") as publishers:
        for number in range(_ROUNDS):
            ended, _ = publishers.run(*_jobs(staging, state, [f"n-{number}"] * 2))
            assert sorted(ended) == [DONE, _TAKEN]
            assert f"n-{number}" in hold_whole(state)
    assert len(hold_whole(state)) == _ROUNDS
    assert leftovers(state) == []


def test_two_with_different_ids_both_publish_and_both_join_the_history(tmp_path):
    staging, state = mould(tmp_path), tmp_path / "state"
    with Publishers("data.sealing") as publishers:
        for number in range(_ROUNDS):
            names = [f"n-{number}-a", f"n-{number}-b"]
            ended, _ = publishers.run(*_jobs(staging, state, names))
            assert ended == [DONE, DONE]
            assert set(names) <= hold_whole(state)
    assert leftovers(state) == []
