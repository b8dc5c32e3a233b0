"""What alarms are usually made of, written plainly, each given the same expected counts and calibrated alike.

Each method gives a number for every area and watched day; an alarm is a run of days above a level.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.alarms import Record, Signal, Watch

Floats = NDArray[np.float64]
RANKS = 6
RISE = 12.0
"""The rise a CUSUM is tuned to find, chosen among 3, 6, 12 and 20 times on tuning years; the engine's own has the same."""
NEAR_KM, USUAL_KM, WEEKS = 1.0, 0.2, 8
"""How far and how long an event is felt under prospective hotspotting; 0.3 km did worse on tuning years."""


@dataclass(frozen=True)
class Seen:
    """What every rival is given: counts (days, areas), the county's total (days,), shares (watched days, areas)."""

    counts: Floats
    total: Floats
    shares: Floats
    away_km: Floats

    @property
    def first(self) -> int:
        return len(self.counts) - len(self.shares)


def seen(watch: Watch, record: Record) -> Seen:
    counts = record.counts().T.astype(np.float64)
    away = np.hypot(*(watch.areas.points[:, None] - watch.areas.points[None]).transpose(2, 0, 1))
    return Seen(counts, counts.sum(axis=1), watch.usual(record)[0], away)


def over_days(values: Floats, weights: Floats) -> Floats:
    """The sum over the last days, today's value with the first weight (days, ...)."""
    found = np.zeros(values.shape)
    for ago, weight in enumerate(weights[: len(values)]):
        found[ago:] += weight * values[: len(values) - ago]
    return found


def weekly_counts(given: Seen) -> Floats:
    """The count of the last seven days; of equal counts the one in the quieter area is the higher."""
    week = over_days(given.counts, np.ones(7))[given.first :]
    return np.asarray(week + 0.001 * (1 - given.shares))


def weekly_rise(given: Seen) -> Floats:
    """The log-likelihood ratio of a rise in the last seven days over what is expected of the area."""
    week = over_days(given.counts, np.ones(7))[given.first :]
    due = given.shares * over_days(given.total, np.ones(7))[given.first :, None]
    high = np.maximum(week, due)
    return np.asarray(high * np.log(high / due) - high + due)


def cusum(given: Seen) -> Floats:
    """Page's cumulative sum for Poisson counts (Lucas 1985, Technometrics 27:129-144), an area at a time."""
    due = given.shares * given.total[given.first :, None]
    steps = given.counts[given.first :] * np.log(RISE) - due * (RISE - 1)
    found, level = np.zeros(steps.shape), np.zeros(steps.shape[1])
    for day, step in enumerate(steps):
        level = np.maximum(level + step, 0.0)
        found[day] = level
    return found


def hotspotting(given: Seen) -> Floats:
    """Prospective hotspotting (Bowers, Johnson & Pease 2004, British Journal of Criminology 44:641-658).

    Each event counts for 1 / (1 + distance) times 1 / (1 + whole weeks ago). The sum would only point at the busiest
    areas, so what is expected is taken off and the rest given in standard deviations.
    """
    ago = np.repeat(1 / (1 + np.arange(WEEKS)), 7)
    near = np.where(given.away_km <= NEAR_KM, 1 / (1 + given.away_km / USUAL_KM), 0.0)
    risk = over_days(given.counts, ago)[given.first :] @ near
    due = (given.shares * over_days(given.total, ago)[given.first :, None]) @ near
    variance = (given.shares * over_days(given.total, ago**2)[given.first :, None]) @ near**2
    return np.asarray((risk - due) / np.sqrt(variance))


RIVALS: Mapping[str, Callable[[Seen], Floats]] = {
    "weekly counts": weekly_counts,
    "weekly counts against expected": weekly_rise,
    "CUSUM of each area": cusum,
    "prospective hotspotting": hotspotting,
}


def signals(values: Floats) -> list[list[Signal]]:
    """The highest areas of each day, best first, each by itself."""
    highest = np.argsort(-values, axis=1, kind="stable")[:, :RANKS]
    return [
        [Signal(float(row[area]), _alone(int(area))) for area in areas]
        for row, areas in zip(values, highest, strict=True)
    ]


@cache
def _alone(area: int) -> frozenset[int]:
    """One object an area, for hundreds of years of signals are kept at once."""
    return frozenset([area])
