"""Carries half-written answers from page to page, sealed in a hidden field; nothing of them is kept here in between."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from lamplighter.report_site.answers import Answers, from_dict, to_dict
from lamplighter.report_site.filling import filled_state
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.sealing.errors import StateBroken
from lamplighter.sealing.state import MAX_AGE, open_state, seal_state

LIFE_MINUTES = MAX_AGE // 60


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A report being written: the page it is on, its answers, and the id and words it will be sent under.

    The page travels here and not in the address: a browser's history then has one neutral entry for the whole way.
    `urgent`: there is danger in the answers, looked for once on the way to the last page. `warned`: the 999 advice was
    shown. `kept`: words that may tell who wrote were shown, and kept. `returning`: an answer is changed from "check".
    """

    page: str = ""
    answers: Answers = field(default_factory=Answers)
    envelope_id: str = ""
    words: str = ""
    urgent: bool = False
    warned: bool = False
    kept: bool = False
    returning: bool = False

    def changed(self, **new: Any) -> Draft:
        return replace(self, **new)


def seal(draft: Draft, keys: FormKeys, *, now: float) -> str:
    """Text for the hidden field; it says nothing without a key that is only in memory."""
    document = json.dumps(_document(draft), ensure_ascii=False, separators=(",", ":"))
    return seal_state(keys.known()[0], filled_state(document), now)


def unseal(token: str, keys: FormKeys, *, now: float) -> Draft:
    """The draft in a hidden field, if we sealed it, can still open it, and not too long ago."""
    found = json.loads(open_state(keys.known(), token, now))
    if "a" not in found:
        raise StateBroken
    return Draft(
        page=found.get("p", ""),
        answers=from_dict(found["a"]),
        envelope_id=found.get("e", ""),
        words=found.get("w", ""),
        urgent=found.get("u", False),
        warned=found.get("d", False),
        kept=found.get("k", False),
        returning=found.get("r", False),
    )


def _document(draft: Draft) -> dict[str, Any]:
    short = {
        "p": draft.page,
        "e": draft.envelope_id,
        "w": draft.words,
        "u": draft.urgent,
        "d": draft.warned,
        "k": draft.kept,
        "r": draft.returning,
    }
    return {"a": to_dict(draft.answers)} | {name: value for name, value in short.items() if value}
