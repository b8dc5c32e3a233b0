"""What can go wrong with alarms, a sentence each."""

from __future__ import annotations

from lamplighter.scanning.errors import ScanError


class AlarmError(ScanError):
    """The alarms could not be made."""


class RecordWrong(AlarmError):
    """The record of events cannot be watched: {reason}."""


class BudgetWrong(AlarmError):
    """A budget is a number of false alarms a year above 0, and the streams' parts of it add up to 1: {reason}."""


class StillLearning(AlarmError):
    """Alarms wait, because {reason}"""


class YearsTooFew(AlarmError):
    """{years:g} made-up years hold {alarms:g} alarms under this budget; at least {needed} are needed to learn a level."""
