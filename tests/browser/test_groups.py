"""Groups of choices: what a choice does not concern is neither asked nor drawn again."""

from tests.browser.looking import look

_MARKED = "[...document.querySelectorAll('.st-key-report table')].filter(table => table.dataset.seen).length"


def test_a_choice_of_one_group_leaves_the_rest_of_the_page_alone_and_is_in_the_address(server, chromium):
    seen = look(chromium, f"{server.url}/tu-danh-gia?lang=vi", seconds=240)
    page = seen.page
    page.locator(".st-key-choose-level input").wait_for(timeout=120_000)
    page.evaluate("document.querySelectorAll('.st-key-report table').forEach(table => table.dataset.seen = 'yes')")
    top = page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")

    page.locator(".st-key-choose-level input").click()
    page.wait_for_timeout(300)
    page.keyboard.type("Tiểu học")
    page.keyboard.press("Enter")
    page.wait_for_url("**level=primary**")
    seen.settle()

    assert not seen.complaints
    assert page.evaluate(_MARKED) == 2, "the ministry's tables are the very same elements"
    assert "Tiểu học" in page.locator("h2", has_text="Từng tiêu chí").inner_text()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") >= top
    page.reload()
    seen.settle(120)
    assert "Tiểu học" in page.locator("h2", has_text="Từng tiêu chí").inner_text()
    page.close()
