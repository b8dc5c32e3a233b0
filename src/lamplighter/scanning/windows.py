"""The windows of time a scan looks through: those that reach the end (alive now), all of them, or the whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.errors import NoWindow
from lamplighter.scanning.settings import ScanSettings

WHOLE = 1e-9


@dataclass(frozen=True)
class Windows:
    """Windows as half-open ranges of periods, each of shape (windows,)."""

    starts: NDArray[np.int64]
    stops: NDArray[np.int64]


def longest_duration(settings: ScanSettings, periods: int) -> int:
    """The longest window in periods, at least one: the smaller of the limits given, half the study where none is."""
    share = settings.max_duration_share
    if share is None:
        share = 1.0 if settings.max_duration else 0.5
    return min(max(1, int(share * periods + WHOLE)), settings.max_duration or periods)


def windows(settings: ScanSettings, periods: int) -> Windows:
    """The windows of the scan, the shortest and earliest first."""
    if settings.scan == "spatial":
        return Windows(np.zeros(1, np.int64), np.full(1, periods, np.int64))
    shortest, longest = settings.min_duration, longest_duration(settings, periods)
    if shortest > longest:
        raise NoWindow(shortest=shortest, longest=longest)
    earliest_stop = periods if settings.scan == "prospective" else shortest
    pairs = [
        (stop - length, stop)
        for length in range(shortest, longest + 1)
        for stop in range(max(length, earliest_stop), periods + 1)
    ]
    starts, stops = np.array(pairs, np.int64).T
    return Windows(np.ascontiguousarray(starts), np.ascontiguousarray(stops))
