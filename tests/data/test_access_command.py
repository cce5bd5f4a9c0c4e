"""``python -m data access``: an operator sees what is in force, and who somebody would be, before anybody signs in."""

import json

import pytest

from data.commands import main
from pages.texts import Words

EN = Words("en")
OIDC = {
    "PUBLIC_URL": "https://temis.example.vn/",
    "OIDC_METADATA_URL": "https://login.example.vn/.well-known/openid-configuration",
    "OIDC_CLIENT_ID": "temis",
    "OIDC_CLIENT_SECRET": "the client's",
    "COOKIE_SECRET": "of the tests alone and long enough for that",
}


@pytest.fixture
def state(tmp_path, monkeypatch):
    """An installation with rules of its own and no login yet."""
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    for name in (*OIDC, "PROXY_SECRET", "PROXY_CLAIMS", "PROXY_LEAVE"):
        monkeypatch.delenv(f"TEMIS_{name}", raising=False)
    (tmp_path / "access.toml").write_text('division = 63\n[claims]\nrole = "groups"\n', encoding="utf-8")
    return tmp_path


def _run(capsys, *arguments: str) -> tuple[int, str]:
    code = main(["--lang", "en", "access", *arguments])
    told = capsys.readouterr()
    return code, told.out + told.err


def test_rules_and_settings_are_shown_without_any_secret(state, monkeypatch, capsys):
    for name, value in OIDC.items():
        monkeypatch.setenv(f"TEMIS_{name}", value)
    code, told = _run(capsys)

    assert code == 0
    assert "https://temis.example.vn/oauth2callback" in told
    assert EN("terminal.access.division", division=63) in told
    assert EN("terminal.access.claim_role", where="groups") in told
    assert OIDC["COOKIE_SECRET"] not in told
    assert OIDC["OIDC_CLIENT_SECRET"] not in told


@pytest.mark.parametrize(
    ("name", "value", "error", "details"),
    [
        ("COOKIE_SECRET", "short", "setting_secret_short", {"name": "TEMIS_COOKIE_SECRET", "shortest": 32}),
        ("OIDC_CLIENT_ID", "", "setting_missing", {"name": "TEMIS_OIDC_CLIENT_ID"}),
        ("PROXY_SECRET", "y" * 32, "setting_missing", {"name": "TEMIS_PROXY_CLAIMS"}),
        (
            "PUBLIC_URL",
            "http://temis.example.vn",
            "setting_address",
            {"name": "TEMIS_PUBLIC_URL", "value": "http://temis.example.vn"},
        ),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(state, monkeypatch, capsys, name, value, error, details):
    for each, told in {**OIDC, name: value}.items():
        monkeypatch.setenv(f"TEMIS_{each}", told)

    assert _run(capsys) == (1, EN(f"error.{error}", **details) + "\n")


def test_two_logins_at_once_are_refused(state, monkeypatch, capsys):
    for each, told in {**OIDC, "PROXY_SECRET": "y" * 32, "PROXY_CLAIMS": "X-User=sub"}.items():
        monkeypatch.setenv(f"TEMIS_{each}", told)

    assert _run(capsys) == (1, EN("error.setting_two_logins") + "\n")


def test_a_fault_in_the_rules_is_named(state, capsys):
    (state / "access.toml").write_text("division = 62", encoding="utf-8")
    code, told = _run(capsys)

    assert code == 1
    assert "62" in told


@pytest.mark.parametrize(
    ("claims", "code", "said"),
    [
        ({"groups": ["doet"], "province_code": "22", "exp": 1}, 0, "22 Quang Ninh"),
        ({"groups": ["ministry"]}, 0, EN("terminal.access.places_all")),
        ({"groups": ["district"], "province_code": "22", "district_code": "193"}, 0, "193"),
        ({"groups": ["doet"]}, 1, EN("error.no_province")),
        ({"roles": ["ministry"]}, 1, EN("error.no_role")),
        ({}, 1, EN("error.no_role")),
    ],
)
def test_it_says_who_somebody_with_such_claims_would_be(state, tmp_path, capsys, claims, code, said):
    (tmp_path / "claims.json").write_text(json.dumps(claims), encoding="utf-8")
    ended, told = _run(capsys, "--claims", str(tmp_path / "claims.json"))

    assert ended == code
    assert said in told


@pytest.mark.parametrize("content", ["", "[]", "{", "\udcff"])
def test_claims_that_cannot_be_read_are_said(state, tmp_path, capsys, content):
    (tmp_path / "claims.json").write_text(content, encoding="utf-8", errors="surrogateescape")

    assert _run(capsys, "--claims", str(tmp_path / "claims.json")) == (
        1,
        EN("error.access_claims_unreadable", file="claims.json") + "\n",
    )
