"""The discrete Poisson model: cases in proportion to the people at risk, given how many cases there are in all.

Kulldorff (1997), "A spatial scan statistic", Communications in Statistics: Theory and Methods 26:1481-1496.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.randomise import NOWHERE, Lottery, fill_lottery, scatter_batch
from lamplighter.scanning.kernels.search import Search, fill_expected
from lamplighter.scanning.models.model import Counts, lanes_room, steps_that_matter
from lamplighter.scanning.shapes.circles import Circles
from lamplighter.scanning.study import Study
from lamplighter.scanning.windows import Windows

Number = TypeVar("Number", np.int64, np.float64)
ROUNDING = 1e-12


@dataclass(frozen=True)
class Poisson:
    """The Poisson model of one study: what `Model` asks for."""

    search: Search
    inside: NDArray[np.int64]
    windows: Windows
    circles: Circles
    steps: NDArray[np.int64]
    lottery: Lottery
    periods: int

    def new_counts(self) -> Counts:
        return lanes_room(self.periods, len(self.inside), int(self.search.total))

    def randomise(self, seed: int, first: int, lanes: int, counts: Counts) -> None:
        scatter_batch(np.uint64(seed), first, lanes, int(self.search.total), self.lottery, counts)


def poisson(study: Study, expected: NDArray[np.float64], circles: Circles, windows: Windows, *, fewest: int) -> Poisson:
    """The study's cases, those `expected` (places, periods), and the windows, in the arrays the kernels read."""
    steps, starts = steps_that_matter(circles, expected.sum(axis=1))
    first, last = int(windows.starts.min()), int(windows.stops.max())
    inside, due = _inside(study.counts, windows), _inside(expected, windows)
    weights, scales = _factored(due)
    search = Search(
        starts=starts,
        places=circles.places[steps],
        levels=np.arange(len(steps), dtype=np.int32),
        expected=np.zeros(len(steps)),
        runs=starts,
        scales=scales,
        weights=weights,
        window_starts=windows.starts - first,
        window_stops=windows.stops - first,
        window_most=np.full(len(scales), study.total),
        total=float(study.total),
        unit=1.0,
        fewest=fewest,
    )
    fill_expected(search, 0, 1, search.expected)
    lottery = _lottery(expected[:, first:last], study.total)
    return Poisson(search, inside, windows, circles, steps, lottery, last - first)


def _inside(values: NDArray[Number], windows: Windows) -> NDArray[Number]:
    """The sum over each window, of shape (places, windows)."""
    before: NDArray[Number] = np.concatenate((np.zeros((len(values), 1), values.dtype), values.cumsum(axis=1)), axis=1)
    return before[:, windows.stops] - before[:, windows.starts]


def _factored(due: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights and scales whose product is `due`: one row of weights if places' shares stay the same in time."""
    by_place, by_window = due.sum(axis=1), due.sum(axis=0)
    if np.allclose(due, np.outer(by_place, by_window) / due.sum(), rtol=ROUNDING, atol=0):
        return by_place[None, :] / due.sum(), by_window
    return np.ascontiguousarray(due.T), np.ones(due.shape[1])


def _lottery(covered: NDArray[np.float64], total: int) -> Lottery:
    """Tickets for each place and period that windows cover, and one for all other times."""
    places, periods = np.nonzero(covered)
    chances = np.append(covered[places, periods], max(0.0, total - covered.sum()))
    lottery = Lottery(
        places=np.append(places, NOWHERE).astype(np.int32),
        periods=np.append(periods + 1, 0).astype(np.int32),
        kept=np.empty(len(chances)),
        others=np.empty(len(chances), np.int32),
    )
    fill_lottery(chances / chances.sum(), lottery)
    return lottery
