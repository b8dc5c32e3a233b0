"""Is a point inside a polygon, and how far from it otherwise: plain arithmetic, so that reading a pack needs no
geometry library.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, inf, radians
from typing import Any

from lamplighter.places.gazetteer import METRES_PER_DEGREE

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A polygon or several, as rings of (lon, lat); a hole is a ring like the others, by the even-odd rule."""

    id: str
    name: str
    rings: tuple[Ring, ...]

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the point is inside."""
        return sum(_crossings(ring, lat, lon) for ring in self.rings) % 2 == 1

    def metres_from(self, lat: float, lon: float) -> float:
        """Distance from the point to the nearest edge."""
        scale = cos(radians(lat)) * METRES_PER_DEGREE
        edges = (edge for ring in self.rings for edge in _edges(ring))
        return min(
            (
                _distance_to_edge((a[0] - lon) * scale, (a[1] - lat) * METRES_PER_DEGREE,
                                  (b[0] - lon) * scale, (b[1] - lat) * METRES_PER_DEGREE)
                for a, b in edges
            ),
            default=inf,
        )  # fmt: skip


def outline(outline_id: str, name: str, geometry: dict[str, Any]) -> Outline:
    """Reads a GeoJSON polygon or multipolygon."""
    polygons: Sequence[Any] = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    rings = tuple(tuple((p[0], p[1]) for p in ring) for polygon in polygons for ring in polygon)
    return Outline(outline_id, name, rings)


def _edges(ring: Ring) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    return zip(ring, ring[1:] + ring[:1], strict=True)


def _crossings(ring: Ring, lat: float, lon: float) -> int:
    crossings = 0
    (lon_a, lat_a) = ring[-1]
    for lon_b, lat_b in ring:
        if (lat_a > lat) != (lat_b > lat) and lon < (lon_b - lon_a) * (lat - lat_a) / (lat_b - lat_a) + lon_a:
            crossings += 1
        lon_a, lat_a = lon_b, lat_b
    return crossings


def _distance_to_edge(ax: float, ay: float, bx: float, by: float) -> float:
    """Distance from the origin to the segment from a to b."""
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    return hypot(ax + along * dx, ay + along * dy)
