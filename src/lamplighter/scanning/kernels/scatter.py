"""Makes replicates in which each case falls by itself, in proportion to what is expected: one alias table places a
case with two numbers (Walker 1977, Vose 1991).

Given how many cases there are, of each stratum, this is the Poisson model. If their number is itself a Poisson number
each cell has one too, and if each "case" stands for several, a logarithmic number of them, each cell has a negative
binomial number (Quenouille 1949): the expectation-based models.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import argument, kernel
from lamplighter.scanning.kernels.philox import WORDS, fill_draws, fill_numbers
from lamplighter.scanning.kernels.randomise import add_up, lay_side_by_side

WHOLE = 2.0**-32
"""A 32-bit number times this is a share, from 0 to below 1."""
NUMBER_DRAW = np.uint64(0xFFFFFFFF)
"""The attempt, in the random numbers' counter, that says how many cases there are; no other draw gets as far."""


@argument
class Lottery(NamedTuple):
    """Where a case may fall, in tickets equally likely within a stratum, each shared by two cells."""

    cells: NDArray[np.int32]
    """(tickets,) the cell each is named after: period (from 1; 0 where no window looks) times places, plus place."""
    kept: NDArray[np.float64]
    """(tickets,) how likely the ticket is its own."""
    others: NDArray[np.int32]
    """(tickets,) the ticket it is otherwise."""
    swarms: NDArray[np.float64]
    """(tickets,) the logarithmic distribution's parameter; 0 where a case is one case."""
    offsets: NDArray[np.int32]
    """(cases,) where the tickets of each case's stratum begin."""
    bounds: NDArray[np.uint32]
    """(cases,) how many there are."""
    chances: NDArray[np.float64]
    """(numbers,) how likely at most so many cases as its position and `fewest`; empty where all cases always fall."""
    fewest: int


@kernel
def fill_alias(chances: NDArray[np.float64], first: int, kept: NDArray[np.float64], others: NDArray[np.int32]) -> None:
    """Shares the tickets, which are numbered from `first`, so that each name comes up with its chance."""
    tickets = chances.size
    left = chances * (tickets / chances.sum())
    poor, rich = np.empty(tickets, np.int32), np.empty(tickets, np.int32)
    poorest = richest = 0
    for ticket in range(tickets):
        kept[ticket], others[ticket] = 1.0, first + ticket
        if left[ticket] < 1.0:
            poor[poorest], poorest = ticket, poorest + 1
        else:
            rich[richest], richest = ticket, richest + 1
    while poorest > 0 and richest > 0:
        poorest -= 1
        ticket, giver = poor[poorest], rich[richest - 1]
        kept[ticket], others[ticket] = left[ticket], first + giver
        left[giver] -= 1.0 - left[ticket]
        if left[giver] < 1.0:
            richest -= 1
            poor[poorest], poorest = giver, poorest + 1


@kernel
def swarm(parameter: float, share: float) -> int:
    """A logarithmic number, by adding up its chances until they pass `share`."""
    chance, size = -parameter / math.log1p(-parameter), 1
    while share >= chance > 0:
        share -= chance
        chance *= parameter * size / (size + 1)
        size += 1
    return size


@kernel
def scatter(cases: int, numbers: NDArray[np.uint32], lottery: Lottery, cells: NDArray[np.int16]) -> None:
    """Lets each case fall by its number among the tickets and, within the ticket, by its second number.

    `numbers` has shape (3 or 2, at least cases); the third row says how large swarms are.
    """
    for case in range(cases):
        ticket = lottery.offsets[case] + np.int64(numbers[0, case])
        if numbers[1, case] * WHOLE >= lottery.kept[ticket]:
            ticket = np.int64(lottery.others[ticket])
        size = 1
        if lottery.swarms[ticket] > 0:
            size = swarm(lottery.swarms[ticket], numbers[2, case] * WHOLE)
        cells[lottery.cells[ticket]] += size


@kernel
def how_many(seed: np.uint64, replicate: np.uint64, lottery: Lottery) -> int:
    """How many cases fall in this replicate."""
    if lottery.chances.size == 0:
        return lottery.bounds.size
    numbers = np.empty((1, WORDS), np.uint32)
    fill_numbers(seed, replicate, NUMBER_DRAW, np.uint64(0), numbers)
    share = (numbers[0, 0] + numbers[0, 1] * WHOLE) * WHOLE
    more = int(np.searchsorted(lottery.chances, share, side="right"))
    return min(lottery.fewest + more, lottery.bounds.size)


@kernel
def scatter_batch(seed: np.uint64, first: int, lanes: int, lottery: Lottery, counts: NDArray[np.int16]) -> None:
    """Fills lanes 0, 1, ... with replicates first, first + 1, ... in which each case falls by itself."""
    replicates = np.zeros((counts.shape[2], counts.shape[0], counts.shape[1]), counts.dtype)
    blocks = (lottery.bounds.size + WORDS - 1) // WORDS
    rows = 3 if (lottery.swarms > 0).any() else 2
    numbers = np.empty((rows * blocks, WORDS), np.uint32)
    for lane in range(lanes):
        replicate = np.uint64(first + lane)
        fill_draws(seed, replicate, lottery.bounds, numbers)
        cells = replicates[lane].reshape(replicates[lane].size)
        scatter(how_many(seed, replicate, lottery), numbers.reshape(rows, blocks * WORDS), lottery, cells)
        add_up(replicates[lane])
    lay_side_by_side(replicates, counts)
