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
ONE = np.uint64(1)
ROUNDS = 10


@kernel
def fill_block(counter_0: np.uint64, counter_1: np.uint64, seed: np.uint64, block: NDArray[np.uint64]) -> None:
    """Puts the four 32-bit numbers of one counter into `block`."""
    a, b, c, d = counter_0 & LOW, counter_0 >> HALF, counter_1 & LOW, counter_1 >> HALF
    key_0, key_1 = seed & LOW, seed >> HALF
    for _ in range(ROUNDS):
        product_0, product_1 = MULTIPLIER_0 * a, MULTIPLIER_1 * c
        a, b, c, d = (product_1 >> HALF) ^ b ^ key_0, product_1 & LOW, (product_0 >> HALF) ^ d ^ key_1, product_0 & LOW
        key_0, key_1 = (key_0 + WEYL_0) & LOW, (key_1 + WEYL_1) & LOW
    block[0], block[1], block[2], block[3] = a, b, c, d


@kernel
def start_stream(seed: np.uint64, replicate: np.uint64, stream: NDArray[np.uint64]) -> None:
    """A stream is seed, replicate, next counter, numbers used of the block, and the block's four numbers."""
    stream[0], stream[1], stream[2], stream[3] = seed, replicate, np.uint64(0), np.uint64(4)


@kernel
def next_number(stream: NDArray[np.uint64]) -> np.uint64:
    """The next 32-bit number of the stream."""
    if stream[3] == np.uint64(4):
        fill_block(stream[2], stream[1], stream[0], stream[4:])
        stream[2] += ONE
        stream[3] = np.uint64(0)
    number: np.uint64 = stream[np.uint64(4) + stream[3]]
    stream[3] += ONE
    return number


@kernel
def number_below(bound: np.uint64, stream: NDArray[np.uint64]) -> np.uint64:
    """A number from 0 to bound - 1, each equally likely (Lemire 2019: multiply, refuse the few that would bias)."""
    product = next_number(stream) * bound
    if (product & LOW) < bound:
        refused = (LOW + ONE - bound) % bound
        while (product & LOW) < refused:
            product = next_number(stream) * bound
    return product >> HALF


def new_stream(seed: int, replicate: int) -> NDArray[np.uint64]:
    """The stream of one replicate."""
    stream = np.zeros(8, np.uint64)
    start_stream(np.uint64(seed), np.uint64(replicate), stream)
    return stream
