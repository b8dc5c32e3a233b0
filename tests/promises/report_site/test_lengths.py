"""Lengths on the wire: who watches a line learns next to nothing of what was ticked or typed from how long things are."""

from __future__ import annotations

import base64
import gzip
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import cycle, product
from pathlib import Path

import pytest
import report_server
from every_page import DANGER
from playwright.sync_api import Browser
from report_house import House
from reporter import Answers, Reporter

import browser
from lamplighter import signs, tips
from lamplighter.report_site import clock
from lamplighter.report_site.filling import PLAIN, SHRUNK
from lamplighter.sealing import CodeWords, EnvelopeId, mailbox_keys, make_words, seal

THANKS = "Thank you. Your report is kept."
ROLES = ("under_18", "affected", "professional", "neighbour", "")
LEAST_SENT = 2048
# What people write is mostly shorter than a page of paper.
STORIES = (20, 300, 1000, 3000)
SMALL = "They come at night, with bags: \u0103. "


def story(length: int) -> str:
    return (SMALL * length)[:length]


class Watched:
    """A visitor whose line is watched: the length of every answer, by the page it was."""

    def __init__(self, house: House, *, shrunk: bool) -> None:
        self.seen: dict[str, set[int]] = defaultdict(set)
        self.person = house.visitor(**({"Accept-Encoding": "gzip"} if shrunk else {}))
        self._real, self.person.send = self.person.send, self._send
        self._length = 0

    def _send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        status, sent, content = self._real(method, path, body, headers)
        self._length = len(content)
        return status, sent, gzip.decompress(content) if sent.get("Content-Encoding") == "gzip" else content

    def note(self) -> Reporter:
        self.seen[self.person.heading].add(self._length)
        return self.person

    def journey(self, **given: Answers) -> None:
        self.person.begin()
        for _ in range(40):
            buttons = {value for _name, value in self.note().page.buttons}
            if self.person.heading == THANKS:
                return
            go = next(each for each in ("next", "on", "words") if each in buttons)
            self.person.press(go, **{name: value for name, value in given.items() if name in self.person.asks})
        raise AssertionError("the way has no end")


def visits(longest: int, most_kinds: int, most_signs: int) -> Iterator[dict[str, Answers]]:
    roles = cycle(ROLES)
    for kind, length in product([kind.id for kind in signs.kinds()], STORIES):
        shared = {"danger_now": "no", "more": "yes", "named": "no", "role": next(roles)}
        yield {**shared, "kinds": [kind], "story": story(min(length, longest))}
    ticked = [kind.id for kind in signs.kinds()][:most_kinds]
    every_sign = [sign.id for kind in ticked for sign in signs.signs_of(kind)[:most_signs]]
    yield {"kinds": ticked, "signs": every_sign, "story": DANGER, "same_home": "yes", "danger_now": "yes"}


@pytest.mark.parametrize(
    ("shrunk", "length", "longest", "most_kinds", "most_signs"),
    [(True, SHRUNK, 3_000, 3, 30), (False, PLAIN, 300, 1, 0)],
)
def test_no_answer_of_the_journey_is_longer_or_shorter_for_what_was_ticked_or_typed(
    house: House, shrunk: bool, length: int, longest: int, most_kinds: int, most_signs: int
) -> None:
    watched = Watched(house, shrunk=shrunk)
    for given in visits(longest, most_kinds, most_signs):
        watched.journey(**{"street": "Mill Lane", **given})
    assert len(watched.seen) > 20
    assert {page: lengths for page, lengths in watched.seen.items() if lengths != {length}} == {}


def test_only_somebody_who_ticks_nearly_everything_or_writes_pages_shows_it(house: House) -> None:
    watched = Watched(house, shrunk=True)
    every_kind: dict[str, Answers] = {"kinds": [kind.id for kind in signs.kinds()], "street": "Mill Lane"}
    watched.journey(**every_kind, story="Loud.")
    assert {page for page, lengths in watched.seen.items() if max(lengths) > SHRUNK} == {"What have you noticed?"}
    watched.journey(street="Mill Lane", story=story(tips.MAX_STORY))
    assert set().union(*watched.seen.values()) <= {SHRUNK, 2 * SHRUNK, 4 * SHRUNK, 8 * SHRUNK}


def test_what_is_wrong_or_warned_of_or_expired_is_as_long_as_all_else(house: House) -> None:
    watched = Watched(house, shrunk=True)
    person = watched.person
    for written in ("", DANGER, "My son saw it from my kitchen window."):
        person.begin()
        while "story" not in person.asks:
            person.press()
        person.press(story=written)
        watched.note()
        person.post("/en/t", {"state": "AAAA", "go": "next"})
        watched.note()
    assert len(watched.seen) > 2
    assert set().union(*watched.seen.values()) == {SHRUNK}


def test_the_form_on_one_page_comes_back_at_one_length_and_its_other_pages_at_another(house: House) -> None:
    watched = Watched(house, shrunk=True)
    for kind, length in product([kind.id for kind in signs.kinds()], STORIES):
        watched.person.get("/en/o").press("begin").press("plain", kinds=[kind], people=story(length)[:2_000])
        watched.note().press("plain", street="Mill Lane", story=DANGER + " I see it from my kitchen window.")
        for _ in range(3):
            watched.note()
            if watched.person.heading != THANKS:
                watched.person.press("plain")
    form = watched.seen.pop("All on one page")
    assert form == {4 * SHRUNK}
    assert len(watched.seen) == 3
    assert set().union(*watched.seen.values()) == {SHRUNK}


@pytest.mark.parametrize(("shrunk", "length"), [(True, SHRUNK), (False, PLAIN)])
def test_no_page_of_a_mailbox_tells_by_its_length_whether_anything_is_in_it(
    house: House, shrunk: bool, length: int
) -> None:
    full = make_words(clock.today())
    for text in ("Thank you.", "A longer one. " * 40):
        leave(house, full, text)
    watched = Watched(house, shrunk=shrunk)
    for words, written in product((make_words(clock.today()), full, "wrong"), ("", "x" * 20, story(1000), DANGER)):
        watched.person.get("/en/m").press("begin")
        watched.note().press("open", words=words)
        if "text" in watched.note().asks:
            watched.person.press("write", text=written)
            watched.note()
    assert set().union(*watched.seen.values()) == {length}


def leave(house: House, words: CodeWords, text: str) -> None:
    """What the desk does: seals a reply to the key of the words and sends it."""
    keys = mailbox_keys(words)
    document = tips.dump_reply(tips.Reply(text=text, day=clock.today().isoformat()))
    sealed = seal(document, envelope_id=EnvelopeId(keys.mailbox), to=keys.private.public)
    reply = {"mailbox": keys.mailbox, "id": secrets.token_hex(16), "sealed": base64.b64encode(sealed).decode()}
    assert house.channel("/channel/replies", {"replies": [reply]})[0] == 200


@pytest.mark.browser
def test_where_scripts_run_what_is_sent_tells_no_more_than_what_comes(tmp_path: Path) -> None:
    sent: dict[str, set[int]] = defaultdict(set)
    with report_server.running(tmp_path) as server, browser.launched() as chromium:
        for kind, length in (("cuckooing", 20), ("child_sexual_exploitation", 300), ("domestic_abuse", 450)):
            for heading, size in posts(chromium, server, kind, story(length)):
                sent[heading].add(size)
    assert len(sent) > 8
    # A page's own question, and all answers before it; a longer text is told to the next doubling.
    assert set().union(*sent.values()) <= {LEAST_SENT, 2 * LEAST_SENT}
    ticked = {heading: sizes for heading, sizes in sent.items() if heading != "Tell us what you noticed"}
    assert {heading: sizes for heading, sizes in ticked.items() if len(sizes) > 1} == {}


def posts(chromium: Browser, server: report_server.Server, kind: str, text: str) -> Iterator[tuple[str, int]]:
    """The length of each form sent on the way to the last page, by the page it was on."""
    with browser.visitor(chromium, scripts=True) as page:
        bodies: list[int] = []
        page.on("request", lambda request: bodies.append(len(request.post_data or "")))
        page.goto(f"{server.address}/en/t")
        while (heading := page.locator("h1").inner_text()) != "Send it":
            for selector, fill in (("#story", text), ("#street", "Mill Lane")):
                if page.locator(selector).count():
                    page.fill(selector, fill)
            if page.locator(f"input[name=kinds][value={kind}]").count():
                page.check(f"input[name=kinds][value={kind}]")
            bodies.clear()
            browser.press(page, browser.NEXT)
            yield heading, bodies[0]
