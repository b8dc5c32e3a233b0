"""The space-time permutation model: cases alone, with neither population nor controls.

Place and time are taken to be unconnected, so a cylinder's expected cases are its places' share of all cases times
its window's cases. Kulldorff, Heffernan, Hartman, Assunção and Mostashari (2005), PLoS Medicine 2:e59.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.randomise import permute_batch
from lamplighter.scanning.kernels.search import Search
from lamplighter.scanning.models.model import Counts, lanes_room, steps_that_matter
from lamplighter.scanning.shapes.circles import Circles
from lamplighter.scanning.study import Study
from lamplighter.scanning.windows import Windows


@dataclass(frozen=True)
class Permutation:
    """The permutation model of one study: what `Model` asks for."""

    search: Search
    inside: NDArray[np.int64]
    windows: Windows
    circles: Circles
    steps: NDArray[np.int64]
    case_places: NDArray[np.int32]
    case_periods: NDArray[np.int32]
    periods: int

    def new_counts(self) -> Counts:
        return lanes_room(self.periods, len(self.inside), len(self.case_periods))

    def randomise(self, seed: int, first: int, lanes: int, counts: Counts) -> None:
        permute_batch(np.uint64(seed), first, lanes, self.case_places, self.case_periods, counts)


def permutation(study: Study, circles: Circles, windows: Windows, *, fewest: int) -> Permutation:
    """Margins, windows and cases of the study, in the arrays the kernels read."""
    by_place = study.counts.sum(axis=1)
    steps, starts = steps_that_matter(circles, by_place)
    first, last = int(windows.starts.min()), int(windows.stops.max())
    before = np.concatenate((np.zeros((len(by_place), 1), np.int64), study.counts.cumsum(axis=1)), axis=1)
    inside = before[:, windows.stops] - before[:, windows.starts]
    total = study.total
    search = Search(
        starts=starts,
        places=circles.places[steps],
        levels=_running_totals(by_place[circles.places[steps]], starts).astype(np.int32),
        expected=np.arange(total + 1, dtype=np.float64),
        runs=np.array([0, total + 1]),
        scales=inside.sum(axis=0).astype(np.float64),
        weights=by_place[None, :].astype(np.float64),
        window_starts=windows.starts - first,
        window_stops=windows.stops - first,
        window_most=inside.sum(axis=0),
        total=float(total),
        unit=1.0 / total,
        fewest=fewest,
    )
    places, periods = np.nonzero(study.counts)
    times = study.counts[places, periods]
    case_periods = np.repeat(periods, times)
    covered = case_periods[(case_periods >= first) & (case_periods < last)] - first + 1
    case_places = np.repeat(places, times).astype(np.int32)
    return Permutation(search, inside, windows, circles, steps, case_places, covered.astype(np.int32), last - first)


def _running_totals(values: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Running totals that begin again at each start."""
    totals: NDArray[np.int64] = np.concatenate(([0], np.cumsum(values)))
    return totals[1:] - np.repeat(totals[starts[:-1]], np.diff(starts))
