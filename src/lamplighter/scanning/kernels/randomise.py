"""Makes the replicates of one batch: cases before the end of each period, by place, lane by lane.

The space-time permutation keeps how many cases each place has and how many each period has, and shuffles which belong
together. Only cases in periods that some window covers are dealt places: a partial Fisher-Yates shuffle. The Poisson
model keeps how many cases there are in all and lets each fall where people are.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import kernel
from lamplighter.scanning.kernels.philox import WORDS, fill_draws

WHOLE = 2.0**-32
"""A 32-bit number times this is a share, from 0 to below 1."""


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


class Lottery(NamedTuple):
    """Where a case may fall, in tickets equally likely, each shared by two places (Walker 1977, Vose 1991)."""

    places: NDArray[np.int32]
    """(tickets,) the place each is named after; ``NOWHERE`` for times no window covers."""
    periods: NDArray[np.int32]
    """(tickets,) its period, from 1."""
    kept: NDArray[np.float64]
    """(tickets,) how likely the ticket is its own."""
    others: NDArray[np.int32]
    """(tickets,) the ticket it is otherwise."""


NOWHERE = -1


@kernel
def fill_lottery(chances: NDArray[np.float64], lottery: Lottery) -> None:
    """Shares the tickets so that each name comes up with its chance."""
    tickets = chances.size
    left = chances * tickets
    poor, rich = np.empty(tickets, np.int32), np.empty(tickets, np.int32)
    poorest = richest = 0
    for ticket in range(tickets):
        lottery.kept[ticket], lottery.others[ticket] = 1.0, ticket
        if left[ticket] < 1.0:
            poor[poorest], poorest = ticket, poorest + 1
        else:
            rich[richest], richest = ticket, richest + 1
    while poorest > 0 and richest > 0:
        poorest -= 1
        ticket, giver = poor[poorest], rich[richest - 1]
        lottery.kept[ticket], lottery.others[ticket] = left[ticket], giver
        left[giver] -= 1.0 - left[ticket]
        if left[giver] < 1.0:
            richest -= 1
            poor[poorest], poorest = giver, poorest + 1


@kernel
def scatter(
    cases: int, draws: NDArray[np.uint32], halves: NDArray[np.uint32], lottery: Lottery, counts: NDArray[np.int16]
) -> None:
    """Lets each case fall by its draw among the tickets and, within the ticket, by its second number."""
    for case in range(cases):
        ticket = draws[case]
        if halves[case] * WHOLE >= lottery.kept[ticket]:
            ticket = lottery.others[ticket]
        if lottery.places[ticket] != NOWHERE:
            counts[lottery.periods[ticket], lottery.places[ticket]] += 1


@kernel
def scatter_batch(
    seed: np.uint64, first: int, lanes: int, cases: int, lottery: Lottery, counts: NDArray[np.int16]
) -> None:
    """Fills lanes 0, 1, ... with replicates first, first + 1, ... in which each case falls by itself."""
    replicates = np.zeros((counts.shape[2], counts.shape[0], counts.shape[1]), counts.dtype)
    blocks = (cases + WORDS - 1) // WORDS
    bounds = np.full(cases, lottery.kept.size, np.uint32)
    numbers = np.empty((2 * blocks, WORDS), np.uint32)
    for lane in range(lanes):
        fill_draws(seed, np.uint64(first + lane), bounds, numbers)
        halves = numbers[blocks:].reshape(blocks * WORDS)
        scatter(cases, numbers.reshape(numbers.size), halves, lottery, replicates[lane])
        add_up(replicates[lane])
    lay_side_by_side(replicates, counts)
