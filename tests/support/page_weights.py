"""What a first visit to each page costs, measured in a real browser against a real server.

    .venv/bin/python tests/support/page_weights.py

prints the table of docs/page-weights.md: every byte of every answer, headers too, as they came over the wire.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lamplighter.report_site.settings")

import report_server
from playwright.sync_api import Browser, Page

import browser

PAGES = {
    "": "first page",
    "t": "first question",
    "o": "before the form on one page",
    "g/": "signs to look for",
    "g/1": "signs of one kind",
    "n/": "news",
    "m": "messages",
    "after": "what happens next",
    "help": "help",
    "privacy": "privacy",
    "accessibility": "accessibility",
}

FURTHER = {
    "that and the form on one page": ["button[value=begin]"],
    "those, and somebody begins to write": ["button[value=begin]", "#story"],
    "those, and sends it with code words": ["button[value=begin]", "#story", "#street", "button[value=words]"],
}


def weigh(page: Page, address: str, further: Sequence[str]) -> int:
    """All that comes when the page is asked for, and then as each of these is pressed, or written in."""
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(sum(request.sizes().values())))
    page.goto(address, wait_until="networkidle")
    for selector in further:
        page.click(selector)
        if selector.startswith("#"):
            page.keyboard.type("Mill Lane")
        # Long enough for the script to make its trial, and for what it fetches after that.
        page.wait_for_timeout(2_000)
    return sum(sizes)


def visited(launched: Browser, address: str, *, scripts: bool, further: Sequence[str] = ()) -> str:
    with browser.visitor(launched, scripts=scripts, width="phone") as page:
        return f"{weigh(page, address, further) / 1000:.1f}"


def main() -> None:
    with tempfile.TemporaryDirectory() as home, report_server.running(Path(home)) as server, browser.launched() as one:
        lines = ["| page | kB, scripts off | kB, scripts on |", "|---|---|---|"]
        for path, name in PAGES.items():
            off, on = (visited(one, f"{server.address}/en/{path}", scripts=scripts) for scripts in (False, True))
            lines.append(f"| {name} (`/en/{path}`) | {off} | {on} |")
        for name, further in FURTHER.items():
            off, on = (
                visited(one, f"{server.address}/en/o", scripts=scripts, further=further) for scripts in (False, True)
            )
            lines.append(f"| {name} | {off} | {on} |")
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()
