"""The best of all subsets of a neighbourhood, without trying them all.

For these ratios the best subset always consists of the places with the most cases for what is expected: sorted by
c / e, it is one of the first one, two, three, ... (linear-time subset scanning). Neill (2012), "Fast subset scan for
spatial pattern detection", Journal of the Royal Statistical Society B 74:337-360.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import kernel
from lamplighter.scanning.kernels.likelihood import log_likelihood_ratio
from lamplighter.scanning.kernels.search import Search


@kernel
def _sort_by_priority(
    sign: int, counts: NDArray[np.float64], due: NDArray[np.float64], order: NDArray[np.int64]
) -> None:
    """Puts the places in order, most cases for what is due first (fewest first for low rates); ties stay."""
    for number in range(order.size):
        moved, at = order[number], number
        while at > 0:
            other = order[at - 1]
            if sign * (counts[moved] * due[other] - counts[other] * due[moved]) <= 0:
                break
            order[at] = other
            at -= 1
        order[at] = moved


@kernel
def best_prefix(
    sign: int, search: Search, counts: NDArray[np.float64], due: NDArray[np.float64], order: NDArray[np.int64]
) -> tuple[float, int]:
    """The largest ratio of the first so many places by priority, and how many they are; sorts `order`."""
    _sort_by_priority(sign, counts, due, order)
    held, expected, best, size = 0.0, 0.0, 0.0, 0
    for number in range(order.size):
        held += counts[order[number]]
        expected += due[order[number]]
        if sign * (held - expected) > 0 and (sign < 0 or held >= search.fewest):
            ratio = log_likelihood_ratio(held, expected, search.total, search.population)
            if ratio > best * (1 + 1e-12):
                best, size = ratio, number + 1
    return best, size


class Room(NamedTuple):
    """Room to work in, as much as the largest row has places."""

    counts: NDArray[np.float64]
    due: NDArray[np.float64]
    order: NDArray[np.int64]


@kernel
def _gather(
    sign: int, search: Search, spot: tuple[int, int], inside: NDArray[np.int64], room: Room
) -> NDArray[np.int64]:
    """Fills in what is observed and due at the places of a row in a window (`spot`); says which of them matter.

    A place without cases never makes rates higher.
    """
    row, window = spot
    matter = 0
    begin = search.starts[row]
    weights = search.weights[window if search.weights.shape[0] > 1 else 0]
    for step in range(begin, search.starts[row + 1]):
        place = search.places[step]
        if sign < 0 or inside[place] > 0:
            room.counts[step - begin] = inside[place]
            room.due[step - begin] = weights[place] * search.scales[window] * search.unit
            room.order[matter], matter = step - begin, matter + 1
    return room.order[:matter]


@kernel
def find_subset_maxima(sign: int, search: Search, counts: NDArray[np.int16], maxima: NDArray[np.float64]) -> None:
    """Raises each lane's maximum to its largest ratio of any subset of any row, through any window."""
    most = np.diff(search.starts).max()
    room = Room(np.empty(most), np.empty(most), np.empty(most, np.int64))
    inside = np.empty(counts.shape[1], np.int64)
    for lane in range(maxima.size):
        for window in range(search.scales.size):
            inside[:] = counts[search.window_stops[window], :, lane]
            inside -= counts[search.window_starts[window], :, lane]
            for row in range(search.starts.size - 1):
                order = _gather(sign, search, (row, window), inside, room)
                ratio, _ = best_prefix(sign, search, room.counts, room.due, order)
                maxima[lane] = max(maxima[lane], ratio)


@kernel
def best_subsets(
    sign: int,
    search: Search,
    inside: NDArray[np.int64],
    ratios: NDArray[np.float64],
    windows: NDArray[np.int64],
    chosen: NDArray[np.bool_],
) -> None:
    """For each row its largest ratio, the window, and which of the search's steps (steps,) are in the subset."""
    most = np.diff(search.starts).max()
    room = Room(np.empty(most), np.empty(most), np.empty(most, np.int64))
    for row in range(ratios.size):
        for window in search.reported:
            order = _gather(sign, search, (row, window), inside[:, window], room)
            ratio, size = best_prefix(sign, search, room.counts, room.due, order)
            if ratio > ratios[row] * (1 + 1e-9):
                ratios[row], windows[row] = ratio, window
                chosen[search.starts[row] : search.starts[row + 1]] = False
                for number in range(size):
                    chosen[search.starts[row] + order[number]] = True


def best_subset_plainly(sign: int, search: Search, counts: NDArray[np.float64], due: NDArray[np.float64]) -> float:
    """The largest ratio of all subsets, each tried: the tests hold `best_prefix` equal to it."""
    subsets = (list(some) for size in range(1, len(due) + 1) for some in combinations(range(len(due)), size))
    totals = ((counts[some].sum(), due[some].sum()) for some in subsets)
    ratios = (
        log_likelihood_ratio(held, expected, search.total, search.population)
        for held, expected in totals
        if sign * (held - expected) > 0
    )
    return max(ratios, default=0.0)
