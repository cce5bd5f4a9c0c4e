"""The relief in a real browser: painted, asked of nobody, pointed at, and whole on a telephone."""

import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from urllib.error import URLError

import pytest
from PIL import Image

from pages.figures import relief, style
from pages.texts import Words
from tests.browser import conftest
from tests.browser.looking import look

PAGE = """
import json
import streamlit as st
from pages.parts import dress, relief as part
from tests.browser.test_relief import made

st.set_page_config(layout="wide")
st.html(f"<style>{dress.sheet()}</style>")
part.draw(made(st.query_params["code"], dark=st.query_params.get("dark") == "1"), key="relief")
"""
SHADES = style.FAMILIES["completion"]


def made(code, *, dark=False):
    """A relief whose districts go through all classes and heights; the widest has no figures, another a wild name."""
    import polars as pl

    from data.measures import measures
    from geo import provinces

    named = next(each["properties"] for each in provinces.layer(63)["features"] if each["id"] == code)
    features = sorted(provinces.districts(code)["features"], key=_width, reverse=True)
    known = [each["properties"] for each in features if each["id"] not in provinces.ARCHIPELAGOS]
    shares = [None, *((0.5, 0.7, 0.85, 0.92, 0.97) * 10)]
    rows = [
        (each["district_code"], "<b>&{name}" if place == 1 else each["name_vi"], share and 100 * place, share)
        for place, (each, share) in enumerate(zip(known, shares, strict=False))
    ]
    frame = pl.DataFrame(rows, schema=["district_code", "name_vi", "people", "share"], orient="row")
    frame = frame.with_columns(part=(pl.col("share") * 1000).cast(pl.Int64), whole=pl.lit(1000))
    province = {**named, "province_code": code, "part": 85, "whole": 100, "share": 0.85, "state": "value"}
    shapes, measure = provinces.districts(code), measures()["lms_passed"]
    return relief.districts(frame, shapes=shapes, province=province, measure=measure, words=Words("vi"), dark=dark)


def _width(feature):
    return relief.scene.width_of(relief.scene.box(relief.scene.places(feature["geometry"])))


@pytest.fixture(scope="module")
def page_url(tmp_path_factory):
    """A page with nothing but a relief, served from a folder of its own with the project's fonts."""
    folder = tmp_path_factory.mktemp("relief")
    (folder / "page.py").write_text(PAGE, encoding="utf-8")
    shutil.copytree(conftest.ROOT / "static" / "fonts", folder / "static" / "fonts")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "page.py"), "--server.port", str(port)]
    surroundings = {**os.environ, "TEMIS_STATE": str(folder), "PYTHONPATH": str(conftest.ROOT)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, cwd=conftest.ROOT, env=surroundings, **quiet)
    try:
        _await(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}/"
    finally:
        running.terminate()
        running.wait(timeout=20)


def _await(address):
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310
                return
        except (URLError, OSError):
            time.sleep(0.25)
    raise RuntimeError("the page did not answer within 60 s")


def opened(chromium, address, **size):
    """The page once its canvas is painted; whatever it complained of fails the test."""
    seen = look(chromium, address, **size, seconds=120)
    seen.page.wait_for_selector(".stDeckGlJsonChart canvas", timeout=60_000)
    for _ in range(60):
        if len(colours(seen.page)) > 5:
            break
        seen.page.wait_for_timeout(500)
    assert not seen.complaints
    return seen.page


def colours(page):
    """Every colour of the picture with the number of its pixels."""
    picture = Image.open(io.BytesIO(page.locator(".stDeckGlJsonChart").screenshot()))
    counted = picture.convert("RGB").getcolors(picture.width * picture.height)
    return Counter({"#{:02X}{:02X}{:02X}".format(*pixel): count for count, pixel in counted})


def point_at(page, code, place):
    """Move to that longitude, latitude and height of the first view and read what is said there."""
    drawn = made(code)
    state = drawn.deck.initial_view_state
    right, up = relief.scene.Camera(state.longitude, state.latitude, state.zoom).seen(place, drawn.size[1])
    box = page.locator(".stDeckGlJsonChart").bounding_box()
    smaller = box["height"] / drawn.size[1]
    page.mouse.move(box["x"] + box["width"] / 2 + right * smaller, box["y"] + box["height"] / 2 - up * smaller)
    page.wait_for_function("document.querySelector('.deck-tooltip')?.innerText")
    return page.locator(".deck-tooltip").inner_text()


@pytest.mark.parametrize(("code", "dark"), [("01", False), ("48", True), ("56", False), ("95", True)])
def test_the_tops_have_the_very_colours_of_the_legend_on_a_plain_ground(chromium, page_url, shots, code, dark):
    page = opened(chromium, f"{page_url}?code={code}&dark={int(dark)}", width=760)
    page.screenshot(path=shots / f"relief-{code}-{'dark' if dark else 'light'}.png")

    painted = colours(page)
    ground = style.DARK[style.SEA] if dark else style.SEA
    grey = (style.STATES_DARK if dark else style.STATES)["no_data"]
    assert painted.most_common(1)[0][0] == ground
    assert all(painted[colour] > 50 for colour in (*SHADES, grey)), painted.most_common(12)
    page.close()


def test_the_picture_has_a_name_for_those_who_do_not_see_it(chromium, page_url):
    page = opened(chromium, f"{page_url}?code=95", width=760)

    figure = page.get_by_role("figure")
    assert figure.get_attribute("aria-label") == made("95").alt
    page.close()


@pytest.mark.parametrize(("name", "code", "width"), [("hoang_sa", "48", 760), ("truong_sa", "56", 390)])
def test_the_islands_are_in_the_first_view_and_speak_for_their_province(chromium, page_url, shots, name, code, width):
    page = opened(chromium, f"{page_url}?code={code}", width=width)
    islands = next(each for each in made(code).deck.layers if each.id == "islands").data[0]
    dot = islands["geometry"]["coordinates"][0][0]
    middle = [sum(place[axis] for place in dot[:-1]) / len(dot[:-1]) for axis in (0, 1)]

    said = point_at(page, code, (*middle, 0))
    page.screenshot(path=shots / f"relief-{code}-{width}.png")
    assert said.splitlines()[0] == Words("vi")(f"figure.map.{name}").replace("<br>", " ")
    assert "85,0 %" in said
    page.close()


def test_a_wild_name_is_shown_as_it_is(chromium, page_url):
    page = opened(chromium, f"{page_url}?code=95", width=760)
    tops = next(each for each in made("95").deck.layers if each.id == "tops").data
    wild = next(each for each in tops if each["properties"]["name"] == "<b>&{name}")
    corners = relief.scene.places(wild["geometry"])

    said = point_at(page, "95", [sum(corner[axis] for corner in corners) / len(corners) for axis in (0, 1, 2)])
    assert said.splitlines()[0] == "<b>&{name}"
    page.close()


def test_the_wheel_scrolls_the_page_and_a_drag_turns_the_scene(chromium, page_url):
    page = opened(chromium, f"{page_url}?code=95", width=760)
    box = page.locator(".stDeckGlJsonChart").bounding_box()
    corner, middle = (box["x"] + 8, box["y"] + 8), (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*corner)
    before = colours(page)

    page.mouse.wheel(0, 40)
    page.mouse.wheel(0, -40)
    page.wait_for_timeout(800)
    assert colours(page)[SHADES[4]] == pytest.approx(before[SHADES[4]], rel=0.01)

    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 150, middle[1] - 40, steps=6)
    page.mouse.up()
    page.mouse.move(*corner)
    page.wait_for_timeout(800)
    assert colours(page)[SHADES[4]] != pytest.approx(before[SHADES[4]], rel=0.05)
    page.close()


def test_a_browser_that_cannot_draw_it_says_so(chromium, page_url):
    flags = [*conftest._QUIET, "--disable-3d-apis"]
    browser = chromium.browser_type.launch(executable_path=str(conftest.CHROMIUM), args=flags)
    page = browser.new_page()
    page.goto(f"{page_url}?code=95")
    page.wait_for_selector(".stDeckGlJsonChart .deck-root", timeout=60_000)
    page.wait_for_timeout(6500)

    shown = page.locator(".deck-root").evaluate(
        "root => { const s = getComputedStyle(root, '::after'); return [s.content, s.opacity]; }"
    )
    assert shown == [f'"{made("95").unpainted}"', "1"]
    browser.close()
