"""What the desk refuses, in sentences; refusals.py alone decides the HTTP status of each."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class DeskError(LamplighterError):
    """The desk could not do that."""


class NotPermitted(DeskError):
    """Your role does not allow this. If you need it, ask your administrator."""


class NotHere(DeskError):
    """There is nothing at this address."""


class OutOfService(DeskError):
    """The desk cannot do this at the moment. Nothing was shown or changed."""


class DatabaseAddressNotUnderstood(DeskError):
    """The setting desk_database is not a postgresql:// address with a database name. Correct it."""
