"""A made-up language that runs from right to left, laid out in a real browser on a phone and a desktop."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, Route
from texts import RIGHT_TO_LEFT, made_up

from browser import WIDTHS, keep, launched, visitor

PATHS = ("", "t", "g/", "g/1", "help", "privacy", "m")


def answer(route: Route) -> None:
    """The site in this process answers the browser, so that it speaks the made-up language."""
    response = Client().get("/" + route.request.url.split("/", 3)[3])
    body = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type]
    route.fulfill(status=response.status_code, headers=dict(response.headers), body=body)


def edges(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"], box["x"] + box["width"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.usefixtures("house")
def test_pages_run_from_right_to_left_and_fit(tmp_path: Path, width: str) -> None:
    with made_up(tmp_path), launched() as chromium, visitor(chromium, scripts=False, width=width) as page:
        page.route("**/*", answer)
        for path in PATHS:
            page.goto(f"http://localhost/{RIGHT_TO_LEFT}/{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width], path
            assert page.locator("html").get_attribute("dir") == "rtl"
            keep(page, f"rtl {path or 'start'}")
        page.goto(f"http://localhost/{RIGHT_TO_LEFT}/")
        assert edges(page, ".strip__name")[1] >= edges(page, ".strip__leave")[1]
        bullets, text = edges(page, "ul.govuk-list--bullet"), edges(page, "ul.govuk-list--bullet li")
        assert text[1] < bullets[1]
