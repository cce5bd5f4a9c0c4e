"""Who has signed out is not let in by that login again; who somebody is cannot be told from what is kept."""

import stat
import subprocess
import sys

import pytest

from data import settings
from data.access import leaving, people
from data.errors import AccessError

DAY = 86_400.0


def test_the_login_that_was_ended_and_every_earlier_one_are_over_and_a_later_one_is_not(tmp_path):
    leaving.leave(tmp_path, "abcd", 1000, now=1600.0)

    assert leaving.has_left(tmp_path, "abcd", 1000)
    assert leaving.has_left(tmp_path, "abcd", 999)
    assert not leaving.has_left(tmp_path, "abcd", 1001)
    assert not leaving.has_left(tmp_path, "ef01", 1000)


def test_a_login_that_does_not_say_when_it_was_issued_is_over_once_its_owner_has_left(tmp_path):
    assert not leaving.has_left(tmp_path, "abcd", None)
    leaving.leave(tmp_path, "abcd", None, now=1600.0)

    assert leaving.has_left(tmp_path, "abcd", None)
    assert leaving.has_left(tmp_path, "abcd", 1600)
    assert not leaving.has_left(tmp_path, "abcd", 1601)


def test_leaving_an_old_login_does_not_bring_a_later_one_back(tmp_path):
    leaving.leave(tmp_path, "abcd", 2000, now=2100.0)
    leaving.leave(tmp_path, "abcd", 1000, now=2200.0)

    assert leaving.has_left(tmp_path, "abcd", 2000)


def test_what_no_cookie_can_outlive_is_let_go(tmp_path):
    leaving.leave(tmp_path, "abcd", 1000, now=1000.0)
    leaving.leave(tmp_path, "ef01", 1000, now=1000.0 + 41 * DAY)

    assert not leaving.has_left(tmp_path, "abcd", 1000)
    assert leaving.has_left(tmp_path, "ef01", 1000)


def test_only_the_dashboard_itself_may_read_who_left(tmp_path):
    leaving.leave(tmp_path, "abcd", 1000, now=1600.0)

    assert stat.S_IMODE((tmp_path / "left.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "[1]", '{"abcd": 1}', '{"abcd": ["x", "y"]}', "\x00"])
def test_where_what_is_kept_is_damaged_nobody_is_let_in(tmp_path, content):
    (tmp_path / "left.json").write_text(content, encoding="utf-8")

    with pytest.raises(AccessError) as caught:
        leaving.has_left(tmp_path, "abcd", 1)
    assert caught.value.code == "access_left_unreadable"


_LEAVE_MANY = """
import sys; from pathlib import Path; from data.access import leaving
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 20):
    leaving.leave(Path(sys.argv[1]), f"{number:08x}", 1000, now=1600.0)
"""


def test_people_who_leave_by_several_processes_at_once_are_all_kept(tmp_path):
    several = [
        subprocess.Popen([sys.executable, "-c", _LEAVE_MANY, tmp_path, str(100 * each)], cwd=settings.ROOT)
        for each in range(4)
    ]
    assert [each.wait(timeout=60) for each in several] == [0, 0, 0, 0]

    codes = [f"{100 * each + number:08x}" for each in range(4) for number in range(20)]
    assert all(leaving.has_left(tmp_path, code, 1000) for code in codes)


def test_a_person_has_one_code_a_login_and_an_installation(tmp_path):
    told = {"iss": "https://login.example", "sub": "someone@example.vn"}
    code = people.of(tmp_path, "oidc", told)
    (tmp_path / "other").mkdir()

    assert people.of(tmp_path, "oidc", told) == code
    assert people.of(tmp_path, "oidc", {**told, "iss": "https://other.example"}) != code
    assert people.of(tmp_path / "other", "oidc", told) != code
    assert "someone" not in code
    assert people.of(tmp_path, "oidc", {}) == ""
    assert stat.S_IMODE((tmp_path / "viewer.key").stat().st_mode) == 0o600
