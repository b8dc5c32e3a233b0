"""Leaving, and then the back button, in Chromium, Firefox and WebKit; docs/leaving.md has the table."""

from __future__ import annotations

import pytest
from whole_site import Site
from window import SEEN, Browser, Window, arrive, go_back, heading, left, open_page, press, seen, until

NEXT = "button[name=go][value=next].govuk-button"
LEAVE = "a[data-leave]"
TYPED = "Quillfeather comes at night"
# Where somebody types: the page's address, what is pressed to come to it, and the box.
PLACES = {"a question": ("t", NEXT, "#story"), "one page": ("o", "button[value=begin]", "#story")}
PLACES |= {"the mailbox": ("m", "button[value=begin]", "#words")}
scripts_on_and_off = pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
each_place = pytest.mark.parametrize("place", PLACES)


def write(window: Window, site: str, place: str) -> None:
    """Somebody who came from elsewhere, to the box and the words in it."""
    path, forward, box = PLACES[place]
    open_page(window, f"{site}/en/{path}")
    while not window.run(f"return !!document.querySelector('{box}')"):
        press(window, forward)
    window.write(box, TYPED)
    assert TYPED in seen(window)


def backwards(window: Window, start: str) -> list[tuple[str, str]]:
    """Presses "back" until the page from which the visit began: each address and all that was there."""
    met = []
    for _ in range(25):
        go_back(window)
        met.append((window.address, seen(window)))
        if window.address == start:
            return met
    raise AssertionError([address for address, _ in met])


@each_place
@scripts_on_and_off
def test_whoever_leaves_and_goes_back_shows_nothing_that_was_typed(
    browser: Browser, site: Site, place: str, scripts: bool
) -> None:
    with browser.visit(scripts=scripts) as window:
        open_page(window, site.elsewhere)
        write(window, site.address, place)
        press(window, LEAVE)
        arrive(window, site.exit)
        met = backwards(window, site.elsewhere)
        assert [page for _address, page in met if TYPED in page] == []
        # Without scripts the pages passed stay in the list; with them, the whole visit is gone from it.
        assert any(address.startswith(site.address) for address, _page in met) is not scripts
        assert len(met) == 1 or not scripts


def test_shift_three_times_leaves_from_within_a_text(browser: Browser, site: Site) -> None:
    with browser.visit(scripts=True) as window:
        open_page(window, site.elsewhere)
        write(window, site.address, "one page")
        window.shift(2)
        until(lambda: window.run("return document.getElementById('said').textContent"), "it is told aloud")
        left(window, lambda: window.shift(1))
        arrive(window, site.exit)
        assert [address for address, _page in backwards(window, site.elsewhere)] == [site.elsewhere]


def test_without_scripts_shift_does_nothing(browser: Browser, site: Site) -> None:
    with browser.visit(scripts=False) as window:
        write(window, site.address, "one page")
        window.shift(3)
        assert TYPED in seen(window)


def test_the_page_is_empty_in_the_moment_of_the_press(browser: Browser, site: Site) -> None:
    with browser.visit(scripts=True) as window:
        write(window, site.address, "one page")
        at_once = window.run(f"document.querySelector('{LEAVE}').click(); {SEEN}")
        assert TYPED not in at_once
        body = '<p id="said" class="govuk-visually-hidden" role="alert">Leaving.</p>'
        assert at_once[at_once.index("<body") :].partition(">")[2] == f"{body}</body></html>"
        arrive(window, site.exit)


@pytest.mark.parametrize("line", ["over TLS", "without TLS"])
@scripts_on_and_off
def test_whoever_went_elsewhere_and_goes_back_shows_nothing_that_was_typed(
    browser: Browser, site: Site, line: str, scripts: bool
) -> None:
    """A browser may keep the page in memory, and is likelier to where the line is plain."""
    with browser.visit(scripts=scripts) as window:
        write(window, site.address if line == "over TLS" else site.plain, "one page")
        open_page(window, site.elsewhere)
        if scripts:
            window.back()
            sent_away(window, site.exit)
        else:
            go_back(window)
            assert TYPED not in seen(window)


def sent_away(window: Window, there: str) -> None:
    """Looks all the while."""
    pages: list[str] = []

    def there_yet() -> bool:
        pages.append(seen(window))
        return window.address == there

    until(there_yet, there)
    assert [page for page in pages if TYPED in page] == []


# At which press of "back" all the answers are there: WebKit sends a form again unasked, and we refuse only the first, which
# comes from the other site. The others ask first.
SHOWN_AT: dict[str, list[int]] = {"chromium": [], "firefox": [], "webkit": [2]}


def test_without_scripts_going_back_to_all_the_answers_shows_them_only_where_forms_are_sent_again_unasked(
    browser: Browser, site: Site
) -> None:
    with browser.visit(scripts=False) as window:
        open_page(window, site.elsewhere)
        write(window, site.address, "a question")
        while heading(window) != "Send it":
            if heading(window) == "Where is it?":
                window.write("#street", "Mill Lane")
            press(window, NEXT)
        press(window, LEAVE)
        arrive(window, site.exit)
        met = enumerate(backwards(window, site.elsewhere), 1)
        assert [time for time, (_address, page) in met if TYPED in page] == SHOWN_AT[browser.name]


CLEARS = {"chromium": True, "firefox": True, "webkit": False}


@scripts_on_and_off
def test_the_way_out_of_the_last_page_takes_away_what_is_stored_where_clear_site_data_is_obeyed(
    browser: Browser, site: Site, scripts: bool
) -> None:
    with browser.visit(scripts=scripts) as window:
        open_page(window, f"{site.address}/en/")
        window.run("localStorage.setItem('kept', 'yes')")
        left(window, lambda: window.go(f"{site.address}/en/x"))
        arrive(window, site.exit)
        open_page(window, f"{site.address}/en/")
        obeyed = window.run("return localStorage.getItem('kept')") is None
        assert obeyed is CLEARS[browser.name]
