"""What is studied: areas, cases, and the periods they fall in, checked once so that no later step need ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.errors import AreaRepeated, AreaUnknown, CountsWrong, NoAreas, NoCases, PointWrong
from lamplighter.scanning.periods import Periods

Stratum = tuple[str, ...]
"""The values of the covariates, in the order of the settings."""


@dataclass(frozen=True)
class Areas:
    """The places cases are counted in.

    Parameters
    ----------
    ids : sequence of str
        A name for each area, none twice.
    points : array of shape (areas, 2)
        The middle of each: latitude and longitude in degrees, or x and y in kilometres.
    """

    ids: Sequence[str]
    points: NDArray[np.float64]

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", tuple(self.ids))
        object.__setattr__(self, "points", np.asarray(self.points, np.float64).reshape(-1, 2))
        if not self.ids:
            raise NoAreas
        if len(self.points) != len(self.ids):
            raise PointWrong(area=self.ids[-1], point="missing", expected="one pair of numbers for each area")
        seen: set[str] = set()
        for area, point in zip(self.ids, self.points, strict=True):
            if area in seen:
                raise AreaRepeated(area=area)
            if not np.isfinite(point).all():
                raise PointWrong(area=area, point=tuple(point.tolist()), expected="a pair of finite numbers")
            seen.add(area)

    @property
    def index(self) -> dict[str, int]:
        return {area: number for number, area in enumerate(self.ids)}


@dataclass(frozen=True)
class Cases:
    """Cases, each row some number of them in one area on one day.

    Parameters
    ----------
    areas : sequence of str
        The area of each row.
    dates : sequence of datetime.date
        The day of each row. Leave empty for a purely spatial scan.
    counts : sequence of int, optional
        How many cases each row stands for; one each if left out.
    strata : sequence of tuple of str, optional
        The covariates' values of each row.
    """

    areas: Sequence[str]
    dates: Sequence[date] = ()
    counts: Sequence[int] | NDArray[np.int64] | None = None
    strata: Sequence[Stratum] = ()

    def __post_init__(self) -> None:
        counts = np.ones(len(self.areas), np.int64) if self.counts is None else np.asarray(self.counts)
        whole = counts.dtype.kind in "iu" or counts.size == 0
        if not whole or counts.shape != (len(self.areas),) or (counts < 0).any():
            raise CountsWrong
        if len(self.dates) not in (0, len(self.areas)) or len(self.strata) not in (0, len(self.areas)):
            raise CountsWrong
        object.__setattr__(self, "counts", counts.astype(np.int64))


@dataclass(frozen=True)
class Study:
    """Observed cases by place and period, of shape (places, periods), and how many fell outside the periods."""

    areas: Areas
    periods: Periods
    counts: NDArray[np.int64]
    outside: int
    strata: Mapping[Stratum, NDArray[np.int64]]
    """The same of each stratum that has cases; one stratum, (), where cases have no covariates."""

    @property
    def total(self) -> int:
        return int(self.counts.sum())


def gather(cases: Cases, areas: Areas, periods: Periods) -> Study:
    """Counts the cases of each place and period; raises where an area is unknown or nothing is left to scan."""
    index = areas.index
    numbers = np.asarray(cases.counts, np.int64)
    try:
        rows = np.fromiter((index[area] for area in cases.areas), np.int64, len(cases.areas))
    except KeyError as error:
        raise AreaUnknown(where="A case", area=error.args[0]) from None
    dated = cases.dates or [periods.first_day(0)] * len(cases.areas)
    columns = np.fromiter((periods.number(day) for day in dated), np.int64, len(dated))
    inside = (columns >= 0) & (columns < periods.count) & (numbers > 0)
    if not inside.any():
        raise NoCases
    kinds: dict[Stratum, int] = {}
    named = cases.strata or [()] * len(rows)
    numbered = np.fromiter((kinds.setdefault(stratum, len(kinds)) for stratum in named), np.int64, len(rows))
    counts = np.zeros((len(kinds), len(areas.ids), periods.count), np.int64)
    np.add.at(counts, (numbered[inside], rows[inside], columns[inside]), numbers[inside])
    strata = {stratum: counts[number] for stratum, number in kinds.items() if counts[number].any()}
    outside = int(numbers[(columns < 0) | (columns >= periods.count)].sum())
    return Study(areas, periods, counts.sum(axis=0), outside, strata)
