"""The ground that is watched: the closed place, a ring round it and a comparison, and what is counted there each week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lamplighter.evaluation.displacement import Change
from lamplighter.evaluation.errors import GroundWrong
from lamplighter.evaluation.sequential import Weeks
from lamplighter.scanning import Areas, Cases

Part = Literal["place", "ring", "comparison"]
Coordinates = Literal["lat_lon", "x_y"]
PARTS: tuple[Part, ...] = ("place", "ring", "comparison")
EARTH_KM = 6371.0


@dataclass(frozen=True)
class Ground:
    """The areas of the closed place, of the ring round it and of the comparison.

    Raises
    ------
    GroundWrong
        Where one has no area, or an area is in two of them.
    """

    place: frozenset[str]
    ring: frozenset[str]
    comparison: frozenset[str]
    coordinates: Coordinates = "lat_lon"
    """What the areas' points are."""

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for part in PARTS:
            ids = frozenset(getattr(self, part))
            object.__setattr__(self, part, ids)
            if not ids:
                raise GroundWrong(reason=f"the {part} has no area")
            if seen & ids:
                raise GroundWrong(reason=f'the area "{min(seen & ids)}" is in two of them')
            seen |= ids

    def part(self, name: Part) -> frozenset[str]:
        found: frozenset[str] = getattr(self, name)
        return found


def ground_around(
    areas: Areas,
    centre: tuple[float, float],
    *,
    place_km: float,
    ring_km: float,
    coordinates: Literal["lat_lon", "x_y"],
) -> Ground:
    """Areas whose middle is within `place_km` are the place, within `ring_km` the ring, all others the comparison."""
    away = _distances(areas.points, centre, coordinates)
    ids = np.array(areas.ids)
    inside, near = away <= place_km, away <= ring_km
    return Ground(frozenset(ids[inside]), frozenset(ids[near & ~inside]), frozenset(ids[~near & ~inside]), coordinates)


def _distances(
    points: NDArray[np.float64], centre: tuple[float, float], coordinates: Coordinates
) -> NDArray[np.float64]:
    if coordinates == "x_y":
        return np.asarray(np.hypot(*(points - np.array(centre)).T))
    (latitude, longitude), (north, east) = np.radians(points).T, np.radians(centre)
    half = np.sin((latitude - north) / 2) ** 2 + np.cos(latitude) * np.cos(north) * np.sin((longitude - east) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(half)))


@dataclass(frozen=True)
class WeeklyCounts:
    """Cases of each area of each part by week, the weeks before the closing first."""

    ids: dict[Part, tuple[str, ...]]
    table: dict[Part, NDArray[np.int64]]
    """By part, of shape (areas, weeks)."""
    before: int
    """How many of the weeks came before the closing."""

    @property
    def after(self) -> int:
        return int(self.table["place"].shape[1]) - self.before

    def total(self, part: Part) -> NDArray[np.int64]:
        """(weeks,) the part's cases."""
        return np.asarray(self.table[part].sum(axis=0))

    def change(self, part: Part, *, usual: slice | None = None, later: slice | None = None) -> Change:
        """The part's cases in some weeks and in later ones; by default before the closing and since."""
        total = self.total(part)
        usual, later = usual or slice(0, self.before), later or slice(self.before, None)
        return Change(int(total[usual].sum()), int(total[later].sum()))

    def against(self, part: Part, weeks: slice) -> Weeks:
        """The part's weeks beside the comparison's."""
        return Weeks(self.total(part)[weeks].tolist(), self.total("comparison")[weeks].tolist())


def count_weeks(cases: Cases, areas: Areas, ground: Ground, *, closed: date, before: int, after: int) -> WeeklyCounts:
    """Cases by area and week; those outside the weeks or in no part of the ground are left out.

    Raises
    ------
    GroundWrong
        Where the ground names an area that is not among the areas, or the cases have no dates.
    """
    unknown = (ground.place | ground.ring | ground.comparison) - set(areas.ids)
    if unknown:
        raise GroundWrong(reason=f'the area "{min(unknown)}" is not known')
    if len(cases.dates) != len(cases.areas):
        raise GroundWrong(reason="the cases have no dates")
    ids = {part: tuple(area for area in areas.ids if area in ground.part(part)) for part in PARTS}
    table = {part: np.zeros((len(ids[part]), before + after), np.int64) for part in PARTS}
    rows = {area: (part, row) for part in PARTS for row, area in enumerate(ids[part])}
    for area, week, number in zip(cases.areas, _week_numbers(cases.dates, closed), _numbers(cases), strict=True):
        if area in rows and 0 <= week + before < before + after:
            part, row = rows[area]
            table[part][row, week + before] += number
    return WeeklyCounts(ids, table, before)


def _week_numbers(dates: Sequence[date], closed: date) -> list[int]:
    return [(day - closed).days // 7 for day in dates]


def _numbers(cases: Cases) -> list[int]:
    return [int(number) for number in np.asarray(cases.counts, np.int64)]
