"""Carries code words and a half-sent message from page to page, sealed in a hidden field, for half an hour."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from lamplighter.report_site.filling import filled_state
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.sealing import CodeWords, EnvelopeId, new_envelope_id
from lamplighter.sealing.errors import StateBroken
from lamplighter.sealing.state import open_state, seal_state


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Somebody at the mailboxes: the words they gave, if they did, and the message they were warned about.

    `number` is drawn once a page, so that a message sent twice from one page is one message.
    """

    words: CodeWords | None = None
    number: str = ""
    text: str = ""

    def changed(self, **new: Any) -> Visit:
        return replace(self, **new)

    def envelope_id(self, text: str) -> EnvelopeId:
        """The id this text is sent under: other words from the same page are another message."""
        return EnvelopeId(sha256(f"{self.number}|{text}".encode()).hexdigest()[:32])


def new() -> Visit:
    return Visit(number=new_envelope_id())


def seal(visit: Visit, keys: FormKeys, *, now: float) -> str:
    document = {"m": visit.words, "n": visit.number, "t": visit.text}
    return seal_state(keys.known()[0], filled_state(json.dumps(document)), now)


def unseal(token: str, keys: FormKeys, *, now: float) -> Visit:
    """The visit in a hidden field, if we sealed it and not too long ago; a report's state is none."""
    found = json.loads(open_state(keys.known(), token, now))
    if "m" not in found:
        raise StateBroken
    return Visit(words=CodeWords(found["m"]) if found["m"] else None, number=found["n"], text=found["t"])
