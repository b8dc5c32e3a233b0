"""What every model offers the engine, and what they build alike."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.lanes import LANES
from lamplighter.scanning.kernels.search import Search
from lamplighter.scanning.shapes.circles import Circles
from lamplighter.scanning.windows import Windows

Counts = NDArray[np.int16]


class Model(Protocol):
    """A search, the observed cases inside each window, and a way to make replicates."""

    @property
    def search(self) -> Search: ...

    @property
    def inside(self) -> NDArray[np.int64]:
        """(places, windows) observed cases."""

    @property
    def windows(self) -> Windows:
        """The windows in periods of the study."""

    @property
    def circles(self) -> Circles:
        """The whole circles, places without cases included."""

    @property
    def steps(self) -> NDArray[np.int64]:
        """(search steps,) which step of ``circles`` each step of the search is."""

    def new_counts(self) -> Counts:
        """Room for one batch of replicates."""

    def randomise(self, seed: int, first: int, lanes: int, counts: Counts) -> None:
        """Fills the first `lanes` lanes with the replicates from `first` on."""


def steps_that_matter(circles: Circles, weights: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The steps that take in a place with cases or population, and where each centre's begin: no other can matter."""
    matters = weights[circles.places] > 0
    before = np.concatenate(([0], np.cumsum(matters)))
    return np.flatnonzero(matters), before[circles.starts]


def lanes_room(periods: int, places: int, most: int) -> Counts:
    """(periods + 1, places, LANES) zeros, 16 bits wide unless a count could outgrow them."""
    kind = np.int16 if most < np.iinfo(np.int16).max else np.int32
    return np.zeros((periods + 1, places, LANES), kind)
