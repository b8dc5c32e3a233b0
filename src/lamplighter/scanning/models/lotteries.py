"""Lotteries for the models whose cases fall by themselves: given their number, or by a number of their own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.scatter import Lottery, fill_alias

NO_CHANCES = np.empty(0)
FAR = 9.0
"""Standard deviations beyond which a Poisson number is left out: rarer than one in 10^18."""


@dataclass(frozen=True)
class Stratum:
    """Cases that fall among some cells, each cell a place and a period, in proportion to what is due there."""

    cases: int
    where: NDArray[np.int64]
    when: NDArray[np.int64]
    due: NDArray[np.float64]


def as_one(expected: NDArray[np.float64], observed: NDArray[np.int64]) -> Iterator[Stratum]:
    """All cases fall anywhere. Arrays are (places, periods), here and below."""
    where, when = np.nonzero(expected)
    yield Stratum(int(observed.sum()), where, when, expected[where, when])


def by_place(expected: NDArray[np.float64], observed: NDArray[np.int64]) -> Iterator[Stratum]:
    """Each place keeps its cases."""
    for place in np.flatnonzero(observed.sum(axis=1)):
        when = np.flatnonzero(expected[place])
        yield Stratum(int(observed[place].sum()), np.full(len(when), place), when, expected[place, when])


def by_period(expected: NDArray[np.float64], observed: NDArray[np.int64]) -> Iterator[Stratum]:
    """Each period keeps its cases."""
    for period in np.flatnonzero(observed.sum(axis=0)):
        where = np.flatnonzero(expected[:, period])
        yield Stratum(int(observed[:, period].sum()), where, np.full(len(where), period), expected[where, period])


def given_number(strata: Iterable[Stratum], places: int, first: int, last: int) -> Lottery:
    """A lottery in which each stratum's cases fall among its cells.

    Of the periods only those from `first` to before `last` are looked at; all others share one ticket a stratum.
    """
    cells: list[NDArray[np.int64]] = []
    chances: list[NDArray[np.float64]] = []
    cases: list[int] = []
    for stratum in strata:
        seen = (stratum.when >= first) & (stratum.when < last)
        # The ticket of all other times is named after cell 0, whose period is dropped.
        cells.append(np.append((stratum.when[seen] - first + 1) * places + stratum.where[seen], 0))
        chances.append(np.append(stratum.due[seen], stratum.due[~seen].sum()))
        cases.append(stratum.cases)
    sizes = [len(some) for some in chances]
    starts = np.cumsum([0, *sizes])
    kept, others = _shared(chances, starts)
    return Lottery(
        cells=np.concatenate(cells).astype(np.int32),
        kept=kept,
        others=others,
        swarms=np.zeros(starts[-1]),
        offsets=np.repeat(starts[:-1].astype(np.int32), cases),
        bounds=np.repeat(np.array(sizes, np.uint32), cases),
        chances=NO_CHANCES,
        fewest=0,
    )


def own_number(expected: NDArray[np.float64], dispersion: NDArray[np.float64]) -> Lottery:
    """A lottery in which each cell of `expected` (places, periods) has a number of cases of its own.

    It is a Poisson number where `dispersion` (of the same shape) is 0, else a negative binomial one whose variance is
    e + dispersion e^2: a Poisson number of swarms, each of a logarithmic number of cases.
    """
    where, when = np.nonzero(expected)
    due, extra = expected[where, when], dispersion[where, when]
    spread = extra > 0
    swarms, rates = np.zeros(len(due)), due.copy()
    swarms[spread] = due[spread] * extra[spread] / (1 + due[spread] * extra[spread])
    rates[spread] = np.log1p(due[spread] * extra[spread]) / extra[spread]
    kept, others = _shared([rates], np.zeros(1, np.int64))
    fewest, chances = poisson_chances(float(rates.sum()))
    most = fewest + len(chances)
    return Lottery(
        cells=((when + 1) * len(expected) + where).astype(np.int32),
        kept=kept,
        others=others,
        swarms=swarms,
        offsets=np.zeros(most, np.int32),
        bounds=np.full(most, len(due), np.uint32),
        chances=chances,
        fewest=fewest,
    )


def poisson_chances(mean: float) -> tuple[int, NDArray[np.float64]]:
    """The fewest cases there may be, and how likely it is that there are at most so many, one more, and so on."""
    reach = FAR * math.sqrt(mean) + FAR**2
    fewest, most = max(0, int(mean - reach)), int(mean + reach)
    logs = np.cumsum([0.0, *np.log(mean / np.arange(fewest + 1, most + 1))])
    likely = np.exp(logs - logs.max())
    return fewest, np.cumsum(likely) / likely.sum()


def _shared(
    chances: Sequence[NDArray[np.float64]], starts: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    kept, others = [np.empty(len(some)) for some in chances], [np.empty(len(some), np.int32) for some in chances]
    for some, first, own, other in zip(chances, starts, kept, others, strict=False):
        fill_alias(some, int(first), own, other)
    return np.concatenate(kept), np.concatenate(others)
