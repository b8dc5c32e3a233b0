"""A real headless Chromium, with scripts switched off unless a page needs them, and pictures kept on request."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = {"phone": 320, "desktop": 1280}


def program() -> str:
    """The Chromium to drive; `make test` has installed one, or said why it cannot."""
    found = os.environ.get("LAMPLIGHTER_CHROMIUM") or next((p for n in NAMES if (p := shutil.which(n))), None)
    assert found, "no Chromium is here: run make test, which installs it or says how"
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def visitor(browser: Browser, *, scripts: bool, width: str = "desktop") -> Iterator[Page]:
    """One fresh person at the browser: no history, no storage; every request they cause is noted."""
    context: BrowserContext = browser.new_context(
        java_script_enabled=scripts, viewport={"width": WIDTHS[width], "height": 900}, locale="en-GB"
    )
    page = context.new_page()
    yield page
    context.close()


def press(page: Page, selector: str) -> None:
    """Presses a button of a form, and waits for the page that answers it: with scripts, it comes into the same document."""
    page.evaluate("document.body.dataset.before = ''")
    page.click(selector)
    page.locator("body:not([data-before])").wait_for()


NEXT = "button[name=go][value=next].govuk-button"


def walk_to(page: Page, heading: str) -> None:
    """Presses the button that goes on, answering nothing, until the page with this heading is there."""
    for _ in range(20):
        here = page.locator("h1").inner_text()
        if here == heading:
            return
        page.click(NEXT)
        expect(page.locator("h1")).not_to_have_text(here)
    raise AssertionError(f"no page {heading!r} was come to")


def keep(page: Page, name: str) -> None:
    """Keeps a picture of the page at both widths, where a folder for them is named."""
    folder = os.environ.get("LAMPLIGHTER_SHOTS")
    if not folder:
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for label, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(folder) / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}-{label}.png", full_page=True)
    if before:
        page.set_viewport_size(before)


def faults(page: Page) -> list[str]:
    """What axe finds wrong with the page for somebody who cannot see, hear or hold a mouse."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]
