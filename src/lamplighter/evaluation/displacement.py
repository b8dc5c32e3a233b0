"""Whether a change in one place went to the places round it: the weighted displacement difference and the quotient.

The difference has a standard error, so it may be judged. The quotient has none: it describes, and is shown only where
the place did improve and no count is so small that it would swing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from lamplighter.evaluation.errors import CountNotWhole, WeightNotPositive

LEAST_TO_DIVIDE = 10
"""A quotient of counts below this says more about chance than about the place."""


@dataclass(frozen=True)
class Change:
    """What was counted in one area over a time before and a time after.

    Raises
    ------
    CountNotWhole
        Where a count is negative or no whole number.
    """

    before: int
    after: int

    def __post_init__(self) -> None:
        for count in (self.before, self.after):
            if type(count) is not int or count < 0:  # a bool is an int, and no count
                raise CountNotWhole(count=count)

    def __add__(self, other: Change) -> Change:
        return Change(self.before + other.before, self.after + other.after)


NOTHING = Change(0, 0)


@dataclass(frozen=True)
class Difference:
    """How many fewer (below 0) or more happened than the comparison would have had it, and how sure that is."""

    estimate: float
    standard_error: float

    @property
    def z(self) -> float:
        """The estimate in standard errors; 0 where nothing at all was counted."""
        return self.estimate / self.standard_error if self.standard_error else 0.0

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The normal interval of that level."""
        reach = NormalDist().inv_cdf(0.5 + level / 2) * self.standard_error
        return self.estimate - reach, self.estimate + reach


def weighted_displacement_difference(
    *,
    control: Change,
    treated: Change,
    displacement_control: Change = NOTHING,
    displacement: Change = NOTHING,
    area_weights: Sequence[float] = (1, 1, 1, 1),
    time_weights: Sequence[float] = (1, 1),
    dispersion: float = 1.0,
) -> Difference:
    """The change of the treated area and of the one round it, less the changes of the areas each is compared with.

    Parameters
    ----------
    control, treated, displacement_control, displacement : Change
        Counts before and after. Leave the last two out where nowhere near is watched.
    area_weights : four numbers
        What the counts of control, treated, displacement control and displacement area are divided by: their size.
    time_weights : two numbers
        What the counts before and after are divided by: their length.
    dispersion : float
        How many times more than Poisson the counts vary; 1 is the paper's.

    Returns
    -------
    Difference
        The estimate and its standard error, the root of the sum of all counts, each divided by its weight squared.

    Raises
    ------
    WeightNotPositive
        Where a weight or the dispersion is no number above 0.

    Notes
    -----
    Wheeler and Ratcliffe (2018), "A simple weighted displacement difference test to evaluate place based crime
    interventions", Crime Science 7:11.

    Examples
    --------
    >>> found = weighted_displacement_difference(
    ...     control=Change(308, 318), treated=Change(207, 110),
    ...     displacement_control=Change(150, 140), displacement=Change(178, 157))
    >>> found.estimate, round(found.standard_error ** 2), round(found.z, 2)
    (-118.0, 1568, -2.98)
    >>> [round(end) for end in found.interval()]
    [-196, -40]
    """
    weights = (*area_weights, *time_weights, dispersion)
    if len(area_weights) != 4 or len(time_weights) != 2 or not all(map(_above_nought, weights)):
        raise WeightNotPositive(weights=", ".join(map(str, weights)))
    estimate = variance = 0.0
    areas = zip((control, treated, displacement_control, displacement), (-1, 1, -1, 1), area_weights, strict=True)
    for change, sign, area in areas:
        for count, turn, time in zip((change.before, change.after), (-1, 1), time_weights, strict=True):
            estimate += sign * turn * count / (area * time)
            variance += count / (area * time) ** 2
    return Difference(estimate, math.sqrt(variance * dispersion))


@dataclass(frozen=True)
class Quotient:
    """The displacement quotient, or why it may not be read."""

    value: float | None
    reading: str


def displacement_quotient(*, treated: Change, displacement: Change, control: Change) -> Quotient:
    """What the area round gained or lost for each part the treated area gained, both against the control.

    Bowers and Johnson (2003), "Measuring the geographical displacement and diffusion of benefit effects of crime
    prevention activity", Journal of Quantitative Criminology 19:275. It has no standard error. It is read only where
    the treated area fell against the control, and not at all where a count is below ten.

    >>> found = displacement_quotient(
    ...     treated=Change(207, 110), displacement=Change(178, 157), control=Change(308, 318))
    >>> round(found.value, 3), found.reading
    (0.258, 'Nearby improved too, by less than the place itself.')
    """
    cells = [count for change in (treated, displacement, control) for count in (change.before, change.after)]
    if min(cells) < LEAST_TO_DIVIDE:
        return Quotient(None, f"Not shown: a count is below {LEAST_TO_DIVIDE}, and a quotient of it would swing.")
    success = treated.after / control.after - treated.before / control.before
    if success >= 0:
        return Quotient(None, "Not shown: the place did not fall against its comparison, so nothing could move away.")
    value = (displacement.after / control.after - displacement.before / control.before) / success
    return Quotient(value, _reading(value))


def _reading(value: float) -> str:
    if value > 1:
        return "Nearby improved by more than the place itself."
    if value > 0:
        return "Nearby improved too, by less than the place itself."
    if value == 0:
        return "Nearby did not change."
    if value >= -1:
        return "Nearby got worse, by less than the place improved."
    return "Nearby got worse by more than the place improved."


def _above_nought(weight: float) -> bool:
    return math.isfinite(weight) and weight > 0
