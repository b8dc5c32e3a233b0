"""Seeded chance: the same seed and label give the same draws on every machine, and no label disturbs another."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import exp
from random import Random
from typing import TypeVar
from zlib import crc32

import numpy as np

T = TypeVar("T")


class Chance(Random):
    """Python's generator with the few draws that writing tips needs. Never for secrets."""

    def of(self, share: float) -> bool:
        return self.random() < share

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self.random() * len(items))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One key, in proportion to its weight."""
        totals = list(accumulate(weights.values()))
        return list(weights)[bisect(totals, self.random() * totals[-1])]

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both possible."""
        return low + int(self.random() * (high - low + 1))

    def poisson(self, mean: float) -> int:
        """Knuth's product of uniforms: exact, and quick for the small means used here."""
        limit, product, count = exp(-mean), self.random(), 0
        while product > limit:
            product *= self.random()
            count += 1
        return count


def chance(seed: int, label: str) -> Chance:
    return Chance(f"{seed}:{label}")


def array_chance(seed: int, label: str) -> np.random.Generator:
    return np.random.default_rng([seed, crc32(label.encode())])
