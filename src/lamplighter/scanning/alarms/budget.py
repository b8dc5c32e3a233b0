"""How strong is strong enough: the level at which years in which nothing is hidden have as many alarms as allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lamplighter.scanning.alarms.errors import BudgetWrong, YearsTooFew
from lamplighter.scanning.alarms.runs import Day, count_alarms

DAYS_A_YEAR, MONTHS_A_YEAR = 365.0, 12.0
LEAST_ALARMS = 20
"""Fewer, and the level is mostly chance: its rate would be off by more than a fifth."""


@dataclass(frozen=True)
class Budget:
    """False alarms a year allowed in all, and each stream's part of them."""

    alarms_a_year: float = 1.0
    parts: tuple[float, ...] = (1.0,)

    def __post_init__(self) -> None:
        if not self.alarms_a_year > 0:
            raise BudgetWrong(reason=f"{self.alarms_a_year:g} alarms a year were given")
        if not self.parts or min(self.parts) <= 0 or abs(sum(self.parts) - 1) > 1e-9:
            raise BudgetWrong(reason=f"the parts are {', '.join(f'{part:g}' for part in self.parts)}")

    def of(self, stream: int) -> float:
        """Alarms a year that one stream may have."""
        return self.alarms_a_year * self.parts[stream]


@dataclass(frozen=True)
class Level:
    """The statistic from which on a day's cluster is an alarm, and what it was learnt from."""

    statistic: float
    alarms_a_year: float
    years: float


def rate(years: Sequence[Sequence[Day]], level: float, periods: float = DAYS_A_YEAR) -> float:
    """Alarms a year at a level; a year has so many periods."""
    return sum(count_alarms(days, level) for days in years) * periods / sum(map(len, years))


def learn(years: Sequence[Sequence[Day]], alarms_a_year: float, periods: float = DAYS_A_YEAR) -> Level:
    """The lowest level at which these years, of so many periods each, have no more alarms than allowed.

    Raises
    ------
    YearsTooFew
        Where the years together would have fewer than 20 alarms, too few to learn from.
    """
    length = sum(map(len, years)) / periods
    if length * alarms_a_year < LEAST_ALARMS:
        raise YearsTooFew(years=length, alarms=length * alarms_a_year, needed=LEAST_ALARMS)
    values = np.unique([signal.statistic for days in years for day in days for signal in day])
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        if rate(years, values[middle], periods) > alarms_a_year:
            low = middle + 1
        else:
            high = middle
    level = float(values[low]) if low < len(values) else float(np.nextafter(values[-1], np.inf))
    return Level(level, rate(years, level, periods), length)


@dataclass(frozen=True)
class Rates:
    """How many alarms a year chance makes at a level, for levels from low to high."""

    levels: tuple[float, ...]
    a_year: tuple[float, ...]
    years: float

    def at(self, statistic: float) -> float:
        """Alarms a year as strong as this, made by chance; at least one in all the years it was learnt from.

        >>> Rates((8.0, 10.0), (16.0, 1.0), 300.0).at(9.0)
        4.0
        """
        least = 1 / self.years
        logs = np.log(np.maximum(self.a_year, least))
        return float(np.exp(np.interp(statistic, self.levels, logs, right=np.log(least))))


def rates(years: Sequence[Sequence[Day]], periods: float = DAYS_A_YEAR, steps: int = 50) -> Rates:
    """The rates of these years, never rising with the level."""
    values = [signal.statistic for days in years for day in days for signal in day]
    levels = np.linspace(min(values, default=0.0), max(values, default=0.0), steps)
    found = [rate(years, level, periods) for level in levels]
    falling = np.maximum.accumulate(found[::-1])[::-1]
    return Rates(tuple(levels.tolist()), tuple(falling.tolist()), sum(map(len, years)) / periods)
