"""Philox4x32-10, a counter-based random generator: the numbers of a replicate depend on the seed and the replicate
alone, so that any number of threads or machines makes the same replicates.

Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.compiled import kernel

MULTIPLIER_0 = np.uint64(0xD2511F53)
MULTIPLIER_1 = np.uint64(0xCD9E8D57)
WEYL_0 = np.uint64(0x9E3779B9)
WEYL_1 = np.uint64(0xBB67AE85)
LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
ROUNDS = 10
WORDS = 4


@kernel
def fill_numbers(
    seed: np.uint64, replicate: np.uint64, attempt: np.uint64, first: np.uint64, numbers: NDArray[np.uint32]
) -> None:
    """Fills `numbers` (blocks, 4) with 32-bit numbers: row i has the key `seed` and the counter
    (first + i, attempt, low half of replicate, high half of replicate).
    """
    for block in range(numbers.shape[0]):
        a, b, c, d = first + np.uint64(block), attempt, replicate & LOW, replicate >> HALF
        key_0, key_1 = seed & LOW, seed >> HALF
        for _ in range(ROUNDS):
            left, right = MULTIPLIER_0 * a, MULTIPLIER_1 * c
            a, b, c, d = (right >> HALF) ^ b ^ key_0, right & LOW, (left >> HALF) ^ d ^ key_1, left & LOW
            key_0, key_1 = (key_0 + WEYL_0) & LOW, (key_1 + WEYL_1) & LOW
        numbers[block, 0], numbers[block, 1], numbers[block, 2], numbers[block, 3] = a, b, c, d


@kernel
def redraw(seed: np.uint64, replicate: np.uint64, draw: int, bound: np.uint64) -> np.uint64:
    """The draw again, from further attempts, until one falls where it does not bias."""
    numbers = np.empty((1, WORDS), np.uint32)
    refused = (LOW + np.uint64(1) - bound) % bound
    attempt = np.uint64(0)
    while True:
        fill_numbers(seed, replicate, attempt, np.uint64(draw // WORDS), numbers)
        product = np.uint64(numbers[0, draw % WORDS]) * bound
        if (product & LOW) >= refused:
            return product >> HALF
        attempt += np.uint64(1)


@kernel
def fill_draws(seed: np.uint64, replicate: np.uint64, bounds: NDArray[np.uint32], numbers: NDArray[np.uint32]) -> None:
    """Fills row by row of `numbers` (blocks, 4) with draws from 0 to its bound - 1, each equally likely.

    A product's upper half is the draw; the few products that would bias it are drawn again (Lemire 2019).
    """
    fill_numbers(seed, replicate, np.uint64(0), np.uint64(0), numbers)
    draws = numbers.reshape(numbers.size)
    for draw in range(bounds.size):
        bound = np.uint64(bounds[draw])
        product = np.uint64(draws[draw]) * bound
        draws[draw] = product >> HALF
        if (product & LOW) < bound:
            draws[draw] = redraw(seed, replicate, draw, bound)
