"""Chromium with its memory for the back button on, as a window like those of the other browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import playwright.sync_api as driver
from window import Refused

import browser

NAME = "chromium"


class Tab:
    """A window (window.py) of Playwright's."""

    def __init__(self, page: driver.Page) -> None:
        self._page = page
        self._said: list[str] = []
        page.on("console", lambda message: self._said.append(message.text))
        page.on("pageerror", lambda error: self._said.append(str(error)))

    @property
    def address(self) -> str:
        return str(self.run("return location.href"))

    def go(self, address: str) -> None:
        self._page.goto(address, wait_until="commit")

    def back(self) -> None:
        try:
            self._page.go_back(wait_until="commit")
        except driver.Error as error:
            # The browser's own page: "Confirm form resubmission".
            if "ERR_CACHE_MISS" not in error.message:
                raise

    def click(self, place: str) -> None:
        self._page.click(place, no_wait_after=True)

    def write(self, place: str, words: str) -> None:
        self._page.locator(place).press_sequentially(words)

    def shift(self, times: int) -> None:
        for _ in range(times):
            self._page.keyboard.press("Shift")

    def run(self, script: str) -> Any:
        try:
            return self._page.evaluate(f"(() => {{ {script} }})()")
        except driver.Error as error:
            raise Refused(error.message) from error

    def said(self) -> list[str]:
        return list(self._said)


class Chromium:
    """One browser for all visits; each is a context without a past."""

    name = NAME

    def __init__(self, launched: driver.Browser) -> None:
        self._launched = launched

    @contextmanager
    def visit(self, *, scripts: bool) -> Iterator[Tab]:
        context = self._launched.new_context(java_script_enabled=scripts, ignore_https_errors=True)
        yield Tab(context.new_page())
        context.close()


@contextmanager
def launched() -> Iterator[Chromium]:
    with driver.sync_playwright() as started:
        kept = started.chromium.launch(
            executable_path=browser.program(),
            args=list(browser.QUIET),
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield Chromium(kept)
        kept.close()
