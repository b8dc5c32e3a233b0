"""What every model gives the engine: layers of zones to search, the observed cases, a statistic, and replicates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.lanes import LANES
from lamplighter.scanning.kernels.search import Search
from lamplighter.scanning.shapes.zones import Zones
from lamplighter.scanning.windows import Windows

Counts = NDArray[np.int16]


@dataclass(frozen=True)
class Layer:
    """Zones of one stretch and what is searched of them."""

    search: Search
    zones: Zones
    """The whole zones, places without cases or people included."""
    steps: NDArray[np.int64]
    """(search steps,) which step of ``zones`` each step of the search is."""


@dataclass(frozen=True)
class Candidate:
    """The best cylinder round one centre: some steps of a row of zones, through a window."""

    row: int
    places: NDArray[np.int32]
    radius: float
    window: int
    ratio: float


class Statistic(Protocol):
    """How cylinders are ranked, in replicates and in the observed data; stretched zones not yet made smaller."""

    def raise_maxima(self, sign: int, search: Search, counts: Counts, maxima: NDArray[np.float64]) -> None:
        """Raises the lanes' maxima to those of the batch."""

    def candidates(self, sign: int, layer: Layer, inside: NDArray[np.int64]) -> list[Candidate]:
        """The best of each row, where it has one."""


class Chance(Protocol):
    """What makes replicates."""

    def randomise(self, seed: int, first: int, lanes: int, counts: Counts) -> None:
        """Fills the first `lanes` lanes with the replicates from `first` on."""


@dataclass(frozen=True)
class Model:
    """One study under one model, ready to be searched."""

    layers: tuple[Layer, ...]
    statistic: Statistic
    chance: Chance
    windows: Windows
    """The windows in periods of the study."""
    inside: NDArray[np.int64]
    """(places, windows) observed cases."""
    due: NDArray[np.float64]
    """(places, windows) expected cases."""
    total: float
    """Expected cases of the whole study."""
    most: float
    """No count in any replicate is larger."""

    def new_counts(self) -> Counts:
        """(periods + 1, places, LANES) zeros, 16 bits wide unless a count could outgrow them."""
        kind = np.int16 if self.most < np.iinfo(np.int16).max else np.int32
        periods = int(self.windows.stops.max() - self.windows.starts.min())
        return np.zeros((periods + 1, len(self.inside), LANES), kind)
