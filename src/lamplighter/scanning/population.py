"""The population at risk, in days lived through each period, and the cases expected of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.errors import AreaUnknown, NoPopulation, PopulationWrong, StratumWithoutPopulation
from lamplighter.scanning.study import Stratum, Study


@dataclass(frozen=True)
class Population:
    """How many people, each row in one area at one time.

    Parameters
    ----------
    areas : sequence of str
        The area of each row; several rows of the same area, date and stratum add up.
    sizes : sequence of float
        How many people.
    dates : sequence of datetime.date, optional
        When they were counted; leave empty where each area has one size. Between dates the size changes evenly, and
        before the first and after the last it stays.
    strata : sequence of tuple of str, optional
        The covariates' values of each row, in the order of those of the cases.
    """

    areas: Sequence[str]
    sizes: Sequence[float] | NDArray[np.float64]
    dates: Sequence[date] = ()
    strata: Sequence[Stratum] = ()

    def __post_init__(self) -> None:
        sizes = np.asarray(self.sizes, np.float64)
        if sizes.shape != (len(self.areas),) or not (np.isfinite(sizes) & (sizes >= 0)).all():
            raise PopulationWrong
        if len(self.dates) not in (0, len(sizes)) or len(self.strata) not in (0, len(sizes)):
            raise PopulationWrong
        object.__setattr__(self, "sizes", sizes)


def expected_cases(population: Population, study: Study) -> NDArray[np.float64]:
    """Cases expected of each place in each period, of shape (places, periods), adding up to the study's cases.

    Indirect standardisation: each stratum's cases are shared out over its own person-days.
    """
    lived = _person_days(population, study)
    expected = np.zeros(study.counts.shape)
    for stratum, counts in study.strata.items():
        days = lived.get(stratum)
        if days is None or days.sum() == 0:
            raise StratumWithoutPopulation(stratum=", ".join(stratum) or "no covariates")
        expected += days * (counts.sum() / days.sum())
    without = np.flatnonzero((expected == 0).all(axis=1) & study.counts.any(axis=1))
    if len(without):
        raise NoPopulation(area=study.areas.ids[without[0]])
    return expected


def _person_days(population: Population, study: Study) -> dict[Stratum, NDArray[np.float64]]:
    """For each stratum the days lived in each place and period, of shape (places, periods)."""
    index = study.areas.index
    first = study.periods.first_day(0)
    counted: dict[tuple[str, Stratum], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    dates = population.dates or [first] * len(population.areas)
    strata = population.strata or [()] * len(population.areas)
    for area, day, stratum, size in zip(population.areas, dates, strata, population.sizes, strict=True):
        counted[area, stratum][day.toordinal()] += size
    days, ends = _days_of(study)
    lived: dict[Stratum, NDArray[np.float64]] = defaultdict(lambda: np.zeros(study.counts.shape))
    for (area, stratum), sizes in counted.items():
        if area not in index:
            raise AreaUnknown(where="A population", area=area)
        known = sorted(sizes)
        # A day's population is that of its noon.
        sizes_by_day = np.interp(days + 0.5, known, [sizes[day] for day in known])
        lived[stratum][index[area]] += np.add.reduceat(sizes_by_day, ends)
    return lived


def _days_of(study: Study) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All days of the study's periods, and where each period's begin."""
    periods = study.periods
    starts = np.array([periods.first_day(number).toordinal() for number in range(periods.count)])
    days = np.arange(starts[0], periods.last_day(periods.count - 1).toordinal() + 1)
    return days, starts - starts[0]
