"""The map in a real browser: by mouse, by keyboard, without scripts, on a small screen; nothing is fetched for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import report_house
import report_server
import small_county
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[report_server.Server]:
    home = tmp_path_factory.mktemp("site")
    packed = report_house.settings(home).county_pack
    packed.parent.mkdir(parents=True, exist_ok=True)
    packed.symlink_to(small_county.build(tmp_path_factory.mktemp("county")))
    with report_server.running(home) as started:
        yield started


@contextmanager
def on_the_map(
    chromium: Browser, server: report_server.Server, *, scripts: bool, width: str = "desktop"
) -> Iterator[Page]:
    with browser.visitor(chromium, scripts=scripts, width=width) as page:
        page.goto(f"{server.address}/en/t")
        to_where(page)
        page.get_by_role("button", name="Find it on a map").click()
        expect(page.locator("h1")).to_have_text("Find the place")
        yield page


def to_where(page: Page) -> None:
    browser.walk_to(page, "Tell us what you noticed")
    page.fill("#story", "Voices at night.")
    browser.walk_to(page, "Where is it?")


def view(page: Page) -> list[float]:
    return [float(number) for number in str(page.locator(".map svg").get_attribute("viewBox")).split()]


def middle(page: Page) -> tuple[float, float]:
    """Latitude and longitude in the middle of the map, from what the drawing says of itself."""
    svg = page.locator(".map svg")
    west, north, across, up = (
        float(svg.get_attribute(f"data-{name}") or "") for name in ("west", "north", "across", "up")
    )
    x, y, width, height = view(page)
    return north - (y + height / 2) / up, west + (x + width / 2) / across


@pytest.mark.parametrize("scripts", [True, False])
def test_a_place_is_found_with_the_keyboard_alone(
    server: report_server.Server, chromium: Browser, scripts: bool
) -> None:
    with on_the_map(chromium, server, scripts=scripts, width="phone") as page:
        square = page.get_by_role("button", name=re.compile("^Square 17, "))
        square.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Further out")).to_be_visible()
        page.locator("button[value='pick:town:alder']").focus()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Where is it?")
        assert page.input_value("#town") == "Alder"


def test_a_press_brings_the_very_spot_to_the_middle(server: report_server.Server, chromium: Browser) -> None:
    with on_the_map(chromium, server, scripts=True) as page:
        box = page.locator(".map svg").bounding_box()
        assert box
        lat, lon = middle(page)
        height = 2 * (float(page.locator(".map svg").get_attribute("data-north") or "") - lat)
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.37)
        expect(page.get_by_role("button", name="Further out")).to_be_visible()
        found = middle(page)
        assert found[0] == pytest.approx(lat + height * 0.13, abs=height / 100)
        assert found[1] == pytest.approx(lon, abs=height / 100)


def test_the_map_is_dragged_and_brought_nearer_without_asking_the_server(
    server: report_server.Server, chromium: Browser
) -> None:
    with on_the_map(chromium, server, scripts=True) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        box = page.locator(".map svg").bounding_box()
        assert box
        before, start = view(page), middle(page)
        page.mouse.move(box["x"] + 200, box["y"] + 200)
        page.mouse.down()
        page.mouse.move(box["x"] + 120, box["y"] + 200, steps=4)
        page.mouse.up()
        assert view(page)[0] > before[0]
        assert middle(page)[1] > start[1]
        page.locator(".map__square").first.focus()
        page.keyboard.press("+")
        assert view(page)[2] < before[2]
        page.keyboard.press("ArrowDown")
        assert middle(page)[0] < start[0]
        assert asked == []
        expect(page.locator("h1")).to_have_text("Find the place")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_map_is_accessible_fits_the_screen_and_fetches_nothing(
    server: report_server.Server, chromium: Browser, width: int
) -> None:
    context = chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{server.address}/en/t")
    to_where(page)
    browser.press(page, "button[value=map]")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for _ in range(2):
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.press(page, ".map__square:nth-child(13)")
    assert asked == [f"{server.address}/en/t"] * 2
    assert said == []
    context.close()
