"""Killed without warning under load, the site has kept every report it thanked somebody for, and none twice."""

from __future__ import annotations

import base64
import threading
import time
import urllib.error
from collections import Counter
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


@dataclass
class Load:
    """People who send one report after another until the site is gone."""

    thanked: dict[str, str] = field(default_factory=dict)
    enough: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, person: Reporter, name: str) -> None:
        try:
            for number in range(10_000):
                story = f"Report {number} of {name}."
                self._note(story, at_send(person, story).press("words").words)
        except (OSError, HTTPException, urllib.error.URLError):
            return  # the site is gone, as it should be

    def _note(self, story: str, words: list[str]) -> None:
        assert len(words) == 8
        with self._lock:
            self.thanked[story] = " ".join(words)
            if len(self.thanked) >= ENOUGH:
                self.enough.set()


def at_send(person: Reporter, story: str) -> Reporter:
    """The short way to the last page."""
    person.begin()
    given = {"story": story, "street": "Mill Lane", "more": "no"}
    while person.heading != "Send it":
        person.press(**{key: value for key, value in given.items() if key in person.asks})
    assert person.heading == "Send it"
    return person


def killed_under_load(home: Path) -> dict[str, str]:
    load = Load()
    with report_server.running(home) as server:
        threads = [
            threading.Thread(target=load.send, args=(server.visitor(), f"sender {n}"), daemon=True)
            for n in range(SENDERS)
        ]
        for thread in threads:
            thread.start()
        assert load.enough.wait(120), "the site thanked too few people in two minutes"
        server.kill()
        for thread in threads:
            thread.join(60)
    return load.thanked


def collected(home: Path) -> list[Tip]:
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


def test_every_report_answered_with_words_can_be_opened_and_none_twice(tmp_path: Path) -> None:
    thanked = killed_under_load(tmp_path)
    tips = collected(tmp_path)
    kept = Counter(tip.story for tip in tips)
    assert len(thanked) >= ENOUGH
    assert not set(thanked) - set(kept), "thanked for, and lost"
    assert not [story for story, count in kept.items() if count > 1], "kept twice"
    mailboxes = {tip.story: tip.reply_to.mailbox for tip in tips if tip.reply_to}
    for story, words in thanked.items():
        assert mailboxes[story] == mailbox_keys(CodeWords(words)).mailbox
