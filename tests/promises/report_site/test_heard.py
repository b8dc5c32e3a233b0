"""What a screen reader is given, on every page of every branch: names, groups, mistakes, headings, landmarks, languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import report_house
import report_server
import small_county
from every_page import BULLETIN, everywhere
from heard import CONTROLS, FIELDS, Heard, heard, unfold
from playwright.sync_api import Browser, Page

import browser

pytestmark = pytest.mark.browser
# What is written for each field on the page, in order: the words of its label.
LABELS = """[...document.querySelectorAll('input:not([type=hidden]), textarea')]
    .filter((field) => field.type !== 'file' && field.checkVisibility())
    .map((field) => field.labels[0].textContent.replace(/\\s+/g, ' ').trim())"""
LEGENDS = """[...document.querySelectorAll('input[type=radio], input[type=checkbox]')]
    .filter((field) => field.checkVisibility())
    .map((field) => field.closest('fieldset').querySelector('legend').textContent.replace(/\\s+/g, ' ').trim())"""
# What is wrong, each with the field or the group it is told of.
MISTAKES = """[...document.querySelectorAll('[id$=-error]')].map((told) => {
    const place = document.querySelector(`[aria-describedby~="${told.id}"]`);
    const typed = place && place.matches('textarea, [type=text]');
    return [told.id, Boolean(place), Boolean(place && (!typed || place.ariaInvalid === 'true'))];
})"""
LINKS_OF_MISTAKES = """[...document.querySelectorAll('.govuk-error-summary:not([hidden]) a')]
    .map((link) => [link.hash, Boolean(document.querySelector(link.hash))])"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[report_server.Server]:
    home = tmp_path_factory.mktemp("site")
    packed = report_house.settings(home).county_pack
    packed.parent.mkdir(parents=True, exist_ok=True)
    packed.symlink_to(small_county.build(tmp_path_factory.mktemp("county")))
    with report_server.running(home) as started:
        started.channel("/channel/publish", {"pages": [BULLETIN]})
        yield started


@pytest.mark.parametrize("language", ["en", "ro"])
def test_every_page_is_told_as_it_is_shown(server: report_server.Server, chromium: Browser, language: str) -> None:
    person, seen = server.visitor(), set[str]()
    with browser.visitor(chromium, scripts=False) as page:
        page.route("**/shown", lambda route: route.fulfill(body=person.body, content_type="text/html"))
        for name in everywhere(person, language):
            page.goto(f"{server.address}/shown")
            unfold(page)
            assert list(wrong(page, language)) == [], name
            seen.add(name)
    assert len(seen) > 60


def wrong(page: Page, language: str) -> Iterator[str]:
    told = heard(page)
    yield from names(page, told)
    yield from groups(page, told)
    yield from mistakes(page)
    yield from headings(told)
    yield from landmarks(told)
    yield from languages(page, language)


def names(page: Page, told: list[Heard]) -> Iterator[str]:
    """Every control says what it is for; a field says its label, and no two links or buttons side by side say nothing."""
    yield from (f"a {each.role} without a name" for each in told if each.role in CONTROLS and not each.name)
    said, written = [each.name for each in told if each.role in FIELDS], page.evaluate(LABELS)
    if said != written:
        yield f"fields are called {said}, and their labels say {written}"


def groups(page: Page, told: list[Heard]) -> Iterator[str]:
    """Every answer to pick belongs to a group that is called by its question."""
    picked = [each for each in told if each.role in ("radio", "checkbox")]
    said, written = [each.group.name if each.group else "" for each in picked], page.evaluate(LEGENDS)
    if said != written or not all(said):
        yield f"groups are called {said}, and their legends say {written}"


def mistakes(page: Page) -> Iterator[str]:
    """What is wrong is told of the field it is about, and the list of it leads there."""
    for name, is_told, is_marked in page.evaluate(MISTAKES):
        if not (is_told and is_marked):
            yield f"{name} is told of no field, or the field does not say that it is wrong"
    yield from (f"{there} leads nowhere" for there, found in page.evaluate(LINKS_OF_MISTAKES) if not found)


def headings(told: list[Heard]) -> Iterator[str]:
    """One h1, and no level left out on the way down; the list of what is wrong may come before it."""
    found = [each for each in told if each.role == "heading" and not _in_an_alert(each)]
    levels = [int(each.properties["level"]) for each in found]
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"headings of the levels {levels}"
    yield from (f"{two} after {one}" for one, two in zip([1, *levels], levels, strict=False) if two > one + 1)
    yield from ("a heading that says nothing" for each in found if not each.name)


def _in_an_alert(heading: Heard) -> bool:
    above = heading.parent
    while above and above.role != "alert":
        above = above.parent
    return above is not None


def landmarks(told: list[Heard]) -> Iterator[str]:
    roles = [each.role for each in told]
    for role in ("banner", "main", "contentinfo", "status"):
        if roles.count(role) != 1:
            yield f"{roles.count(role)} of {role}"
    yield from (f"a nameless {each.role}" for each in told if each.role == "navigation" and not each.name)
    yield from (f"a picture without words: {each.role}" for each in told if each.role == "image" and not each.name)
    if not told[0].name.endswith("Lamplighter"):
        yield f"the page is called {told[0].name!r}"


def languages(page: Page, language: str) -> Iterator[str]:
    """The page says its language, the English beside says that it is English, and a link to a language is in it."""
    if page.locator("html").get_attribute("lang") != language:
        yield "the page does not say its language"
    beside = page.locator(".beside")
    for number in range(beside.count()):
        place = beside.nth(number)
        if (place.get_attribute("lang"), place.get_attribute("dir")) != ("en", "ltr"):
            yield "English that does not say so"
    for link in page.locator("nav a").all():
        if link.get_attribute("lang") != link.get_attribute("hreflang"):
            yield "a language that is not said in itself"
