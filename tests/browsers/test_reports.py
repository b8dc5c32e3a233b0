"""A report sent from Chromium, Firefox and WebKit: what the page seals the desk opens, and so without scripts; nothing is wrong."""

from __future__ import annotations

import base64

import pytest
from sealing_page import collected
from whole_site import Site
from window import Browser, Window, heading, here, open_page, press, until

from lamplighter.sealing import mailbox_keys, read_words
from lamplighter.tips import Tip

NEXT = "button[name=go][value=next].govuk-button"
WORDS = "button[name=go][value=words]"
STORY = "Different men come to the flat all night, and she looks frightened."
THANKS = "Thank you. Your report is kept."


def write(window: Window) -> None:
    window.write("#story", STORY)
    window.write("#street", "Mill Lane")


def sent(window: Window, site: Site, choice: str) -> tuple[Tip, bool]:
    """Sends it; what the desk then reads."""
    press(window, f"button[name=go][value={choice}]")
    until(lambda: heading(window) == THANKS, THANKS)
    ((tip, danger),) = collected(site.server)
    assert isinstance(tip, Tip)
    return tip, danger


def check_words(window: Window, site: Site, tip: Tip) -> None:
    """The words on the page are those of the report, and open its mailbox."""
    words = window.run("return [...document.querySelectorAll('.words li')].map((each) => each.innerText).join(' ')")
    keys = mailbox_keys(read_words(words))
    assert tip.reply_to is not None
    assert tip.reply_to.public_key == base64.b64encode(keys.public_key).decode()
    open_page(window, f"{site.address}/en/m")
    press(window, "button[value=begin]")
    window.write("#words", words)
    press(window, "button[name=go][value=open]")
    assert "If we gave you these words, your report came on" in window.run(
        "return document.getElementById('main').innerText"
    )


def test_the_page_seals_and_the_desk_and_the_words_open_it(browser: Browser, site: Site) -> None:
    with browser.visit(scripts=True) as window:
        open_page(window, f"{site.address}/en/o")
        press(window, "button[value=begin]")
        here(window, "#sealed-in-page")
        write(window)
        tip, danger = sent(window, site, "words")
        assert (tip.story, tip.sealed_by, danger) == (STORY, "browser", False)
        assert tip.place is not None
        assert tip.place.text == "Mill Lane"
        assert window.said() == []
        check_words(window, site, tip)


def test_danger_is_found_in_the_page(browser: Browser, site: Site) -> None:
    with browser.visit(scripts=True) as window:
        open_page(window, f"{site.address}/en/o")
        press(window, "button[value=begin]")
        here(window, "#sealed-in-page")
        window.write("#street", "Mill Lane")
        window.write("#story", "He has a knife and is going to kill her right now.")
        window.click("button[name=go][value=plain]")
        here(window, "#sealing-danger [data-on]")
        press(window, "#sealing-danger [data-on]")
        until(lambda: heading(window) == THANKS, THANKS)
        assert [danger for _tip, danger in collected(site.server)] == [True]
        assert window.said() == []


def test_without_scripts_the_one_page_says_that_the_site_seals(browser: Browser, site: Site) -> None:
    with browser.visit(scripts=False) as window:
        open_page(window, f"{site.address}/en/o")
        press(window, "button[value=begin]")
        here(window, "#sealed-here")
        assert not window.run("return document.getElementById('sealed-in-page')?.checkVisibility()")
        write(window)
        tip, _danger = sent(window, site, "plain")
        assert (tip.story, tip.sealed_by) == (STORY, "server")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_one_question_at_a_time_a_report_is_sent_and_its_words_open_the_mailbox(
    browser: Browser, site: Site, scripts: bool
) -> None:
    with browser.visit(scripts=scripts) as window:
        open_page(window, f"{site.address}/en/t")
        met = []
        while heading(window) != "Send it":
            met.append(heading(window))
            if met[-1] == "Tell us what you noticed":
                window.write("#story", STORY)
            elif met[-1] == "Where is it?":
                window.write("#street", "Mill Lane")
            press(window, NEXT)
        assert len(met) > 10
        tip, danger = sent(window, site, "words")
        assert (tip.story, tip.sealed_by, danger) == (STORY, "server", False)
        said = window.said() if scripts else []
        assert said == []
        check_words(window, site, tip)


def test_each_browser_refuses_what_the_page_may_not_do_and_says_so(browser: Browser, site: Site) -> None:
    """What makes the silence of the other tests worth something: Trusted Types and the policy are on, and are heard."""
    with browser.visit(scripts=True) as window:
        open_page(window, f"{site.address}/en/")
        attempt = "try { document.body.innerHTML = '<b>no</b>'; return 'done' } catch (error) { return error.name }"
        assert window.run(attempt) == "TypeError"
        window.run("document.body.append(Object.assign(document.createElement('style'), { textContent: 'b{}' }))")
        until(lambda: any("style" in each for each in window.said()), "it is said")
