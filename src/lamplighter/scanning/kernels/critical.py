"""Critical counts: the whole number of cases at which a circle's ratio reaches a level, shared by all replicates.

Expected counts do not change from replicate to replicate (margins are fixed), so whether a circle matters is one
comparison of whole numbers. Limits are a hair too generous, never too strict: a circle let through is weighed exactly.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import kernel
from lamplighter.scanning.kernels.likelihood import log_likelihood_ratio

GENEROUS = 1e-9
CLOSE = 1e-12
HALVINGS = 60


class Limits(NamedTuple):
    """One window's expected counts and the critical count of each."""

    expected: NDArray[np.float64]
    """(levels,) not falling within a run."""
    runs: NDArray[np.int64]
    """(runs + 1,) where each run begins."""
    critical: NDArray[np.int16]
    """(levels,)"""


@kernel
def _slope(observed: float, expected: float, total: float) -> float:
    outside = 1.0 if total == np.inf else (total - observed) / (total - expected)
    return outside - observed / expected


@kernel
def _halved(observed: float, level: float, total: float, population: float, inner: float, outer: float) -> float:
    """The root between `inner`, where the ratio is below the level, and `outer`, where it is not: in a finite
    population the curve may end in a wall, on which Newton's method stands still.
    """
    for _ in range(HALVINGS):
        middle = (inner + outer) / 2
        if log_likelihood_ratio(observed, middle, total, population) < level:
            inner = middle
        else:
            outer = middle
    return outer


@kernel
def _finite_high(observed: float, level: float, total: float, population: float) -> float:
    """`turning_point_high` in a finite population; 0 where even a circle of cases only does not reach the level."""
    wall = min(observed, observed * (total / population))
    if log_likelihood_ratio(observed, wall, total, population) < level:
        return 0.0
    return _halved(observed, level, total, population, observed, wall)


@kernel
def _finite_low(observed: float, level: float, total: float, population: float) -> float:
    """`turning_point_low` in a finite population; infinite where no circle reaches the level."""
    wall = total - (total - observed) * (total / population)
    if log_likelihood_ratio(observed, wall, total, population) < level:
        return np.inf
    return _halved(observed, level, total, population, observed, wall)


@kernel
def turning_point_high(observed: float, level: float, total: float, below: float) -> float:
    """The largest expected count for which more cases than expected reach `level`; `below` is known to be smaller.

    Newton's method on a falling convex curve from its left never passes the root.
    """
    expected = max(below, observed * math.exp(-level / observed - 1.0))
    if expected >= observed:
        return observed
    for _ in range(100):
        step = (log_likelihood_ratio(observed, expected, total, np.inf) - level) / -_slope(observed, expected, total)
        expected += step
        if not step > CLOSE * expected:
            break
    return min(expected, observed)


@kernel
def turning_point_low(observed: float, level: float, total: float, above: float) -> float:
    """The smallest expected count for which fewer cases than expected reach `level`; `above` is known to be smaller."""
    if observed == 0:
        return level if total == np.inf else -total * math.expm1(-level / total)
    expected = max(above, observed)
    while log_likelihood_ratio(observed, expected, total, np.inf) < level:
        expected = min(expected + max(1.0, expected - observed), (expected + total) / 2)
        if total - expected < CLOSE * total:
            return total
    for _ in range(100):
        slope = _slope(observed, expected, total)
        if slope <= 0:
            break
        step = (log_likelihood_ratio(observed, expected, total, np.inf) - level) / slope
        expected -= step
        if not step > CLOSE * expected:
            break
    return max(expected, observed)


@kernel
def fill_turning_points(
    sign: int,
    level: float,
    total: float,
    population: float,
    fewest: int,
    largest: float,
    points: NDArray[np.float64],
) -> None:
    """For each count c, the expected count at which it just reaches `level`; -1 (high) where c may not count at all.

    Past `largest`, the largest expected count there is, the points are not worked out but left at infinity.
    """
    point = 0.0
    points[:] = np.inf
    for count in range(points.size):
        if point > largest:
            break
        if sign > 0 and count < max(fewest, 1):
            points[count] = -1.0
        elif sign > 0:
            if population < np.inf:
                point = _finite_high(count, level, total, population)
            else:
                point = turning_point_high(count, level, total, point)
            points[count] = point * (1 + GENEROUS)
        else:
            if population < np.inf:
                point = _finite_low(count, level, total, population)
            else:
                point = turning_point_low(count, level, total, point)
            points[count] = point * (1 - GENEROUS)


@kernel
def fill_critical(sign: int, limits: Limits, scale: float, stride: int, points: NDArray[np.float64], most: int) -> None:
    """The critical count of each expected count (times `scale`) in every `stride`-th run.

    For low rates counts and limits are negated, so that the lanes compare the same way. `most` is the largest count
    the window can hold; what no count can reach is given the largest number there is.
    """
    never = np.iinfo(limits.critical.dtype).max
    for run in range(0, limits.runs.size - 1, stride):
        count = 0
        for index in range(limits.runs[run], limits.runs[run + 1]):
            value = limits.expected[index] * scale
            while count <= most and (points[count] < value if sign > 0 else points[count] <= value):
                count += 1
            if sign > 0:
                limits.critical[index] = count if count <= most else never
            else:
                limits.critical[index] = 1 - count if count > 0 else never


def reaches_plainly(
    sign: int, observed: int, expected: float, level: float, totals: tuple[float, float], fewest: int
) -> bool:
    """Whether a count is critical, in the plainest terms: the tests hold every count's comparison equal to it."""
    on_the_side = sign * (observed - expected) > 0 and (sign < 0 or observed >= fewest)
    return on_the_side and log_likelihood_ratio(observed, expected, *totals) >= level
