"""Makes the randomised data of one replicate in one lane: counts by period and place.

The space-time permutation keeps how many cases each place has and how many each period has, and shuffles which belong
together. Only cases in periods that some window covers are dealt places: a partial Fisher-Yates shuffle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import kernel
from lamplighter.scanning.kernels.philox import number_below, start_stream


@kernel
def permute(
    case_places: NDArray[np.int32],
    case_periods: NDArray[np.int32],
    stream: NDArray[np.uint64],
    hat: NDArray[np.int32],
    counts: NDArray[np.int16],
    lane: int,
) -> None:
    """Deals a place, drawn from all cases' places without putting back, to each case in a covered period.

    `case_places` (cases,) are the places of all cases; `case_periods` (covered cases,) count from 1 for the first
    covered period; `counts` (periods + 1, places, lanes) is added to; `hat` is room to work in.
    """
    hat[:] = case_places
    left = np.uint64(hat.size)
    for case in range(case_periods.size):
        drawn = case + np.int64(number_below(left - np.uint64(case), stream))
        place = hat[drawn]
        hat[drawn] = hat[case]
        counts[case_periods[case], place, lane] += 1


@kernel
def add_up(counts: NDArray[np.int16]) -> None:
    """Turns cases in each period into cases before the end of each."""
    for period in range(1, counts.shape[0]):
        for place in range(counts.shape[1]):
            for lane in range(counts.shape[2]):
                counts[period, place, lane] += counts[period - 1, place, lane]


@kernel
def permute_batch(
    seed: np.uint64,
    first: int,
    lanes: int,
    case_places: NDArray[np.int32],
    case_periods: NDArray[np.int32],
    counts: NDArray[np.int16],
) -> None:
    """Fills lanes 0, 1, ... with replicates first, first + 1, ..., each from its own stream of random numbers."""
    counts[:] = 0
    hat = np.empty_like(case_places)
    stream = np.zeros(8, np.uint64)
    for lane in range(lanes):
        start_stream(seed, np.uint64(first + lane), stream)
        permute(case_places, case_periods, stream, hat, counts, lane)
    add_up(counts)
