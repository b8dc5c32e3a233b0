"""What the queue refuses."""

from __future__ import annotations

from lamplighter.desk.errors import DeskError


class QueueError(DeskError):
    """The queue could not do that."""


class ReasonMissing(QueueError):
    """Say in a few words why, so that the next person can follow the decision."""


class UnknownValue(QueueError):
    """That is not something {about} can be set to. Choose from the list."""


class PlaceUnknown(QueueError):
    """The county pack has no such place. Search again and choose one from the list."""


class AlreadyUndone(QueueError):
    """That decision was already undone, or is itself an undoing. Decide anew instead."""


class NoCountyPack(QueueError):
    """The desk has no county pack, so places cannot be looked up. Build one with `lamplighter county build`."""
