"""Circles: round each area's middle, taking in the other areas nearest first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.errors import PointWrong
from lamplighter.scanning.settings import Coordinates
from lamplighter.scanning.shapes.zones import Reach, Zones
from lamplighter.scanning.study import Areas

EARTH_RADIUS_KM = 6367.0
"""The reference program's sphere, so that radii agree to the printed digit."""
BLOCK = 256


def circles(areas: Areas, coordinates: Coordinates, reach: Reach) -> Zones:
    """Every circle within reach. Areas equally far off are taken in one at a time, in the order of the table."""
    return grown(distances(flat_or_round(areas, coordinates)), np.zeros(len(areas.ids)), reach)


def grown(
    distances: Iterator[NDArray[np.float64]],
    angles: NDArray[np.float64],
    reach: Reach,
    *,
    stretch: float = 1.0,
    compactness: float = 1.0,
) -> Zones:
    """Zones from the distances of all places, row by row; the places take turns as centres."""
    places: list[NDArray[np.int32]] = []
    radii: list[NDArray[np.float64]] = []
    farthest = reach.farthest / stretch
    for row, away in enumerate(distances):
        centre = row % len(reach.weights)
        away[centre] = 0.0
        near = np.argsort(away, kind="stable") if farthest == np.inf else _nearest(away, farthest)
        # The centre comes first even where others share its point.
        near = reach.within(np.concatenate(([centre], near[near != centre])))
        places.append(near.astype(np.int32))
        radii.append(away[near])
    starts = np.cumsum([0, *map(len, places)])
    return Zones(starts, np.concatenate(places), np.concatenate(radii), angles, stretch, compactness)


def _nearest(away: NDArray[np.float64], radius: float) -> NDArray[np.int64]:
    within = np.flatnonzero(away <= radius)
    return within[np.argsort(away[within], kind="stable")]


def flat_or_round(areas: Areas, coordinates: Coordinates) -> NDArray[np.float64]:
    """Points between which straight lines order distances rightly: the plane's own, or on the globe."""
    if coordinates == "x_y":
        return areas.points
    latitude, longitude = np.radians(degrees(areas)).T
    flat = np.cos(latitude)
    return np.column_stack((flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)))


def degrees(areas: Areas) -> NDArray[np.float64]:
    """The areas' latitudes and longitudes, once they are known to be such."""
    for area, (latitude, longitude) in zip(areas.ids, areas.points.tolist(), strict=True):
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise PointWrong(area=area, point=(latitude, longitude), expected="a latitude and a longitude in degrees")
    return areas.points


def distances(points: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    """For each point its distances to all: straight in a plane, along the great circle on the globe."""
    for first in range(0, len(points), BLOCK):
        gaps = points[first : first + BLOCK, None, :] - points[None, :, :]
        straight = np.sqrt((gaps**2).sum(axis=2))
        if points.shape[1] == 3:
            straight = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(straight / 2, 1.0))
        yield from straight
