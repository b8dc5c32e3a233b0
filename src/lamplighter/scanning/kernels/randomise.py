"""Makes the randomised data of one replicate in one lane: counts by period and place.

The space-time permutation keeps how many cases each place has and how many each period has, and shuffles which belong
together. Only cases in periods that some window covers are dealt places: a partial Fisher-Yates shuffle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import kernel
from lamplighter.scanning.kernels.philox import WORDS, fill_draws


@kernel
def deal(
    case_places: NDArray[np.int32],
    case_periods: NDArray[np.int32],
    draws: NDArray[np.uint32],
    hat: NDArray[np.int32],
    counts: NDArray[np.int16],
) -> None:
    """Deals a place, drawn from all cases' places without putting back, to each case in a covered period.

    `case_places` (cases,) are the places of all cases; `case_periods` (covered cases,) count from 1 for the first
    covered period; `draws` say which of the places left each takes; `counts` (periods + 1, places) is added to;
    `hat` (cases,) is room to work in.
    """
    hat[:] = case_places
    for case in range(case_periods.size):
        drawn = case + np.int64(draws[case])
        place = hat[drawn]
        hat[drawn] = hat[case]
        counts[case_periods[case], place] += 1


@kernel
def add_up(counts: NDArray[np.int16]) -> None:
    """Turns cases in each period into cases before the end of each."""
    for period in range(1, counts.shape[0]):
        for place in range(counts.shape[1]):
            counts[period, place] += counts[period - 1, place]


@kernel
def lay_side_by_side(replicates: NDArray[np.int16], counts: NDArray[np.int16]) -> None:
    """Turns (lanes, periods + 1, places) into (periods + 1, places, lanes), which is how the lanes read it."""
    for period in range(counts.shape[0]):
        for place in range(counts.shape[1]):
            for lane in range(counts.shape[2]):
                counts[period, place, lane] = replicates[lane, period, place]


@kernel
def permute_batch(
    seed: np.uint64,
    first: int,
    lanes: int,
    case_places: NDArray[np.int32],
    case_periods: NDArray[np.int32],
    counts: NDArray[np.int16],
) -> None:
    """Fills lanes 0, 1, ... with replicates first, first + 1, ..., each from its own random numbers.

    Each replicate is made on its own, where it fits the processor's nearest memory, and laid beside the others after.
    """
    replicates = np.zeros((counts.shape[2], counts.shape[0], counts.shape[1]), counts.dtype)
    hat = np.empty_like(case_places)
    left = (hat.size - np.arange(case_periods.size)).astype(np.uint32)
    draws = np.empty(((left.size + WORDS - 1) // WORDS, WORDS), np.uint32)
    for lane in range(lanes):
        fill_draws(seed, np.uint64(first + lane), left, draws)
        deal(case_places, case_periods, draws.reshape(draws.size), hat, replicates[lane])
        add_up(replicates[lane])
    lay_side_by_side(replicates, counts)
