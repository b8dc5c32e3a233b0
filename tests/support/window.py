"""One tab of a browser and a person at it: the few things our experiments do, the same in every browser."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol

PATIENCE = 30.0
# All that a document holds, typed words too: those are in no markup.
SEEN = """
const fields = [...document.querySelectorAll("input, textarea, select")].map((field) => field.value);
return [document.title, document.documentElement.outerHTML, ...fields].join("\\n");
"""
# An empty page stands where the next is to come, and is complete; Firefox's own page for "no longer available" never says it is.
LOADED = "(document.readyState === 'complete' && document.URL !== 'about:blank' || document.URL.startsWith('about:neterror'))"
# A page that comes back out of a browser's memory bears the mark it was left with, so no two marks are the same.
MARKS = itertools.count()


class Refused(Exception):
    """The browser would not do it, or the page went while it was asked."""


class Window(Protocol):
    """What each browser's driver does its own way; the rest is built on it. Nothing waits for a page to load."""

    @property
    def address(self) -> str: ...
    def go(self, address: str) -> None: ...
    def back(self) -> None: ...
    def click(self, place: str) -> None: ...
    def write(self, place: str, words: str) -> None: ...
    def shift(self, times: int) -> None: ...
    def run(self, script: str) -> Any: ...
    def said(self) -> list[str]: ...


class Browser(Protocol):
    """A browser as people have it: it keeps pages in memory for the back button, and restores its tabs."""

    name: str

    def visit(self, *, scripts: bool) -> AbstractContextManager[Window]: ...


def until(true: Callable[[], Any], what: str) -> None:
    """Looks again until it is so; a page that is just going cannot be asked and is asked again."""
    end = time.monotonic() + PATIENCE
    while not quietly(true):
        assert time.monotonic() < end, f"not within {PATIENCE:.0f} s: {what}"
        time.sleep(0.05)


def quietly(true: Callable[[], Any]) -> Any:
    try:
        return true()
    except Refused:
        return None


def here(window: Window, place: str) -> None:
    """Waits until the place is on the screen."""
    until(lambda: window.run(f"const p = document.querySelector('{place}'); return !!p && p.checkVisibility()"), place)


def open_page(window: Window, address: str) -> None:
    left(window, lambda: window.go(address))
    until(lambda: window.address == address, address)


def press(window: Window, place: str) -> None:
    """Presses it and waits for the page that comes: with scripts, that is the same document with another body."""
    here(window, place)
    left(window, lambda: window.click(place))


def go_back(window: Window) -> None:
    left(window, window.back)


def left(window: Window, by: Callable[[], None]) -> None:
    """Does it, and waits until another page is there, or the same one anew."""
    mark = f"document.body.dataset.before {{}} '{next(MARKS)}'"
    until(lambda: window.run(f"{mark.format('=')}; return true"), "a page to leave")
    by()
    until(lambda: window.run(f"return {LOADED} && {mark.format('!==')}"), "another page")


def heading(window: Window) -> str:
    return str(window.run("return (document.querySelector('h1') || document.body).innerText.trim()"))


def seen(window: Window) -> str:
    return str(window.run(SEEN))


def arrive(window: Window, address: str) -> None:
    until(lambda: window.address == address and window.run(f"return {LOADED}"), address)
