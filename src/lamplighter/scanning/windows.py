"""The windows of time a scan looks through: those that reach the end (alive now), all of them, or the whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.errors import NoWindow, SettingWrong
from lamplighter.scanning.periods import Periods
from lamplighter.scanning.settings import ScanSettings

WHOLE = 1e-9


@dataclass(frozen=True)
class Windows:
    """Windows as half-open ranges of periods, each of shape (windows,)."""

    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    reported: NDArray[np.int64]
    """The windows a cluster may be reported of; earlier analyses' windows count in replicates only."""


def longest_duration(settings: ScanSettings, periods: int) -> int:
    """The longest window in periods, at least one: the smaller of the limits given, half the study where none is."""
    share = settings.max_duration_share
    if share is None:
        share = 1.0 if settings.max_duration else 0.5
    return min(max(1, int(share * periods + WHOLE)), settings.max_duration or periods)


def windows(settings: ScanSettings, periods: Periods) -> Windows:
    """The windows of the scan, the shortest and earliest first."""
    count = periods.count
    if settings.scan == "spatial":
        return Windows(np.zeros(1, np.int64), np.full(1, count), np.zeros(1, np.int64))
    shortest, longest = settings.min_duration, longest_duration(settings, count)
    if shortest > longest:
        raise NoWindow(shortest=shortest, longest=longest)
    earliest_stop = first_analysis(settings, periods) if settings.prospective else shortest
    pairs = [
        (stop - length, stop)
        for length in range(shortest, longest + 1)
        for stop in range(max(length, earliest_stop), count + 1)
    ]
    starts, stops = np.ascontiguousarray(np.array(pairs, np.int64).T)
    alive = stops == count if settings.prospective else np.full(len(stops), True)
    return Windows(starts, stops, np.flatnonzero(alive))


def first_analysis(settings: ScanSettings, periods: Periods) -> int:
    """How many periods the study had when it was first analysed: all there are now, if earlier ones do not matter."""
    since = settings.prospective_since
    if since is None:
        return periods.count
    number = periods.number(since)
    if not 0 <= number < periods.count:
        expected = f"a day of the study, {periods.start} to {periods.end}"
        raise SettingWrong(name="prospective_since", value=since, expected=expected)
    return number + 1
