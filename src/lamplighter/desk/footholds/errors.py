"""What the footholds refuse."""

from __future__ import annotations

from lamplighter.desk.errors import DeskError, OutOfService


class FootholdError(DeskError):
    """The foothold could not be changed."""


class NoCountyPack(OutOfService):
    """There is no county pack, so no tip can be placed and nothing can be scanned. Build one with: lamplighter county
    build.
    """


class WhyIsMissing(FootholdError):
    """Say why, in a sentence: a judgement nobody can follow helps nobody."""


class NotTheLatestJudgement(FootholdError):
    """Only the latest judgement of a foothold can be taken back. Open its page again to see which that is."""


class DayIsNotOver(FootholdError):
    """That day has not come yet. Choose today or a day before it."""


class NoSuchDay(FootholdError):
    """The address names no day such as 2026-07-14: "{given}". Go back and choose a day."""
