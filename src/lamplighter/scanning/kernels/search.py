"""What a search goes through: the places of every circle, its expected counts, and the windows of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import argument, kernel


@argument
class Search(NamedTuple):
    """The same for the observed data and every replicate, in the arrays the kernels read.

    A cylinder is a step (a centre's circle out to one more place) and a window. Its expected number of cases is
    ``expected[levels[step]] * scales[window] * unit``; the product without ``unit`` is kept whole where it can be, so
    that equal cylinders are equal to the last bit.
    """

    starts: NDArray[np.int64]
    """(centres + 1,) where each centre's steps begin."""
    places: NDArray[np.int32]
    """(steps,) the place each step takes in."""
    levels: NDArray[np.int32]
    """(steps,) where to look in ``expected``."""
    expected: NDArray[np.float64]
    """(levels,) not falling within a run; made anew for each window from its ``weights`` where those differ."""
    runs: NDArray[np.int64]
    """(runs + 1,) where each run of ``expected`` begins."""
    scales: NDArray[np.float64]
    """(windows,)"""
    weights: NDArray[np.float64]
    """(1, places), or (windows, places) where places' shares change in time: what each place adds to a step's
    expected cases, before the scale. In the second case ``levels`` number the steps themselves."""
    window_starts: NDArray[np.int64]
    """(windows,) the first period of each."""
    window_stops: NDArray[np.int64]
    """(windows,) the period after the last of each."""
    window_most: NDArray[np.int64]
    """(windows,) the most cases each can hold."""
    reported: NDArray[np.int64]
    """The windows a cluster may be reported of; the others count in replicates only."""
    total: float
    """All cases of the study; infinite where they are not given in advance."""
    population: float
    """Cases and controls; infinite where people may be counted more than once."""
    unit: float
    fewest: int
    """The fewest cases a high-rate cluster may have."""


@kernel
def fill_expected(search: Search, window: int, stride: int, expected: NDArray[np.float64]) -> None:
    """Makes every `stride`-th centre's expected counts those of one window, where windows differ."""
    for centre in range(0, search.starts.size - 1, stride):
        total = 0.0
        for step in range(search.starts[centre], search.starts[centre + 1]):
            total += search.weights[window, search.places[step]]
            expected[step] = total


class Weighed(NamedTuple):
    """One cylinder and the cases in it."""

    centre: int
    step: int
    window: int
    observed: int
    expected: float


def cylinders_plainly(sign: int, search: Search, inside: NDArray[np.int64]) -> Iterator[Weighed]:
    """Every cylinder with more (`sign` 1) or fewer (-1) of the cases `inside` (places, windows) than expected.

    This is the search in the plainest terms; the kernels are held equal to it.
    """
    for centre, (start, stop) in enumerate(zip(search.starts, search.starts[1:], strict=False)):
        for step in range(start, stop):
            observed = inside[search.places[start : step + 1]].sum(axis=0).tolist()
            weight = search.weights[:, search.places[start : step + 1]].sum(axis=1)
            expected = (weight * search.scales * search.unit).tolist()
            for window, (count, due) in enumerate(zip(observed, expected, strict=True)):
                if (count > due and count >= search.fewest) if sign > 0 else count < due:
                    yield Weighed(centre, step, window, count, due)
