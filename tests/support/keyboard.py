"""A person who has only a keyboard: Tab, Shift+Tab, Space, the arrows, Enter and letters. They never touch a mouse.

What the page tells of itself is only looked at: where the focus is, what it looks like, and what could be reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

LOOKING = (Path(__file__).parent / "keyboard.js").read_text(encoding="utf-8")
# WCAG 2.2, 1.4.11: what shows the focus stands out from what is behind it.
LEAST_CONTRAST = 3.0
# Two controls on one line need not begin at the very same height.
ONE_LINE = 12
MOST_STOPS = 250


@dataclass
class Keyboard:
    """One person on one page of a browser."""

    page: Page

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()

    def look(self) -> Any:
        """Where the focus is, and what it looks like; nothing where it is nowhere."""
        return self.page.evaluate("hands.here()")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def stands_on(self, selector: str) -> bool:
        return bool(self.page.evaluate("selector => document.activeElement.matches(selector)", selector))

    def go_to(self, selector: str, *, key: str = "Tab") -> None:
        """Press Tab until the focus is there."""
        for _ in range(MOST_STOPS):
            if self.stands_on(selector):
                return
            self.press(key)
        raise AssertionError(f"{selector} is never come to on {self.heading!r}")

    def fill(self, selector: str, text: str) -> None:
        self.go_to(selector)
        self.write(text)

    def tick(self, selector: str) -> None:
        self.go_to(selector)
        self.press("Space")
        assert self.stands_on(f"{selector}:checked")

    def pick(self, name: str, value: str) -> None:
        """Come to a group of radios, pick its first, and go down to the one that is meant."""
        self.go_to(f"input[type=radio][name='{name}']")
        if not self.stands_on(":checked"):
            self.press("Space")
        for _ in range(20):
            if self.stands_on(f"[value='{value}']:checked"):
                return
            self.press("ArrowDown")
        raise AssertionError(f"no answer {value} to {name}")

    def enter(self, selector: str, key: str = "Enter") -> None:
        """Press a button or a link, and wait for the page that comes of it."""
        self.go_to(selector)
        self.page.evaluate("document.body.dataset.before = ''")
        self.press(key)
        self.page.locator("body:not([data-before])").wait_for()
        expect(self.page.locator("h1").first).to_be_visible()

    def walk_round(self, key: str = "Tab") -> list[dict[str, Any]]:
        """Every stop of the page, from the top with Tab, or from the end with Shift+Tab, until it begins again."""
        self.page.evaluate(LOOKING)
        self.page.evaluate("document.activeElement.blur()")
        self.page.evaluate("hands.remember()")
        edge = self.page.evaluate("hands.stops()")[0 if key == "Tab" else -1]
        found = [self._come_to(edge, key)]
        for _ in range(MOST_STOPS):
            self.press(key)
            stop = self.look()
            if stop is None or stop["key"] == edge:
                return found
            found.append(stop)
        raise AssertionError(f"no way out of {self.heading!r} with {key}")

    def _come_to(self, edge: str, key: str) -> dict[str, Any]:
        for _ in range(MOST_STOPS):
            self.press(key)
            stop: dict[str, Any] | None = self.look()
            if stop and stop["key"] == edge:
                return stop
        raise AssertionError(f"{edge} is never come to on {self.heading!r} with {key}")


def faults(keyboard: Keyboard) -> list[str]:
    """What is wrong with a page for somebody who has only a keyboard."""
    stops = keyboard.walk_round()
    wanted = keyboard.page.evaluate("hands.stops()")
    reached = [stop["key"] for stop in stops]
    found = [f"not reached: {key}" for key in wanted if key not in reached]
    found += [f"twice: {key}" for key in set(reached) if reached.count(key) > 1]
    found += [f"not seen: {_told(stop)}" for stop in stops if stop["contrast"] < LEAST_CONTRAST]
    found += [f"out of order: {two['key']} after {one['key']}" for one, two in pairwise(stops) if _before(two, one)]
    back = keyboard.walk_round("Shift+Tab")
    found += [f"covered: {stop['key']}" for stop in (*stops, *back) if stop["covered"]]
    if [stop["key"] for stop in back] != reached[::-1]:
        found.append("Shift+Tab does not go the way back")
    return found


def _told(stop: dict[str, Any]) -> str:
    return f"{stop['key']} ({stop['contrast']:.1f})"


def _before(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether somebody who reads the page would have come to the first before the second."""
    if abs(one["top"] - other["top"]) <= ONE_LINE or (one["top"] < other["bottom"] and other["top"] < one["bottom"]):
        return bool(one["left"] < other["left"])
    return bool(one["top"] < other["top"])
