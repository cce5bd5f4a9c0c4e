"""The login's own addresses, asked as a browser asks them, with nothing behind but a stand-in for Streamlit."""

import asyncio
from urllib.parse import quote

import pytest
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette import starlette_app_utils as signing

from data.access import leaving, people
from pages.parts import entering_cookie, entering_door
from pages.parts.entering_door import Door, asked_for

SECRET = "of the tests alone and long enough for that"  # noqa: S105
ASKED = (b"cookie", b"temis_asked=to=%2Fban-do%3Fprovince%3D22")


@pytest.fixture
def login(monkeypatch, tmp_path):
    """A dashboard with login over TLS and a state folder of its own."""
    for name, value in {
        "PUBLIC_URL": "https://temis.example.vn",
        "OIDC_METADATA_URL": "https://login.example.vn/.well-known/openid-configuration",
        "OIDC_CLIENT_ID": "temis",
        "OIDC_CLIENT_SECRET": "x",
        "COOKIE_SECRET": SECRET,
        "STATE": str(tmp_path),
    }.items():
        monkeypatch.setenv(f"TEMIS_{name}", value)
    for name in ("PROXY_SECRET", "PROXY_CLAIMS"):
        monkeypatch.delenv(f"TEMIS_{name}", raising=False)
    monkeypatch.setattr(entering_cookie, "get_cookie_secret", lambda: SECRET)
    monkeypatch.setattr(
        entering_door.user_info, "generate_login_redirect_url", lambda provider: "/auth/login?provider=x"
    )
    return tmp_path


def _answer(path: str, *headers: tuple[bytes, bytes], status: int = 302, sets: tuple[bytes, ...] = ()) -> dict:
    """What a browser gets for an address; ``status`` and ``sets`` are the stand-in's."""
    sent = []

    async def streamlit(scope, receive, send):
        told = [(b"location", b"/"), (b"content-length", b"3"), *((b"set-cookie", each) for each in sets)]
        await send({"type": "http.response.start", "status": status, "headers": told})
        await send({"type": "http.response.body", "body": b"abc"})

    async def keep(message):
        sent.append(message)

    target, _, query = path.partition("?")
    scope = {"type": "http", "path": target, "query_string": query.encode(), "headers": list(headers)}
    asyncio.run(Door(streamlit)(scope, None, keep))
    told = sent[0]["headers"]
    return {
        "status": sent[0]["status"],
        "location": dict(told)[b"location"].decode(),
        "cookies": [value.decode() for name, value in told if name == b"set-cookie"],
        "body": b"".join(message.get("body", b"") for message in sent[1:]),
        "length": dict(told).get(b"content-length"),
    }


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("/", "/"),
        ("/ban-do?province=22&lang=en", "/ban-do?province=22&lang=en"),
        ("/ban-do?q=a%26b%3Bc", "/ban-do?q=a%26b%3Bc"),
        ("/?snapshot=mo-phong", "/?snapshot=mo-phong"),
        ("/ban-do#x", "/ban-do"),
        ("/ban-do?" + "a" * 3000, "/ban-do"),
        ("", "/"),
        ("ban-do", "/"),
        ("https://example.org/ban-do", "/"),
        ("//example.org/ban-do", "/"),
        ("/\\example.org", "/"),
        ("/ban-do/../../etc", "/"),
        ("/khong-co", "/"),
        ("/auth/logout", "/"),
        ("javascript:alert(1)", "/"),
        ("/ban-do\r\nset-cookie: a=b", "/"),
        ("/ban-do?a=b\r\nset-cookie: a=b", "/ban-do?a=bset-cookie%3A+a%3Db"),
        ("http://[", "/"),
        ("/ban-do?" + "&".join(f"a{each}=1" for each in range(100)), "/"),
    ],
)
def test_one_goes_on_to_an_address_of_ours_or_to_the_first(told, meant):
    assert asked_for(told) == meant


def test_the_way_in_keeps_what_was_asked_for_and_leads_to_the_login(login):
    answer = _answer("/vao?to=" + quote("/ban-do?province=22", safe=""))

    assert (answer["status"], answer["location"]) == (303, "/auth/login?provider=x")
    assert answer["cookies"] == [
        "temis_asked=to=%2Fban-do%3Fprovince%3D22; Max-Age=900; Path=/; HttpOnly; SameSite=Lax; Secure"
    ]


def test_the_way_in_leads_nowhere_without_a_login(login, monkeypatch):
    for name in ("OIDC_METADATA_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        monkeypatch.delenv(f"TEMIS_{name}")

    assert _answer("/vao?to=%2Fban-do")["location"] == "/ban-do"


def test_whoever_comes_back_signed_in_lands_where_they_wanted_to_be(login):
    answer = _answer("/oauth2callback?code=1&state=2", ASKED, sets=(b"_streamlit_user=abc; Path=/; HttpOnly",))

    assert (answer["status"], answer["location"], answer["body"]) == (303, "/ban-do?province=22", b"")
    assert answer["length"] == b"0"
    assert "_streamlit_user=abc; Path=/; HttpOnly; Secure" in answer["cookies"]
    assert {each.split(";")[0] for each in answer["cookies"] if "Max-Age=0" in each} == {
        "temis_asked=",
        "temis_trouble=",
    }


@pytest.mark.parametrize(
    ("query", "sets", "trouble"),
    [
        ("code=1&state=2", (), "failed"),
        ("code=1&state=2", (b'_streamlit_user=""; Max-Age=0; Path=/',), "failed"),
        ("code=1&state=2", (b"_streamlit_user_tokens=abc; Path=/",), "failed"),
        ("error=access_denied", (), "refused"),
    ],
)
def test_whoever_comes_back_not_signed_in_is_told_and_loses_nothing(login, query, sets, trouble):
    answer = _answer(f"/oauth2callback?{query}", ASKED, sets=sets)

    assert answer["location"] == "/ban-do?province=22"
    assert any(each.startswith(f"temis_trouble={trouble}; Max-Age=60") for each in answer["cookies"])


def test_whoever_comes_back_signed_out_is_told_nothing(login):
    answer = _answer("/oauth2callback")

    assert answer["location"] == "/"
    assert answer["cookies"] == []


@pytest.mark.parametrize("kept", [b"https%3A%2F%2Fexample.org", b"to=https%3A%2F%2Fexample.org", b"%00", b";"])
def test_a_cookie_that_others_made_leads_nowhere_else(login, kept):
    signed_in = (b"_streamlit_user=abc; Path=/",)

    assert _answer("/oauth2callback?code=1", (b"cookie", b"temis_asked=" + kept), sets=signed_in)["location"] == "/"


@pytest.mark.parametrize(
    ("status", "location"), [(302, "/"), (400, "/ban-do?province=22"), (500, "/ban-do?province=22")]
)
def test_a_provider_that_cannot_be_reached_leads_back_to_the_wall(login, status, location):
    assert _answer("/auth/login?provider=x", ASKED, status=status)["location"] == location


def _signed(told: dict) -> tuple[bytes, bytes]:
    """The cookies of a login, as Streamlit makes them."""
    made: dict[str, str] = {}

    def sign(name: str, value: str) -> bytes:
        return signing.create_signed_value(SECRET, name, value)

    set_cookie_with_chunks(
        lambda name, value: made.update({name: sign(name, value).decode()}),
        sign,
        "_streamlit_user",
        told,
        cookie_attr_size=60,
    )
    return b"cookie", "; ".join(f"{name}={value}" for name, value in made.items()).encode()


@pytest.mark.parametrize("more", [{}, {"groups": ["a long name of a group"] * 400}])
def test_signing_out_ends_the_login_before_the_provider_is_told(login, more):
    told = {"iss": "https://login.example.vn", "sub": "so22", "iat": 1000, "is_logged_in": True, **more}
    answer = _answer("/auth/logout", (b"sec-fetch-site", b"same-origin"), _signed(told))

    assert answer["status"] == 302
    who = people.of(login, "oidc", told)
    assert leaving.has_left(login, who, 1000)
    assert not leaving.has_left(login, who, 1001)


def test_no_page_of_others_signs_anybody_out(login):
    told = {"iss": "https://login.example.vn", "sub": "so22", "iat": 1000, "is_logged_in": True}
    _answer("/auth/logout", (b"sec-fetch-site", b"cross-site"), _signed(told))

    assert not leaving.has_left(login, people.of(login, "oidc", told), 1000)


@pytest.mark.parametrize(
    "cookie", [b"", b"_streamlit_user=forged", b"_streamlit_user=ImZvcmdlZCI.aaaa.bbbb", b"\xff=\xfe"]
)
def test_a_cookie_that_we_did_not_sign_tells_of_nobody(login, cookie):
    assert entering_cookie.told([(b"cookie", cookie)]) == {}
    _answer("/auth/logout", (b"cookie", cookie))
    assert not (login / "left.json").exists()


def test_over_tls_every_cookie_is_for_tls_alone_and_without_it_none_is(login, monkeypatch):
    sets = (b"_streamlit_xsrf=a; Path=/", b"b=c; Path=/; secure")
    assert _answer("/", sets=sets)["cookies"] == ["_streamlit_xsrf=a; Path=/; Secure", "b=c; Path=/; secure"]

    monkeypatch.setenv("TEMIS_PUBLIC_URL", "http://localhost:8501")
    assert _answer("/", sets=sets)["cookies"] == ["_streamlit_xsrf=a; Path=/", "b=c; Path=/; secure"]


def test_streamlit_is_told_of_the_login_what_the_settings_say(login, monkeypatch):
    set_options = {}
    monkeypatch.setattr(entering_door.config, "set_option", set_options.__setitem__)
    auth = entering_door.secrets()["auth"]

    assert auth["redirect_uri"] == "https://temis.example.vn/oauth2callback"
    assert auth["cookie_secret"] == set_options["server.cookieSecret"] == SECRET
    assert auth["client_kwargs"] == {"scope": "openid profile email", "prompt": []}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COOKIE_SECRET", "short"),
        ("PUBLIC_URL", "http://temis.example.vn"),
        ("PUBLIC_URL", "https://temis.example.vn/temis"),
        ("OIDC_METADATA_URL", "login.example.vn"),
        ("OIDC_CLIENT_SECRET", ""),
    ],
)
def test_with_a_setting_that_cannot_be_used_streamlit_is_told_of_no_login(login, monkeypatch, name, value):
    monkeypatch.setenv(f"TEMIS_{name}", value)

    assert entering_door.secrets() == {}
