"""The space-time permutation model: cases alone, with neither population nor controls.

Place and time are taken to be unconnected within each stratum of the covariates (weekdays, say), so a cylinder's
expected cases are the sum over strata of its places' share of the stratum's cases times its window's cases in it.
Kulldorff, Heffernan, Hartman, Assunção and Mostashari (2005), PLoS Medicine 2:e59.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.randomise import Shuffle, shuffle_batch
from lamplighter.scanning.kernels.search import Search
from lamplighter.scanning.models.layers import inside_windows, steps_that_matter, weighed_layers
from lamplighter.scanning.models.model import Counts, Layer, Model, Statistic
from lamplighter.scanning.shapes.zones import Zones
from lamplighter.scanning.study import Study
from lamplighter.scanning.windows import Windows


@dataclass(frozen=True)
class Dealt:
    """Replicates by dealing tickets without putting back."""

    shuffle: Shuffle

    def randomise(self, seed: int, first: int, lanes: int, counts: Counts) -> None:
        shuffle_batch(np.uint64(seed), first, lanes, self.shuffle, counts)


def permutation(study: Study, zones: Sequence[Zones], windows: Windows, statistic: Statistic, *, fewest: int) -> Model:
    """Margins, windows and cases of the study, in the arrays the kernels read."""
    inside = inside_windows(study.counts, windows)
    by_stratum = np.stack(list(study.strata.values()))
    due = _due(by_stratum, windows)
    if len(by_stratum) == 1:
        layers = tuple(_whole_numbers(study, each, windows, inside, fewest) for each in zones)
    else:
        layers = weighed_layers(zones, windows, due, total=float(study.total), fewest=fewest)
    shuffle = _shuffle(by_stratum, int(windows.starts.min()), int(windows.stops.max()))
    return Model(layers, statistic, Dealt(shuffle), windows, inside, due, float(study.total), study.total)


def _due(by_stratum: NDArray[np.int64], windows: Windows) -> NDArray[np.float64]:
    """(places, windows) expected cases, of counts of shape (strata, places, periods)."""
    due = np.zeros((by_stratum.shape[1], len(windows.starts)))
    for counts in by_stratum:
        due += np.outer(counts.sum(axis=1) / counts.sum(), inside_windows(counts, windows).sum(axis=0))
    return due


def _whole_numbers(study: Study, zones: Zones, windows: Windows, inside: NDArray[np.int64], fewest: int) -> Layer:
    """With one stratum expected counts are whole products over one number: exact, and shared by many circles."""
    by_place, total = study.counts.sum(axis=1), study.total
    steps, starts = steps_that_matter(zones, by_place)
    first = windows.starts.min()
    search = Search(
        starts=starts,
        places=zones.places[steps],
        levels=_running_totals(by_place[zones.places[steps]], starts).astype(np.int32),
        expected=np.arange(total + 1, dtype=np.float64),
        runs=np.array([0, total + 1]),
        scales=inside.sum(axis=0).astype(np.float64),
        weights=by_place[None, :].astype(np.float64),
        window_starts=windows.starts - first,
        window_stops=windows.stops - first,
        window_most=inside.sum(axis=0),
        reported=windows.reported,
        total=float(total),
        population=np.inf,
        unit=1.0 / total,
        fewest=fewest,
    )
    return Layer(search, zones, steps)


def _running_totals(values: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Running totals that begin again at each start."""
    totals: NDArray[np.int64] = np.concatenate(([0], np.cumsum(values)))
    return totals[1:] - np.repeat(totals[starts[:-1]], np.diff(starts))


def _shuffle(by_stratum: NDArray[np.int64], first: int, last: int) -> Shuffle:
    """A hat for each stratum with the places of all its cases, dealt to its cases in the periods looked at."""
    tickets, bases, offsets, left = [], [], [], []
    start = 0
    for counts in by_stratum:
        hat = np.repeat(np.arange(len(counts)), counts.sum(axis=1))
        looked_at = counts[:, first:last]
        where, when = np.nonzero(looked_at)
        covered = np.repeat(when + 1, looked_at[where, when])
        dealt = np.arange(len(covered))
        tickets.append(hat)
        bases.append(covered * len(counts))
        offsets.append(start + dealt)
        left.append(len(hat) - dealt)
        start += len(hat)
    return Shuffle(
        np.concatenate(tickets).astype(np.int32),
        np.concatenate(bases).astype(np.int32),
        np.concatenate(offsets),
        np.concatenate(left).astype(np.uint32),
    )
