"""What can go wrong in evaluation, a sentence each."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class EvaluationError(LamplighterError):
    """The evaluation could not be made."""


class CountBelowZero(EvaluationError):
    """A count of people or things cannot be {count}: it starts at none."""


class CountNotWhole(EvaluationError):
    """A count is a whole number, 0 or more, not {count}."""


class WeightNotPositive(EvaluationError):
    """Weights are four numbers for areas, two for times and a dispersion, each above 0, not {weights}."""


class WeeksUneven(EvaluationError):
    """The watched area has counts of {target} weeks and its comparison of {control}: each week needs both."""


class WeeksTooFew(EvaluationError):
    """There are {given} weeks before the place was closed; the watch needs at least {needed} to learn what is usual."""


class WatchOver(EvaluationError):
    """The watch was planned for {planned} weeks and cannot judge week {given}: its false-alarm rate covers those only."""


class ComparisonEmpty(EvaluationError):
    """The comparison area has no counts before the place was closed, so nothing can be compared with it."""


class WatchWrong(EvaluationError):
    """The watch's {name} is {value}, but it must be {expected}."""


class GroundWrong(EvaluationError):
    """The place, the ring and the comparison cannot be watched: {reason}."""


class DisplacementTableWrong(EvaluationError):
    """{path} is no displacement table: {reason}. It needs the columns area, before, after (and weight, if sizes differ)
    and the rows treated and control; displacement and displacement_control where nearby is watched.
    """


class YearsShared(EvaluationError):
    """Some null years are to teach the level and judge it too; a level looks too good on the years that taught it."""
