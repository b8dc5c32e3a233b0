"""Writes the made-up county as the open tables that `feeds.county.build` makes a county pack of."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import shapely
import yaml
from pyproj import Transformer
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from lamplighter.simulation.banks import bank
from lamplighter.simulation.geography import Geography, Zone, lay_out, quarter
from lamplighter.simulation.townscape import Point, Townscape, build

ATTRIBUTION = "Made up by Lamplighter's simulation: resembles no real place."
DEFAULT_POPULATION = 750_000
DEFAULT_SEED = 1
_TO_DEGREES = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def county(out_dir: Path, seed: int = DEFAULT_SEED, population: int = DEFAULT_POPULATION) -> Geography:
    """Writes county.yaml and its tables into out_dir; the same seed and population write the same bytes."""
    geography = lay_out(seed, population)
    town = build(seed, geography)
    out_dir.mkdir(parents=True, exist_ok=True)
    _write_areas(out_dir, geography)
    _write_places(out_dir, geography, town)
    for level, zones in (
        ("areas", _area_zones(geography)),
        ("wards", geography.wards),
        ("districts", geography.districts),
    ):
        (out_dir / f"{level}.geojson").write_text(_geojson(zones), encoding="utf-8")
    (out_dir / "county.yaml").write_text(_descriptor(seed, population, town), encoding="utf-8")
    return geography


def degrees(x: float, y: float) -> tuple[str, str]:
    """Latitude and longitude of a grid point, to a tenth of a metre or so."""
    lon, lat = _TO_DEGREES.transform(x, y)
    return f"{lat:.6f}", f"{lon:.6f}"


def _write_areas(out_dir: Path, geography: Geography) -> None:
    districts = {zone.id: zone.name for zone in geography.districts}
    rows = [
        (a.id, a.name, *degrees(a.x, a.y), a.population, a.decile, districts[a.district], a.ward)
        for a in geography.areas
    ]
    _write_table(
        out_dir / "areas.csv", ("area", "name", "lat", "lon", "population", "decile", "district", "ward"), rows
    )


def _write_places(out_dir: Path, geography: Geography, town: Townscape) -> None:
    points = (*town.streets, *town.kinds_of_place, *town.landmarks)
    streets = [(p.name, *degrees(p.x, p.y), 1) for p in points]
    _write_table(out_dir / "streets.csv.gz", ("street", "lat", "lon", "n"), streets)
    districts = {zone.id: zone.name for zone in geography.districts}
    wards = {zone.id: zone.name for zone in geography.wards}
    areas = geography.areas
    codes = [
        (p.code, *degrees(p.x, p.y), districts[areas[p.area].district], wards[areas[p.area].ward], p.terminated)
        for p in sorted(town.postcodes, key=lambda p: p.code)
    ]
    _write_table(out_dir / "postcodes.csv.gz", ("postcode", "lat", "lon", "district", "ward", "terminated"), codes)
    towns = [(s.name, *degrees(s.x, s.y), "town") for s in geography.settlements]
    _write_table(out_dir / "towns.csv", ("name", "lat", "lon", "kind"), towns + _estates(geography))


def _estates(geography: Geography) -> list[tuple[str, str, str, str]]:
    """The quarters of towns large enough to have several."""
    estates = []
    for ward in geography.wards:
        members = [a for a in geography.areas if a.ward == ward.id and not a.rural]
        if len(members) >= 4:
            middle = (sum(a.x for a in members) / len(members), sum(a.y for a in members) / len(members))
            estates.append((quarter(int(ward.id[3:]) - 1), *degrees(*middle), "area"))
    return estates


def _write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(header)
    table.writerows(rows)
    data = text.getvalue().encode()
    # No time and no name in the gzip header, so that the same table is the same file.
    path.write_bytes(gzip.compress(data, 6, mtime=0) if path.suffix == ".gz" else data)


def _area_zones(geography: Geography) -> tuple[Zone, ...]:
    return tuple(Zone(a.id, a.name, a.polygon) for a in geography.areas)


def _geojson(zones: Iterable[Zone]) -> str:
    features = [
        {
            "type": "Feature",
            "properties": {"id": zone.id, "name": zone.name},
            "geometry": mapping(_in_degrees(zone.polygon)),
        }
        for zone in zones
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))


def _in_degrees(polygon: BaseGeometry) -> BaseGeometry:
    """Longitude and latitude, to a millionth of a degree."""
    return shapely.set_precision(shapely.transform(polygon, _TO_DEGREES.transform, interleaved=False), 1e-6)


def _descriptor(seed: int, population: int, town: Townscape) -> str:
    kinds = [*bank("county")["kinds_of_place"], *_names(town.landmarks)]
    made_up = {"attribution": ATTRIBUTION, "licence": "CC0"}
    descriptor = {
        "name": bank("county")["county"],
        "edition": f"simulated, seed {seed}, {population} people",
        "postcode_areas": ["ZP"],
        "tables": {
            "areas": {"files": "areas.csv", **made_up},
            "population": {"files": "areas.csv", **made_up},
            "deprivation": {"files": "areas.csv", **made_up},
            "postcodes": {"files": "postcodes.csv.gz", **made_up},
            "streets": {"files": "streets.csv.gz", "kinds_of_place": kinds, **made_up},
            "towns": {"files": "towns.csv", **made_up},
        },
        "boundaries": {
            level: {"files": f"{level}s.geojson", "id": "id", "name": "name", **made_up}
            for level in ("area", "ward", "district")
        },
    }
    return yaml.safe_dump(descriptor, sort_keys=False, allow_unicode=True)


def _names(points: Sequence[Point]) -> list[str]:
    return list(dict.fromkeys(p.name for p in points))
