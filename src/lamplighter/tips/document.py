"""The tip document: the one strict way from bytes back to a tip.

Every document ever written stays readable; anything else is refused with a sentence (docs/tip-document.md).
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from lamplighter.tips import strict
from lamplighter.tips.place import TipPlace
from lamplighter.tips.tip import VERSION, ReplyTo, Tip, Work

_TIP_FIELDS = frozenset(field.name for field in fields(Tip))
# What each version may hold; what an older one did not ask takes its default.
_VERSIONS = {1: _TIP_FIELDS - {"sealed_by", "photos", "work"}, VERSION: _TIP_FIELDS}
_PLACE_FIELDS = frozenset(field.name for field in fields(TipPlace))
_REPLY_FIELDS = frozenset(field.name for field in fields(ReplyTo))
_WORK_FIELDS = frozenset(field.name for field in fields(Work))


def parse(document: bytes) -> Tip:
    """Read a tip document; whatever the bytes are, the answer is a tip or a TipError."""
    return tip_in(strict.read(document))


def tip_in(found: dict[str, Any]) -> Tip:
    """The tip that an object describes."""
    strict.names(found, _VERSIONS[strict.version(found, _VERSIONS)], required=("language",))
    given = {name: value for name, value in found.items() if name != "version"}
    for name in ("kinds", "signs"):
        if isinstance(given.get(name), list):
            given[name] = tuple(given[name])
    if given.get("place") is not None:
        given["place"] = _place(strict.mapping("place", given["place"]))
    if given.get("reply_to") is not None:
        given["reply_to"] = _reply_to(strict.mapping("reply_to", given["reply_to"]))
    if given.get("work") is not None:
        given["work"] = _work(strict.mapping("work", given["work"]))
    return Tip(**given)


def _place(found: dict[str, Any]) -> TipPlace:
    strict.names(found, _PLACE_FIELDS)
    return TipPlace(**found)


def _reply_to(found: dict[str, Any]) -> ReplyTo:
    strict.names(found, _REPLY_FIELDS, required=("mailbox", "public_key"))
    return ReplyTo(**found)


def _work(found: dict[str, Any]) -> Work:
    strict.names(found, _WORK_FIELDS)
    return Work(**found)
