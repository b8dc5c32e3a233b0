"""How long the public site takes on a 2G phone: each page until something is on the screen, and the whole journey.

    .venv/bin/python tests/support/slow_link.py

prints the second table of docs/page-weights.md. The link is Chromium's own emulation of one: 250 kbit/s down, 50 kbit/s up,
and 300 ms until an answer begins ("Regular 2G" of its developer tools); the phone is this machine at a sixth of its pace.
Times of a reader, who reads and types, are not in it. It measures and asserts nothing.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lamplighter.report_site.settings")

import report_server
from playwright.sync_api import Browser, Page

import browser

DOWN, UP, LATENCY, SLOWER = 250_000 / 8, 50_000 / 8, 300, 6
# When the browser first drew text or a picture, in milliseconds after it was asked for the page.
PAINTED = "performance.getEntriesByName('first-contentful-paint').map((each) => each.startTime)"
NEXT = "button[value=next].govuk-button"
# What is picked or typed on the way; every other page is gone on from as it stands.
ANSWERS = {
    "input[name=danger_now][value=no]": "",
    "input[name=role][value=neighbour]": "",
    "input[name=kinds][value=drug_supply]": "",
    "#story": "Callers come all night and stay two minutes.",
    "#street": "Mill Lane",
    "input[name=more][value=no]": "",
}


@dataclass
class Journey:
    """The seconds until each page was there, by its heading."""

    page: Page
    seconds: dict[str, float] = field(default_factory=dict)

    def wait_for(self, do: Callable[[], object]) -> None:
        """Do something that brings another page, and count until its heading is on the screen."""
        self.page.evaluate("document.body.dataset.before = ''")
        began = time.monotonic()
        do()
        self.page.locator("body:not([data-before]) h1").first.wait_for()
        self.seconds[self.page.locator("h1").first.inner_text()] = time.monotonic() - began


def slow(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    limits = {"latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP}
    session.send("Network.emulateNetworkConditions", {"offline": False, **limits})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def first_paint(launched: Browser, address: str, *, scripts: bool) -> float:
    with browser.visitor(launched, scripts=scripts, width="phone") as page:
        slow(page)
        page.goto(address, wait_until="load")
        while not (painted := page.evaluate(PAINTED)):
            page.wait_for_timeout(50)
        return float(painted[0]) / 1000


def journey(launched: Browser, address: str, *, scripts: bool) -> dict[str, float]:
    """From the first page to the code words, with what a neighbour may say who says little."""
    with browser.visitor(launched, scripts=scripts, width="phone") as page:
        slow(page)
        way = Journey(page)
        way.wait_for(lambda: page.goto(f"{address}/en/", wait_until="commit"))
        way.wait_for(lambda: page.click("main a.govuk-button"))
        while not page.locator("button[value=words]").count():
            answer(page)
            way.wait_for(lambda: page.click(NEXT))
        way.wait_for(lambda: page.click("button[value=words]"))
        return way.seconds


def answer(page: Page) -> None:
    for selector, text in ANSWERS.items():
        place = page.locator(selector)
        if place.count() and text:
            place.fill(text)
        elif place.count():
            place.check()


def main() -> None:
    with tempfile.TemporaryDirectory() as home, report_server.running(Path(home)) as server, browser.launched() as one:
        lines = ["| first visit, until something is drawn | s, scripts off | s, scripts on |", "|---|---|---|"]
        for path in ("", "t", "o", "m", "g/1", "after"):
            off, on = (first_paint(one, f"{server.address}/en/{path}", scripts=scripts) for scripts in (False, True))
            lines.append(f"| `/en/{path}` | {off:.1f} | {on:.1f} |")
        off_way, on_way = (journey(one, server.address, scripts=scripts) for scripts in (False, True))
        lines += ["", "| the journey, until the page is there | s, scripts off | s, scripts on |", "|---|---|---|"]
        lines += [f"| {heading} | {off_way[heading]:.1f} | {on_way[heading]:.1f} |" for heading in off_way]
        lines.append(f"| all {len(off_way)} pages | {sum(off_way.values()):.1f} | {sum(on_way.values()):.1f} |")
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()
