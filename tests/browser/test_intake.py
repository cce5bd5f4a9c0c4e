"""Nạp số liệu in a real browser: the sample folder from the upload to the map, and what a guest sees."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import first_start, settings
from data.sealing import seal
from data.snapshot import open_snapshot
from tests.browser.conftest import Server
from tests.browser.looking import Look, look

SAMPLE = settings.ROOT / "data" / "sample"
PROVINCE = ".m path[data-code][role=option]"
ADDRESS = "nap-so-lieu"


@pytest.fixture(scope="module")
def operated(tmp_path_factory) -> Iterator[Server]:
    """A server of one person at the machine, with the demo country already there."""
    state = tmp_path_factory.mktemp("operated")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TEMIS_DEMO_SCALE", "0.01")
        first_start.prepare(state, lambda step: None)
    running = Server(state, TEMIS_SINGLE_USER="1")
    running.state = state
    yield running
    running.stop()
    shutil.rmtree(state, ignore_errors=True)


def _sent(seen: Look) -> None:
    """Fill in the first step with the sample folder, as a folder is dropped."""
    page = seen.page
    page.get_by_text("Tải lên cả một thư mục").first.click()
    seen.settle()
    page.locator("input[type=file]").set_input_files(str(SAMPLE))
    page.get_by_label("Số liệu đến ngày").first.click()
    page.keyboard.type("31/12/2021")
    page.keyboard.press("Tab")
    _choose(seen, "Loại số liệu", "mô phỏng")
    page.get_by_role("textbox", name="Chuỗi số liệu").fill("mau-thu")
    page.get_by_role("textbox", name="Năm báo cáo").fill("2020")
    page.get_by_role("button", name="Đọc tệp").click()


def _choose(seen: Look, label: str, option: str) -> None:
    seen.page.get_by_role("combobox", name=re.compile(label)).click()
    seen.page.get_by_role("option", name=re.compile(option)).first.click()


def test_the_sample_folder_goes_from_the_upload_to_the_map(operated, chromium, shots):
    seen = look(chromium, f"{operated.url}/{ADDRESS}?lang=vi", seconds=240)
    seen.photograph(shots / "intake-1.png")
    _sent(seen)
    seen.page.get_by_role("button", name="Kiểm tra mọi dòng").wait_for(timeout=120_000)
    seen.settle()
    seen.photograph(shots / "intake-2.png")
    assert "cuc-nha-giao, dhsp-ha-noi" in seen.page.locator("body").inner_text(), "each folder is a sender"
    seen.page.get_by_role("button", name="Kiểm tra mọi dòng").click()
    seen.page.get_by_role("button", name=re.compile("^Phát hành")).wait_for(timeout=240_000)
    seen.settle()
    seen.photograph(shots / "intake-3.png")
    assert "giữ lại chờ sửa 14" in seen.page.locator("body").inner_text()
    seen.page.get_by_role("button", name=re.compile("^Phát hành")).click()
    seen.page.locator("a[href*='snapshot=']").last.wait_for(timeout=60_000)
    seen.settle()
    seen.photograph(shots / "intake-4.png")
    assert not list((operated.state / "intake").iterdir()), "files that name people are gone"
    seen.page.locator("a[href*='snapshot=']").last.click()
    seen.page.wait_for_url("**/ban-do**")
    seen.settle(120)
    seen.photograph(shots / "intake-5-map.png")

    assert not seen.complaints
    assert "snapshot=mau-thu-2021-12-31" in seen.page.url
    assert seen.page.locator(PROVINCE).count() == 63
    text = seen.page.locator("body").inner_text()
    assert "Hoàng Sa" in text
    assert "Trường Sa" in text
    seen.page.close()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_the_screen_opens_without_a_complaint(operated, chromium, shots, lang, size):
    seen = look(chromium, f"{operated.url}/{ADDRESS}?lang={lang}", width=size[0], height=size[1], seconds=240)
    seen.photograph(shots / f"intake-{lang}-{size[0]}.png")

    assert not seen.complaints
    assert not seen.page.locator("[data-testid='stException']").count()
    assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "scrolls sideways"
    seen.page.close()


def test_a_guest_reads_why_it_is_closed_and_has_no_way_to_it_in_the_menu(server, chromium, shots):
    seen = look(chromium, f"{server.url}/{ADDRESS}?lang=vi", seconds=240)
    seen.photograph(shots / "intake-guest.png")
    text = seen.page.locator("body").inner_text()

    assert not seen.complaints
    assert "TEMIS_SINGLE_USER=1" in text
    assert not seen.page.locator("input[type=file]").count()
    assert not seen.page.locator(f"nav a[href*='{ADDRESS}']").count()
    seen.page.close()


def test_an_open_page_follows_the_newest_and_a_link_stays_and_says_so(operated, chromium, shots, tmp_path):
    following = look(chromium, f"{operated.url}/ban-do?lang=vi", seconds=240)
    before = re.search(r"snapshot=([^&]+)", following.page.url)[1]
    staying = look(chromium, f"{operated.url}/ban-do?lang=vi&snapshot={before}", seconds=240)
    _published_later(operated.state, before)

    following.page.wait_for_function("was => !location.search.includes(`snapshot=${was}`)", arg=before, timeout=60_000)
    following.settle()
    staying.page.reload()
    staying.settle()
    staying.photograph(shots / "intake-superseded.png")

    assert f"snapshot={before}" in staying.page.url
    assert staying.page.get_by_role("button", name=re.compile("Xem bản mới")).count() == 1
    assert not following.complaints
    for seen in (following, staying):
        seen.page.close()


def _published_later(state: Path, like: str) -> None:
    """The same data published once more, so that they take the place of those before."""
    old = open_snapshot(state / "snapshots" / like)
    staging = state / ".staging-for-the-test"
    shutil.copytree(old.folder, staging)
    (staging / "manifest.json").unlink()
    said = {**vars(old.manifest), "id": f"moi-{like}"}
    seal(staging, state, {name: said[name] for name in said if name not in ("parts", "schema_version", "seal")})
