"""Each area's share of the county's events, shrunk in three steps: surroundings, the long run, the last weeks.

Gamma-Poisson shrinkage (Clayton & Kaldor 1987, Biometrics 43:671-681) towards what neighbours suggest (Marshall 1991,
Applied Statistics 40:283-294) and what people and other kinds of event suggest; counts lose weight as they age (Harvey
& Fernandes 1989, J. Business & Economic Statistics 7:407-422). Shares do not move when all areas rise together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.baseline.calendar import Calendar
from lamplighter.scanning.baseline.probability import Floats
from lamplighter.scanning.baseline.surroundings import Surroundings
from lamplighter.scanning.baseline.tuning import AreaTuning

THIN = 0.5  # events of other kinds given to every area, so that none is taken for a place where nothing can happen


@dataclass(frozen=True)
class Shares:
    """Shares of the county's events (areas,), which sum to 1, and how many events each rests on (areas,)."""

    share: Floats
    backing: Floats


@dataclass(frozen=True)
class ShareState:
    """What each area has counted, as far as it still weighs: over the long run, lately, and of other kinds."""

    tuning: AreaTuning
    around: Surroundings
    day: date
    long: Floats
    short: Floats
    beside: Floats

    @classmethod
    def start(cls, day: date, around: Surroundings, tuning: AreaTuning) -> ShareState:
        nothing = np.zeros(around.areas)
        return cls(tuning, around, day, nothing, nothing, nothing)

    def at(self, day: date) -> ShareState:
        """The same counts, weighing less by `day`."""
        days = (day - self.day).days
        slowly, fast = (0.5 ** (days / half) for half in (self.tuning.long_half_life, self.tuning.short_half_life))
        return replace(self, day=day, long=self.long * slowly, short=self.short * fast, beside=self.beside * slowly)

    def learn(self, counts: NDArray[np.int64], beside: NDArray[np.int64]) -> ShareState:
        return replace(
            self, long=self.long + counts, short=self.short + counts, beside=self.beside + beside
        )  # fmt: skip

    def prior(self) -> Floats:
        """The share that the surroundings suggest, before an area's own counts (areas,)."""
        tuning, alike = self.tuning, np.full(self.around.areas, 1 / self.around.areas)
        mixed = alike + tuning.population * _as_share(self.around.people())
        mixed += tuning.near * _as_share(self.around.nearby_mean(self.long), alike)
        mixed += tuning.alongside * _as_share(self.beside + THIN)
        if tuning.deprivation:
            mixed += tuning.deprivation * _as_share(self.around.by_decile(self.long), alike)
        return _as_share(mixed)

    def shares(self) -> Shares:
        """What each area's counts and surroundings together say."""
        areas = self.around.areas
        long_run = _as_share(self.tuning.long_prior * areas * self.prior() + self.long)
        backing = self.tuning.short_prior * areas * long_run + self.short
        return Shares(_as_share(backing), backing)


def _as_share(values: Floats, otherwise: Floats | None = None) -> Floats:
    total = float(values.sum())
    return np.asarray(values / total) if total > 0 or otherwise is None else otherwise


def follow(
    counts: NDArray[np.int64],
    beside: NDArray[np.int64],
    calendar: Calendar,
    around: Surroundings,
    tuning: AreaTuning,
) -> Iterator[tuple[ShareState, Shares]]:
    """For each period: what is known after it, and the shares expected before it."""
    for column, state in enumerate(states(counts, beside, calendar, around, tuning)):
        yield state.learn(counts[:, column], beside[:, column]), state.shares()


def states(
    counts: NDArray[np.int64],
    beside: NDArray[np.int64],
    calendar: Calendar,
    around: Surroundings,
    tuning: AreaTuning,
) -> Iterator[ShareState]:
    """What is known before each period, as far as it still weighs then; shares are worked out where they are asked for."""
    state = ShareState.start(calendar.days[0], around, tuning)
    for column, day in enumerate(calendar.days):
        state = state.at(day)
        yield state
        state = state.learn(counts[:, column], beside[:, column])
