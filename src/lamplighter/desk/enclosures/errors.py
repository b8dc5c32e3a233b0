"""What keeps somebody from seeing what is enclosed."""

from __future__ import annotations

from lamplighter.desk.errors import NotHere


class NoSuchPhoto(NotHere):
    """There is no such photo with this tip. Open the tip again: its page lists what came with it."""


class NoContact(NotHere):
    """The writer of this tip left no way to be reached. If they took code words, write to their mailbox."""
