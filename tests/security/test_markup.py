"""Markup in every imported text: on no screen and in no picture does it become more than letters."""

import re
from xml.etree import ElementTree

import pytest

from pages.parts import visiting
from tests.browser.looking import look
from tests.security import hostile
from tests.security.knocking import Stream, ask
from tests.security.test_outside_files import fetch, promised

SCREENS = [*(f"{address}?lang=vi" for address in visiting.ADDRESSES.values()), "ho-so-tinh?province=22&lang=vi"]
SCREENS += ["ban-do?shapes=districts&province=22", "khai-thac?rows=province&columns=level", "hop?item=2"]
# Everything that stands in the page, shadow trees and frames included.
_RAN = """() => {
  const roots = [document], found = [];
  for (const root of roots) for (const each of root.querySelectorAll("*")) {
    if (each.shadowRoot) roots.push(each.shadowRoot);
    if (each.contentDocument) roots.push(each.contentDocument);
    const told = [...each.attributes];
    const runs = told.some(({ name, value }) => name.startsWith("on") || /^\\s*javascript:/i.test(value));
    if (each.matches("[data-ran], img[src=x]") || runs) found.push(each.outerHTML.slice(0, 200));
  }
  return { ran: window.ran ?? null, found };
}"""
_FRAMED = """() => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.src = "/";
  frame.onload = () => {
    try { done(frame.contentDocument?.querySelector("#root") ? "shown" : "refused"); } catch { done("refused"); }
  };
  document.body.append(frame);
})"""


@pytest.fixture(scope="module")
def hostile_server(demo_state, tmp_path_factory, serve):
    return serve(hostile.state(demo_state, tmp_path_factory.mktemp("hostile")))


@pytest.mark.parametrize("screen", SCREENS)
def test_markup_in_a_name_stays_letters_on_the_screen(hostile_server, chromium, screen):
    seen = look(chromium, f"{hostile_server.url}/{screen}", seconds=240)
    seen.unfold()
    told = seen.page.evaluate(_RAN)
    seen.page.close()

    assert told == {"ran": None, "found": []}
    assert seen.complaints == [], "nor did the policy have to step in"


def test_markup_does_reach_the_screen_so_the_tests_above_can_fail(hostile_server, chromium):
    seen = look(chromium, f"{hostile_server.url}/ho-so-tinh?province=22", seconds=240)
    letters = seen.page.inner_text("body")
    seen.page.close()

    assert "<b data-ran=1>" in letters


def test_what_would_run_is_found_so_the_tests_above_can_fail(hostile_server, chromium):
    seen = look(chromium, f"{hostile_server.url}/huong-dan", seconds=240)
    seen.page.evaluate("""() => { document.body.insertAdjacentHTML("beforeend", '<b data-ran=1 onclick="x"></b>') }""")
    told = seen.page.evaluate(_RAN)
    seen.page.close()

    assert told["found"] == ['<b data-ran="1" onclick="x"></b>']


def test_a_script_that_got_into_the_page_all_the_same_is_not_run(hostile_server, chromium):
    seen = look(chromium, f"{hostile_server.url}/huong-dan", seconds=240)
    seen.page.evaluate(
        """() => {
          document.body.insertAdjacentHTML("beforeend", '<img src="data:," onerror="window.ran=1">');
          const inline = document.createElement("script");
          inline.textContent = "window.ran=2";
          document.body.append(inline);
          setTimeout("window.ran=3");
        }"""
    )
    seen.page.wait_for_timeout(500)
    ran = seen.page.evaluate("() => window.ran ?? null")
    abroad = seen.page.evaluate("() => fetch('http://127.0.0.1:9/x').then(() => 'went', () => 'refused')")
    framed = seen.page.evaluate(_FRAMED)
    seen.page.close()

    assert (ran, abroad, framed) == (None, "refused", "refused")


@pytest.mark.parametrize("screen", ["", "ho-so-tinh", "khai-thac", "hai-long"])
def test_pictures_taken_away_are_well_formed_and_hold_nothing_that_runs(hostile_server, screen):
    taken = 0
    with Stream(hostile_server.port) as stream:
        stream.run()
        seen = stream.unfolded("province=22", page=screen)
        for promise in promised(seen):
            url = fetch(stream, seen.session, promise)
            if url.endswith(".svg"):
                taken += 1
                assert runs(ask(hostile_server.port, url).body) == []
    assert taken or screen == "", "some screen has charts"


def runs(svg):
    """Elements of a picture that would do more than be seen."""
    return [
        each.tag
        for each in ElementTree.fromstring(svg).iter()  # noqa: S314 - our own, and that it can be read is what is tried
        if re.search(r"(script|foreignObject|iframe)$", each.tag)
        or any(name.startswith("on") or "javascript:" in value.lower()[:40] for name, value in each.attrib.items())
    ]
