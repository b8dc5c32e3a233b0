"""The largest log-likelihood ratio of each replicate, exactly, without a logarithm for almost any circle.

For a given count the ratio falls as the expected count rises (for high rates), so a replicate's maximum is found among
the smallest expected counts seen with each count. Circles below a level every replicate is known to reach are passed
over by their critical count. A thin first pass over every 16th centre finds that level.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import kernel
from lamplighter.scanning.kernels.critical import Limits, fill_critical, fill_turning_points
from lamplighter.scanning.kernels.lanes import LANES, advance, lowest_lane
from lamplighter.scanning.kernels.likelihood import log_likelihood_ratio
from lamplighter.scanning.kernels.search import Search, cylinders_plainly, fill_expected

THIN = 16
NONE, ONE = np.uint64(0), np.uint64(1)


class Seen(NamedTuple):
    """What is kept of the circles let through."""

    best: NDArray[np.float64]
    """(LANES, counts) the best expected count seen with each count, negated for low rates; infinite for none."""
    top: NDArray[np.int64]
    """(LANES,) the largest count seen."""


@kernel
def _slice_window(sign: int, start: int, stop: int, counts: NDArray[np.int16], slab: NDArray[np.int16]) -> None:
    """The cases of each place inside one window, lane by lane; negated for low rates."""
    for place in range(slab.shape[0]):
        for lane in range(LANES):
            slab[place, lane] = sign * (counts[stop, place, lane] - counts[start, place, lane])


@kernel
def _note(sign: int, key: float, reached: np.uint64, running: NDArray[np.int16], seen: Seen) -> None:
    """For each lane that reached its limit, keeps the better of this expected count and the best with its count."""
    while reached != NONE:
        lane = lowest_lane(reached)
        count = sign * running[lane]
        if sign * key < seen.best[lane, count]:
            seen.best[lane, count] = sign * key
            seen.top[lane] = max(seen.top[lane], count)
        reached &= reached - ONE


@kernel
def _scan_window(
    sign: int,
    search: Search,
    limits: Limits,
    scale: float,
    stride: int,
    slab: NDArray[np.int16],
    seen: Seen,
) -> None:
    """Grows every `stride`-th centre's circle place by place, stopping only where some lane reaches its limit."""
    running, reached = np.empty(LANES, slab.dtype), np.zeros(1, np.uint64)
    for centre in range(0, search.starts.size - 1, stride):
        running[:] = 0
        step, stop = search.starts[centre], search.starts[centre + 1]
        while True:
            step = advance(search.places, search.levels, limits.critical, slab, running, reached, step, stop)
            if step >= stop:
                break
            _note(sign, limits.expected[search.levels[step]] * scale, reached[0], running, seen)
            step += 1


@kernel
def _lane_maxima(sign: int, search: Search, seen: Seen, maxima: NDArray[np.float64]) -> None:
    """Each lane's largest ratio so far, from the best expected count seen with each count."""
    for lane in range(maxima.size):
        for count in range(seen.top[lane] + 1):
            if seen.best[lane, count] < np.inf:
                expected = sign * seen.best[lane, count] * search.unit
                ratio = log_likelihood_ratio(count, expected, search.total, search.population)
                maxima[lane] = max(maxima[lane], ratio)


@kernel
def most_inside(search: Search, counts: NDArray[np.int16]) -> NDArray[np.int64]:
    """The most cases each window holds in any lane."""
    periods, places, lanes = counts.shape
    before = np.zeros((periods, lanes), np.int64)
    for period in range(periods):
        for place in range(places):
            for lane in range(lanes):
                before[period, lane] += counts[period, place, lane]
    most = np.empty(search.scales.size, np.int64)
    for window in range(most.size):
        most[window] = (before[search.window_stops[window]] - before[search.window_starts[window]]).max()
    return most


@kernel
def find_maxima(sign: int, search: Search, counts: NDArray[np.int16], maxima: NDArray[np.float64]) -> None:
    """Raises each lane's maximum to its largest ratio of high (`sign` 1) or low (-1) rates.

    `counts` (periods + 1, places, LANES) are the cases before each period; `maxima` (lanes in use,) are the ratios
    known to be reached already, 0 at first.
    """
    window_most = search.window_most
    if search.total == np.inf:
        window_most = most_inside(search, counts)
    most = window_most.max()
    seen = Seen(np.full((LANES, most + 1), np.inf), np.full(LANES, -1, np.int64))
    slab = np.empty(counts.shape[1:], counts.dtype)
    limits = Limits(search.expected.copy(), search.runs, np.empty(search.expected.size, counts.dtype))
    changing = search.weights.shape[0] > 1
    points = np.empty(most + 1)
    largest = search.weights.sum(axis=1).max() * search.scales.max() * search.unit
    level = -1.0
    for stride in (THIN, 1):
        for window in range(search.scales.size):
            if maxima.min() > level:
                level = maxima.min()
                fill_turning_points(sign, level, search.total, search.population, search.fewest, largest, points)
                points /= search.unit
            scale, holds = search.scales[window], window_most[window]
            _slice_window(sign, search.window_starts[window], search.window_stops[window], counts, slab)
            if changing:
                fill_expected(search, window, stride, limits.expected)
            fill_critical(sign, limits, scale, stride, points, holds)
            _scan_window(sign, search, limits, scale, stride, slab, seen)
            if window & (window + 1) == 0:
                _lane_maxima(sign, search, seen, maxima)
        _lane_maxima(sign, search, seen, maxima)


def maximum_plainly(sign: int, search: Search, inside: NDArray[np.int64]) -> float:
    """The largest ratio of one replicate whose cases by place and window are `inside`: what `find_maxima` finds."""
    ratios = (
        log_likelihood_ratio(cylinder.observed, cylinder.expected, search.total, search.population)
        for cylinder in cylinders_plainly(sign, search, inside)
    )
    return max(ratios, default=0.0)
