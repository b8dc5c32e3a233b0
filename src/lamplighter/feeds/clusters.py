"""A scan's clusters for other programs: GeoJSON for a map, CSV for a spreadsheet."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lamplighter.feeds.errors import NoLatitude, PlaceUnknown, ResultUnreadable
from lamplighter.feeds.tables import rows

EARTH_KM = 6367.0
"""The scan's own sphere, so that a circle passes through its farthest area."""
CORNERS = 64
Point = tuple[float, float]
MEASURES = (
    "start", "end", "observed", "expected", "relative_risk", "test_statistic", "p_value", "gumbel_p_value",
    "recurrence_interval_days",
)  # fmt: skip
CLUSTER_COLUMNS = ("cluster", "centre", "places", "radius_km", *MEASURES)
PLACE_COLUMNS = ("cluster", "area", "is_centre")


def read_clusters(path: Path) -> list[dict[str, Any]]:
    """The clusters of a result file, best first."""
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResultUnreadable(path=path, problem=error) from None
    clusters = written.get("clusters") if isinstance(written, dict) else None
    if not isinstance(clusters, list) or not all(isinstance(each, dict) and each.get("areas") for each in clusters):
        raise ResultUnreadable(path=path, problem="it has no list of clusters.")
    return clusters


def write_geojson(result: Path, areas: Path, out: Path) -> int:
    """Writes each cluster's circle, centre and areas as features with its numbers; says how many clusters there are.

    Circles are drawn in 64 corners, longitude before latitude, as RFC 7946 has it. A cluster of one area has no circle.
    """
    clusters, points = read_clusters(result), _points(areas)
    features = [
        feature for rank, cluster in enumerate(clusters, start=1) for feature in _features(rank, cluster, points, areas)
    ]
    document = {"type": "FeatureCollection", "features": features}
    out.write_text(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")
    return len(clusters)


def write_csv(result: Path, out: Path) -> tuple[Path, Path]:
    """Writes one row a cluster, and beside it (NAME_places.csv) one row a place of a cluster."""
    clusters = list(enumerate(read_clusters(result), start=1))
    places = out.with_name(f"{out.stem}_places{out.suffix or '.csv'}")
    _write(
        out,
        CLUSTER_COLUMNS,
        ([_numbers(rank, cluster)[name] for name in CLUSTER_COLUMNS] for rank, cluster in clusters),
    )
    _write(
        places,
        PLACE_COLUMNS,
        (
            [rank, area, "yes" if area == cluster.get("centre") else "no"]
            for rank, cluster in clusters
            for area in cluster["areas"]
        ),
    )
    return out, places


def _numbers(rank: int, cluster: Mapping[str, Any]) -> dict[str, object]:
    numbers = {name: cluster.get(name) for name in ("centre", "radius_km", *MEASURES)}
    return {"cluster": rank, "places": len(cluster["areas"]), **numbers}


def _features(
    rank: int, cluster: Mapping[str, Any], points: Mapping[str, Point], areas: Path
) -> list[dict[str, object]]:
    numbers = _numbers(rank, cluster)
    centre = _point(str(cluster.get("centre") or cluster["areas"][0]), points, areas)
    features = [_feature("centre", {"type": "Point", "coordinates": centre}, numbers)]
    radius = cluster.get("radius_km") or 0.0
    if radius > 0:
        ring = [_away(centre, radius, 2 * math.pi * corner / CORNERS) for corner in range(CORNERS)]
        features.append(_feature("circle", {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}, numbers))
    for area in cluster["areas"]:
        at = {"type": "Point", "coordinates": _point(area, points, areas)}
        features.append(_feature("area", at, {"cluster": rank, "area": area}))
    return features


def _feature(role: str, geometry: Mapping[str, object], properties: Mapping[str, object]) -> dict[str, object]:
    return {"type": "Feature", "geometry": dict(geometry), "properties": {"role": role, **properties}}


def _away(centre: Point, radius_km: float, turn: float) -> Point:
    """The point so far off the centre, anticlockwise from east, on the sphere."""
    longitude, latitude = map(math.radians, centre)
    reach, heading = radius_km / EARTH_KM, math.pi / 2 - turn
    north = math.asin(math.sin(latitude) * math.cos(reach) + math.cos(latitude) * math.sin(reach) * math.cos(heading))
    east = longitude + math.atan2(
        math.sin(heading) * math.sin(reach) * math.cos(latitude),
        math.cos(reach) - math.sin(latitude) * math.sin(north),
    )
    return round(math.degrees(east), 7), round(math.degrees(north), 7)


def _points(areas: Path) -> dict[str, Point]:
    """Longitude and latitude of each area."""
    points: dict[str, Point] = {}
    for row in rows(areas, {}, ("area",)):
        if "lat" not in row.values or "lon" not in row.values:
            raise NoLatitude(path=areas)
        points[row.text("area")] = row.needed("lon"), row.needed("lat")
    return points


def _point(area: str, points: Mapping[str, Point], areas: Path) -> Point:
    if area not in points:
        raise PlaceUnknown(area=area, path=areas)
    return points[area]


def _write(path: Path, columns: tuple[str, ...], lines: Any) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *lines])
