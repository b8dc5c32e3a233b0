"""Zones: round each centre, the places taken in one by one, nearest first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.settings import ScanSettings

ROUNDING = 1e-9


@dataclass(frozen=True)
class Zones:
    """For each row (a centre, or a centre and a direction) its steps outwards.

    ``starts`` has shape (rows + 1,); ``places`` and ``distances`` (steps,), distances in kilometres; ``angles``
    (rows,) are degrees from the x axis. ``stretch`` is the long axis over the short one, and ``distances`` are along
    the short one. A test statistic is the ratio times ``compactness``.
    """

    starts: NDArray[np.int64]
    places: NDArray[np.int32]
    distances: NDArray[np.float64]
    angles: NDArray[np.float64]
    stretch: float = 1.0
    compactness: float = 1.0

    @property
    def centres(self) -> NDArray[np.int32]:
        """(rows,) the place each row is centred on; -1 for a row that takes in nothing."""
        taken = np.diff(self.starts) > 0
        centres = np.full(len(taken), -1, np.int32)
        centres[taken] = self.places[self.starts[:-1][taken]]
        return centres


@dataclass(frozen=True)
class Reach:
    """How far zones may grow: so much of the weight, so far, so many places."""

    weights: NDArray[np.float64]
    """(places,) the cases or population whose share is limited."""
    heaviest: float
    farthest: float
    most_places: int

    def within(self, near: NDArray[np.int64]) -> NDArray[np.int64]:
        """As many of the places, nearest first, as may be taken in."""
        near = near[: self.most_places]
        return near[: np.searchsorted(np.cumsum(self.weights[near]), self.heaviest, side="right")]


def reach(settings: ScanSettings, weights: NDArray[np.float64]) -> Reach:
    """The settings' limits, given the weight of each place."""
    return Reach(
        weights=weights,
        heaviest=float(weights.sum()) * settings.max_share * (1 + ROUNDING),
        farthest=np.inf if settings.max_radius_km is None else settings.max_radius_km,
        most_places=settings.max_neighbours if settings.shape == "subset" else len(weights),
    )


def everywhere() -> Zones:
    """The one zone of a scan through time alone, whose places have been put together to one."""
    return Zones(np.array([0, 1]), np.zeros(1, np.int32), np.zeros(1), np.zeros(1))
