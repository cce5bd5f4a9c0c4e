"""axe-core's rules on the national map: its picture, legend and tools, inside the component's own root."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.looking import look

PROVINCE = '.m path[data-code="22"]'
HOSTS = """() => { // a mark on every element that holds a map in its own root; how many there are
    const holds = (each) => each.shadowRoot?.querySelector("path[data-code]");
    const hosts = [...document.querySelectorAll("*")].filter(holds);
    hosts.forEach((host) => host.setAttribute("data-holds-map", ""));
    return hosts.length;
}"""
MAPS = {"include": [{"fromShadowDom": ["[data-holds-map]", ".m"]}]}


@pytest.fixture
def page(server, chromium):
    seen = look(chromium, f"{server.url}/ban-do?lang=vi", seconds=240)
    seen.page.wait_for_selector(PROVINCE)
    yield seen.page
    seen.page.close()


def _violations(page):
    """What axe-core finds in the maps, a line each: rule, how grave, why, and the first places."""
    assert page.evaluate(HOSTS) == 1
    answer = Axe().run(page, context=MAPS, options={"resultTypes": ["violations", "passes"]}).response
    assert any("option" in node["html"] for rule in answer["passes"] for node in rule["nodes"]), "it looked inside"
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}; {[node['html'][:160] for node in rule['nodes'][:3]]}"
        for rule in answer["violations"]
    ]


def test_axe_finds_no_violation_in_the_map(page):
    assert _violations(page) == []


def test_axe_finds_none_either_while_a_province_is_chosen_and_the_map_is_near(page):
    page.locator(PROVINCE).click()
    page.wait_for_selector(PROVINCE + '[aria-selected="true"]')
    page.locator(".m .tools button").first.click()

    assert _violations(page) == []


def test_axe_would_notice_a_button_without_a_name(page):
    page.locator(".m .tools button").first.evaluate(
        """(button) => {
            button.textContent = "";
            for (const name of ["title", "aria-label"]) button.removeAttribute(name);
        }"""
    )

    assert any(line.startswith("button-name (critical)") for line in _violations(page))


@pytest.mark.parametrize("screen", ["ban-do", "tong-quan", "ho-so-tinh"])
def test_axe_finds_no_violation_on_the_whole_page(server, chromium, screen):
    seen = look(chromium, f"{server.url}/{screen}?lang=vi&province=22", seconds=240)
    found = Axe().run(seen.page).response["violations"]
    seen.page.close()

    assert [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found] == []
