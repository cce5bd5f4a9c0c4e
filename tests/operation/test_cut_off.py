"""What a killed process, a restart and a lost connection cost a visitor: nothing but seconds."""

import asyncio
import signal
import time
from collections.abc import Iterator

import pytest

from tests.operation.site import Site
from tests.soak.asking import get
from tests.soak.tab import Tab

WITHIN = 10.0  # seconds
FIRST_START = 300.0  # seconds on a machine that has other things to do


@pytest.fixture
def own_site(site: Site) -> Iterator[Site]:
    """The site, its processes put right again afterwards."""
    yield site
    for process in site.processes:
        if process.pid is None:
            process.start()
    for process in site.processes:
        process.await_answer()


def home_of(tab: Tab) -> int:
    return int(tab.cookies["temis_home"]) - 1


async def opened(site: Site) -> Tab:
    """A tab that shows a screen with a choice of its own."""
    tab = Tab(site.url, site.context())
    await tab.open("ban-do", "measure=rated_good&province=22&lang=en")
    assert "measure=rated_good" in tab.page.query
    return tab


async def cut(tab: Tab) -> None:
    async with asyncio.timeout(WITHIN):
        await tab.cut_off.wait()


def test_a_killed_process_costs_the_view_nothing_and_the_visitor_seconds(own_site):
    async def visit() -> None:
        tab = await opened(own_site)
        query, finding, home = tab.page.query, tab.page.finding, home_of(tab)
        began = time.monotonic()
        own_site.processes[home].end(signal.SIGKILL)
        await cut(tab)
        await tab.come_back()

        assert time.monotonic() - began < WITHIN
        assert (tab.page.query, tab.page.finding) == (query, finding)
        assert tab.cookies["temis_at"] != tab.cookies["temis_home"]

        own_site.processes[home].start()
        await asyncio.to_thread(own_site.processes[home].await_answer)
        await asyncio.sleep(2.1)  # nginx asks again who was away
        await tab.open("ban-do", tab.page.query)
        assert tab.cookies["temis_at"] == tab.cookies["temis_home"]
        await tab.close()

    asyncio.run(visit())


def test_processes_restarted_one_after_the_other_are_noticed_by_nobody(own_site):
    async def visit() -> None:
        tabs = [await opened(own_site) for _ in range(4)]
        before = [(tab.page.query, tab.page.finding) for tab in tabs]
        for process in own_site.processes:
            await asyncio.to_thread(process.end)
            for tab in [each for each in tabs if each.cut_off.is_set()]:
                assert await tab.come_back() < WITHIN
            process.start()
            await asyncio.to_thread(process.await_answer)
        for tab in [each for each in tabs if each.cut_off.is_set()]:
            assert await tab.come_back() < WITHIN

        assert [(tab.page.query, tab.page.finding) for tab in tabs] == before
        assert not [fault for tab in tabs for fault in tab.page.faults]
        for tab in tabs:
            await tab.close()

    asyncio.run(visit())


def test_a_lost_connection_costs_nothing(own_site):
    async def visit() -> None:
        tab = await opened(own_site)
        before = (tab.page.query, tab.page.finding)
        await asyncio.to_thread(own_site.stop_nginx)
        await cut(tab)
        back = asyncio.create_task(tab.come_back())
        await asyncio.sleep(1)
        await asyncio.to_thread(own_site.start_nginx)

        assert await back < WITHIN
        assert (tab.page.query, tab.page.finding) == before
        await tab.close()

    asyncio.run(visit())


def test_while_nobody_answers_a_page_says_so_in_both_languages_and_looks_again(own_site):
    for process in own_site.processes:
        process.end(signal.SIGKILL)

    answer = asyncio.run(get(own_site.url + "/ban-do", own_site.context(), cookies={}, page=True))

    text, headers = answer.body.decode(), dict(answer.headers)
    assert answer.status in (502, 503, 504)
    assert "đang khởi động lại" in text
    assert "is starting again" in text
    assert 'http-equiv="refresh"' in text
    assert (headers["retry-after"], headers["cache-control"]) == ("5", "no-store")


def test_two_processes_that_start_on_an_empty_folder_make_each_snapshot_once(tmp_path, ready_state, nginx):
    """Both are visited at once; neither is told of a fault, and both show the same."""
    with Site(tmp_path / "site", tmp_path / "state", TEMIS_DEMO_SCALE="0.002") as fresh:

        async def both() -> list[str]:
            tabs = [
                Tab(fresh.url, fresh.context(), cookies={"temis_home": home}, patience=FIRST_START)
                for home in ("1", "2")
            ]
            async with asyncio.TaskGroup() as visits:
                for tab in tabs:
                    visits.create_task(_first(tab))
            return [tab.page.query for tab in tabs]

        first, second = asyncio.run(both())

    made = sorted(path.name for path in (tmp_path / "state" / "snapshots").iterdir())
    assert first == second != ""
    assert made == sorted(path.name for path in (ready_state / "snapshots").iterdir())


async def _first(tab: Tab) -> None:
    """A first visit, with whatever it shows while the snapshots are made."""
    await tab.open("ban-do")
    assert not tab.page.faults
    assert tab.page.finding
    await tab.close()
