"""Settings: defaults that work, and a sentence for a value that cannot."""

import stat

import pytest

from data import first_start, settings
from data.errors import SettingError


def test_the_state_folder_is_inside_the_project_unless_said_otherwise(monkeypatch, tmp_path):
    monkeypatch.delenv("TEMIS_STATE", raising=False)
    assert settings.state() == settings.ROOT / "data" / "state"

    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    assert settings.state() == tmp_path


@pytest.mark.parametrize("text", ["much", "0", "-1", "nan", "99"])
def test_a_demo_scale_that_cannot_be_used_is_named(monkeypatch, text):
    monkeypatch.setenv("TEMIS_DEMO_SCALE", text)

    with pytest.raises(SettingError) as caught:
        settings.demo_scale()

    assert caught.value.details["name"] == "TEMIS_DEMO_SCALE"


def test_the_key_of_pseudonyms_is_made_once_and_read_by_its_owner_alone(tmp_path):
    key = first_start.secret_key(tmp_path)

    assert len(key) == 32
    assert first_start.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "pseudonym.key").stat().st_mode) == 0o600


@pytest.mark.parametrize(("text", "meant"), [("1", True), ("", False), ("0", False), ("true", False), (" 1", False)])
def test_only_a_plain_one_makes_this_machine_a_single_users(monkeypatch, text, meant):
    monkeypatch.setenv("TEMIS_SINGLE_USER", text)

    assert settings.single_user() is meant


def test_nobody_is_a_single_user_unasked(monkeypatch):
    monkeypatch.delenv("TEMIS_SINGLE_USER", raising=False)

    assert settings.single_user() is False
