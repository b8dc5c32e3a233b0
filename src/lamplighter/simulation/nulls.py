"""Years in which nothing is hidden, as bare numbers: thousands of them, to learn how often an engine cries wolf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lamplighter.simulation import rhythm as beat
from lamplighter.simulation.chance import array_chance
from lamplighter.simulation.ground import Ground
from lamplighter.simulation.rhythm import FULL, Rhythm, Span


@dataclass(frozen=True, slots=True)
class NullYear:
    """One run of days without footholds. `noticed` and `told` count tips (areas, days) by the day of the event and of arrival."""

    seed: int
    start: date
    noticed: np.ndarray
    told: np.ndarray
    area: np.ndarray
    noticed_on: np.ndarray
    told_on: np.ndarray

    def known_by(self, day: int) -> np.ndarray:
        """Tips by area and day of the event, as far as they had arrived by the end of a day: the newest days are thin."""
        counts = np.zeros((self.told.shape[0], day + 1), dtype=np.int64)
        here = (self.told_on <= day) & (self.noticed_on >= 0)
        np.add.at(counts, (self.area[here], self.noticed_on[here]), 1)
        return counts


def null_year(
    ground: Ground,
    *,
    seed: int,
    start: date,
    days: int = 365,
    rhythm: Rhythm = FULL,
    launch: date | None = None,
) -> NullYear:
    """One null year of the county. With the surge on and no launch given, a campaign starts on a day of its own."""
    draw = array_chance(seed, "null year")
    if rhythm.surge and launch is None:
        launch = start + timedelta(days=int(draw.integers(0, days)))
    shares = beat.weights(ground)
    # Events begin before the year does, so that tips told late arrive from its first day on.
    lead = 8 * int(beat.MEAN_DELAY) if rhythm.delay else 0
    span = Span(start - timedelta(days=lead), start + timedelta(days=days - 1), launch)
    mean = beat.expected(shares, float(ground.population.sum()), span, rhythm, draw)
    counts = draw.poisson(mean)
    area, day = np.repeat(np.indices(counts.shape).reshape(2, -1), counts.ravel(), axis=1)
    noticed_on = day - lead
    told_on = noticed_on + beat.delays(len(area), rhythm, draw)
    inside = (told_on >= 0) & (told_on < days)
    area, noticed_on, told_on = area[inside], noticed_on[inside], told_on[inside]
    return NullYear(
        seed, start, counts[:, lead:], _counted(area, told_on, counts.shape[0], days), area, noticed_on, told_on
    )


def null_years(
    ground: Ground, *, first_seed: int, years: int, start: date, rhythm: Rhythm = FULL
) -> Iterator[NullYear]:
    """Many null years, each of its own seed."""
    for seed in range(first_seed, first_seed + years):
        yield null_year(ground, seed=seed, start=start, rhythm=rhythm)


def _counted(area: np.ndarray, day: np.ndarray, areas: int, days: int) -> np.ndarray:
    flat: np.ndarray = np.bincount(area * days + day, minlength=areas * days)
    return flat.reshape(areas, days)
