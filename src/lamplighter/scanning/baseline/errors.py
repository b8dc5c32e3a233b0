"""What can go wrong when a baseline is asked for, one class a failure."""

from __future__ import annotations

from lamplighter.scanning.errors import ScanError


class BaselineError(ScanError):
    """The baseline could not be made."""


class CountsUnusable(BaselineError):
    """The counts cannot be used: {reason}. They must be whole numbers, none negative, none missing, one row an area and one column a period."""


class PeriodsUnusable(BaselineError):
    """The periods cannot be used: {reason}. They must be days (YYYY-MM-DD) or months (YYYY-MM), one for each column of the counts, each later than the one before."""


class SurroundingsUnusable(BaselineError):
    """What is known of the areas cannot be used: {reason}."""


class TuningUnusable(BaselineError):
    """The tuning cannot be used: {name} is {value}, but it must be a finite number {bound}."""


class LevelWrong(BaselineError):
    """The level of an interval is {level}, but it must lie between 0 and 1."""


class PeriodUnknown(BaselineError):
    """Nothing can be expected in {period}: it is neither a period of the history nor after its last, {last}."""


class ObservedUnusable(BaselineError):
    """The counts observed cannot be scored: there must be {areas}, one for each area, whole numbers and none negative."""


class HistoryTooShort(BaselineError):
    """There are too few months to compare: {before} up to {until} and {after} after it, but at least {least} before and 1 after are needed."""
