"""From the wall through a real provider to a screen, and out again."""

import pytest

from pages.parts.visiting import ADDRESSES
from pages.texts import Words
from tests.login.conftest import BRIEF, PEOPLE, said, settle

VI, EN = Words("vi"), Words("en")
IDLE = 20  # seconds between two looks of an idle page
MAP = f"/{ADDRESSES['map']}?province=22&lang=en&measure=lms_passed"


def _wall(page: object, title: str, *, seconds: float = IDLE + 15) -> str:
    """What is to be read once that wall stands."""
    page.wait_for_selector(f".st-key-wall h1:text-is('{title}')", timeout=seconds * 1000)
    settle(page)
    return said(page)


@pytest.mark.parametrize("screen", ["overview", "map", "papers", "intake"])
def test_whoever_has_not_signed_in_reads_at_every_address_that_they_must(visitor, screen):
    stranger = visitor()
    stranger.open("/" if screen == "overview" else f"/{ADDRESSES[screen]}?province=22")

    assert VI("entering.title.not_signed_in") in said(stranger.page)
    assert stranger.page.query_selector(".t-foot, .stPlotlyChart, .temis-table, .st-key-header") is None
    assert stranger.page.query_selector("[data-testid=stTopNavLink]") is None


def test_after_signing_in_one_is_where_one_wanted_to_be_with_role_and_province(visitor):
    someone = visitor()
    someone.open(MAP)
    someone.sign_in("so22")

    path, _, choices = someone.address().partition("?")
    assert path == MAP.partition("?")[0]
    assert {"province=22", "lang=en", "measure=lms_passed"} <= set(choices.split("&"))
    assert EN("entering.role.doet") in someone.page.inner_text(".st-key-badge")
    assert "Quang Ninh" in someone.page.inner_text(".t-seeing")


def test_the_cookie_of_a_login_is_out_of_reach_of_scripts(visitor):
    someone = visitor()
    someone.open("/")
    someone.sign_in("ministry")
    kept = {each["name"]: each for each in someone.context.cookies() if each["name"].startswith("_streamlit_user")}

    assert kept
    assert all(each["httpOnly"] and each["sameSite"] == "Lax" for each in kept.values())
    assert "_streamlit_user" not in someone.page.evaluate("document.cookie")


@pytest.mark.parametrize(("login", "because"), [("nobody", "no_role"), ("lost", "unknown_province")])
def test_an_account_without_a_role_here_is_told_so_and_may_try_another(visitor, served, login, because):
    someone, before = visitor(), len(served[1].events)
    someone.open(MAP)
    someone.sign_in(login)

    told = said(someone.page)
    assert EN("entering.title.not_allowed") in told
    assert EN(f"error.{because}") in told
    assert PEOPLE[login]["name"] in told
    assert someone.page.query_selector(".t-foot") is None

    someone.page.click("a.t-door")
    someone.page.click("button[name=logout]")
    settle(someone.page)
    served[1].await_event("signed out", since=before)
    someone.sign_in("ministry")  # the provider asks anew who one is
    assert VI("entering.role.ministry") in someone.page.inner_text(".st-key-badge")


def test_a_login_that_runs_out_ends_an_idle_page_and_another_brings_it_back(visitor):
    someone = visitor()
    someone.open(MAP)
    someone.sign_in("brief")
    assert "Quang Ninh" in someone.page.inner_text(".t-seeing")

    told = _wall(someone.page, EN("entering.title.expired"), seconds=BRIEF + IDLE + 15)
    assert someone.page.query_selector(".t-foot, .temis-table, .st-key-header") is None
    assert EN("entering.sign_in_again") in told

    someone.page.click("a.t-door")  # the provider still knows them
    someone.page.wait_for_selector(".t-foot", timeout=60_000)
    assert someone.address().startswith(MAP.partition("?")[0])
    assert "province=22" in someone.address()


def test_signing_out_reaches_the_provider_every_tab_and_every_kept_cookie(visitor, served):
    someone, before = visitor(), len(served[1].events)
    someone.open(MAP)
    someone.sign_in("so22")
    other_tab = someone.context.new_page()
    someone.open(MAP, page=other_tab)
    assert other_tab.query_selector(".t-foot") is not None
    kept = someone.context.cookies()

    someone.sign_out()

    assert served[1].await_event("asked to sign out", since=before)["hint"] is True
    served[1].await_event("signed out", since=before)
    assert VI("entering.title.not_signed_in") in said(someone.page)
    _wall(other_tab, EN("entering.title.signed_out"))
    assert other_tab.query_selector(".t-foot, .temis-table, .st-key-header") is None

    thief = visitor()
    thief.context.add_cookies(kept)
    thief.open(MAP)
    assert EN("entering.title.signed_out") in said(thief.page)
    assert thief.page.query_selector(".t-foot") is None


def test_whoever_gives_up_at_the_provider_is_back_at_what_they_asked_for_and_told(visitor):
    someone = visitor()
    someone.open(MAP)
    someone.page.click("a.t-door")
    someone.page.click("button[name=cancel]")
    settle(someone.page)

    assert someone.address().startswith(MAP.partition("?")[0])
    assert EN("entering.trouble.refused") in said(someone.page)


def test_a_provider_that_cannot_be_reached_is_said(visitor, served):
    someone, (_, provider) = visitor(), served
    someone.open(MAP)
    provider.stop()
    try:
        someone.page.click("a.t-door")
        someone.page.wait_for_selector(".t-wall-why >> nth=1", timeout=30_000)
    finally:
        provider.start()

    assert someone.address().startswith(MAP.partition("?")[0])
    assert EN("entering.trouble.unreachable") in said(someone.page)


@pytest.mark.parametrize("path", ["/vao?to=https://example.org/", "/vao?to=//example.org/ban-do", "/vao?to=/khong-co"])
def test_no_link_leads_elsewhere_by_a_login(visitor, served, path):
    someone = visitor()
    someone.page.goto(served[0].url + path)
    someone.give("ministry")

    assert someone.page.url.startswith(served[0].url + "/")
    assert "example.org" not in someone.page.url
    assert someone.page.query_selector(".t-foot") is not None


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("width", "height", "scheme"), [(1366, 768, "light"), (390, 844, "dark")])
def test_wall_and_badge_are_photographed(visitor, shots, lang, width, height, scheme):
    someone = visitor(viewport={"width": width, "height": height}, color_scheme=scheme)
    someone.open(f"/?lang={lang}")
    someone.page.screenshot(path=shots / f"wall-{lang}-{width}.png")
    someone.sign_in("nobody")
    someone.page.screenshot(path=shots / f"wall-no-role-{lang}-{width}.png")
    other = visitor(viewport={"width": width, "height": height}, color_scheme=scheme)
    other.open(f"/?lang={lang}")
    other.sign_in("so22")
    other.page.click(".st-key-badge button")
    other.page.wait_for_timeout(600)
    other.page.screenshot(path=shots / f"badge-{lang}-{width}.png")

    box = other.page.query_selector(".st-key-badge").bounding_box()
    assert box["y"] < 60, "in the bar, above the screen"
    assert box["x"] + box["width"] <= width
    fits = "document.documentElement.scrollWidth <= window.innerWidth"
    assert someone.page.evaluate(fits)
    assert other.page.evaluate(fits)
