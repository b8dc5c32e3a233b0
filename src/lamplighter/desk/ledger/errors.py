"""What the ledger refuses."""

from __future__ import annotations

from lamplighter.desk.errors import DeskError, OutOfService


class LedgerError(DeskError):
    """The ledger refused an entry."""


class NotAnIdentifier(LedgerError):
    """The ledger keeps identifiers, never content: {field} is not one. Tell your administrator."""


class NoLedgerNoContent(OutOfService):
    """The ledger could not be written, so nothing is shown. Tell your administrator."""


class ReadOutsideARecordedView(LedgerError):
    """A tip's content was asked for outside a view that the ledger records. Nothing was decrypted. Tell your
    administrator.
    """
