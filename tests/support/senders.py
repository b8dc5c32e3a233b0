"""People who send one report after another to the real site, and what they were told; and the desk that collects."""

from __future__ import annotations

import base64
import threading
import time
import urllib.error
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

import report_house
import report_server
from reporter import Reporter

from lamplighter.sealing import CodeWords, EnvelopeId, mailbox_keys, open_envelope
from lamplighter.tips import Tip, parse

SENDERS = 12
ENOUGH = 60
PATIENCE_SECONDS = 120


@dataclass
class Load:
    """Who was thanked, with which words, and who was told that nothing was kept."""

    thanked: dict[str, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    _stop: threading.Event = field(default_factory=threading.Event)
    _change: threading.Condition = field(default_factory=threading.Condition)

    def send(self, person: Reporter, name: str) -> None:
        """Send until told to stop, or until the site is gone; who is told to try again tries again."""
        try:
            for number in range(10_000):
                self._one(person, f"Report {number} of {name}.")
        except (OSError, HTTPException, urllib.error.URLError):
            return

    def _one(self, person: Reporter, story: str) -> None:
        at_send(person, story)
        while not self._stop.is_set():
            person.press("words")
            if person.words:
                self._note(story, " ".join(person.words))
                return
            assert person.status == 503, person.text
            assert "NOT kept" in person.text
            self._note(story, "")
            self._stop.wait(0.2)
        raise ConnectionAbortedError

    def _note(self, story: str, words: str) -> None:
        with self._change:
            if words:
                self.thanked[story] = words
            else:
                self.told.add(story)
            self._change.notify_all()

    def wait(self, *, thanked: int = 0, told: int = 0) -> None:
        """Wait until so many more were thanked, and so many in all were told to try again."""
        with self._change:
            thanked += len(self.thanked) if thanked else 0
            happened = self._change.wait_for(
                lambda: len(self.thanked) >= thanked and len(self.told) >= told, PATIENCE_SECONDS
            )
            assert happened, f"{len(self.thanked)} were thanked and {len(self.told)} told to try again"

    def stop(self) -> None:
        self._stop.set()


@contextmanager
def sending(server: report_server.Server) -> Iterator[Load]:
    """Have many people send until the block ends."""
    load = Load()
    threads = [
        threading.Thread(target=load.send, args=(server.visitor(), f"sender {n}"), daemon=True) for n in range(SENDERS)
    ]
    for thread in threads:
        thread.start()
    try:
        yield load
    finally:
        load.stop()
        for thread in threads:
            thread.join(60)


def at_send(person: Reporter, story: str) -> Reporter:
    """The short way to the last page."""
    person.begin()
    given = {"story": story, "street": "Mill Lane", "more": "no"}
    while person.heading != "Send it":
        person.press(**{key: value for key, value in given.items() if key in person.asks})
    return person


def collected(home: Path) -> list[Tip]:
    """Everything that waits, from a site started anew."""
    tips: list[Tip] = []
    with report_server.running(home) as server:
        more = True
        while more:
            answer = server.channel("/channel/collect", {"limit": 50})
            tips += [opened(found) for found in answer["envelopes"]]
            server.channel("/channel/acknowledge", {"ids": [found["id"] for found in answer["envelopes"]]})
            more = answer["more"]
            time.sleep(0.002)  # the channel takes each millisecond once
    return tips


def opened(found: dict[str, str]) -> Tip:
    sealed = base64.b64decode(found["envelope"])
    return parse(open_envelope(sealed, envelope_id=EnvelopeId(found["id"]), keyring=report_house.keyring()))


def check_none_lost_and_none_doubled(thanked: dict[str, str], tips: list[Tip]) -> None:
    """Everybody who was thanked is there, once, with a mailbox that her own words open."""
    kept = Counter(tip.story for tip in tips)
    assert not set(thanked) - set(kept), "thanked for, and lost"
    assert not [story for story, count in kept.items() if count > 1], "kept twice"
    mailboxes = {tip.story: tip.reply_to.mailbox for tip in tips if tip.reply_to}
    for story, words in thanked.items():
        assert mailboxes[story] == mailbox_keys(CodeWords(words)).mailbox
