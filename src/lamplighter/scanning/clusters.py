"""The clusters of the observed data: the best of each centre, best first, no two that meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.engines.batches import SIGNS
from lamplighter.scanning.inference import TIE
from lamplighter.scanning.models.model import Candidate, Layer, Model
from lamplighter.scanning.settings import Rates


@dataclass(frozen=True)
class Cylinder:
    """A zone through a window: places nearest the centre first, periods from `start` to before `stop`."""

    centre: int
    places: NDArray[np.int32]
    radius: float
    stretch: float
    angle: float
    start: int
    stop: int
    observed: int
    expected: float
    ratio: float
    statistic: float
    """The ratio, made smaller where the zone is stretched."""

    def shares_a_place(self, other: Cylinder) -> bool:
        return bool(np.isin(self.places, other.places).any())

    def meets(self, other: Cylinder) -> bool:
        """Whether some place is in both at the same time, or in one as soon as it leaves the other."""
        return self.start <= other.stop and other.start <= self.stop and self.shares_a_place(other)


def best_of_each_centre(model: Model, rates: Rates, ids: Sequence[str]) -> list[Cylinder]:
    """Each centre's best cylinder, where it has one, best first.

    Of equals the one with fewest places comes first, then the one whose centre's id is first in the alphabet, which is
    how the reference program sorts places.
    """
    found = [
        _cylinder(model, layer, candidate)
        for layer in model.layers
        for sign in SIGNS[rates]
        for candidate in model.statistic.candidates(sign, layer, model.inside)
    ]
    ranks = _ranks([cylinder.statistic for cylinder in found])
    best: dict[int, Cylinder] = {}
    for _, cylinder in sorted(
        zip(ranks, found, strict=True),
        key=lambda each: (each[0], len(each[1].places), ids[each[1].centre]),
    ):
        best.setdefault(cylinder.centre, cylinder)
    return list(best.values())


def apart(cylinders: list[Cylinder], *, in_time: bool) -> Iterator[Cylinder]:
    """Those that meet no better one, best first; unless apart `in_time`, those that share no place with one."""
    kept: list[Cylinder] = []
    for cylinder in cylinders:
        if not any(cylinder.meets(better) if in_time else cylinder.shares_a_place(better) for better in kept):
            kept.append(cylinder)
            yield cylinder


def _cylinder(model: Model, layer: Layer, candidate: Candidate) -> Cylinder:
    window, places = candidate.window, candidate.places
    return Cylinder(
        centre=int(layer.zones.centres[candidate.row]),
        places=places,
        radius=candidate.radius,
        stretch=layer.zones.stretch,
        angle=float(layer.zones.angles[candidate.row]),
        start=int(model.windows.starts[window]),
        stop=int(model.windows.stops[window]),
        observed=int(model.inside[places, window].sum()),
        expected=float(model.due[places, window].sum()),
        ratio=candidate.ratio,
        statistic=candidate.ratio * layer.zones.compactness,
    )


def _ranks(ratios: list[float]) -> list[int]:
    """0 for the largest; ratios that are equal but for rounding have the same rank."""
    ranks, rank, last = [0] * len(ratios), -1, np.inf
    for number in sorted(range(len(ratios)), key=lambda number: -ratios[number]):
        if ratios[number] < last * (1 - TIE) or last == np.inf:
            rank, last = rank + 1, ratios[number]
        ranks[number] = rank
    return ranks
