"""How far a town goes, and which town a point belongs to.

A town's reach is the radius of the disc that the postcodes nearest to it would fill at the density of built-up land. A
point belongs to the town whose edge, so drawn, it lies deepest inside or nearest to. So a street on the edge of a large
town is still in that town, and a street in the village beyond it is in the village.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from lamplighter.feeds.boundaries import Cover
from lamplighter.feeds.grid import Floats

POSTCODES_PER_KM2 = 60.0  # built-up land in an English county: the county's towns have 50 to 90
LEAST_REACH_M = 500.0
BEYOND_M = 1200.0  # further than this outside every town, a ward says better where one is


@dataclass(frozen=True)
class Settlements:
    """Towns by position, with their reach in metres, and the wards that name the land between them."""

    names: tuple[str, ...]
    x: Floats
    y: Floats
    reach_m: Floats
    wards: Cover

    def name_at(self, lat: float, lon: float, x: float, y: float) -> str:
        """The town a point belongs to, the ward where no town is near, empty where there is neither."""
        beyond = np.hypot(self.x - x, self.y - y) - self.reach_m
        nearest = int(np.argmin(beyond)) if self.names else -1
        if nearest >= 0 and beyond[nearest] <= BEYOND_M:
            return self.names[nearest]
        ward = self.wards.holding(lat, lon)
        return ward.name if ward else self.names[nearest] if nearest >= 0 else ""


def settle(
    names: tuple[str, ...], towns: tuple[Floats, Floats], points: tuple[Floats, Floats], wards: Cover
) -> Settlements:
    """Gives each town its reach from the points (postcodes, or streets) that are nearest to it."""
    x, y = towns
    share = np.zeros(len(names))
    if names:
        for px, py in zip(*points, strict=True):
            share[np.argmin((x - px) ** 2 + (y - py) ** 2)] += 1
    reach = [max(LEAST_REACH_M, min(1000 * sqrt(share[i] / POSTCODES_PER_KM2 / pi), _room(i, share, x, y)))
             for i in range(len(names))]  # fmt: skip
    return Settlements(names, x, y, np.round(np.array(reach), 1), wards)


def _room(town: int, share: Floats, x: Floats, y: Floats) -> float:
    """Half the way to the nearest larger town: a suburb's share of points is partly that of its neighbour."""
    larger = share > share[town]
    ways = np.hypot(x[larger] - x[town], y[larger] - y[town])
    return float(ways.min()) / 2 if len(ways) else float("inf")
