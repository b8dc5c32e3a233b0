"""The public site with nothing but a keyboard in a real browser: every page walked round, and whole reports sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import report_house
import report_server
import small_county
from elsewhere import elsewhere
from every_page import AT_MY_WINDOW, BULLETIN, everywhere
from keyboard import Keyboard, faults
from playwright.sync_api import Browser, expect

from browser import visitor

NEXT = "button.govuk-button[value=next]"
LEAVE = "a.strip__leave"
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])


@pytest.fixture(scope="module")
def away() -> Iterator[str]:
    with elsewhere() as address:
        yield address


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, away: str) -> Iterator[report_server.Server]:
    """A site with a map and one piece of news, whose way out leads to a page of ours."""
    home = tmp_path_factory.mktemp("site")
    packed = report_house.settings(home).county_pack
    packed.parent.mkdir(parents=True, exist_ok=True)
    packed.symlink_to(small_county.build(tmp_path_factory.mktemp("county")))
    with report_server.running(home, exit_address=f"{away}leave") as started:
        started.channel("/channel/publish", {"pages": [BULLETIN]})
        yield started


@pytest.mark.parametrize(("language", "width"), [("ro", "phone"), ("en", "desktop")])
def test_every_page_can_be_gone_through_with_tab_and_back_and_the_focus_is_always_seen(
    server: report_server.Server, chromium: Browser, language: str, width: str
) -> None:
    person = server.visitor()
    seen: set[str] = set()
    with visitor(chromium, scripts=False, width=width) as page:
        page.route("**/shown", lambda route: route.fulfill(body=person.body, content_type="text/html"))
        for name in everywhere(person, language):
            if name in seen:
                continue
            page.goto(f"{server.address}/shown")
            page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
            assert faults(Keyboard(page)) == [], name
            seen.add(name)
    assert len(seen) > 50


@SCRIPTS
@pytest.mark.parametrize("language", ["en", "ro"])
def test_a_whole_report_and_its_mailbox_by_keyboard(
    server: report_server.Server, chromium: Browser, language: str, away: str, *, scripts: bool
) -> None:
    with visitor(chromium, scripts=scripts, width="phone") as page:
        hands = Keyboard(page)
        page.goto(f"{server.address}/{language}/")
        hands.enter("main a.govuk-button")
        for _ in told(hands):
            title = page.title()
            assert title.endswith(" - Lamplighter")
            if scripts:
                assert hands.stands_on("h1, .govuk-error-summary"), title
                assert faults(hands) == [], title
        words = page.locator("ol.words li").all_inner_texts()
        assert len(words) == 8
        hands.enter(f"footer a[href='/{language}/m']")
        for _ in in_the_mailbox(hands, words):
            if scripts:
                assert faults(hands) == [], hands.heading
        hands.enter(LEAVE)
        assert page.url == f"{away}leave"


def told(hands: Keyboard) -> Iterator[None]:
    """Every page from the first question to the code words; it stops on each, before anything on it is touched."""
    yield hands.enter(NEXT)
    hands.pick("danger_now", "no")
    yield hands.enter(NEXT)
    hands.pick("role", "neighbour")
    yield hands.enter(NEXT)
    hands.pick("same_home", "no")
    yield hands.enter(NEXT, key="Space")
    hands.tick("input[value=cuckooing]")
    yield hands.enter(NEXT)
    hands.tick("input[value=cuckooing-all-hours]")
    yield hands.enter(NEXT)
    hands.fill("#story", AT_MY_WINDOW)
    yield hands.enter(NEXT)
    yield from the_place(hands)
    hands.pick("more", "yes")
    yield hands.enter(NEXT)
    hands.fill("#when", "most nights")
    hands.pick("still_happening", "yes")
    yield hands.enter(NEXT)
    hands.fill("#people", "two men")
    for _skipped in ("people", "vehicles", "contacts", "know", "others", "hazards", "at_risk"):
        yield hands.enter(NEXT)
    yield from looked_through(hands)


def the_place(hands: Keyboard) -> Iterator[None]:
    """Nothing is written first; the way from what is wrong leads to the field, and Enter in a field goes on."""
    yield hands.enter(NEXT)
    assert hands.page.title().startswith(hands.page.locator("html[lang=en]").count() * "Look again")
    hands.go_to(".govuk-error-summary a")
    hands.press("Enter")
    expect(hands.page.locator("#street")).to_be_focused()
    hands.write("Mill Lane")
    yield hands.enter("#street")
    hands.go_to("input[name=candidate]")
    hands.press("Space")
    yield hands.enter(NEXT)


def looked_through(hands: Keyboard) -> Iterator[None]:
    """One answer is changed, what may tell who wrote is kept, photos are looked at and left."""
    yield hands.enter("button[value='change:people']")
    hands.go_to("#people")
    hands.press("Control+End")
    hands.write(" in their thirties")
    yield hands.enter(NEXT)
    expect(hands.page.locator("main")).to_contain_text("two men in their thirties")
    yield hands.enter(NEXT)
    expect(hands.page.locator("main")).to_contain_text("my kitchen")
    yield hands.enter(NEXT)
    hands.go_to("main summary")
    hands.press("Enter")
    hands.go_to("#photo")
    yield hands.enter("button[value=words]")


def in_the_mailbox(hands: Keyboard, words: list[str]) -> Iterator[None]:
    yield hands.enter("button[value=begin]")
    hands.fill("#words", "garden")
    yield hands.enter("button[value=open]")
    hands.go_to(".govuk-error-summary a")
    hands.press("Enter")
    expect(hands.page.locator("#words")).to_be_focused()
    hands.press("Control+A")
    hands.write(" ".join(words))
    yield hands.enter("button[value=open]")
    hands.fill("#text", "It was the same last night.")
    yield hands.enter("button[value=write]")
    yield hands.enter("button[value=show]")
    yield hands.enter("button[value=end]")
    yield hands.enter("button[value=end_now]")


@SCRIPTS
def test_the_report_on_one_page_by_keyboard(
    server: report_server.Server, chromium: Browser, away: str, *, scripts: bool
) -> None:
    with visitor(chromium, scripts=scripts) as page:
        hands = Keyboard(page)
        page.goto(f"{server.address}/en/")
        hands.enter("main a[href='/en/o']")
        hands.enter("button[value=begin]")
        mended(hands, scripts=scripts)
        hands.pick("danger_now", "no")
        unfold(hands, "Someone's home taken over")
        hands.tick("input[value=cuckooing-all-hours]")
        hands.fill("#street", "Mill Lane")
        unfold(hands, "If you can say when")
        hands.fill("#when", "most nights")
        assert faults(hands) == []
        hands.go_to("button[value=words]")
        hands.press("Enter")
        expect(page.get_by_role("heading", name="You may be giving yourself away")).to_be_visible()
        assert faults(hands) == []
        hands.enter("[data-on]" if scripts else "button[value=words]")
        assert page.locator("ol.words li").count() == 8
        if scripts:
            for _ in range(3):
                hands.press("Shift")
        else:
            hands.go_to(LEAVE)
            hands.press("Enter")
        page.wait_for_url(f"{away}leave")


def mended(hands: Keyboard, *, scripts: bool) -> None:
    """The empty form is sent: the first link of what is wrong leads to the story, which is then written."""
    hands.go_to("button[value=words]")
    hands.press("Enter")
    summary = hands.page.locator(".govuk-error-summary:visible")
    expect(summary).to_contain_text("where", ignore_case=True)
    if scripts:
        expect(summary).to_be_focused()
    hands.go_to(".govuk-error-summary a")
    hands.press("Enter")
    expect(hands.page.locator("#story")).to_be_focused()
    hands.write(AT_MY_WINDOW)


def unfold(hands: Keyboard, called: str) -> None:
    summary = hands.page.locator("summary", has_text=called)
    summary.evaluate("summary => summary.setAttribute('data-meant', '')")
    hands.go_to("summary[data-meant]")
    hands.press("Enter")
    assert summary.evaluate("summary => summary.parentElement.open")


@SCRIPTS
def test_the_skip_link_is_the_first_stop_and_leads_past_the_strip(
    server: report_server.Server, chromium: Browser, *, scripts: bool
) -> None:
    with visitor(chromium, scripts=scripts) as page:
        hands = Keyboard(page)
        page.goto(f"{server.address}/en/")
        hands.press("Tab")
        assert hands.stands_on(".govuk-skip-link")
        hands.press("Enter")
        hands.press("Tab")
        assert hands.stands_on("#main a")
        hands.press("Shift+Tab")
        assert not hands.stands_on("#main a")


@SCRIPTS
def test_the_language_is_changed_by_keyboard(server: report_server.Server, chromium: Browser, *, scripts: bool) -> None:
    with visitor(chromium, scripts=scripts) as page:
        hands = Keyboard(page)
        page.goto(f"{server.address}/en/")
        for code in ("ro", "lt", "pl", "en"):
            hands.enter(f"nav a[lang={code}]")
            expect(page.locator("html")).to_have_attribute("lang", code)
            assert page.url == f"{server.address}/{code}/"
