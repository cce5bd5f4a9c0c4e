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


SECRET = "of the tests alone and long enough for that"  # noqa: S105
OIDC = {
    "PUBLIC_URL": "https://temis.example.vn",
    "OIDC_METADATA_URL": "https://login.example.vn/.well-known/openid-configuration?p=policy",
    "OIDC_CLIENT_ID": "temis",
    "OIDC_CLIENT_SECRET": "x",
    "COOKIE_SECRET": SECRET,
}


def _set(monkeypatch, **told: str) -> None:
    for name in (*OIDC, "PROXY_SECRET", "PROXY_CLAIMS", "PROXY_LEAVE", "OIDC_SCOPE", "OIDC_PROMPT"):
        monkeypatch.delenv(f"TEMIS_{name}", raising=False)
    for name, value in told.items():
        monkeypatch.setenv(f"TEMIS_{name}", value)


def test_there_is_no_login_unless_one_is_set(monkeypatch):
    _set(monkeypatch)

    assert settings.login() == ""


def test_a_provider_is_told_whole_and_what_is_left_open_is_usual(monkeypatch):
    _set(monkeypatch, **OIDC)

    assert settings.login() == "oidc"
    assert settings.oidc() == {**OIDC, "OIDC_SCOPE": "openid profile email", "OIDC_PROMPT": ""}


@pytest.mark.parametrize("name", OIDC)
def test_a_login_by_halves_is_none_and_what_is_missing_is_named(monkeypatch, name):
    _set(monkeypatch, **{**OIDC, name: ""})

    with pytest.raises(SettingError) as caught:
        settings.login()
    assert (caught.value.code, caught.value.details) == ("setting_missing", {"name": f"TEMIS_{name}"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "http://temis.example.vn"),
        ("PUBLIC_URL", "https://temis.example.vn/temis"),
        ("PUBLIC_URL", "https://temis.example.vn?a=b"),
        ("PUBLIC_URL", "https://user@temis.example.vn"),
        ("PUBLIC_URL", "temis.example.vn"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://[::1"),
        ("OIDC_METADATA_URL", "http://login.example.vn/x"),
        ("OIDC_METADATA_URL", "file:///etc/passwd"),
    ],
)
def test_an_address_that_is_none_or_unencrypted_is_refused(monkeypatch, name, value):
    _set(monkeypatch, **{**OIDC, name: value})

    with pytest.raises(SettingError) as caught:
        settings.oidc()
    assert caught.value.code == "setting_address"


@pytest.mark.parametrize("value", ["http://localhost:8501", "http://127.0.0.1:8501/", "http://[::1]:8501"])
def test_on_this_machine_an_address_may_be_unencrypted(monkeypatch, value):
    _set(monkeypatch, **{**OIDC, "PUBLIC_URL": value})

    assert settings.oidc()["PUBLIC_URL"] == value.rstrip("/")


def test_a_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text(f"{SECRET}\n", encoding="utf-8")
    _set(monkeypatch, **{**OIDC, "COOKIE_SECRET": ""})
    monkeypatch.setenv("TEMIS_COOKIE_SECRET_FILE", str(tmp_path / "secret"))
    assert settings.oidc()["COOKIE_SECRET"] == SECRET

    monkeypatch.setenv("TEMIS_COOKIE_SECRET_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(SettingError) as caught:
        settings.oidc()
    assert caught.value.code == "setting_file_unreadable"


def test_a_proxy_is_trusted_by_its_secret_and_its_headers(monkeypatch):
    _set(monkeypatch, PROXY_SECRET=SECRET, PROXY_CLAIMS="X-User = sub, X-Roles=roles")

    assert settings.login() == "proxy"
    assert settings.proxy() == (SECRET, {"x-user": "sub", "x-roles": "roles"})


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"PROXY_SECRET": "short", "PROXY_CLAIMS": "X-User=sub"}, "setting_secret_short"),
        ({"PROXY_SECRET": SECRET}, "setting_missing"),
        ({"PROXY_CLAIMS": "X-User=sub"}, "setting_missing"),
        ({"PROXY_SECRET": SECRET, "PROXY_CLAIMS": "X-User"}, "setting_proxy_claims"),
        ({"PROXY_SECRET": SECRET, "PROXY_CLAIMS": "X-User=sub,"}, "setting_proxy_claims"),
        ({"PROXY_SECRET": SECRET, "PROXY_CLAIMS": "X-User=sub", **OIDC}, "setting_two_logins"),
    ],
)
def test_a_proxy_that_cannot_be_trusted_is_refused(monkeypatch, told, code):
    _set(monkeypatch, **told)

    with pytest.raises(SettingError) as caught:
        settings.login()
    assert caught.value.code == code


@pytest.mark.parametrize("way", ["", "/oauth2/sign_out?rd=%2F", "https://login.example.vn/out"])
def test_a_proxy_may_say_where_one_signs_out(monkeypatch, way):
    _set(monkeypatch, PROXY_LEAVE=way)

    assert settings.proxy_leave() == way


@pytest.mark.parametrize("way", ["javascript:alert(1)", "//example.org", "http://example.org/out", "out"])
def test_a_way_out_that_leads_astray_is_refused(monkeypatch, way):
    _set(monkeypatch, PROXY_SECRET=SECRET, PROXY_CLAIMS="X-User=sub", PROXY_LEAVE=way)

    with pytest.raises(SettingError) as caught:
        settings.login()
    assert caught.value.code == "setting_address"
