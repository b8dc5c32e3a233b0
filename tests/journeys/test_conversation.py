"""A conversation without a name, in a real browser: words, a question, an answer, an end; then both disks are searched."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import servers
from people import Officer, Resident
from playwright.sync_api import Browser, Page, expect

from browser import keep, visitor
from lamplighter.sealing import mailbox_keys, read_words

STORY = (
    "Callers come to the flat above the Quillfeather shop at all hours. The old man looks scared and one of them said he "
    "will stab him."
)
ANSWER = "It is the flat with the Marzipan curtains, on the second floor."
TITLE = "Which house or flat?"
QUESTION = "Only if you already know: which house or flat is it?"


def a_street(demo: servers.Place) -> tuple[str, str]:
    truth = json.loads((demo.home / "stream/truth.json").read_text())
    street, town = str(truth["footholds"][0]["cases"][0]["street"]).split(", ")
    return street, town


def opens_the_mailbox(page: Page, site: str, words: str) -> None:
    page.goto(f"{site}/en/")
    page.get_by_role("link", name="Messages").first.click()
    page.click("button[value=begin]")
    page.get_by_label("Your eight words, in order").fill(words)
    page.get_by_role("button", name="Go on").click()


def until_there(page: Page, site: str, words: str, text: str, seconds: float = 90) -> None:
    """Comes back now and then, as a reporter would."""
    end = time.monotonic() + seconds
    opens_the_mailbox(page, site, words)
    while page.get_by_text(text).count() == 0:
        assert time.monotonic() < end, f"the mailbox did not say {text!r} within {seconds} s"
        time.sleep(1)
        opens_the_mailbox(page, site, words)


def asks(officer: Officer) -> None:
    page = officer.page
    page.goto(f"{officer.site}/queue/?urgency=immediate")
    officer.waits_for("Quillfeather")
    page.goto(officer.newest_tip("Quillfeather"))
    page.get_by_text("Write to the reporter").click()
    page.get_by_label("Approved text").select_option(label=f"{TITLE}: {whole_question()}")
    officer.press("Send")
    expect(page.get_by_text("waits to be sent")).to_be_visible()
    keep(page, "desk conversation")


def whole_question() -> str:
    from lamplighter import tips

    return tips.approved_text("which_home").text


def answers(page: Page, site: str, words: str) -> None:
    until_there(page, site, words, QUESTION)
    keep(page, "report messages")
    page.get_by_label("Your message").fill(ANSWER)
    page.get_by_role("button", name="Send this message").click()
    expect(page.locator("h1")).to_have_text("Thank you. Your message is kept.")
    keep(page, "report message sent")


def reads_the_answer(officer: Officer, tip: str, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    officer.page.goto(tip)
    while officer.page.get_by_text(ANSWER).count() == 0:
        assert time.monotonic() < end, f"no answer within {seconds} s"
        time.sleep(1)
        officer.page.reload()
    keep(officer.page, "desk conversation answered")


def ends(page: Page, site: str, words: str) -> None:
    opens_the_mailbox(page, site, words)
    page.get_by_role("button", name="End this mailbox now").click()
    page.get_by_role("button", name="Yes, end it now").click()
    expect(page.locator("h1")).to_have_text("The mailbox is ended")
    opens_the_mailbox(page, site, words)
    expect(page.get_by_text("There is no message for you.", exact=False)).to_be_visible()


def test_a_reporter_and_an_officer_write_to_each_other_and_nobody_is_named(
    served: servers.Place, chromium: Browser
) -> None:
    street, town = a_street(served)
    with (
        visitor(chromium, scripts=False, width="phone") as phone,
        visitor(chromium, scripts=True) as screen,
    ):
        words = Resident(phone, served.report).report(street, town, STORY)
        opens_the_mailbox(phone, served.report, words)
        expect(phone.get_by_text("There is no message for you.", exact=False)).to_be_visible()
        officer = Officer(screen, served.desk)
        officer.log_in("officer")
        asks(officer)
        answers(phone, served.report, words)
        reads_the_answer(officer, screen.url.partition("#")[0])
        others = elsewhere(served.home)
        joined = [cell[:24] for cell in mailbox_cells(served.home) if cell in others]
        ends(phone, served.report, words)
        assert phone.context.cookies() == []
        assert phone.url == f"{served.report}/en/m"
    assert joined == []
    held = everything(served.home)
    assert [secret for secret in secrets_of(words) if secret in held] == []


def secrets_of(words: str) -> list[bytes]:
    """What must be nowhere in the clear, on either side's disk."""
    code = read_words(words)
    keys = mailbox_keys(code)
    return [
        *(text.encode() for text in ("Quillfeather", "Marzipan", code, " ".join(code.split()[:3]), keys.mailbox)),
        bytes.fromhex(keys.mailbox),
        keys.private.seed,
    ]


def everything(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def elsewhere(home: Path) -> bytes:
    """The letterbox and the desk's database, as they lie on the disk."""
    return everything(home / "report_site" / "letterbox") + everything(home / "desk")


def mailbox_cells(home: Path) -> Iterator[bytes]:
    """Everything that stands in the mailboxes, as it is and in the ways a database could write it."""
    with closing(sqlite3.connect(home / "report_site" / "mailboxes" / "mailboxes.sqlite3")) as file:
        rows = file.execute("SELECT name, mark, box FROM replies JOIN boxes USING (slot) WHERE taken = 1").fetchall()
    assert rows
    for row in rows:
        for cell in row:
            yield from (bytes(cell)[:48], bytes(cell)[:48].hex().encode())
