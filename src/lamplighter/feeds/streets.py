"""One street, not one name: points of the same name are joined into a street while each is near another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import hypot
from statistics import fmean

import numpy as np

from lamplighter.feeds.grid import metres
from lamplighter.feeds.tables import Row

JOIN_STREET_M = 700.0  # villages lie further apart than this; points along one road do not
JOIN_IN_TOWN_M = 1500.0  # a main road through a town has points far apart
JOIN_LANDMARK_M = 150.0


@dataclass(frozen=True)
class Point:
    """One point on a street."""

    lat: float
    lon: float
    x: float
    y: float
    weight: int


@dataclass(frozen=True)
class Street:
    """Points of one name that lie together, the most central first, so that the street is placed on itself."""

    name: str
    landmark: bool
    points: tuple[Point, ...]

    @property
    def centre(self) -> Point:
        """The point nearest the middle."""
        return self.points[0]

    @property
    def spread_m(self) -> float:
        """How far the furthest point lies from the centre."""
        return max(float(np.hypot(p.x - self.centre.x, p.y - self.centre.y)) for p in self.points)


def read_points(rows: list[Row]) -> dict[str, list[Point]]:
    """Points by name; the same point given twice counts once, with its weights added."""
    weights: dict[tuple[str, float, float], int] = defaultdict(int)
    for row in rows:
        if row.text("street"):
            key = (row.text("street"), row.needed("lat"), row.needed("lon"))
            weights[key] += round(row.number("n") or 1)
    keys = sorted(weights)
    x, y = metres(np.array([key[1] for key in keys]), np.array([key[2] for key in keys]))
    points = defaultdict(list)
    for key, px, py in zip(keys, x, y, strict=True):
        points[key[0]].append(Point(key[1], key[2], float(px), float(py), weights[key]))
    return points


def join(points: dict[str, list[Point]], kinds_of_place: frozenset[str], town: Callable[[Point], str]) -> list[Street]:
    """Every distinct street and landmark, by name and then from the south."""
    return [
        Street(name, name in kinds_of_place, _most_central_first(group))
        for name in sorted(points)
        for group in _groups(points[name], town, landmark=name in kinds_of_place)
    ]


def _groups(points: list[Point], town: Callable[[Point], str], *, landmark: bool) -> list[list[Point]]:
    """Single linkage: a point joins a group if any point of the group is within reach, further within one town."""
    towns = {point: town(point) for point in points}
    waiting, groups = list(points), []
    while waiting:
        group = [waiting.pop(0)]
        for member in group:
            near = [p for p in waiting if hypot(p.x - member.x, p.y - member.y)
                    <= _reach(landmark, same_town=towns[p] == towns[member])]  # fmt: skip
            group += near
            waiting = [p for p in waiting if p not in near]
        groups.append(group)
    return groups


def _reach(landmark: bool, *, same_town: bool) -> float:
    if landmark:
        return JOIN_LANDMARK_M
    return JOIN_IN_TOWN_M if same_town else JOIN_STREET_M


def _most_central_first(group: list[Point]) -> tuple[Point, ...]:
    x, y = fmean(p.x for p in group), fmean(p.y for p in group)
    return tuple(sorted(group, key=lambda p: ((p.x - x) ** 2 + (p.y - y) ** 2, p.lat, p.lon)))
