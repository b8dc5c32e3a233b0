"""The areas of the made-up county, their wards and districts: polygons that fit together without gap or overlap."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
import shapely
from shapely import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from lamplighter.simulation.banks import bank
from lamplighter.simulation.chance import array_chance
from lamplighter.simulation.errors import CountyTooSmall
from lamplighter.simulation.settlements import PEOPLE_AN_AREA, Settlement, homes_of, outline, settle

LEAST_PEOPLE = 30_000
AREAS_A_WARD = 6
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Area:
    """About 1,700 people; x and y are where most of them live, not the middle of the polygon."""

    id: str
    name: str
    x: float
    y: float
    population: int
    decile: int
    ward: str
    district: str
    settlement: int
    rural: bool
    polygon: BaseGeometry


@dataclass(frozen=True, slots=True)
class Zone:
    """A ward or a district."""

    id: str
    name: str
    polygon: BaseGeometry


@dataclass(frozen=True, slots=True)
class Geography:
    settlements: tuple[Settlement, ...]
    areas: tuple[Area, ...]
    wards: tuple[Zone, ...]
    districts: tuple[Zone, ...]


def lay_out(seed: int, population: int) -> Geography:
    """The whole geography for one seed."""
    if population < LEAST_PEOPLE:
        raise CountyTooSmall(least=LEAST_PEOPLE, population=population)
    county = outline(seed)
    settlements = settle(seed, population, county)
    points, settlement, rural = _middles(seed, population, county, settlements)
    polygons = _cells(points, county)
    ward = _wards(points, settlement)
    district = _districts(settlements)[settlement]
    people = _populations(seed, population, len(points))
    decile = _deciles(seed, points, settlements, settlement)
    codes = [f"Z01{n:06d}" for n in range(1, len(points) + 1)]
    names = _names(settlements, settlement, ward)
    areas = tuple(
        Area(codes[i], names[i], float(points[i, 0].round(1)), float(points[i, 1].round(1)), int(people[i]), int(decile[i]), _ward_code(ward[i]),
             _district_code(district[i]), int(settlement[i]), bool(rural[i]), polygons[i])
        for i in range(len(points))
    )  # fmt: skip
    return Geography(tuple(settlements), areas, _ward_zones(areas, settlements), _district_zones(areas))


def _middles(
    seed: int, population: int, county: Polygon, settlements: list[Settlement]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Area middles (n, 2), the settlement each belongs to, and whether it is countryside."""
    draw = array_chance(seed, "middles")
    towns = [homes_of(s, draw) for s in settlements]
    total = max(round(population / PEOPLE_AN_AREA), sum(map(len, towns)) + 3)
    rural = _countryside(draw, county, settlements, total - sum(map(len, towns)))
    owner = np.concatenate([np.full(len(town), i) for i, town in enumerate(towns)] + [_nearest(rural, settlements)])
    points = np.concatenate([*towns, rural])
    return points, owner, np.arange(len(points)) >= len(points) - len(rural)


def _countryside(draw: np.random.Generator, county: Polygon, settlements: list[Settlement], wanted: int) -> np.ndarray:
    """Points outside every town, spread out by taking, of ten tries each time, the one furthest from the others."""
    west, south, east, north = county.bounds
    found: list[np.ndarray] = [np.array([s.x, s.y]) for s in settlements]
    while len(found) < len(settlements) + wanted:
        tries = draw.uniform((west, south), (east, north), (40, 2))
        inside = shapely.contains_xy(county.buffer(-600), tries[:, 0], tries[:, 1])
        clear = np.all([np.hypot(*(tries - (s.x, s.y)).T) > 1.15 * s.reach + 300 for s in settlements], axis=0)
        good = tries[inside & clear][:10]
        if len(good):
            gaps = np.min([np.hypot(*(good - other).T) for other in found], axis=0)
            found.append(good[int(gaps.argmax())])
    return np.array(found[len(settlements) :])


def _nearest(points: np.ndarray, settlements: list[Settlement]) -> np.ndarray:
    middles = np.array([(s.x, s.y) for s in settlements])
    away = np.hypot(*(points[:, None] - middles).transpose(2, 0, 1))
    return np.asarray(away.argmin(axis=1))


def _cells(points: np.ndarray, county: Polygon) -> list[BaseGeometry]:
    """Each point's part of the county; shared edges have the same corners, so there is no gap to fall into."""
    cells = shapely.voronoi_polygons(MultiPoint(points), extend_to=county, ordered=True)
    return [shapely.intersection(cell, county) for cell in cells.geoms]


def _wards(points: np.ndarray, settlement: np.ndarray) -> np.ndarray:
    """A ward number for each area: neighbours of one settlement, halved along the longer side until small enough."""
    ward = np.zeros(len(points), dtype=int)
    waiting = [np.flatnonzero(settlement == s) for s in np.unique(settlement)]
    done = 0
    while waiting:
        group = waiting.pop(0)
        if len(group) <= AREAS_A_WARD + 1:
            ward[group] = done
            done += 1
        else:
            waiting += _halves(points, group)
    return ward


def _halves(points: np.ndarray, group: np.ndarray) -> list[np.ndarray]:
    side = int(np.ptp(points[group], axis=0).argmax())
    order = group[np.argsort(points[group, side], kind="stable")]
    parts = ceil(len(group) / AREAS_A_WARD)
    cut = round(len(group) * (parts // 2) / parts)
    return [order[:cut], order[cut:]]


def _districts(settlements: list[Settlement]) -> np.ndarray:
    """0 for the northern settlements, 1 for the southern, about half the areas each."""
    order = sorted(range(len(settlements)), key=lambda i: -settlements[i].y)
    total, north = sum(s.areas for s in settlements), 0
    district = np.ones(len(settlements), dtype=int)
    for i in order:
        if north + settlements[i].areas / 2 <= total / 2:
            district[i] = 0
            north += settlements[i].areas
    district[order[0]], district[order[-1]] = 0, 1
    return district


def _populations(seed: int, population: int, n: int) -> np.ndarray:
    """1,000 to 3,000 people an area where the total allows, adding up to exactly the population asked for."""
    draw = array_chance(seed, "populations")
    raw = np.clip(draw.lognormal(0, 0.17, n), 0.66, 1.7)
    exact = raw * population / raw.sum()
    people: np.ndarray = np.floor(exact).astype(int)
    people[np.argsort(people - exact, kind="stable")[: population - people.sum()]] += 1
    return people


def _deciles(seed: int, points: np.ndarray, settlements: list[Settlement], settlement: np.ndarray) -> np.ndarray:
    """Deprivation, 1 most deprived: high in the middle of towns and in whole quarters, smooth over the map."""
    draw = array_chance(seed, "deprivation")
    middles = np.array([(s.x, s.y) for s in settlements])[settlement]
    reach = np.array([s.reach for s in settlements])[settlement]
    from_middle = np.hypot(*(points - middles).T) / reach
    town_size = np.log([s.areas for s in settlements])[settlement]
    own = draw.normal(0, 0.45, len(settlements))[settlement]
    need = 0.35 * town_size - 0.7 * np.minimum(from_middle, 2.5) + own + _smooth_field(draw, points)
    need += draw.normal(0, 0.25, len(points))
    rank: np.ndarray = (-need).argsort(kind="stable").argsort(kind="stable")
    decile: np.ndarray = 1 + rank * 10 // len(points)
    return decile


def _smooth_field(draw: np.random.Generator, points: np.ndarray) -> np.ndarray:
    """A sum of slow and quicker waves with unit variance: neighbours alike, quarters different."""
    total = np.zeros(len(points))
    for length in (1500, 2500, 4000, 9000) * 6:
        way, phase = draw.uniform(0, 2 * np.pi, 2)
        along = points @ np.array([np.cos(way), np.sin(way)])
        total += np.sin(2 * np.pi * along / length + phase)
    field: np.ndarray = total / np.sqrt(12)
    return field


def _names(settlements: list[Settlement], settlement: np.ndarray, ward: np.ndarray) -> list[str]:
    seen: dict[int, int] = {}
    names = []
    for owner, number in zip(settlement, ward, strict=True):
        letter = LETTERS[seen.get(int(number), 0)]
        seen[int(number)] = seen.get(int(number), 0) + 1
        names.append(f"{settlements[owner].name} {quarter(int(number))} {letter}")
    return names


def quarter(ward: int) -> str:
    """The ward's own name; past the end of the list they begin again as Upper, Lower, Old."""
    quarters: list[str] = bank("county")["quarters"]
    turn, index = divmod(ward, len(quarters))
    return " ".join(filter(None, [("", "Upper", "Lower", "Old", "New")[turn % 5], quarters[index]]))


def _ward_code(number: int) -> str:
    return f"Z05{number + 1:06d}"


def _district_code(number: int) -> str:
    return f"Z06{number + 1:06d}"


def _ward_zones(areas: tuple[Area, ...], settlements: list[Settlement]) -> tuple[Zone, ...]:
    zones = []
    for code in sorted({area.ward for area in areas}):
        members = [area for area in areas if area.ward == code]
        name = f"{quarter(int(code[3:]) - 1)}, {settlements[members[0].settlement].name}"
        zones.append(Zone(code, name, shapely.union_all([area.polygon for area in members])))
    return tuple(zones)


def _district_zones(areas: tuple[Area, ...]) -> tuple[Zone, ...]:
    names = bank("county")["districts"]
    codes = sorted({area.district for area in areas})
    return tuple(
        Zone(code, names[int(code[3:]) - 1], shapely.union_all([a.polygon for a in areas if a.district == code]))
        for code in codes
    )
