"""Leaving: the page is emptied and replaced where scripts run, and what is left without them is what the docs say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
import report_server
from elsewhere import HEADING, elsewhere
from playwright.sync_api import Browser, Error, Page, Playwright, expect, sync_playwright

import browser

pytestmark = pytest.mark.browser
STORY = "Different men come to the flat all night."


@pytest.fixture(scope="module")
def weather() -> Iterator[str]:
    with elsewhere() as address:
        yield address


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, weather: str) -> Iterator[report_server.Server]:
    with report_server.running(tmp_path_factory.mktemp("site"), exit_address=f"{weather}leave") as started:
        yield started


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def chromium(driver: Playwright) -> Iterator[Browser]:
    launched = driver.chromium.launch(executable_path=browser.program(), args=list(browser.QUIET))
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def with_page_memory(driver: Playwright) -> Iterator[Browser]:
    """A Chromium that keeps pages in memory for the back button, as people's do; playwright's own does not."""
    launched = driver.chromium.launch(
        executable_path=browser.program(),
        args=list(browser.QUIET),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield launched
    launched.close()


@contextmanager
def at_their_story(launched: Browser, server: report_server.Server, weather: str, *, scripts: bool) -> Iterator[Page]:
    """Somebody who came from elsewhere and is in the middle of their story."""
    with browser.visitor(launched, scripts=scripts) as page:
        page.goto(weather)
        page.goto(f"{server.address}/en/")
        page.get_by_role("link", name="Start").first.click()
        browser.walk_to(page, "Tell us what you noticed")
        page.fill("#story", STORY)
        yield page


def entries(page: Page) -> list[str]:
    """The list behind the back button."""
    found = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    return [entry["url"] for entry in found["entries"]][: found["currentIndex"] + 1]


def heard(page: Page) -> list[str]:
    """What the page says by calling `tell`, even as it goes."""
    said: list[str] = []

    def hear(words: str) -> None:
        said.append(words)

    page.expose_function("tell", hear)
    return said


def test_with_scripts_the_whole_visit_is_one_entry_and_leaving_takes_it_away(
    server: report_server.Server, chromium: Browser, weather: str
) -> None:
    with at_their_story(chromium, server, weather, scripts=True) as page:
        assert [url for url in entries(page) if url.startswith(server.address)] == [f"{server.address}/en/t"]
        page.get_by_role("link", name="Leave this page").click()
        page.wait_for_url(f"{weather}leave")
        assert [url for url in entries(page) if url.startswith(server.address)] == []
        page.go_back()
        assert page.url == weather
        assert page.context.cookies() == []


def test_shift_three_times_leaves_from_within_a_text_and_is_told_aloud(
    server: report_server.Server, chromium: Browser, weather: str
) -> None:
    with at_their_story(chromium, server, weather, scripts=True) as page:
        page.keyboard.press("Shift")
        expect(page.get_by_role("status")).to_have_text("Shift was pressed. Press it 2 more times to leave.")
        page.keyboard.press("Shift")
        expect(page.get_by_role("status")).to_have_text("Shift was pressed. Press it once more to leave.")
        page.keyboard.press("Shift")
        page.wait_for_url(f"{weather}leave")
        assert [url for url in entries(page) if url.startswith(server.address)] == []


def test_capital_letters_do_not_leave(server: report_server.Server, chromium: Browser, weather: str) -> None:
    with at_their_story(chromium, server, weather, scripts=True) as page:
        page.keyboard.press("Shift")
        for letter in "ABC":
            page.keyboard.press(f"Shift+{letter}")
        page.keyboard.press("Shift")
        page.keyboard.press("x")
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        page.mouse.click(5, 5)
        page.keyboard.press("Shift")
        expect(page.get_by_role("status")).to_have_text("Shift was pressed. Press it 2 more times to leave.")
        assert page.input_value("#story") == f"{STORY}ABCx"


def test_the_page_is_empty_before_the_browser_has_gone_anywhere(
    server: report_server.Server, chromium: Browser, weather: str
) -> None:
    with at_their_story(chromium, server, weather, scripts=True) as page:
        left = heard(page)
        page.evaluate("document.addEventListener('click', () => tell(document.documentElement.outerHTML))")
        page.get_by_role("link", name="Leave this page").click()
        page.wait_for_url(f"{weather}leave")
        (at_once,) = left
        body = '<p id="said" class="govuk-visually-hidden" role="alert">Leaving.</p>'
        assert at_once[at_once.index("<body") :].partition(">")[2] == f"{body}</body></html>"
        assert "<title>&nbsp;</title>" in at_once


def test_a_page_kept_in_memory_for_the_back_button_is_kept_empty_and_goes_away_again(
    server: report_server.Server, with_page_memory: Browser, weather: str
) -> None:
    with at_their_story(with_page_memory, server, weather, scripts=True) as page:
        shown = heard(page)
        page.evaluate("addEventListener('pageshow', e => tell(`${e.persisted} ${document.body.innerText.trim()}`))")
        page.goto(weather)
        page.go_back(wait_until="commit")
        page.wait_for_url(f"{weather}leave")
        expect(page.locator("h1")).to_have_text(HEADING)
        assert shown in ([], ["true "])


def test_whoever_goes_back_from_elsewhere_sees_nothing(
    server: report_server.Server, chromium: Browser, weather: str
) -> None:
    with at_their_story(chromium, server, weather, scripts=True) as page:
        page.goto(weather)
        page.go_back(wait_until="commit")
        page.wait_for_url(f"{weather}leave")


def test_without_scripts_the_entries_stay_under_neutral_names_and_show_no_answer_after_leaving(
    server: report_server.Server, chromium: Browser, weather: str
) -> None:
    with at_their_story(chromium, server, weather, scripts=False) as page:
        page.get_by_role("link", name="Leave this page").click()
        page.wait_for_url(f"{weather}leave")
        assert len([url for url in entries(page) if url.startswith(server.address)]) > 1
        for _ in range(len(entries(page)) - 2):
            try:
                page.go_back()
            except Error as error:
                # The browser's own page: "Confirm form resubmission".
                if "ERR_CACHE_MISS" not in error.message:
                    raise
                page.wait_for_load_state()
            expect(page.locator("body")).not_to_contain_text(STORY)
            assert STORY not in page.locator("body").inner_html()


def test_nothing_is_said_in_the_console_and_nothing_is_stored(
    server: report_server.Server, chromium: Browser, weather: str
) -> None:
    with browser.visitor(chromium, scripts=True) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{server.address}/en/t")
        browser.walk_to(page, "Tell us what you noticed")
        stored = page.evaluate(
            "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,"
            " document.cookie, (await navigator.serviceWorker?.getRegistrations() ?? []).length]"
        )
        assert stored == [0, 0, 0, "", 0]
        assert said == []


def test_a_form_that_did_not_get_through_keeps_what_was_typed_and_says_so(
    server: report_server.Server, chromium: Browser, weather: str
) -> None:
    with at_their_story(chromium, server, weather, scripts=True) as page:
        expect(page.locator("#unsent")).to_be_hidden()
        page.route(f"{server.address}/**", lambda route: route.abort())
        page.click(browser.NEXT)
        expect(page.locator("#unsent")).to_be_visible()
        expect(page.locator("#unsent")).to_be_focused()
        assert page.input_value("#story") == STORY
        page.unroute_all()
        page.click(browser.NEXT)
        expect(page.locator("h1")).to_have_text("Where is it?")
        expect(page.locator("h1")).to_be_focused()


@pytest.mark.parametrize(("path", "box", "typed"), [("o", "story", STORY), ("m", "words", "garden lamp window")])
def test_without_scripts_nothing_typed_is_in_a_page_that_a_browser_keeps_in_memory(
    server: report_server.Server, with_page_memory: Browser, weather: str, path: str, box: str, typed: str
) -> None:
    """Chromium keeps even pages sent with `no-store`, but only those that were asked for, never the answer to a form."""
    with browser.visitor(with_page_memory, scripts=False) as page:
        page.goto(weather)
        page.goto(f"{server.address}/en/{path}")
        page.click("button[value=begin]")
        page.fill(f"#{box}", typed)
        page.get_by_role("link", name="Leave this page").click()
        page.wait_for_url(f"{weather}leave")
        for _ in range(2):
            with suppress(Error):  # the browser's own page: "Confirm form resubmission"
                page.go_back(wait_until="commit")
            page.wait_for_load_state()
            assert typed not in page.locator("body").inner_html()
            assert typed not in [each.input_value() for each in page.locator("textarea").all()]
