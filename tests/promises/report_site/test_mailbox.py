"""A mailbox tells nobody what was done, and joins nobody to a report: not by its pages, and not by the disk."""

from __future__ import annotations

import base64
import re
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import report_house
import report_server
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from report_house import House
from reporter import Reporter, whole_journey

import browser
from lamplighter import tips
from lamplighter.report_site import clock
from lamplighter.report_site.mailboxes import Mailboxes, store
from lamplighter.sealing import CodeWords, EnvelopeId, MailboxKeys, mailbox_keys, make_words, read_words, seal

STORY = "Quillfeather says men come and go all night."
WRITTEN = "It is the Marzipan door. They call him Lanternfish."
DANGER = "He has a knife and is going to kill her right now."
REPLY = "Thank you for what you told us, Ploverdown."


def reply(keys: MailboxKeys, text: str = REPLY) -> dict[str, Any]:
    document = tips.dump_reply(tips.Reply(text=text, day=clock.today().isoformat()))
    sealed = seal(document, envelope_id=EnvelopeId(keys.mailbox), to=keys.private.public)
    return {
        "replies": [{"mailbox": keys.mailbox, "id": secrets.token_hex(16), "sealed": base64.b64encode(sealed).decode()}]
    }


class Unchanging:
    """Looks at a mailbox with all chance and all passing of time taken out."""

    def __init__(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        self._house, self._patch = house, monkeypatch

    def look(self, words: str) -> tuple[int, Mapping[str, str], bytes]:
        now = clock.seconds() // 86_400 * 86_400
        with self._patch.context() as fixed:
            fixed.setattr(secrets, "token_bytes", lambda count=32: b"\x07" * count)
            fixed.setattr(secrets, "token_hex", lambda count=32: "07" * count)
            fixed.setattr(clock, "seconds", lambda: now)
            found = self._house.visitor().get("/en/m").press("begin").press("open", words=words)
        return found.status, dict(found.answer_headers), found.body


def test_a_mailbox_is_the_same_byte_for_byte_whatever_the_desk_did(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed = Unchanging(house, monkeypatch)
    person = whole_journey(house.visitor(), story=STORY)
    words = " ".join(person.words)
    stages = {"sent": fixed.look(words)}
    ids = [found["id"] for found in house.channel("/channel/collect")[1]["envelopes"]]
    stages["collected"] = fixed.look(words)
    house.channel("/channel/acknowledge", {"ids": ids})
    stages["stored on the desk and overwritten here"] = fixed.look(words)
    house.channel("/channel/replies", reply(mailbox_keys(make_words(clock.today()))))
    stages["somebody else was written to"] = fixed.look(words)
    house.channel("/channel/watch", {"watched": False})
    page = {"number": 1, "language": "en", "title": "News", "day": "2027-01-04"}
    texts = dict.fromkeys(("told", "did", "next", "cannot_say"), "A street was visited.")
    house.channel("/channel/publish", {"pages": [page | texts]})
    stages["the county was told"] = fixed.look(words)
    assert stages["sent"][0] == 200
    assert [stage for stage, page_seen in stages.items() if page_seen != stages["sent"]] == []


def test_words_that_were_never_given_out_open_the_same_page(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed = Unchanging(house, monkeypatch)
    person = whole_journey(house.visitor(), story=STORY)
    used, never, refused = " ".join(person.words), make_words(clock.today()), make_words(clock.today())
    ended = make_words(clock.today())
    house.channel("/channel/replies", reply(mailbox_keys(ended)))
    house.visitor().get("/en/m").press("begin").press("open", words=ended).press("end").press("end_now")
    seen = [without_state(fixed.look(words)) for words in (used, never, refused, ended)]
    assert seen.count(seen[0]) == 4


def at_work(monkeypatch: pytest.MonkeyPatch, look: Callable[[], object]) -> tuple[list[str], int]:
    """Every statement that a look puts to any file of the site, but for what is looked for, and what it answers."""
    asked: list[str] = []
    honest = store.connect

    def listened(path: Path) -> sqlite3.Connection:
        connection = honest(path)
        connection.set_trace_callback(
            lambda said: asked.append(re.sub(r"x'[0-9a-f]*'", "x", said, flags=re.IGNORECASE))
        )
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(store, "connect", listened)
        patched.setattr(Mailboxes, "_file", lambda _boxes: listened(_boxes._path))
        look()
    return asked, len(asked)


def test_every_kind_of_words_costs_the_same_statements_and_the_same_bytes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for a mailbox with a message in it, which says so; and that too has one of the same few lengths."""
    fixed = Unchanging(house, monkeypatch)
    words = {name: " ".join(whole_journey(house.visitor(), story=STORY).words) for name in ("waits", "collected")}
    known = [found["id"] for found in house.channel("/channel/collect")[1]["envelopes"]]
    house.channel("/channel/acknowledge", {"ids": known[:1]})
    words |= {name: make_words(clock.today()) for name in ("never given out", "ended", "ended and written to again")}
    house.channel("/channel/replies", reply(mailbox_keys(read_words(words["ended"]))))
    for name in ("ended", "ended and written to again"):
        house.visitor().get("/en/m").press("begin").press("open", words=words[name]).press("end").press("end_now")
    house.channel("/channel/replies", reply(mailbox_keys(read_words(words["ended and written to again"]))))
    written_to = make_words(clock.today())
    house.channel("/channel/replies", reply(mailbox_keys(written_to)))

    pages = {name: fixed.look(each) for name, each in words.items()}
    bodies = {without_state(page)[2] for page in pages.values()}
    assert len(bodies) == 1
    with_reply = fixed.look(written_to)
    assert REPLY.encode() in with_reply[2]
    everyone = [*pages.values(), with_reply]
    assert len({(status, tuple(sorted(headers.items())), len(body)) for status, headers, body in everyone}) == 1

    statements = {
        name: at_work(monkeypatch, partial(fixed.look, each))
        for name, each in (words | {"written to": written_to}).items()
    }
    first = next(iter(statements.values()))
    assert first[1] > 0
    assert [name for name, found in statements.items() if found != first] == []


def without_state(page: tuple[int, Mapping[str, str], bytes]) -> tuple[int, Mapping[str, str], bytes]:
    """The page but for the sealed words in it, which are as long as the words and say nothing to anybody."""
    before, _, rest = page[2].partition(b'name="state" value="')
    return page[0], page[1], b" ".join((before + rest.partition(b'"')[2]).split())


def conversation(server: report_server.Server) -> CodeWords:
    """A report, a message back, a message read and another written, and one mailbox ended."""
    words = read_words(" ".join(whole_journey(server.visitor(), story=STORY).words))
    ended = make_words(clock.today())
    for each in (words, ended):
        server.channel("/channel/replies", reply(mailbox_keys(each)))
    person = looked(server, words)
    assert REPLY in person.text
    assert person.press("write", text=WRITTEN).heading == "Thank you. Your message is kept."
    looked(server, ended).press("end").press("end_now")
    return words


def looked(server: report_server.Server, words: str) -> Reporter:
    return server.visitor().get("/en/m").press("begin").press("open", words=words)


def test_no_word_of_a_conversation_and_no_code_word_is_on_the_disk(tmp_path: Path) -> None:
    with report_server.running(tmp_path) as server:
        words = conversation(server)
        running = on_disk(tmp_path)
    keys = mailbox_keys(words)
    public = keys.public_key
    secret = {
        "what was written": [b"Quillfeather", b"Marzipan", b"Lanternfish", b"Ploverdown"],
        "the words": [words.encode(), " ".join(words.split()[:3]).encode(), words.upper().encode()],
        "the mailbox": [keys.mailbox.encode(), bytes.fromhex(keys.mailbox)],
        "the keys": [public[:32], public[-32:], base64.b64encode(public)[:40], keys.private.seed],
    }
    for held in (running, on_disk(tmp_path)):
        assert [name for name, found in secret.items() if any(each in held for each in found)] == []


def on_disk(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())


def test_nothing_in_the_mailboxes_is_found_in_the_letterbox(tmp_path: Path) -> None:
    with report_server.running(tmp_path) as server:
        conversation(server)
    letterbox = on_disk(tmp_path / "report_site" / "letterbox")
    cells = list(cells_in(tmp_path / "report_site" / "mailboxes" / "mailboxes.sqlite3"))
    assert any(len(cell) > 9_000 for cell in cells)
    joined = [
        cell[:32] for cell in cells if len(cell) >= 16 and (cell[:48] in letterbox or cell.hex().encode() in letterbox)
    ]
    # The header of an envelope is the same for all that are sealed to one key, and no two mailboxes share a key.
    assert joined == []


def cells_in(path: Path) -> Iterator[bytes]:
    """Everything of any length in the tables of what was taken."""
    with closing(sqlite3.connect(path)) as file:
        rows = [
            *file.execute("SELECT name, mark, until, box FROM replies JOIN boxes USING (slot) WHERE taken = 1"),
            *file.execute("SELECT name, until FROM ended WHERE taken = 1"),
            *((each,) for (marks,) in file.execute("SELECT marks FROM lasting WHERE bin >= 0") for each in cut(marks)),
        ]
    for row in rows:
        yield from (bytes(cell) for cell in row)


def cut(marks: bytes) -> list[bytes]:
    """The endings of a bin; what is free has no month."""
    starts = range(0, len(marks), 18)
    return [marks[start : start + 16] for start in starts if marks[start + 16 : start + 18] != bytes(2)]


def walk(page: Page, address: str, words: str) -> Iterator[str]:
    """Every page of a mailbox, as somebody with a browser comes by it."""
    page.goto(f"{address}/en/m")
    page.click("button[value=begin]")
    yield "asked for words"
    page.fill("#words", "garden")
    press(page, "open", "#words-error")
    yield "wrong words"
    page.fill("#words", words)
    press(page, "open", "#text")
    yield "messages"
    press(page, "write", "#text-error")
    yield "nothing written"
    page.fill("#text", "I saw it from my kitchen window.")
    press(page, "write", "text=You may be giving yourself away")
    yield "giving oneself away"
    press(page, "again", "#text")
    page.fill("#text", DANGER)
    press(page, "write", ".call")
    yield "danger"
    press(page, "on", "text=Your message is kept")
    yield "sent"
    press(page, "show", "#text")
    press(page, "end", "button[value=end_now]")
    yield "ending"
    press(page, "end_now", "text=The mailbox is ended")
    yield "ended"
    page.goto(f"{address}/en/m")
    page.click("button[value=begin]")
    page.fill("#words", make_words(clock.today() - timedelta(days=400)))
    press(page, "open", "text=These words have come to their end")
    yield "over"


def press(page: Page, value: str, following: str) -> None:
    """Presses a button and waits for the page it leads to, which scripts may put in the place of this one."""
    page.click(f"button[value={value}]")
    page.wait_for_selector(following)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_runs_off_a_small_screen(tmp_path: Path, chromium: Browser, width: int) -> None:
    words = make_words(clock.today())
    with report_server.running(tmp_path) as server:
        server.channel("/channel/replies", reply(mailbox_keys(words)))
        # Axe is itself a script, which our policy rightly keeps out of the page.
        context = chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
        page = context.new_page()
        for name in walk(page, server.address, words):
            found = Axe().run(page).response["violations"]
            assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            assert words not in page.url
            assert page.url == f"{server.address}/en/m"
        context.close()


@pytest.mark.browser
def test_a_mailbox_leaves_no_cookie_and_nothing_stored_in_the_browser(tmp_path: Path, chromium: Browser) -> None:
    words = make_words(clock.today())
    with report_server.running(tmp_path) as server, browser.visitor(chromium, scripts=True) as page:
        for _ in walk(page, server.address, words):
            assert page.context.cookies() == []
            assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0


def test_the_desk_s_keys_open_no_reply(house: House) -> None:
    """Only the words do: a reply is sealed to them, and the desk that wrote it cannot read it back from the site."""
    from lamplighter.sealing import open_envelope
    from lamplighter.sealing.errors import SealedToAnotherKey

    keys = mailbox_keys(make_words(clock.today()))
    house.channel("/channel/replies", reply(keys))
    (sealed,) = house.worker.mailboxes.sealed_in(keys.mailbox)
    with pytest.raises(SealedToAnotherKey):
        open_envelope(sealed, envelope_id=EnvelopeId(keys.mailbox), keyring=report_house.keyring())
