"""Replicates in batches: each batch depends on the model, the seed and its number alone, wherever it is run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.lanes import LANES
from lamplighter.scanning.models.model import Counts, Model
from lamplighter.scanning.settings import Rates

SIGNS: dict[Rates, tuple[int, ...]] = {"high": (1,), "low": (-1,), "both": (1, -1)}


@dataclass(frozen=True)
class Work:
    """All replicates of one scan."""

    model: Model
    rates: Rates
    seed: int
    replicates: int

    @property
    def batches(self) -> Sequence[int]:
        """The first replicate of each batch."""
        return range(0, self.replicates, LANES)

    def run(self, first: int, counts: Counts) -> NDArray[np.float64]:
        """The largest statistic of each replicate of one batch; `counts` are room to work in."""
        maxima = np.zeros(min(LANES, self.replicates - first))
        self.model.chance.randomise(self.seed, first, len(maxima), counts)
        for layer in self.model.layers:
            # A stretched zone's ratio counts for less: what is known to be reached is more to it.
            scaled = maxima / layer.zones.compactness
            for sign in SIGNS[self.rates]:
                self.model.statistic.raise_maxima(sign, layer.search, counts, scaled)
            np.maximum(maxima, scaled * layer.zones.compactness, out=maxima)
        return maxima


class Engine(Protocol):
    """Runs batches, side by side if it can."""

    def __call__(self, work: Work) -> Iterator[NDArray[np.float64]]:
        """The maxima of each batch, in order; whoever asks may stop before the last."""
