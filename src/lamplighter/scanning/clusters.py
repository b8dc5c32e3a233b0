"""The clusters of the observed data: the best of each centre, best first, no two that meet in place and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.inference import SIGNS, TIE
from lamplighter.scanning.kernels.observed import best_cylinders
from lamplighter.scanning.models.model import Model
from lamplighter.scanning.settings import Rates


@dataclass(frozen=True)
class Cylinder:
    """A circle through a window: places nearest the centre first, periods from `start` to before `stop`."""

    places: NDArray[np.int32]
    radius: float
    start: int
    stop: int
    observed: int
    expected: float
    ratio: float

    def meets(self, other: Cylinder) -> bool:
        """Whether some place is in both at the same time, or in one as soon as it leaves the other."""
        together = self.start <= other.stop and other.start <= self.stop
        return together and bool(np.isin(self.places, other.places).any())


def best_of_each_centre(model: Model, rates: Rates) -> list[Cylinder]:
    """Each centre's best cylinder, where it has one, best first; of equals, the one with fewest places first."""
    centres = len(model.search.starts) - 1
    ratios, where = np.zeros(centres), np.zeros((centres, 2), np.int64)
    for sign in SIGNS[rates]:
        best_cylinders(sign, model.search, model.inside, ratios, where)
    found = [_cylinder(model, int(centre), where[centre], ratios[centre]) for centre in np.flatnonzero(ratios > 0)]
    ranks = _ranks([cylinder.ratio for cylinder in found])
    order = sorted(range(len(found)), key=lambda number: (ranks[number], len(found[number].places), number))
    return [found[number] for number in order]


def apart(cylinders: list[Cylinder]) -> Iterator[Cylinder]:
    """Those that meet no better one, best first."""
    kept: list[Cylinder] = []
    for cylinder in cylinders:
        if not any(cylinder.meets(better) for better in kept):
            kept.append(cylinder)
            yield cylinder


def _cylinder(model: Model, centre: int, where: NDArray[np.int64], ratio: float) -> Cylinder:
    search, (step, window) = model.search, where
    whole = slice(model.circles.starts[centre], model.steps[step] + 1)
    places = model.circles.places[whole]
    weights = search.weights[window % len(search.weights)]
    return Cylinder(
        places=places,
        radius=float(model.circles.distances[whole][-1]),
        start=int(model.windows.starts[window]),
        stop=int(model.windows.stops[window]),
        observed=int(model.inside[places, window].sum()),
        expected=float(weights[places].sum() * search.scales[window] * search.unit),
        ratio=float(ratio),
    )


def _ranks(ratios: list[float]) -> list[int]:
    """0 for the largest; ratios that are equal but for rounding have the same rank."""
    ranks, rank, last = [0] * len(ratios), -1, np.inf
    for number in sorted(range(len(ratios)), key=lambda number: -ratios[number]):
        if ratios[number] < last * (1 - TIE) or last == np.inf:
            rank, last = rank + 1, ratios[number]
        ranks[number] = rank
    return ranks
