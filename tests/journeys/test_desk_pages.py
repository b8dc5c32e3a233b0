"""In a real browser: axe finds nothing on any page, nothing is wider than a small phone, nothing comes from elsewhere."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from servers import Place, place, serving

from browser import WIDTHS, keep, visitor

pytestmark = pytest.mark.browser
SUPPORT = Path(__file__).parents[1] / "support"
PASSWORD = "a password of a member of staff"
PAGES = (
    ("duty_officer", "/"),
    ("duty_officer", "/queue/"),
    ("duty_officer", "/queue/?urgency=routine&kind=modern_slavery"),
    ("duty_officer", "tip"),
    ("duty_officer", "/inbox/"),
    ("duty_officer", "/ledger/"),
    ("duty_officer", "/crackdowns/1/"),
    ("duty_officer", "/holds/1/"),
    ("duty_officer", "/holds/start/2"),
    ("analyst", "/footholds/"),
    ("analyst", "foothold"),
    ("analyst", "/briefing/"),
    ("duty_officer", "/nothing"),
    ("auditor", "/ledger/"),
    ("administrator", "/staff/people"),
)
LISTS = {"tip": "/queue/", "foothold": "/footholds/"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    where = place(tmp_path_factory.mktemp("desk"))
    env = where.environ | {"PYTHONPATH": str(SUPPORT)}
    subprocess.run([sys.executable, str(SUPPORT / "fill_desk.py")], env=env, check=True)
    with serving(where, "desk"):
        yield where


@dataclass
class Seen:
    """What a page caused besides its picture."""

    requests: list[str]
    complaints: list[str]


def log_in(page: Page, where: Place, role: str) -> Seen:
    seen = Seen([], [])
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{where.desk}/staff/login")
    page.fill("[name=username]", role)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{where.desk}/")
    return seen


def go(page: Page, where: Place, address: str) -> None:
    page.goto(f"{where.desk}{LISTS.get(address, address)}")
    if address == "tip":
        page.click(".desk-row__link >> nth=0")
    if address == "foothold":
        page.click("[data-keys=rows] a >> nth=0")
    page.wait_for_load_state("networkidle")


def too_wide(page: Page) -> list[str]:
    """What makes the page wider than the window; tables scroll inside their own region."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > innerWidth && !one.closest(".desk-scroll"))
        .map((one) => one.outerHTML.slice(0, 90))"""
    )


def faults(page: Page) -> list[str]:
    return [f"{found['id']}: {found['help']}" for found in Axe().run(page).response["violations"]]


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    desk: Place, chromium: Browser, role: str, address: str
) -> None:
    with visitor(chromium, scripts=True) as page:
        seen = log_in(page, desk, role)
        go(page, desk, address)
        for width in WIDTHS.values():
            page.set_viewport_size({"width": width, "height": 900})
            assert faults(page) == []
            assert too_wide(page) == []
        assert [url for url in seen.requests if not url.startswith(desk.desk)] == []
        assert [said for said in seen.complaints if "status of 40" not in said] == []


def test_the_login_page_is_clean_too(desk: Place, chromium: Browser) -> None:
    with visitor(chromium, scripts=True, width="phone") as page:
        page.goto(f"{desk.desk}/staff/login")
        assert faults(page) == []


def test_the_queue_is_walked_by_keyboard(desk: Place, chromium: Browser) -> None:
    with visitor(chromium, scripts=True) as page:
        log_in(page, desk, "duty_officer")
        go(page, desk, "/queue/")
        page.keyboard.press("?")
        assert page.is_visible("#keys")
        page.keyboard.press("Escape")
        second = page.get_attribute(".desk-row__link >> nth=1", "href")
        for key in ("j", "j", "j", "k"):
            page.keyboard.press(key)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{desk.desk}{second}")
        page.keyboard.press("u")
        page.wait_for_url(f"{desk.desk}/queue/")


def test_footholds_are_walked_by_keyboard(desk: Place, chromium: Browser) -> None:
    with visitor(chromium, scripts=True) as page:
        log_in(page, desk, "analyst")
        go(page, desk, "/footholds/")
        first = page.get_attribute("[data-keys=rows] a >> nth=0", "href")
        for key in ("j", "j", "k", "k", "Enter"):
            page.keyboard.press(key)
        page.wait_for_url(f"{desk.desk}{first}")
        assert page.locator(".foothold-chart svg title").count() == 1
        page.keyboard.press("u")
        page.wait_for_url(f"{desk.desk}/footholds/**")


def test_the_map_shows_what_the_table_says(desk: Place, chromium: Browser) -> None:
    with visitor(chromium, scripts=True) as page:
        log_in(page, desk, "duty_officer")
        go(page, desk, "/queue/")
        page.click(".desk-row__link >> nth=1")
        page.wait_for_selector(".desk-map__county")
        assert page.locator(".desk-map__chosen, .desk-map__mark").count() == page.locator("[data-lat]").count() > 0


def test_a_tip_is_decided_and_the_decision_undone_without_scripts(desk: Place, chromium: Browser) -> None:
    with visitor(chromium, scripts=False) as page:
        log_in(page, desk, "duty_officer")
        go(page, desk, "tip")
        page.click("text=Set the status")
        page.select_option("#status_value", "looking")
        page.fill("#status_why", "I am on it")
        page.click("form[action$='/decide/status'] button")
        assert page.locator(".desk-history").inner_text().count("I am on it") == 1
        page.fill(".desk-history input[name=why]", "not mine after all")
        page.click(".desk-history button")
        assert "not mine after all" in page.locator(".desk-history").inner_text()
        assert page.locator(".desk-history >> text=in force").count() == 0


def test_what_is_enclosed_is_shown_only_to_who_asks_and_by_keyboard_alone(desk: Place, chromium: Browser) -> None:
    with visitor(chromium, scripts=True) as page:
        seen = log_in(page, desk, "duty_officer")
        go(page, desk, "/queue/")
        page.locator(".desk-row", has_text="The postcard on the door").locator(".desk-row__link").click()
        page.locator("#enclosed").wait_for()
        assert "1 of 2 photos is missing" in page.locator("#enclosed").inner_text()
        clean(page, "enclosed")
        assert not [url for url in seen.requests if url.endswith(".jpg")]
        page.locator("text=Show photo 1").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/photo/1")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.querySelector('.desk-photo').naturalWidth") == 1200
        assert page.locator(".desk-photo").bounding_box()["height"] < 300
        clean(page, "photo")
        page.locator("text=Show it in full size").press("Enter")
        page.wait_for_url("**/photo/1?as=full")
        page.wait_for_load_state("networkidle")
        clean(page, "photo-full")
        page.locator(".govuk-back-link").press("Enter")
        page.wait_for_url("**/queue/*")
        page.locator("#enclosed summary").press("Enter")
        page.fill("#opening_why", "To agree a safe visit.")
        page.locator("#enclosed button").press("Enter")
        page.locator("text=Zebedee Made-up").wait_for()
        clean(page, "contact")


def clean(page: Page, name: str) -> None:
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page) == []
        assert too_wide(page) == []
    keep(page, f"desk-{name}")


def test_a_page_that_lies_open_says_by_itself_that_nothing_is_collected(desk: Place, chromium: Browser) -> None:
    with visitor(chromium, scripts=True) as page, closing(sqlite3.connect(desk.home / "desk/desk.sqlite3")) as kept:
        page.clock.install()
        seen = log_in(page, desk, "duty_officer")
        go(page, desk, "/queue/")
        silent = page.get_by_role("alert").filter(has_text="The worker is not running")
        expect(silent).to_be_visible()
        with kept:
            kept.execute("INSERT INTO inbox_heartbeat (name, at) VALUES ('worker', datetime('now'))")
        page.clock.fast_forward("00:31")
        expect(silent).to_have_count(0)
        # What has just come is looked after by htmx a moment later, and only then asks again in its turn.
        expect(page.locator(".htmx-added")).to_have_count(0)
        with kept:
            kept.execute("DELETE FROM inbox_heartbeat")
        page.clock.fast_forward("00:31")
        expect(silent).to_be_visible()
        assert seen.complaints == []
        clean(page, "alarm")


def test_the_queue_is_narrowed_at_a_touch(desk: Place, chromium: Browser) -> None:
    with visitor(chromium, scripts=True) as page:
        log_in(page, desk, "duty_officer")
        go(page, desk, "/queue/")
        page.select_option("#id_urgency", "immediate")
        page.wait_for_url("**urgency=immediate**")
        assert page.locator(".desk-row").count() == page.locator(".desk-row--immediate").count() == 1
