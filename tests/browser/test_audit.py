"""The audit log of a real server behind a proxy that says who everybody is: what is taken in Chromium is noted."""

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data import audit
from data.access import people
from tests.browser.conftest import Server
from tests.browser.looking import Look

SECRET = "only-the-proxy-of-these-tests-knows-this"  # noqa: S105
PROXY = {
    "TEMIS_PROXY_SECRET": SECRET,
    "TEMIS_PROXY_CLAIMS": "X-Temis-User=sub,X-Temis-Roles=roles,X-Temis-Province=province_code",
}
TODAY = datetime.now(UTC).date()
DAYS = {"since": TODAY - timedelta(days=1), "until": TODAY + timedelta(days=1)}


@pytest.fixture(scope="module")
def guarded(demo_state: Path, tmp_path_factory) -> Iterator[Server]:
    """A server that believes a proxy, on the small demo country."""
    state = tmp_path_factory.mktemp("audited") / "state"
    shutil.copytree(demo_state, state, ignore=shutil.ignore_patterns("raw-*"))
    (state / "access.toml").write_text("division = 63\n")
    running = Server(state, **PROXY)
    running.state = state
    yield running
    running.stop()


def _look(chromium, url: str, name: str, role: str, province: str = "", **size: int) -> Look:
    told = {"X-Temis-Proxy-Secret": SECRET, "X-Temis-User": name, "X-Temis-Roles": role}
    told |= {"X-Temis-Province": province} if province else {}
    viewport = {"width": size.get("width", 1366), "height": size.get("height", 768)}
    page = chromium.new_context(viewport=viewport, extra_http_headers=told, locale="vi-VN").new_page()
    seen = Look(page)
    page.on("console", lambda said: said.type == "error" and seen.errors.append(said.text))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.goto(url)
    seen.settle(120)
    return seen


def _noted(server: Server, code: str) -> list[dict]:
    """What is noted of one person, oldest first, once the server has written it."""
    time.sleep(1.5)
    rows = audit.entries(server.state, **DAYS).reverse().to_dicts()
    return [row for row in rows if row["who"] == code]


def test_what_somebody_opens_and_takes_is_noted_with_them_and_their_province(guarded, chromium):
    seen = _look(chromium, f"{guarded.url}/tu-danh-gia?lang=vi&province=22", "nguyen.van.a", "doet", "22")
    for kind in ("csv", "svg"):
        with seen.page.expect_download() as taken:
            seen.page.locator(f'[class*="st-key-{kind}-"] button').first.click()
        assert taken.value.suggested_filename.endswith(f".{kind}")
    seen.page.close()
    rows = _noted(guarded, people.code_of(guarded.state, "proxy", "nguyen.van.a"))
    events = [(row["event"], row["screen"], row["kind"]) for row in rows]

    assert events[0] == ("signed_in", "", "")
    assert events[1:] == [
        ("opened", "assessment", ""),
        ("took", "assessment", "table"),
        ("took", "assessment", "picture"),
    ]
    assert {(row["role"], row["provinces"]) for row in rows} == {("doet", "22")}
    assert rows[1]["filters"].count("province=22") == 1
    assert rows[2]["size"] > 100
    assert all("nguyen" not in path.read_text() for path in (guarded.state / audit.FOLDER).iterdir())


def test_an_account_without_a_role_of_ours_is_noted_as_refused(guarded, chromium):
    seen = _look(chromium, f"{guarded.url}/?lang=vi", "somebody", "gardener")
    seen.page.close()
    (row,) = _noted(guarded, people.code_of(guarded.state, "proxy", "somebody"))

    assert (row["event"], row["why"], row["provinces"]) == ("refused", "no_role", "")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_the_screen_opens_for_the_administrator_without_a_complaint(guarded, chromium, shots, lang, size):
    place = {"width": size[0], "height": size[1]}
    seen = _look(chromium, f"{guarded.url}/nhat-ky?lang={lang}", "admin", "administrator", **place)
    seen.photograph(shots / f"audit-{lang}-{size[0]}.png")

    assert not seen.complaints
    assert seen.page.locator(".temis-table").count() >= 3
    assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "scrolls sideways"
    seen.page.close()


def test_the_log_of_a_server_that_was_used_is_whole(guarded):
    found = audit.check(guarded.state)

    assert found.lines > 3
    assert found.faults == ()
