"""Sealed in the page: what leaves a real browser is an envelope and a flag; where scripts cannot, the site seals and says so."""

from __future__ import annotations

import base64
import re
import urllib.parse
from collections.abc import Iterator

import pytest
import report_server
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from sealing_page import collected, on_the_page, ready

from lamplighter.sealing import mailbox_keys, read_words
from lamplighter.tips import Enclosure, Tip, join, parse_contact

pytestmark = pytest.mark.browser
STORY = "Different men come to the flat all night, and she looks frightened."
DANGER = "He has a knife and is going to kill her right now."
TELLING = "I see it from my kitchen window."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[report_server.Server]:
    with report_server.running(tmp_path_factory.mktemp("site")) as started:
        yield started


@pytest.fixture(autouse=True)
def nothing_waits(server: report_server.Server) -> None:
    collected(server)


def test_what_leaves_the_page_is_sealed_and_the_desk_reads_what_was_written(
    server: report_server.Server, chromium: Browser
) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        visit.write(STORY)
        visit.page.get_by_text("If it is happening to you").click()
        visit.page.fill("#name", "Dr Quill")
        visit.press("words")
        visit.thanked()
        words = visit.words
        assert visit.said == []
    *_, sent = (dict(urllib.parse.parse_qsl(body, strict_parsing=True)) for body in visit.sent if body)
    assert set(sent) == {"state", "sealed", "apart", "apart_id"}
    # Nothing but the form's own token, two envelopes of exact sizes and a random id: a word would have to be one by chance.
    assert [len(base64.b64decode(sent[name], validate=True)) for name in ("sealed", "apart")] == [9_344, 9_344]
    assert re.fullmatch("[0-9a-f]{32}", sent["apart_id"])
    assert re.fullmatch(r"[\w-]+", sent["state"])
    everything = urllib.parse.unquote_plus(" ".join(visit.sent))
    assert not [told for told in ("frightened", "Mill Lane", "Quill", " ".join(words[:2])) if told in everything]
    documents = [document for document, _ in collected(server)]
    (tip,) = [each for each in documents if isinstance(each, Tip)]
    assert (tip.story, tip.sealed_by, tip.language) == (STORY, "browser", "en")
    assert tip.place is not None
    assert tip.place.text == "Mill Lane"
    keys = mailbox_keys(read_words(" ".join(words)))
    assert tip.reply_to is not None
    assert tip.reply_to.mailbox == keys.mailbox
    assert tip.reply_to.public_key == base64.b64encode(keys.public_key).decode()
    apart = [each for each in documents if isinstance(each, Enclosure)]
    assert parse_contact(join(apart)).name == "Dr Quill"


def test_who_can_help_with_what_was_ticked_is_shown_by_the_page_and_the_site_is_not_asked(
    server: report_server.Server, chromium: Browser
) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        visit.write(STORY)
        visit.page.check("input[name=kinds][value=domestic_abuse]")
        visit.press("plain")
        visit.thanked()
        lines = visit.page.locator("[data-kinds]:visible").all_inner_texts()
        assert [
            name for name in ("Childline", "Men's Advice Line", "Rape Crisis", "Talk to FRANK") if name in str(lines)
        ] == [
            "Childline",
            "Men's Advice Line",
        ]
    assert not [body for body in visit.sent if "domestic" in body]
    assert len(collected(server)) == 1


def test_where_no_kind_was_ticked_nobody_is_named(server: report_server.Server, chromium: Browser) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        visit.write(STORY)
        visit.press("plain")
        visit.thanked()
        expect(visit.page.locator("#lines-of-kinds")).to_be_hidden()
    assert len(collected(server)) == 1


def test_the_list_of_code_words_comes_to_everybody_whichever_button_is_pressed(
    server: report_server.Server, chromium: Browser
) -> None:
    for choice in ("plain", "words"):
        with on_the_page(chromium, server) as visit:
            ready(visit)
            asked: list[str] = []
            visit.page.on("request", lambda request, asked=asked: asked.append(request.url.rpartition("/")[2]))
            visit.write(STORY)
            visit.press(choice)
            visit.thanked()
            assert sorted(asked) == ["cues.json", "o", "words.txt"], choice
    assert len(collected(server)) == 2


def test_without_words_there_is_nothing_to_keep(server: report_server.Server, chromium: Browser) -> None:
    with on_the_page(chromium, server, width="phone") as visit:
        ready(visit)
        visit.write(STORY)
        visit.press("plain")
        visit.thanked()
        expect(visit.page.get_by_text("You have nothing to keep.")).to_be_visible()
        assert visit.words == []
        assert visit.page.context.cookies() == []
    ((tip, danger),) = collected(server)
    assert isinstance(tip, Tip)
    assert (tip.reply_to, danger) == (None, False)


def test_danger_is_found_in_the_page_and_its_flag_goes_outside_the_seal(
    server: report_server.Server, chromium: Browser
) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        visit.write(DANGER)
        visit.press("plain")
        advice = visit.page.get_by_role("heading", name="It sounds as if somebody may be in danger")
        expect(advice).to_be_focused()
        assert not any("sealed=" in body for body in visit.sent)
        visit.page.click("#sealing-danger [data-back]")
        expect(visit.page.locator("#story")).to_have_value(DANGER)
        visit.press("plain")
        visit.page.click("#sealing-danger [data-on]")
        visit.thanked()
    assert [danger for _tip, danger in collected(server)] == [True]


def test_words_that_tell_who_wrote_are_pointed_out_in_the_page_and_new_ones_again(
    server: report_server.Server, chromium: Browser
) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        visit.write(TELLING)
        visit.press("plain")
        expect(visit.page.locator("#sealing-giveaway")).to_contain_text("kitchen")
        visit.page.click("#sealing-giveaway [data-back]")
        visit.write(f"{TELLING} My son saw it too.")
        visit.press("plain")
        expect(visit.page.locator("#sealing-giveaway")).to_contain_text("son")
        visit.page.click("#sealing-giveaway [data-on]")
        visit.thanked()
    assert len(collected(server)) == 1


def test_what_is_missing_or_too_long_is_said_in_the_page(server: report_server.Server, chromium: Browser) -> None:
    with on_the_page(chromium, server, width="phone") as visit:
        ready(visit)
        visit.press("plain")
        problems = visit.page.locator("#sealing-problems")
        expect(problems).to_be_focused()
        expect(problems.get_by_role("link")).to_have_count(2)
        visit.write(STORY)
        visit.page.get_by_text("If you can say who").click()
        visit.page.fill("#people", "ă" * 2_001)
        visit.press("plain")
        expect(problems).to_contain_text("This can be 2,000 characters long and yours is 2,001.")
        problems.get_by_role("link").click()
        expect(visit.page.locator("#people")).to_be_focused()
    assert collected(server) == []


BROKEN = {
    "no cryptography": "Object.defineProperty(crypto, 'subtle', { value: undefined })",
    "no submitter": "delete SubmitEvent.prototype.submitter",
}


@pytest.mark.parametrize("before", BROKEN.values(), ids=BROKEN)
def test_where_the_page_cannot_seal_it_says_so_and_the_site_does(
    server: report_server.Server, chromium: Browser, before: str
) -> None:
    with on_the_page(chromium, server, before=before) as visit:
        expect(visit.page.locator("#sealed-not-in-page")).to_be_visible()
        expect(visit.page.locator("#sealed-in-page")).to_be_hidden()
        visit.write(STORY)
        visit.press("plain")
        visit.thanked()
    ((tip, _danger),) = collected(server)
    assert isinstance(tip, Tip)
    assert (tip.story, tip.sealed_by) == (STORY, "server")


def test_where_the_lists_do_not_come_the_site_seals(server: report_server.Server, chromium: Browser) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        visit.page.route("**/cues.json", lambda route: route.abort())
        visit.write(STORY)
        expect(visit.page.locator("#sealed-not-in-page")).to_be_visible()
        visit.press("plain")
        visit.thanked()
    ((tip, _danger),) = collected(server)
    assert isinstance(tip, Tip)
    assert tip.sealed_by == "server"


def test_when_sealing_fails_half_way_the_writer_is_told_and_the_next_press_sends(
    server: report_server.Server, chromium: Browser
) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        visit.write(STORY)
        visit.page.evaluate("void (crypto.subtle.digest = () => Promise.reject(new Error('broken')))")
        visit.press("plain")
        expect(visit.page.locator("#sealing-problems")).to_be_focused()
        expect(visit.page.locator("#sealed-not-in-page")).to_be_visible()
        assert not any("frightened" in urllib.parse.unquote_plus(body) for body in visit.sent)
        visit.press("plain")
        visit.thanked()
    ((tip, _danger),) = collected(server)
    assert isinstance(tip, Tip)
    assert tip.sealed_by == "server"


def test_after_half_an_hour_the_page_takes_a_new_id_and_loses_nothing(
    server: report_server.Server, chromium: Browser
) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        # A state that no key opens stands for one that is too old: both are answered in the same way.
        visit.page.evaluate("document.querySelector('[data-seal] [name=state]').value = 'AAAA'")
        visit.write(STORY)
        visit.press("words")
        visit.thanked()
        words = visit.words
    ((tip, _danger),) = collected(server)
    assert isinstance(tip, Tip)
    assert tip.reply_to is not None
    assert tip.reply_to.mailbox == mailbox_keys(read_words(" ".join(words))).mailbox


def test_after_a_lost_answer_nothing_is_kept_twice_and_the_right_words_are_shown(
    server: report_server.Server, chromium: Browser
) -> None:
    with on_the_page(chromium, server) as visit:
        ready(visit)
        visit.write(STORY)
        # The report gets through and its answer does not.
        visit.page.route(re.compile("/en/o$"), lambda route: (route.fetch(), route.abort()))
        visit.press("words")
        expect(visit.page.locator("#unsent")).to_be_focused()
        expect(visit.page.locator("#story")).to_have_value(STORY)
        visit.page.unroute_all()
        # Whatever is chosen now, the report was kept as it was sent first.
        visit.press("plain")
        visit.thanked()
        words = visit.words
    ((tip, _danger),) = collected(server)
    assert isinstance(tip, Tip)
    assert tip.reply_to is not None
    assert tip.reply_to.mailbox == mailbox_keys(read_words(" ".join(words))).mailbox


@pytest.mark.parametrize("width", [320, 1280])
def test_every_part_of_the_page_is_accessible_and_fits(
    server: report_server.Server, chromium: Browser, width: int
) -> None:
    context = chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{server.address}/en/o")
    page.click("button[value=begin]")
    expect(page.locator("#sealed-in-page")).to_be_visible()
    page.fill("#street", "Mill Lane")
    steps = [
        lambda: page.click("button[name=go][value=words]"),
        lambda: (page.fill("#story", f"{DANGER} {TELLING}"), page.click("button[name=go][value=words]")),
        lambda: page.click("#sealing-danger [data-on]"),
        lambda: page.click("#sealing-giveaway [data-on]"),
    ]
    seen = ("#sealing-problems", "#sealing-danger", "#sealing-giveaway", ".words")
    for step, place in zip(steps, seen, strict=True):
        step()
        expect(page.locator(place)).to_be_visible()
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], place
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    context.close()
    collected(server)
