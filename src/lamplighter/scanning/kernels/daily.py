"""The strongest clusters of every day of a year, without replicates: what alarms are calibrated on.

Counts are compared with the negative binomial likelihood ratio for a rise. With the share of each area known and the
county's total given, a circle and window expects e and its counts have the variance e + a e^2; the ratio is
c ln(c / e) - (c + 1 / a) ln((1 + a c) / (1 + a e)), which is Kulldorff's c ln(c / e) - c + e where a is 0.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import argument, kernel

ALMOST_NONE = 1e-9


@argument
class Days(NamedTuple):
    """What is searched each day. Events come in the order they were told."""

    area: NDArray[np.int32]
    on: NDArray[np.int32]
    """(events,) the day an event is dated; windows are of these days."""
    told: NDArray[np.int32]
    """(events,) the day it became known."""
    shares: NDArray[np.float64]
    """(days watched, areas) of the county's events that each area is expected to have."""
    spread: NDArray[np.float64]
    """(days watched, areas) the dispersion a of each area's counts."""
    starts: NDArray[np.int64]
    places: NDArray[np.int32]
    first: int
    """The first day watched."""
    longest: int
    fewest: int
    penalty: float
    """Taken off for each doubling (by e) of the number of areas."""
    floor: float


@kernel
def rise(count: float, expected: float, dispersion: float) -> float:
    """The log-likelihood ratio of a rise to `count`."""
    if dispersion < ALMOST_NONE:
        return count * math.log(count / expected) - count + expected
    grown = math.log((1 + dispersion * count) / (1 + dispersion * expected))
    return count * math.log(count / expected) - (count + 1 / dispersion) * grown


@kernel
def _fill_windows(counts: NDArray[np.int32], day: int, inside: NDArray[np.int64], total: NDArray[np.float64]) -> None:
    """Counts of each area (areas, windows) and the county (windows,) in the last 1, 2, ... days."""
    total[:] = 0.0
    for place in range(counts.shape[0]):
        run = 0
        for window in range(total.size):
            run += counts[place, day - window]
            inside[place, window] = run
            total[window] += run


@kernel
def _may_reach(
    held: NDArray[np.int64], total: NDArray[np.float64], mean: float, dispersion: float, level: float
) -> bool:
    """Whether any window's ratio may exceed a level: it is at most (c - e)^2 / (2 (e + a e^2)), which needs no logarithm.

    Without a branch, so that several windows are looked at in one instruction.
    """
    reached = 0
    for window in range(total.size):
        due = mean * total[window]
        more = max(held[window] - due, 0.0)
        reached += more * more > 2 * due * (1 + dispersion * due) * level
    return reached > 0


@kernel
def _best_of_row(
    days: Days,
    number: int,
    row: int,
    inside: NDArray[np.int64],
    total: NDArray[np.float64],
    held: NDArray[np.int64],
    best: NDArray[np.float64],
) -> None:
    """`best` becomes the row's largest statistic, its step, window, count and expectation; the step is -1 for none."""
    best[0], best[1] = days.floor, -1.0
    held[:] = 0
    mean, variance = 0.0, 0.0
    for step in range(days.starts[row], days.starts[row + 1]):
        place = days.places[step]
        share = days.shares[number, place]
        mean += share
        variance += share * share * days.spread[number, place]
        if inside[place, total.size - 1] == 0:
            continue  # the circle before it has the same counts and expects less
        for window in range(total.size):
            held[window] += inside[place, window]
        dispersion, taken_off = variance / (mean * mean), days.penalty * math.log(step - days.starts[row] + 1.0)
        if not _may_reach(held, total, mean, dispersion, best[0] + taken_off):
            continue
        for window in range(total.size):
            count, due = held[window], mean * total[window]
            if count < days.fewest or count <= due:
                continue
            found = rise(count, due, dispersion)
            if found > best[0] + taken_off:
                best[0], best[1], best[2], best[3], best[4] = found - taken_off, step, window, count, due


@kernel
def _meets(days: Days, row: int, last: float, taken: NDArray[np.bool_]) -> bool:
    """Whether the row's circle up to a step holds an area that is taken."""
    return bool(taken[days.places[days.starts[row] : int(last) + 1]].any())


@kernel
def _apart(days: Days, best: NDArray[np.float64], taken: NDArray[np.bool_], found: NDArray[np.float64]) -> None:
    """The best rows first, leaving out any that shares an area with one taken: row, then what `best` holds of it."""
    taken[:] = False
    for rank in range(found.shape[0]):
        top = -1
        for row in range(best.shape[0]):
            if best[row, 1] >= 0 and (top < 0 or best[row, 0] > best[top, 0]):
                if _meets(days, row, best[row, 1], taken):
                    best[row, 1] = -1
                else:
                    top = row
        if top < 0:
            return
        found[rank, 0] = top
        found[rank, 1:] = best[top]
        for step in range(days.starts[top], int(best[top, 1]) + 1):
            taken[days.places[step]] = True


@kernel
def fill_strongest(days: Days, found: NDArray[np.float64]) -> None:
    """Fills `found` (days watched, ranks, 6): row, statistic, step, window (days less 1), count and expectation.

    Ranks without a cluster keep the row they had: give -1.
    """
    areas, watched = days.shares.shape[1], days.shares.shape[0]
    counts = np.zeros((areas, days.first + watched), np.int32)
    inside = np.zeros((areas, days.longest), np.int64)
    total, held = np.zeros(days.longest), np.zeros(days.longest, np.int64)
    best, taken = np.zeros((days.starts.size - 1, 5)), np.zeros(areas, np.bool_)
    event = 0
    for day in range(days.first + watched):
        while event < days.told.size and days.told[event] <= day:
            if 0 <= days.on[event] <= day:
                counts[days.area[event], days.on[event]] += 1
            event += 1
        if day >= days.first:
            _fill_windows(counts, day, inside, total)
            for row in range(days.starts.size - 1):
                _best_of_row(days, day - days.first, row, inside, total, held, best[row])
            _apart(days, best, taken, found[day - days.first])


def strongest_plainly(days: Days, number: int) -> float:
    """The largest statistic of one watched day, in the plainest terms; 0 where none reaches the floor."""
    today, best = days.first + number, 0.0
    for start, stop in zip(days.starts, days.starts[1:], strict=False):
        for size in range(1, stop - start + 1):
            places = days.places[start : start + size]
            share = days.shares[number, places]
            dispersion = float((share**2 * days.spread[number, places]).sum() / share.sum() ** 2)
            for length in range(1, days.longest + 1):
                known = (days.told <= today) & (days.on > today - length) & (days.on <= today)
                count, due = int((known & np.isin(days.area, places)).sum()), float(share.sum() * known.sum())
                if count >= days.fewest and count > due:
                    best = max(best, rise(count, due, dispersion) - days.penalty * math.log(size))
    return best if best > days.floor else 0.0
