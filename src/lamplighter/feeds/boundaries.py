"""Boundaries for a pack: GeoJSON polygons read, joined where asked, simplified, and asked which one holds a point."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from lamplighter.feeds.descriptor import County, Level
from lamplighter.feeds.errors import TableUnreadable
from lamplighter.feeds.tables import present, read_json

SIMPLIFY_M = {"area": 15.0, "ward": 15.0, "district": 40.0}
METRES_PER_DEGREE = 111_320.0
DECIMALS = 5


@dataclass(frozen=True)
class Boundary:
    """One polygon of one level, in longitude and latitude."""

    level: str
    id: str
    name: str
    shape: BaseGeometry

    @property
    def centre(self) -> tuple[float, float]:
        """A point inside, as (lat, lon)."""
        point = self.shape.representative_point()
        return point.y, point.x

    def geojson(self) -> str:
        """The simplified geometry as compact GeoJSON."""
        simple = shapely.simplify(self.shape, SIMPLIFY_M[self.level] / METRES_PER_DEGREE, preserve_topology=True)
        return json.dumps(_rounded(mapping(simple)), separators=(",", ":"))


class Cover:
    """The polygons of one level, indexed, so that many points can be asked about."""

    def __init__(self, boundaries: list[Boundary]) -> None:
        self.boundaries = boundaries
        self._tree = shapely.STRtree([each.shape for each in boundaries])

    def holding(self, lat: float, lon: float) -> Boundary | None:
        """The polygon that holds the point, the first where several do."""
        found = self._tree.query(shapely.Point(lon, lat), predicate="intersects")
        return self.boundaries[min(found)] if len(found) else None


def read(county: County, folder: Path) -> list[Boundary]:
    """Every boundary of the county, by level and id; levels whose files are missing are simply not there."""
    found: list[Boundary] = []
    for name, level in county.boundaries.levels().items():
        found += sorted(_features(name, level, folder), key=lambda each: each.id)
        found += sorted(_parts(name, level, folder), key=lambda each: each.id)
    return found


def _features(name: str, level: Level, folder: Path) -> Iterator[Boundary]:
    for path in present(folder, level.files):
        for feature in _collection(path):
            properties = feature.get("properties") or {}
            if level.id not in properties:
                raise TableUnreadable(path=path, problem=f"a feature has no property “{level.id}”.")
            label = str(properties.get(level.name) or properties[level.id])
            yield Boundary(name, str(properties[level.id]), label, _valid(feature))


def _parts(name: str, level: Level, folder: Path) -> Iterator[Boundary]:
    for part in level.parts:
        shapes = [_valid(feature) for path in present(folder, part.files) for feature in _collection(path)]
        if shapes:
            # A metre of overlap closes the slivers that neighbours leave between them.
            sliver = 1 / METRES_PER_DEGREE
            joined = shapely.union_all([each.buffer(sliver) for each in shapes]).buffer(-sliver)
            yield Boundary(name, part.id, part.name, joined)


def _collection(path: Path) -> list[dict[str, Any]]:
    content = read_json(path)
    if not isinstance(content, dict) or not isinstance(content.get("features"), list):
        raise TableUnreadable(path=path, problem="it is not a GeoJSON feature collection.")
    features: list[dict[str, Any]] = content["features"]
    for feature in features:
        if (feature.get("geometry") or {}).get("type") not in {"Polygon", "MultiPolygon"}:
            raise TableUnreadable(path=path, problem="it holds something that is not a polygon.")
    return features


def _valid(feature: dict[str, Any]) -> BaseGeometry:
    return _only_polygons(shapely.make_valid(shape(feature["geometry"])))


def _only_polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Mending a polygon that touches itself may leave a stray line; only what has an inside is kept."""
    parts = [part for part in shapely.get_parts(geometry, return_index=False) if part.geom_type.endswith("Polygon")]
    return shapely.union_all(parts)


def _rounded(geometry: Any) -> dict[str, Any]:
    def each(value: Any) -> Any:
        return round(value, DECIMALS) if isinstance(value, float) else [each(inner) for inner in value]

    return {"type": geometry["type"], "coordinates": each(geometry["coordinates"])}
