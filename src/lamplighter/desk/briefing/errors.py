"""What keeps a briefing from being made."""

from __future__ import annotations

from lamplighter.desk.errors import DeskError


class BriefingError(DeskError):
    """The briefing could not be made."""


class NotPrintable(BriefingError):
    """The briefing could not be set as a PDF: {why}. Print the page instead, and tell your administrator."""
