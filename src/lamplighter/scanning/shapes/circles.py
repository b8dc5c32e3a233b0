"""Circles: round each area's middle, taking in the other areas nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.errors import PointWrong
from lamplighter.scanning.settings import Coordinates, ScanSettings
from lamplighter.scanning.study import Areas

EARTH_RADIUS_KM = 6367.0
"""The reference program's sphere, so that radii agree to the printed digit."""
ROUNDING = 1e-9
BLOCK = 256


@dataclass(frozen=True)
class Circles:
    """For each centre its steps outwards: the place each takes in and how far off it is.

    ``starts`` has shape (centres + 1,); ``places`` and ``distances`` (steps,), distances in kilometres.
    """

    starts: NDArray[np.int64]
    places: NDArray[np.int32]
    distances: NDArray[np.float64]


def circles(areas: Areas, settings: ScanSettings, weights: NDArray[np.float64]) -> Circles:
    """Every circle within the limits; `weights` (areas,) are the cases or population whose share is limited.

    Areas equally far off are taken in one at a time, in the order of the table.
    """
    limit = weights.sum() * settings.max_share * (1 + ROUNDING)
    radius = np.inf if settings.max_radius_km is None else settings.max_radius_km
    steps: list[int] = []
    places: list[NDArray[np.int32]] = []
    distances: list[NDArray[np.float64]] = []
    for centre, away in enumerate(_distances(_flat_or_round(areas, settings.coordinates))):
        away[centre] = 0.0
        near = np.argsort(away, kind="stable") if radius == np.inf else _nearest(away, radius)
        # The centre comes first even where others share its point.
        near = np.concatenate(([centre], near[near != centre]))
        near = near[: np.searchsorted(np.cumsum(weights[near]), limit, side="right")]
        steps.append(len(near))
        places.append(near.astype(np.int32))
        distances.append(away[near])
    starts = np.concatenate(([0], np.cumsum(steps)))
    return Circles(starts, np.concatenate(places), np.concatenate(distances))


def _nearest(away: NDArray[np.float64], radius: float) -> NDArray[np.int64]:
    within = np.flatnonzero(away <= radius)
    return within[np.argsort(away[within], kind="stable")]


def _flat_or_round(areas: Areas, coordinates: Coordinates) -> NDArray[np.float64]:
    """Points between which straight lines order distances rightly: the plane's own, or on the globe."""
    if coordinates == "x_y":
        return areas.points
    for area, (latitude, longitude) in zip(areas.ids, areas.points.tolist(), strict=True):
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise PointWrong(area=area, point=(latitude, longitude), expected="a latitude and a longitude in degrees")
    latitude, longitude = np.radians(areas.points).T
    flat = np.cos(latitude)
    return np.column_stack((flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)))


def _distances(points: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    """For each point its distances to all: straight in a plane, along the great circle on the globe."""
    for first in range(0, len(points), BLOCK):
        gaps = points[first : first + BLOCK, None, :] - points[None, :, :]
        straight = np.sqrt((gaps**2).sum(axis=2))
        if points.shape[1] == 3:
            straight = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(straight / 2, 1.0))
        yield from straight
