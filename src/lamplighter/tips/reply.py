"""A reply: what an officer chose to send to a mailbox; sealed to the key of its words, and to nobody else."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from lamplighter.tips import checks, strict
from lamplighter.tips.errors import EmptyMessage, UnknownDocument, WrongType

MAX_REPLY = 2_000
MOST_REPLIES = 1_000
_MARK = {"document": "reply"}


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One reply, version 1: its words in English, the day it was sent off, not the day it was written, and its place."""

    text: str
    day: str
    number: int = 1
    version: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        if not checks.text("text", self.text, MAX_REPLY).strip():
            raise EmptyMessage
        checks.position("number", self.number, MOST_REPLIES)
        try:
            date.fromisoformat(checks.text("day", self.day))
        except ValueError as error:
            raise WrongType(field="day", wanted="a day such as 2027-01-31") from error

    @property
    def when(self) -> date:
        return date.fromisoformat(self.day)


def dump_reply(reply: Reply) -> bytes:
    """Write a reply as canonical JSON; whatever it says, its envelope has one size."""
    return strict.written(asdict(reply) | _MARK)


def parse_reply(document: bytes) -> Reply:
    """Read a reply; whatever the bytes are, the answer is a reply or a TipError."""
    found = strict.read(document)
    if found.pop("document", None) != _MARK["document"]:
        raise UnknownDocument
    strict.version(found, (1,))
    strict.names(found, _FIELDS, required=_FIELDS)
    given: dict[str, Any] = {name: value for name, value in found.items() if name != "version"}
    return Reply(**given)


_FIELDS = tuple(each.name for each in fields(Reply))
