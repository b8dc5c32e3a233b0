"""What can go wrong in evaluation, a sentence each."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class EvaluationError(LamplighterError):
    """The evaluation could not be made."""


class CountBelowZero(EvaluationError):
    """A count of people or things cannot be {count}: it starts at none."""
