"""What is known of the areas themselves: who borders whom, how many people live there; deprivation for research only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lamplighter.scanning.baseline.errors import SurroundingsUnusable
from lamplighter.scanning.baseline.probability import Floats

NEIGHBOURS = 6  # an area of a plane tessellation has six neighbours on average (Euler)
AT_ONCE = 512  # rows of the distance matrix held at a time


@dataclass(frozen=True)
class Surroundings:
    """The areas' neighbours, people and, as a research option that is off by default, deprivation deciles.

    Attributes
    ----------
    neighbours : array (areas, most neighbours) of area numbers, filled up with -1.
    population : array (areas,), people; None where nothing is known, then all areas count alike.
    deciles : array (areas,), deprivation decile 1 to 10, 0 where unknown; None (the default) leaves it out.
    """

    neighbours: NDArray[np.int64]
    population: Floats | None = None
    deciles: NDArray[np.int64] | None = None

    def __post_init__(self) -> None:
        if self.neighbours.ndim != 2 or not len(self.neighbours):
            raise SurroundingsUnusable(reason="there are no areas")
        if ((self.neighbours < -1) | (self.neighbours >= len(self.neighbours))).any():
            raise SurroundingsUnusable(reason="a neighbour is not one of the areas")
        if self.population is not None:
            self._check_population(self.population)
        if self.deciles is not None and (
            self.deciles.shape != (self.areas,) or ((self.deciles < 0) | (self.deciles > 10)).any()
        ):
            raise SurroundingsUnusable(reason="deciles must be 1 to 10, or 0 where unknown, one for each area")

    def _check_population(self, population: Floats) -> None:
        if population.shape != (self.areas,) or not (np.isfinite(population) & (population >= 0)).all():
            raise SurroundingsUnusable(reason="people must be finite numbers, none negative, one for each area")
        if not population.sum() > 0:
            raise SurroundingsUnusable(reason="nobody lives in any of the areas; leave the population out instead")

    @classmethod
    def of(
        cls,
        *,
        coordinates: ArrayLike | None = None,
        neighbours: Sequence[Sequence[int]] | None = None,
        population: ArrayLike | None = None,
        deciles: ArrayLike | None = None,
    ) -> Surroundings:
        """From neighbour lists, or from planar coordinates (areas, 2), where the six nearest stand for neighbours."""
        if neighbours is not None:
            beside = _padded(neighbours)
        elif coordinates is not None:
            beside = _nearest(np.asarray(coordinates, dtype=np.float64))
        else:
            raise SurroundingsUnusable(reason="give coordinates or lists of neighbours")
        people = None if population is None else np.asarray(population, dtype=np.float64)
        return cls(beside, people, None if deciles is None else np.asarray(deciles, dtype=np.int64))

    @property
    def areas(self) -> int:
        return len(self.neighbours)

    def nearby_mean(self, values: Floats) -> Floats:
        """The mean of each area's neighbours; the mean of all where it has none (areas,)."""
        known = self.neighbours >= 0
        count = known.sum(axis=1)
        total = np.where(known, values[self.neighbours], 0.0).sum(axis=1)
        return np.asarray(np.where(count > 0, total / np.maximum(count, 1), values.mean()))

    def people(self) -> Floats:
        """People for each area, one each where nothing is known."""
        return np.ones(self.areas) if self.population is None else self.population

    def by_decile(self, values: Floats) -> Floats:
        """What each area would have if all of its decile had the same rate a person (areas,)."""
        deciles = np.zeros(self.areas, np.int64) if self.deciles is None else self.deciles
        people = np.bincount(deciles, self.people(), 11)
        rate = np.bincount(deciles, values, 11) / np.maximum(people, 1e-12)
        return np.asarray(rate[deciles] * self.people())


def _padded(lists: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    table = np.full((len(lists), max((len(row) for row in lists), default=0)), -1, np.int64)
    for number, row in enumerate(lists):
        table[number, : len(row)] = row
    return table


def _nearest(points: Floats) -> NDArray[np.int64]:
    """The numbers of each area's nearest others, (areas, up to 6)."""
    if points.ndim != 2 or points.shape[1:] != (2,) or not np.isfinite(points).all():
        raise SurroundingsUnusable(reason="coordinates must be two finite numbers for each area")
    count = min(NEIGHBOURS, len(points) - 1)
    rows = [_nearest_to(points, first, count) for first in range(0, len(points), AT_ONCE)]
    return np.concatenate(rows) if rows else np.empty((0, 0), np.int64)


def _nearest_to(points: Floats, first: int, count: int) -> NDArray[np.int64]:
    some = points[first : first + AT_ONCE]
    apart = np.hypot(some[:, None, 0] - points[None, :, 0], some[:, None, 1] - points[None, :, 1])
    apart[np.arange(len(some)), first + np.arange(len(some))] = np.inf
    return np.argsort(apart, axis=1, kind="stable")[:, :count].astype(np.int64)
