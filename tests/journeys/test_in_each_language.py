"""The public site walked through in a real browser in every language: scripts on and off, on a phone and a desktop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import report_server
from playwright.sync_api import Browser, Locator, Page, expect

from browser import WIDTHS, faults, keep, visitor

# Danger typed in the language of the page, not ticked.
STORY = {
    "en": "Callers come all night. He has a knife and is going to kill her right now.",
    "ro": "Vin oameni toată noaptea. Are un cuțit și a zis că o să o omoare.",
    "pl": "Ludzie przychodzą całą noc. Grozi jej nożem i mówi, że ją zabije.",
    "lt": "Žmonės ateina visą naktį. Grasina jai peiliu ir sako, kad ją nužudys.",
}
WARNED = {"en": "going to kill her", "ro": "să o omoare", "pl": "Grozi jej nożem", "lt": "Grasina jai peiliu"}
CHOSEN = {
    "danger_now": "no",
    "same_home": "no",
    "kinds": "cuckooing",
    "signs": "cuckooing-all-hours",
    "still_happening": "yes",
    "how_known": "saw",
}
TYPED = {"street": "Mill Lane", "when": "—"}
# The desktop is walked without scripts and the phone with them in the two languages that most here speak.
WALKS = [
    *((language, scripts, width) for language in ("en", "ro") for scripts in (True, False) for width in WIDTHS),
    ("pl", True, "phone"),
    ("lt", True, "phone"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with report_server.running(tmp_path_factory.mktemp("site")) as started:
        yield started.address


def pages(page: Page, site: str, language: str, role: str) -> Iterator[str]:
    """Every page of one way through, each named, from the first page to the words."""
    page.goto(f"{site}/{language}/")
    yield "start"
    press(page, page.locator("a.govuk-button"))
    for number in range(1, 40):
        yield f"{number:02}"
        if page.locator("ol.words").count():
            return
        answer(page, role, language)
    raise AssertionError("the last page was never reached")


def answer(page: Page, role: str, language: str) -> None:
    """Fills in what the page asks, as far as we have something to say, and goes on."""
    for name, value in {**CHOSEN, "role": role}.items():
        choice = page.locator(f'input[name="{name}"][value="{value}"]')
        if choice.count():
            choice.check()
    for name, text in {**TYPED, "story": STORY[language]}.items():
        box = page.locator(f'input[name="{name}"], textarea[name="{name}"]')
        if box.count():
            box.fill(text)
    for go in ("next", "on", "keep", "words"):
        button = page.locator(f'button[name="go"][value="{go}"]:not(.govuk-visually-hidden)')
        if button.count():
            press(page, button.first)
            return
    raise AssertionError(page.locator("main").inner_text())


def press(page: Page, button: Locator) -> None:
    """Presses it and waits for the next page, which a script may put in place of this one without loading it."""
    page.locator("main").evaluate("main => main.setAttribute('data-left', '')")
    button.click()
    expect(page.locator("main:not([data-left])")).to_be_visible()


@pytest.mark.parametrize(("language", "scripts", "width"), WALKS)
def test_the_whole_way_in_a_language(site: str, chromium: Browser, language: str, width: str, *, scripts: bool) -> None:
    seen = []
    with visitor(chromium, scripts=scripts, width=width) as page:
        for name in pages(page, site, language, "neighbour"):
            assert page.locator("html").get_attribute("lang") == language
            assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width], name
            keep(page, f"{language} {'scripts' if scripts else 'plain'} {name}")
            seen.append(page.locator("main").inner_text())
            if scripts:
                assert faults(page) == [], name
        assert page.locator("ol.words li").count() == 8
        assert page.context.cookies() == []
    assert any("999" in text and WARNED[language] in text for text in seen), "the danger typed was not answered"


@pytest.mark.parametrize("role", ["under_18", "affected", "professional"])
def test_the_other_ways_in_romanian(site: str, chromium: Browser, role: str) -> None:
    with visitor(chromium, scripts=False, width="phone") as page:
        for name in pages(page, site, "ro", role):
            assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"], name
            keep(page, f"ro {role} {name}")


def test_every_open_page_fits_a_phone_in_every_language(site: str, chromium: Browser) -> None:
    with visitor(chromium, scripts=True, width="phone") as page:
        for language in STORY:
            for path in ("", "g/", "g/1", "g/3", "help", "privacy", "accessibility", "attribution", "m", "nowhere"):
                page.goto(f"{site}/{language}/{path}")
                assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"], (language, path)
                assert faults(page) == [], (language, path)
                keep(page, f"{language} page {path or 'start'}")
