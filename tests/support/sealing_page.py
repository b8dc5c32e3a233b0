"""Somebody at the form on one page in a real browser with scripts, and what the desk then finds."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import report_house
import report_server
from playwright.sync_api import Browser, Page, expect

import browser
from lamplighter.sealing import EnvelopeId, open_envelope
from lamplighter.tips import Enclosure, Tip, read

THANKS = "Thank you. Your report is kept."


@dataclass
class Visit:
    page: Page
    sent: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return self.page.locator(".words li").all_inner_texts()

    def write(self, story: str) -> None:
        self.page.fill("#story", story)
        self.page.fill("#street", "Mill Lane")

    def press(self, choice: str) -> None:
        self.page.click(f"button[name=go][value={choice}]")

    def thanked(self) -> None:
        expect(self.page.locator("h1")).to_have_text(THANKS, timeout=30_000)


@contextmanager
def on_the_page(
    chromium: Browser, server: report_server.Server, *, before: str = "", width: str = "desktop"
) -> Iterator[Visit]:
    with browser.visitor(chromium, scripts=True, width=width) as page:
        visit = Visit(page)
        page.on("request", lambda request: visit.sent.append(request.post_data or ""))
        page.on("console", lambda message: visit.said.append(message.text))
        page.on("pageerror", lambda error: visit.said.append(str(error)))
        if before:
            page.add_init_script(before)
        page.goto(f"{server.address}/en/o")
        page.click("button[value=begin]")
        yield visit


def ready(visit: Visit) -> None:
    expect(visit.page.locator("#sealed-in-page")).to_be_visible()


def collected(server: report_server.Server) -> list[tuple[Tip | Enclosure, bool]]:
    """What the desk finds, and takes away."""
    found = server.channel("/channel/collect", {"limit": 1000})["envelopes"]
    server.channel("/channel/acknowledge", {"ids": [each["id"] for each in found]})
    keyring = report_house.keyring()
    opened = [
        read(open_envelope(base64.b64decode(each["envelope"]), envelope_id=EnvelopeId(each["id"]), keyring=keyring))
        for each in found
    ]
    return [(document, each["danger"]) for document, each in zip(opened, found, strict=True)]  # type: ignore[misc] # nobody writes messages here
