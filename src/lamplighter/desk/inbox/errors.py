"""What keeps a tip from being received, opened or read."""

from __future__ import annotations

from lamplighter.desk.errors import DeskError, OutOfService


class InboxError(DeskError):
    """The inbox could not do that."""


class DeskLocked(OutOfService):
    """The desk's keys are locked, so no tip can be opened or read. {why} They wait sealed: tell your administrator."""


class TipDestroyed(InboxError):
    """Nobody can read this tip any more: its key was destroyed, or what is stored of it was altered. Tell your administrator if
    nobody decided that.
    """


class BrokeWhileOpening(InboxError):
    """Opening this envelope broke in a way that was not foreseen; the log has the details. It is kept; tell your
    administrator.
    """


class NotRefused(InboxError):
    """No envelope here could not be opened. Somebody may have tried it again just now: look at the inbox once more."""


class NoMoment(InboxError):
    """The page did not say until when you looked. Open the inbox again and press the button there."""


class AlreadyEnclosed(InboxError):
    """The tip already has this photo or contact, and what is there is never replaced. Look at the tip for what
    there is.
    """


class PhotoNotTaken(InboxError):
    """A photo came with a report that takes none: by a child, or about sexual abuse. It stays sealed, unseen by anybody;
    ask your safeguarding lead what your force does with it.
    """
