"""The Bernoulli model: cases and controls, and which of these people are the cases is chance.

Kulldorff and Nagarwalla (1995), "Spatial disease clusters: detection and inference", Statistics in Medicine 14:799-810.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.kernels.randomise import Shuffle
from lamplighter.scanning.models.layers import inside_windows, weighed_layers
from lamplighter.scanning.models.model import Model, Statistic
from lamplighter.scanning.models.permutation import Dealt
from lamplighter.scanning.settings import ScanSettings
from lamplighter.scanning.shapes.zones import Zones
from lamplighter.scanning.windows import Windows


def bernoulli(
    observed: NDArray[np.int64],
    people: NDArray[np.int64],
    zones: Sequence[Zones],
    windows: Windows,
    settings: ScanSettings,
    statistic: Statistic,
) -> Model:
    """Cases `observed` among `people`, cases and controls alike (both places, periods)."""
    cases, population = int(observed.sum()), int(people.sum())
    inside = inside_windows(people, windows).astype(np.float64)
    share = cases / population
    layers = weighed_layers(
        zones,
        windows,
        inside,
        total=float(cases),
        fewest=settings.min_cases,
        unit=share,
        population=float(population),
    )
    return Model(
        layers=layers,
        statistic=statistic,
        chance=Dealt(_shuffle(people, cases, int(windows.starts.min()), int(windows.stops.max()))),
        windows=windows,
        inside=inside_windows(observed, windows),
        due=inside * share,
        total=float(cases),
        most=cases,
    )


def _shuffle(people: NDArray[np.int64], cases: int, first: int, last: int) -> Shuffle:
    """One hat with a ticket for each person, dealt to the cases."""
    periods = np.arange(people.shape[1])
    rows = np.where((periods >= first) & (periods < last), periods - first + 1, 0)
    cells = rows[None, :] * len(people) + np.arange(len(people))[:, None]
    dealt = np.arange(cases)
    left = (people.sum() - dealt).astype(np.uint32)
    return Shuffle(np.repeat(cells.ravel(), people.ravel()).astype(np.int32), np.zeros(cases, np.int32), dealt, left)
