"""Makes the replicates of one batch: cases before the end of each period, by place, lane by lane.

The space-time permutation keeps how many cases each place has and how many each period has, stratum by stratum, and
shuffles which belong together. Only cases in periods that some window covers are dealt places: a partial
Fisher-Yates shuffle. The Bernoulli model deals cases to people the same way.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import argument, kernel
from lamplighter.scanning.kernels.philox import WORDS, fill_draws


@argument
class Shuffle(NamedTuple):
    """Who takes which ticket out of which hat. A cell is a period (from 1; 0 where no window looks) and a place."""

    tickets: NDArray[np.int32]
    """(tickets,) what is in the hats, hat after hat: a place, or a cell."""
    bases: NDArray[np.int32]
    """(cases,) added to its ticket makes each case's cell."""
    offsets: NDArray[np.int64]
    """(cases,) where the tickets still left for each case begin."""
    left: NDArray[np.uint32]
    """(cases,) and how many are left."""


@kernel
def deal(shuffle: Shuffle, draws: NDArray[np.uint32], hat: NDArray[np.int32], cells: NDArray[np.int16]) -> None:
    """Deals each case a ticket out of its hat, without putting back.

    `draws` (cases,) say which of the tickets left each takes; `cells` are added to; `hat` (tickets,) is room to work.
    """
    hat[:] = shuffle.tickets
    for case in range(shuffle.left.size):
        next_ticket = shuffle.offsets[case]
        drawn = next_ticket + np.int64(draws[case])
        ticket = hat[drawn]
        hat[drawn] = hat[next_ticket]
        cells[shuffle.bases[case] + ticket] += 1


def deal_plainly(shuffle: Shuffle, draws: NDArray[np.uint32], cells: NDArray[np.int16]) -> None:
    """What `deal` does, by swapping: the tests hold the two equal."""
    hat = shuffle.tickets.copy()
    for base, offset, draw in zip(shuffle.bases, shuffle.offsets, draws, strict=False):
        hat[[offset, offset + draw]] = hat[[offset + draw, offset]]
        cells[base + hat[offset]] += 1


@kernel
def add_up(counts: NDArray[np.int16]) -> None:
    """Turns cases in each period into cases before the end of each; those of period 0, outside all, are dropped."""
    counts[0] = 0
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
def shuffle_batch(seed: np.uint64, first: int, lanes: int, shuffle: Shuffle, counts: NDArray[np.int16]) -> None:
    """Fills lanes 0, 1, ... with replicates first, first + 1, ..., each from its own random numbers.

    Each replicate is made on its own, where it fits the processor's nearest memory, and laid beside the others after.
    """
    replicates = np.zeros((counts.shape[2], counts.shape[0], counts.shape[1]), counts.dtype)
    hat = np.empty_like(shuffle.tickets)
    draws = np.empty(((shuffle.left.size + WORDS - 1) // WORDS, WORDS), np.uint32)
    for lane in range(lanes):
        fill_draws(seed, np.uint64(first + lane), shuffle.left, draws)
        deal(shuffle, draws.reshape(draws.size), hat, replicates[lane].reshape(replicates[lane].size))
        add_up(replicates[lane])
    lay_side_by_side(replicates, counts)
