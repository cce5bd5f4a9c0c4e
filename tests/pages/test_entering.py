"""Entering: the wall at every address, what a proxy may say, and that a page ends with its login."""

import time

import pytest
from streamlit.runtime.context import StreamlitHeaders as Headers
from streamlit.testing.v1 import AppTest

from data import access, settings
from data.access import leaving, people
from pages.parts import entering, entering_wall, visiting
from pages.parts.visiting import ADDRESSES
from pages.texts import LANGUAGES, Words
from tests.pages.test_screens import DOOR, state  # noqa: F401 - a fixture
from tests.pages.test_screens import _said as _html

SECRET = "of the tests alone and long enough for that"  # noqa: S105
CLAIMS = "X-User=sub,X-Roles=roles,X-Province=province_code,X-Until=exp,X-Name=name"
SOMEONE = {"sub": "so22", "roles": ["doet"], "province_code": "22", "name": "Sở <b>Quảng Ninh</b>"}
VI = Words("vi")


@pytest.fixture
def proxy(monkeypatch):
    """A proxy is trusted; nothing of an OpenID login is set."""
    for name in ("PUBLIC_URL", "OIDC_METADATA_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "COOKIE_SECRET"):
        monkeypatch.delenv(f"TEMIS_{name}", raising=False)
    monkeypatch.setenv("TEMIS_PROXY_SECRET", SECRET)
    monkeypatch.setenv("TEMIS_PROXY_CLAIMS", CLAIMS)


@pytest.fixture
def told(monkeypatch, proxy, tmp_path):
    """What the login tells of whoever asks, to be filled by the test; rules and state are its own."""
    said: dict[str, object] = {}
    (tmp_path / "access.toml").write_text("division = 63\n", encoding="utf-8")
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    monkeypatch.setattr(entering, "_told", lambda login, headers: dict(said))
    return said


def _said(run: AppTest) -> str:
    """All HTML of a run, its entities of plain punctuation read."""
    return _html(run).replace("&#x27;", "'").replace("&quot;", '"')


def _open(screen: str = "overview", **parameters: str) -> AppTest:
    run = AppTest.from_file(DOOR, default_timeout=60)
    run.query_params.update(parameters)
    run.run()
    return run if screen == "overview" else run.switch_page(f"pages/screens/{screen}.py").run()


@pytest.mark.parametrize("screen", ADDRESSES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_stranger_meets_the_wall_at_every_address_and_nothing_else(told, screen, lang):
    run, words = _open(screen, lang=lang, province="22"), Words(lang)
    said = _said(run)

    assert not run.exception
    assert words("entering.title.not_signed_in") in said
    assert words("entering.why.not_passed_on") in said
    assert "t-foot" not in said
    assert "t-title" not in said
    assert not run.get("plotly_chart")
    assert not run.get("bidi_component")
    assert not run.get("download_button")
    assert [box.label for box in run.selectbox] == [words("choice.lang")]


@pytest.mark.parametrize(
    ("more", "because"),
    [
        ({"roles": ["another"]}, "error.no_role"),
        ({"province_code": "00"}, "error.unknown_province"),
        ({"province_code": ""}, "error.no_province"),
        ({"exp": 1}, "entering.why.expired"),
    ],
)
def test_whoever_signed_in_and_may_not_come_in_reads_why(told, more, because):
    told.update(SOMEONE | more)
    said = _said(_open("map"))

    assert VI(because) in said
    assert "Sở &lt;b&gt;Quảng Ninh&lt;/b&gt;" in said, "a name is text"
    assert "t-foot" not in said


def test_where_settings_or_rules_have_a_fault_nobody_comes_in_and_no_traceback_is_shown(told, monkeypatch, tmp_path):
    told.update(SOMEONE)
    (tmp_path / "access.toml").write_text("division = 62\n", encoding="utf-8")
    by_rules = _open()
    monkeypatch.setenv("TEMIS_PROXY_SECRET", "short")
    by_settings = _open()

    for run in (by_rules, by_settings):
        assert not run.exception
        assert VI("entering.why.rules_faulty") in _said(run)


def test_whoever_has_left_is_out_and_comes_in_by_a_later_login(told, tmp_path, monkeypatch):
    told.update(SOMEONE | {"iat": 1000})
    leaving.leave(tmp_path, people.of(tmp_path, "proxy", told), 1000, now=time.time())
    assert VI("entering.title.signed_out") in _said(_open())

    told["iat"] = 1001
    assert access.viewer_of(_claims()).role == "doet"


def _claims() -> dict[str, object]:
    """What the front door knows outside a run, where there is no request."""
    return {"now": time.time(), "login": "proxy", "told": entering._told("proxy", None)} | entering._by_whom(
        "proxy", entering._told("proxy", None)
    )


def test_a_page_ends_when_its_login_does_while_it_lies_idle(state, told, monkeypatch):  # noqa: F811
    monkeypatch.setenv("TEMIS_STATE", str(state))
    told.update(SOMEONE | {"roles": ["ministry"], "exp": time.time() + 300})
    run = _open("sources")
    assert "t-foot" in _said(run)

    monkeypatch.setattr(entering.time, "time", lambda: told["exp"] + 1)
    run.run()
    assert VI("entering.title.expired") in _said(run)
    assert "t-foot" not in _said(run)


def test_a_session_that_another_person_takes_over_knows_nothing_of_the_one_before(state, told, monkeypatch):  # noqa: F811
    monkeypatch.setenv("TEMIS_STATE", str(state))
    told.update(SOMEONE | {"roles": ["ministry"]})
    run = _open("sources", lang="en")
    run.session_state["left behind"] = "something of theirs"

    told["sub"] = "another"
    run.run()

    assert "left behind" not in run.session_state
    assert run.session_state["entered-as"] == people.of(state, "proxy", told)


def test_the_header_says_as_whom_one_is_here_and_for_a_guest_what_that_opens(state, monkeypatch):  # noqa: F811
    guest = _said(_open("guide"))
    assert VI("entering.is.guest_without_login") in guest
    assert 'class="t-door"' not in guest, "nobody can sign in where no login is configured"


@pytest.mark.parametrize(
    ("visitor", "login", "link", "label"),
    [
        (access.viewer("stranger", "not_signed_in"), "oidc", "/vao?to=", "sign_in"),
        (access.viewer("stranger", "expired", who="ab"), "oidc", "/vao?to=", "sign_in_again"),
        (access.viewer("stranger", "signed_out", who="ab"), "oidc", "/vao?to=", "sign_in_again"),
        (access.viewer("stranger", "no_role", who="ab"), "oidc", "/auth/logout", "sign_out_and_in"),
        (access.viewer("guest", "not_signed_in"), "oidc", "/vao?to=", "sign_in"),
        (access.viewer("ministry", "whole_country", who="ab"), "oidc", "/auth/logout", "sign_out"),
        (access.viewer("ministry", "whole_country", who="ab"), "proxy", "/oauth2/sign_out", "sign_out"),
        (access.viewer("stranger", "no_role", who="ab"), "proxy", "/oauth2/sign_out", "sign_out_and_in"),
        (access.viewer("stranger", "not_signed_in"), "proxy", "", ""),
        (access.viewer("stranger", "rules_faulty"), "oidc", "", ""),
        (access.viewer("guest", "open_data_only"), "", "", ""),
        (access.viewer("operator", "single_user"), "", "", ""),
    ],
)
def test_whoever_is_in_finds_the_way_out_and_whoever_is_out_the_way_in(monkeypatch, visitor, login, link, label):
    monkeypatch.setattr(entering_wall, "login", lambda: login)
    monkeypatch.setenv("TEMIS_PROXY_LEAVE", "/oauth2/sign_out")

    found = entering_wall._ways(visitor, VI, "map")

    assert (link in found and VI(f"entering.{label}") in found) if link else found == ""


def test_every_reason_for_which_somebody_is_a_stranger_is_said_in_words():
    reasons = ("not_signed_in", "signed_out", "expired", "rules_faulty", "no_role", "no_province", "unknown_province")
    for reason in (*reasons, "no_district", "no_university", "unknown_university"):
        assert entering_wall._title(access.viewer("stranger", reason), VI)
        assert f"error.{reason}" in VI or f"entering.why.{reason}" in VI


# What a trusted proxy says


def _headers(*more: tuple[str, str], secret: str = SECRET) -> Headers:
    return Headers([("X-Temis-Proxy-Secret", secret), ("X-User", "so22"), *more])


def test_a_proxy_with_its_secret_is_believed(proxy):
    headers = _headers(("X-Roles", "other, doet"), ("X-Province", "22"), ("X-Until", "1900000000"), ("X-Shoe", "44"))

    told = {"sub": "so22", "roles": ["other", "doet"], "province_code": "22", "exp": 1_900_000_000}
    assert entering.passed_on(headers) == told


@pytest.mark.parametrize(
    "headers",
    [
        Headers([]),
        Headers([("X-User", "so22"), ("X-Roles", "administrator")]),
        _headers(secret=""),
        _headers(secret=SECRET[:-1]),
        _headers(secret=SECRET.upper()),
        _headers(("X-Temis-Proxy-Secret", SECRET)),  # twice: somebody put it beside the proxy's
        _headers(("x-temis-proxy-secret", "another")),
        _headers(("X-User", "administrator")),
        _headers(("X-Roles", "doet"), ("x-roles", "administrator")),
        Headers([("X-Temis-Proxy-Secret", SECRET), ("X-Roles", "administrator")]),  # nobody is named
        Headers([("X-Temis-Proxy-Secret", SECRET), ("X-User", " "), ("X-Roles", "administrator")]),
    ],
)
def test_a_request_of_which_anything_is_wrong_tells_of_nobody(proxy, headers):
    assert entering.passed_on(headers) == {}


def test_headers_mean_nothing_where_no_proxy_is_trusted(monkeypatch):
    monkeypatch.delenv("TEMIS_PROXY_SECRET", raising=False)
    monkeypatch.delenv("TEMIS_PROXY_CLAIMS", raising=False)

    assert settings.login() == ""
    assert entering.passed_on(_headers(("X-Roles", "administrator"))) == {}
    assert entering.passed_on(_headers(("X-Roles", "administrator"), secret="")) == {}


def test_a_time_that_cannot_be_read_lets_nobody_in(proxy):
    told = entering.passed_on(_headers(("X-Roles", "ministry"), ("X-Until", "next year")))
    made = access.viewer_of({"login": "proxy", "told": told, "rules": access.rules.Rules(), "now": 1.0, "who": "ab"})

    assert made.reason == "expired"


def test_every_screen_has_an_address_to_come_back_to():
    assert {entering_wall.way_in(screen, {}) for screen in visiting.ADDRESSES} == {
        "/vao?to=%2F" + ("" if screen == "overview" else address) for screen, address in ADDRESSES.items()
    }
    assert (
        entering_wall.way_in("map", {"province": "22", "q": "a&b"}) == "/vao?to=%2Fban-do%3Fprovince%3D22%26q%3Da%2526b"
    )
