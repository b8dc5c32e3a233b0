"""What can be wrong with triage; each class says it in a sentence."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class TriageError(LamplighterError):
    """The tip could not be assessed."""


class LexiconUnreadable(TriageError):
    """The list {file} is not right: {problem}"""


class TipLineRefused(TriageError):
    """Line {line} of {file} is not a tip: it must be a JSON object with "id" and "text", both text."""
