"""Ellipses: circles stretched in several directions, for footholds along a road or a river.

Kulldorff, Huang, Pickle and Duczmal (2006), "An elliptic spatial scan statistic", Statistics in Medicine 25:3929-3943.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.settings import Coordinates
from lamplighter.scanning.shapes.circles import EARTH_RADIUS_KM, circles, degrees, distances, grown
from lamplighter.scanning.shapes.zones import Reach, Zones
from lamplighter.scanning.study import Areas

DIRECTIONS = {1.5: 4, 2.0: 6, 3.0: 9, 4.0: 12, 5.0: 15}
"""How many directions an ellipse is turned to, by how long it is for its width: the reference program's choice."""


def ellipses(areas: Areas, coordinates: Coordinates, reach: Reach, penalty: float) -> tuple[Zones, ...]:
    """Circles first, then ellipses of every stretch, each centre in each direction, within reach along the long axis.

    The ratio of a stretched ellipse is made smaller by (4s / (s + 1)^2)^penalty, s being its stretch.
    """
    points = flat(areas, coordinates)
    return circles(areas, coordinates, reach), *(
        _stretched(points, stretch, directions, reach, (4 * stretch / (stretch + 1) ** 2) ** penalty)
        for stretch, directions in DIRECTIONS.items()
    )


def flat(areas: Areas, coordinates: Coordinates) -> NDArray[np.float64]:
    """Points in a plane: their own, or kilometres east and north, good for a county."""
    if coordinates == "x_y":
        return areas.points
    latitude, longitude = np.radians(degrees(areas)).T
    east = (longitude - longitude.mean()) * np.cos(latitude.mean())
    return np.column_stack((east, latitude - latitude.mean())) * EARTH_RADIUS_KM


def _stretched(points: NDArray[np.float64], stretch: float, directions: int, reach: Reach, compactness: float) -> Zones:
    turns = np.arange(directions) * np.pi / directions
    away: Iterator[NDArray[np.float64]] = chain.from_iterable(
        distances(squeezed(points, turn, stretch)) for turn in turns
    )
    angles = np.repeat(np.degrees(turns), len(points))
    return grown(away, angles, reach, stretch=stretch, compactness=compactness)


def squeezed(points: NDArray[np.float64], turn: float, stretch: float) -> NDArray[np.float64]:
    """The points turned and squeezed so that ellipses of this direction and stretch become circles."""
    along = points @ np.array([np.cos(turn), np.sin(turn)])
    across = points @ np.array([-np.sin(turn), np.cos(turn)])
    return np.column_stack((along / stretch, across))
