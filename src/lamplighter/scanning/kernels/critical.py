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
    return (total - observed) / (total - expected) - observed / expected


@kernel
def turning_point_high(observed: float, level: float, total: float, below: float) -> float:
    """The largest expected count for which more cases than expected reach `level`; `below` is known to be smaller.

    Newton's method on a falling convex curve from its left never passes the root.
    """
    expected = max(below, observed * math.exp(-level / observed - 1.0))
    if expected >= observed:
        return observed
    for _ in range(100):
        step = (log_likelihood_ratio(observed, expected, total) - level) / -_slope(observed, expected, total)
        expected += step
        if not step > CLOSE * expected:
            break
    return min(expected, observed)


@kernel
def turning_point_low(observed: float, level: float, total: float, above: float) -> float:
    """The smallest expected count for which fewer cases than expected reach `level`; `above` is known to be smaller."""
    if observed == 0:
        return -total * math.expm1(-level / total)
    expected = max(above, observed)
    while log_likelihood_ratio(observed, expected, total) < level:
        expected = min(expected + max(1.0, expected - observed), (expected + total) / 2)
        if total - expected < CLOSE * total:
            return total
    for _ in range(100):
        slope = _slope(observed, expected, total)
        if slope <= 0:
            break
        step = (log_likelihood_ratio(observed, expected, total) - level) / slope
        expected -= step
        if not step > CLOSE * expected:
            break
    return max(expected, observed)


@kernel
def fill_turning_points(
    sign: int, level: float, total: float, fewest: int, largest: float, points: NDArray[np.float64]
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
            point = turning_point_high(count, level, total, point)
            points[count] = point * (1 + GENEROUS)
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


def critical_count_plainly(sign: int, expected: float, level: float, total: int, fewest: int, most: int) -> int | None:
    """The same by trying every count: the tests hold the two equal."""
    counts = range(fewest, most + 1) if sign > 0 else range(most, -1, -1)
    for count in counts:
        on_the_side = count > expected if sign > 0 else count < expected
        if on_the_side and log_likelihood_ratio(count, expected, total) >= level:
            return sign * count
    return None
