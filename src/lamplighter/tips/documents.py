"""Every document a sealed envelope may hold: a tip, a message in a mailbox, or a part of an enclosure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lamplighter.tips import strict
from lamplighter.tips.document import tip_in
from lamplighter.tips.enclosure import Enclosure, enclosure_in
from lamplighter.tips.errors import UnknownDocument
from lamplighter.tips.message import Message, message_in
from lamplighter.tips.tip import Tip

Document = Tip | Message | Enclosure

# A tip has no such mark: it was there first, and what was written stays readable.
_MARKS = {Message: {"document": "message"}, Enclosure: {"document": "enclosure"}, Tip: {}}
_READERS: dict[str, Callable[[dict[str, Any]], Document]] = {"message": message_in, "enclosure": enclosure_in}


def dump(document: Document) -> bytes:
    """Write a document as canonical JSON: every field, sorted keys. The same document gives the same bytes."""
    return strict.written(strict.fields_of(document) | _MARKS[type(document)])


def read(document: bytes) -> Document:
    """Read what an envelope held; whatever the bytes are, the answer is one of the three or a TipError."""
    found = strict.read(document)
    if "document" not in found:
        return tip_in(found)
    kind = found.pop("document")
    if not isinstance(kind, str) or kind not in _READERS:
        raise UnknownDocument
    return _READERS[kind](found)
