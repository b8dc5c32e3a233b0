"""How often a watch cries wolf: alarms a year in years in which nothing is hidden, with an exact interval."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lamplighter.evaluation.errors import YearsShared
from lamplighter.scanning.alarms import Level, Record, Watch, learn, made_up_years
from lamplighter.scanning.alarms.budget import DAYS_A_YEAR
from lamplighter.scanning.alarms.runs import Day, count_alarms

DRAWS = 2000
Make = Callable[[int], Record]
"""A null record of the seed given."""


@dataclass(frozen=True)
class AlarmRate:
    """Alarms in so many years, beside the budget; the interval is the exact one of a Poisson number."""

    years: float
    alarms: int
    budget: float
    level: float
    dispersion: float
    interval: tuple[float, float]

    @property
    def a_year(self) -> float:
        return self.alarms / self.years

    @property
    def within(self) -> bool:
        """Whether so many alarms are what the budget leads one to expect, at 95 %."""
        low, high = self.interval
        return low <= self.budget <= high


@dataclass(frozen=True)
class Seeds:
    """Which null years teach the level and which judge it: never the same."""

    tuning: range
    judging: range

    def __post_init__(self) -> None:
        if set(self.tuning) & set(self.judging):
            raise YearsShared


def watch_rate(watch: Watch, make: Make, seeds: Seeds, budget: float) -> AlarmRate:
    """The level and the dispersion are learnt from the years of the tuning seeds, the rate is that of the others."""
    dispersion = usual_dispersion(watch, make, seeds.tuning)
    level = learn(watched(watch, make, seeds.tuning, dispersion), budget)
    return judged(watched(watch, make, seeds.judging, dispersion), level, budget, dispersion)


@dataclass(frozen=True)
class OverRecords:
    """What counties that each learnt their level from their own record had of alarms, a record a rate."""

    each: tuple[AlarmRate, ...]

    @property
    def a_year(self) -> float:
        return float(np.mean([rate.a_year for rate in self.each]))

    @property
    def interval(self) -> tuple[float, float]:
        """Of the mean at 95 %, from drawing records again (Efron 1979, Annals of Statistics 7:1-26)."""
        found = np.array([rate.a_year for rate in self.each])
        drawn = np.random.default_rng(1).integers(0, len(found), (DRAWS, len(found)))
        low, high = np.quantile(found[drawn].mean(axis=1), (0.025, 0.975))
        return float(low), float(high)

    @property
    def spread(self) -> float:
        """The standard deviation of records' rates, without what chance adds in so few years that judge each."""
        found = np.array([rate.a_year for rate in self.each])
        by_chance = float(np.mean([rate.a_year / rate.years for rate in self.each]))
        return math.sqrt(max(float(found.var(ddof=1)) - by_chance, 0.0)) if len(found) > 1 else 0.0

    @property
    def within(self) -> bool:
        low, high = self.interval
        return low <= self.each[0].budget <= high


def made_up_rates(watch: Watch, make: Make, seeds: Seeds, budget: float, years: int) -> Iterator[AlarmRate]:
    """As counties would: from each tuning seed's record a level is learnt, of so many years made up after it.

    Each record has an equal part of the judging years to itself, so that their rates have no chance in common.
    """
    part = len(seeds.judging) // len(seeds.tuning)
    for number, seed in enumerate(seeds.tuning):
        own = make(seed)
        dispersion = watch.dispersion_of(own)
        taught = [watch.run(year, dispersion) for year in made_up_years(watch, own, years=years, seed=seed)]
        judging = seeds.judging[number * part : (number + 1) * part]
        yield judged(watched(watch, make, judging, dispersion), learn(taught, budget), budget, dispersion)


def watched(watch: Watch, make: Make, seeds: Iterable[int], dispersion: float) -> list[Sequence[Day]]:
    return [watch.run(make(seed), dispersion) for seed in seeds]


def judged(years: Sequence[Sequence[Day]], level: Level, budget: float, dispersion: float) -> AlarmRate:
    """The alarms of these years at a level learnt elsewhere."""
    length = sum(map(len, years)) / DAYS_A_YEAR
    alarms = sum(count_alarms(days, level.statistic) for days in years)
    low, high = poisson_interval(alarms)
    return AlarmRate(length, alarms, budget, level.statistic, dispersion, (low / length, high / length))


def usual_dispersion(watch: Watch, make: Make, seeds: range) -> float:
    """The mean dispersion of the first 20 records: more hardly change it."""
    found = [watch.dispersion_of(make(seed)) for seed in seeds[:20]]
    return sum(found) / len(found)


def poisson_interval(count: int, confidence: float = 0.95) -> tuple[float, float]:
    """The exact interval of a Poisson mean (Garwood 1936, Biometrika 28:437-442).

    >>> [round(bound, 2) for bound in poisson_interval(10)]
    [4.8, 18.39]
    """
    tail = (1 - confidence) / 2
    top = count + 10 * math.sqrt(count + 1) + 10
    low = _mean_where(lambda mean: poisson_at_most(count - 1, mean) > 1 - tail, top) if count else 0.0
    return low, _mean_where(lambda mean: poisson_at_most(count, mean) > tail, top)


def poisson_at_most(count: int, mean: float) -> float:
    """How likely a Poisson number is at most the count."""
    logs = (number * math.log(mean) - mean - math.lgamma(number + 1) for number in range(count + 1))
    return math.fsum(map(math.exp, logs))


def _mean_where(still: Callable[[float], bool], top: float) -> float:
    low, high = 1e-12, top
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if still(middle) else (low, middle)
    return (low + high) / 2
