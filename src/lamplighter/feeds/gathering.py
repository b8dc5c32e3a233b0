"""Reads every table of a county that says where something is, and keeps what lies in or near it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lamplighter.feeds import streets
from lamplighter.feeds.boundaries import Boundary, Cover
from lamplighter.feeds.descriptor import County, Table
from lamplighter.feeds.edge import Edge
from lamplighter.feeds.errors import NoAreas
from lamplighter.feeds.grid import metres
from lamplighter.feeds.settlements import Settlements, settle
from lamplighter.feeds.tables import Row, present, rows
from lamplighter.places import postcodes


@dataclass(frozen=True)
class Located:
    """One row with its place, in degrees and metres."""

    row: Row
    lat: float
    lon: float
    x: float
    y: float


@dataclass(frozen=True)
class Gathered:
    """What the tables hold, before it is named."""

    areas: list[Located]
    towns: list[Located]
    settlements: Settlements
    postcodes: dict[str, Located]
    unplaced: dict[str, Row]
    streets: list[streets.Street]
    notes: list[str]


def gather(county: County, folder: Path, outlines: list[Boundary]) -> Gathered:
    """Reads areas, towns, postcodes and street points."""
    notes: list[str] = []
    areas = _areas(county, folder)
    centroids = (np.array([a.x for a in areas]), np.array([a.y for a in areas]))
    edge = Edge(outlines, centroids, 1000 * county.reach_km)
    margin = 1000 * county.margin_km
    towns = _near(located(_rows("towns", county.tables.towns, folder, ("name", "lat", "lon"), notes)), edge, margin)
    placed, unplaced = _postcodes(county, folder, edge, notes)
    points = _points(county, folder, edge, margin, notes)
    live = [p for p in placed.values() if not p.row.text("terminated")]
    land: Sequence[Located | streets.Point] = live or [point for group in points.values() for point in group]
    own = [town for town in towns if town.row.text("kind") != "area"]
    settlements = settle(
        tuple(town.row.text("name") for town in own),
        (np.array([t.x for t in own]), np.array([t.y for t in own])),
        (np.array([p.x for p in land]), np.array([p.y for p in land])),
        Cover([each for each in outlines if each.level == "ward"]),
    )
    kinds = county.tables.streets.kinds_of_place if county.tables.streets else frozenset()
    joined = streets.join(_not_towns(points, own, notes), kinds, lambda p: settlements.name_at(p.lat, p.lon, p.x, p.y))
    return Gathered(areas, towns, settlements, placed, unplaced, joined, notes)


def located(found: Sequence[Row]) -> list[Located]:
    """Rows that have coordinates, with metres."""
    placed = [(row, row.needed("lat"), row.needed("lon")) for row in found]
    x, y = metres(np.array([lat for _, lat, _ in placed]), np.array([lon for _, _, lon in placed]))
    return [Located(row, lat, lon, float(px), float(py)) for (row, lat, lon), px, py in zip(placed, x, y, strict=True)]


def _near(found: list[Located], edge: Edge, margin_m: float) -> list[Located]:
    near = edge.within(np.array([p.x for p in found]), np.array([p.y for p in found]), margin_m)
    return [place for place, keep in zip(found, near, strict=True) if keep]


def _rows(name: str, table: Table | None, folder: Path, needed: Sequence[str], notes: list[str]) -> list[Row]:
    if table is None:
        notes.append(f"No table of {name}.")
        return []
    files = present(folder, table.files)
    if not files:
        notes.append(f"The table of {name}, {', '.join(table.files)}, is not there.")
    return [row for path in files for row in rows(path, table.columns, needed)]


def _areas(county: County, folder: Path) -> list[Located]:
    found = _rows("areas", county.tables.areas, folder, ("area", "lat", "lon"), [])
    if not found:
        raise NoAreas(path=", ".join(county.tables.areas.files))
    return sorted(located(found), key=lambda area: area.row.text("area"))


def _postcodes(county: County, folder: Path, edge: Edge, notes: list[str]) -> tuple[dict[str, Located], dict[str, Row]]:
    """Postcodes of the county's letters, and of other letters if they lie inside it."""
    found = _rows("postcodes", county.tables.postcodes, folder, ("postcode", "lat", "lon"), notes)
    by_code = {code: row for row in found if (code := postcodes.normal(row.text("postcode")))}
    if len(by_code) < len(found):
        notes.append(f"{len(found) - len(by_code)} rows of postcodes are repeated or malformed and were left out.")
    has_place = {code: bool(row.text("lat") and row.text("lon")) for code, row in by_code.items()}
    codes = sorted(code for code in by_code if has_place[code])
    places = located([by_code[code] for code in codes])
    inside = edge.within(np.array([p.x for p in places]), np.array([p.y for p in places]), 0.0)
    ours = {c: p for c, p, near in zip(codes, places, inside, strict=True) if near or _own(c, county)}
    unplaced = {code: by_code[code] for code in sorted(by_code) if not has_place[code] and _own(code, county)}
    return ours, unplaced


def _own(code: str, county: County) -> bool:
    letters = re.match("[A-Z]+", code)
    return letters is not None and letters.group() in county.postcode_areas


def _points(
    county: County, folder: Path, edge: Edge, margin: float, notes: list[str]
) -> dict[str, list[streets.Point]]:
    """Street points by name, those far outside left out."""
    points = streets.read_points(_rows("streets", county.tables.streets, folder, ("street", "lat", "lon"), notes))
    kept: dict[str, list[streets.Point]] = {}
    for name, group in points.items():
        near = edge.within(np.array([p.x for p in group]), np.array([p.y for p in group]), margin)
        if near.any():
            kept[name] = [point for point, keep in zip(group, near, strict=True) if keep]
    dropped = sum(map(len, points.values())) - sum(map(len, kept.values()))
    if dropped:
        notes.append(f"{dropped} street points lie more than {county.margin_km:g} km outside and were left out.")
    return kept


def _not_towns(
    points: dict[str, list[streets.Point]], towns: list[Located], notes: list[str]
) -> dict[str, list[streets.Point]]:
    """Street tables hold points named like a town; as streets they would stand before the town in every answer."""
    names = {town.row.text("name") for town in towns}
    both = sorted(names & set(points))
    if both:
        notes.append(f"{len(both)} street names are names of towns and were left out: {', '.join(both)}.")
    return {name: group for name, group in points.items() if name not in names}
