"""Are the p-values of single days right? Days in which nothing is hidden, each scanned with all its replicates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from lamplighter.evaluation.alarm_rate import Make
from lamplighter.scanning import Areas, Cases, ScanSettings, scan
from lamplighter.scanning.alarms import Record

STUDY_DAYS = 182
LIMITS = (0.01, 0.05, 0.2)


@dataclass(frozen=True)
class DayPValues:
    """How many of so many days have a p-value at or below each limit; a right p-value is there as often as it says."""

    days: int
    at_most: dict[float, int]
    smirnov: float
    """How far the p-values are from evenly spread, at most (Kolmogorov-Smirnov)."""

    def share(self, limit: float) -> tuple[float, float, float]:
        """The share of days, less and plus twice its standard error if p-values are right."""
        found, error = self.at_most[limit] / self.days, 2 * (limit * (1 - limit) / self.days) ** 0.5
        return found, limit - error, limit + error


def day_p_values(areas: Areas, make: Make, seeds: Sequence[int], settings: ScanSettings) -> DayPValues:
    """One day a seed, the last of its record; `settings` are those of the scan but for its dates."""
    return summary([_p_value(areas, make(seed), replace(settings, seed=seed)) for seed in seeds])


def summary(p_values: Sequence[float]) -> DayPValues:
    found = np.sort(p_values)
    ranks = np.arange(1, len(found) + 1) / len(found)
    return DayPValues(
        len(found), {limit: int((found <= limit).sum()) for limit in LIMITS}, float(np.abs(ranks - found).max())
    )


def _p_value(areas: Areas, record: Record, settings: ScanSettings) -> float:
    """That of the best cluster of the record's last day; 1 if there is none."""
    where, days = zip(*_told(areas, record), strict=True)
    end = record.calendar[-1]
    chosen = replace(settings, start=end - timedelta(days=STUDY_DAYS - 1), end=end)
    clusters = scan(Cases(where, days), areas, chosen, threads=1).clusters
    return clusters[0].p_value if clusters else 1.0


def _told(areas: Areas, record: Record) -> Iterator[tuple[str, date]]:
    calendar = record.calendar
    for area, day in zip(record.area.tolist(), record.told.tolist(), strict=True):
        if day >= record.days - STUDY_DAYS:
            yield areas.ids[area], calendar[day]
