"""A made-up county of four squares, small enough to know by heart, as the open tables a pack is built from.

Two kilometres a square: A1 and A2 below, OLD3 above A1 (since split into A3 and A5), A4 above A2. Alder lies in A1, Birch
in A4. Every postcode is of the unused area ZP.
"""

from __future__ import annotations

import csv
import json
from math import cos, radians
from pathlib import Path
from typing import Any

import yaml

from lamplighter.feeds import county
from lamplighter.places import Pack

LAT, LON = 52.0, -1.0
SQUARES = {"A1": (0, 0), "A2": (2, 0), "OLD3": (0, 2), "A4": (2, 2)}
ALDER, BIRCH = (1.0, 1.0), (3.0, 3.0)

DESCRIPTOR: dict[str, Any] = {
    "name": "Smallshire",
    "edition": "1",
    "postcode_areas": ["ZP"],
    "margin_km": 0.5,
    "tables": {
        "areas": {"files": "areas.csv", "attribution": "Made up for tests.", "licence": "CC0"},
        "population": {"files": "areas.csv"},
        "deprivation": {"files": "areas.csv"},
        "postcodes": {"files": "postcodes.csv", "attribution": "Postcodes made up for tests."},
        "streets": {"files": "streets.csv", "kinds_of_place": ["Supermarket", "The Hare and Bell"]},
        "towns": {"files": "towns.json", "columns": {"name": "title"}},
    },
    "boundaries": {
        "area": {"files": "areas.geojson"},
        "ward": {"files": "wards.geojson", "name": "called"},
        "district": {"parts": [{"id": "D1", "name": "Low District", "files": "areas.geojson"}]},
    },
}


def at(x_km: float, y_km: float) -> tuple[float, float]:
    """Latitude and longitude of a place so many kilometres east and north of the county's corner."""
    return round(LAT + y_km / 111.32, 6), round(LON + x_km / (111.32 * cos(radians(LAT))), 6)


def write(folder: Path, **changes: Any) -> Path:
    """Writes the tables and the descriptor, with keys of the descriptor changed; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _areas(folder)
    _csv(folder / "postcodes.csv", ("postcode", "lat", "lon", "terminated"), _postcodes())
    _csv(folder / "streets.csv", ("street", "lat", "lon", "n"), _streets())
    towns = [("Alder", ALDER), ("Birch", BIRCH), ("Far Away", (60.0, 60.0))]
    listed = [{"title": name, "lat": str(at(*place)[0]), "lon": str(at(*place)[1])} for name, place in towns]
    (folder / "towns.json").write_text(json.dumps(listed), encoding="utf-8")
    squares = [_square(code, corner, id=code, name=code) for code, corner in SQUARES.items()]
    (folder / "areas.geojson").write_text(_collection(squares), encoding="utf-8")
    ward = _square("W1", SQUARES["A2"], id="W1", called="Old Cedar and Dogwood")
    (folder / "wards.geojson").write_text(_collection([ward]), encoding="utf-8")
    (folder / "county.yaml").write_text(yaml.safe_dump(DESCRIPTOR | changes), encoding="utf-8")
    return folder


def build(folder: Path, **changes: Any) -> Path:
    """Writes the county and builds its pack; returns the pack's path."""
    county.build(write(folder, **changes), folder / "pack.sqlite3")
    return folder / "pack.sqlite3"


def pack(folder: Path, **changes: Any) -> Pack:
    """Writes the county, builds its pack and opens it."""
    return Pack.open(build(folder, **changes))


def _areas(folder: Path) -> None:
    rows = [
        (code, f"Area {code}", *at(*centre), people, decile)
        for code, centre, people, decile in (
            ("A1", (1.0, 1.0), "1,500", 1),
            ("A2", (3.0, 1.0), "1,600", 5),
            ("A3", (0.5, 3.0), "1,700", 10),
            ("A4", (3.0, 3.0), "1,800", ""),
            ("A5", (1.5, 3.0), "", 7),
        )
    ]
    _csv(folder / "areas.csv", ("area", "name", "lat", "lon", "population", "decile"), rows)


def _postcodes() -> list[tuple[object, ...]]:
    near = [(f"ZP1 1A{letter}", *at(0.8 + i * 0.05, 1.0), "") for i, letter in enumerate("ABDEFGH")]
    near += [(f"ZP2 2A{letter}", *at(2.8 + i * 0.05, 3.0), "") for i, letter in enumerate("ABDEFGH")]
    return [*near, ("ZP1 1ZZ", *at(0.5, 0.5), "2019"), ("ZP9 9ZZ", "", "", ""), ("YY1 1AB", *at(50, 50), "")]


def _streets() -> list[tuple[object, ...]]:
    return [
        ("High Street", *at(1.0, 1.1), 3),
        ("High Street", *at(1.1, 1.1), 2),
        ("High Street", *at(3.0, 3.1), 1),
        ("Euston Road", *at(0.9, 0.9), 1),
        ("Mill Lane", *at(1.2, 0.7), 1),
        ("St. Mary's Close", *at(2.9, 2.9), 1),
        ("The Green", *at(3.1, 2.8), 1),
        ("Alder", *at(1.0, 1.0), 9),
        *(("Supermarket", *at(x, 1.15), 1) for x in (0.5, 0.8, 1.2, 1.5)),
        ("The Hare and Bell", *at(3.2, 3.2), 1),
        ("Lonely Road", *at(40.0, 40.0), 1),
    ]


def _square(code: str, corner: tuple[float, float], **properties: str) -> dict[str, Any]:
    x, y = corner
    ring = [at(x, y), at(x + 2, y), at(x + 2, y + 2), at(x, y + 2), at(x, y)]
    geometry = {"type": "Polygon", "coordinates": [[[lon, lat] for lat, lon in ring]]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _collection(features: list[dict[str, Any]]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def _csv(path: Path, header: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
