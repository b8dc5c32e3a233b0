"""What keeps a reply from being written."""

from __future__ import annotations

from lamplighter.desk.errors import DeskError


class ConversationError(DeskError):
    """The conversation could not go on."""


class NoMailbox(ConversationError):
    """The writer of this tip took no code words, so there is no way to write to them. Decide with what is
    here.
    """


class MailboxEnded(ConversationError):
    """The mailbox has come to its end, so nobody would read a reply. Decide with what is here."""


class MailboxFull(ConversationError):
    """A mailbox shows {most} replies, and this one has had them. Decide with what is here."""


class BoundaryReasonMissing(ConversationError):
    """A question to this person may make them a source. Say in a few words why it may be asked, after you took advice."""
