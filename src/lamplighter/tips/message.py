"""A message: what somebody who took code words writes back in their mailbox, with nothing in it about who they are."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from lamplighter.tips import checks, strict
from lamplighter.tips.errors import EmptyMessage

MAX_MESSAGE = 4_000


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message, version 1; the mailbox says which conversation it belongs to."""

    mailbox: str
    text: str
    language: str
    version: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        checks.hexadecimal("mailbox", self.mailbox)
        checks.language(self.language)
        if not checks.text("text", self.text, MAX_MESSAGE).strip():
            raise EmptyMessage


def message_in(found: dict[str, Any]) -> Message:
    """The message that an object describes."""
    strict.version(found, (1,))
    strict.names(found, _FIELDS, required=_FIELDS)
    return Message(**{name: value for name, value in found.items() if name != "version"})


_FIELDS = tuple(field.name for field in fields(Message))
