"""What reporters write in their mailboxes, handed on from the envelopes it came in."""

from __future__ import annotations

from datetime import date

from lamplighter import tips
from lamplighter.desk.inbox.errors import NoConversationsYet


def receive_message(message: tips.Message, day: date) -> None:
    """Keeps a message, or raises: then its envelope is kept sealed and can be tried again."""
    del message, day
    raise NoConversationsYet
