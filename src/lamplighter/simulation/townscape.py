"""Streets, postcodes and landmarks of the made-up county: points that lie in their area, names no two roads of a town share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import shapely

from lamplighter.simulation.banks import bank
from lamplighter.simulation.chance import Chance, array_chance, chance
from lamplighter.simulation.geography import Area, Geography, quarter
from lamplighter.simulation.settlements import Settlement

PEOPLE_A_STREET = 118
PEOPLE_A_POSTCODE = 49
WARDS_AN_OUTCODE = 5
UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # Royal Mail uses no C I K M O V at the end of a postcode
TERMINATED_ONE_IN = 60


@dataclass(frozen=True, slots=True)
class Point:
    """One point on a named street or at a landmark; `area` is its row in the geography."""

    name: str
    x: float
    y: float
    area: int


@dataclass(frozen=True, slots=True)
class Postcode:
    code: str
    x: float
    y: float
    area: int
    terminated: str


@dataclass(frozen=True, slots=True)
class Townscape:
    streets: tuple[Point, ...]
    kinds_of_place: tuple[Point, ...]
    landmarks: tuple[Point, ...]
    postcodes: tuple[Postcode, ...]


def build(seed: int, geography: Geography) -> Townscape:
    """Everything that stands in the county, for one seed."""
    draw = array_chance(seed, "streets")
    spread = _spreads(geography)
    names = _Names(chance(seed, "street names"), geography)
    streets = [p for i, _ in enumerate(geography.areas) for p in _streets(draw, geography, i, spread[i], names)]
    return Townscape(
        tuple(streets),
        tuple(_kinds_of_place(seed, geography, spread)),
        tuple(_landmarks(seed, geography, spread)),
        tuple(_postcodes(seed, geography, streets)),
    )


def _point(name: str, spot: np.ndarray, area: int) -> Point:
    return Point(name, round(float(spot[0]), 1), round(float(spot[1]), 1), area)


def _spreads(geography: Geography) -> np.ndarray:
    """How far from its middle an area's homes lie, in metres: a little over half way to the next area."""
    points = np.array([(a.x, a.y) for a in geography.areas])
    gaps = np.hypot(*(points[:, None] - points).transpose(2, 0, 1))
    np.fill_diagonal(gaps, np.inf)
    spread: np.ndarray = np.clip(0.6 * gaps.min(axis=1), 120, 700)
    return spread


def _scatter(draw: np.random.Generator, area: Area, spread: float, n: int) -> np.ndarray:
    """Points (n, 2) inside the area's polygon around its middle; a countryside area has hamlets further out."""
    middles = np.array([(area.x, area.y)])
    if area.rural:
        middles = np.concatenate([middles, middles + draw.normal(0, 1100, (2, 2))])
    around = middles[draw.integers(0, len(middles), 6 * n)] + draw.uniform(-spread, spread, (6 * n, 2))
    inside = around[shapely.contains_xy(area.polygon, around[:, 0], around[:, 1])][:n]
    near = np.array([area.x, area.y]) + draw.normal(0, 15, (n - len(inside), 2))
    found: np.ndarray = np.concatenate([inside, near]).round(1)
    return found


class _Names:
    """Hands out street names so that, but for long roads, none is used in two areas of one settlement."""

    def __init__(self, draw: Chance, geography: Geography) -> None:
        words = bank("county")["streets"]
        self._draw, self._kinds, self._first = draw, words["kind"], words["first"]
        self._long: list[str] = words["long"]
        self._common = {
            i: draw.sample(words["common"], len(words["common"])) for i, _ in enumerate(geography.settlements)
        }
        self._used: set[tuple[int, str]] = set()

    def next(self, settlement: int) -> str:
        common: list[str] = self._common[settlement]
        if common and self._draw.of(0.25):
            return common.pop()
        while True:
            name = f"{self._draw.pick(self._first)} {self._draw.weighted(self._kinds)}"
            if (settlement, name) not in self._used:
                self._used.add((settlement, name))
                return name

    def long_road(self, area: Area, town: Settlement) -> str:
        """The road that leaves the town on the area's side."""
        turn = np.arctan2(area.y - town.y, area.x - town.x) / (2 * np.pi)
        return self._long[int(turn % 1 * len(self._long)) % len(self._long)]


def _streets(
    draw: np.random.Generator, geography: Geography, index: int, spread: float, names: _Names
) -> Iterator[Point]:
    """About 14 streets an area, one in four with two or three points, and a point of the long road through it."""
    area = geography.areas[index]
    count = max(4, round(area.population / PEOPLE_A_STREET))
    spots = iter(_scatter(draw, area, spread, 3 * count + 1))
    if not area.rural and draw.random() < 0.4:
        yield _point(names.long_road(area, geography.settlements[area.settlement]), next(spots), index)
    for _ in range(count):
        name, first = names.next(area.settlement), next(spots)
        yield _point(name, first, index)
        for _ in range(int(draw.integers(1, 3)) if draw.random() < 0.25 else 0):
            yield _point(name, first + draw.normal(0, 60, 2), index)


def _kinds_of_place(seed: int, geography: Geography, spread: np.ndarray) -> Iterator[Point]:
    """Car parks, shops and the like, unnamed, as recorded crime is snapped to them."""
    draw = array_chance(seed, "kinds of place")
    for name, (per_area, _) in bank("county")["kinds_of_place"].items():
        for index, area in enumerate(geography.areas):
            for spot in _scatter(draw, area, spread[index], int(draw.poisson(0 if area.rural else per_area))):
                yield _point(name, spot, index)


def _landmarks(seed: int, geography: Geography, spread: np.ndarray) -> Iterator[Point]:
    """Named schools, parks, pubs and shops; a name is given once."""
    draw, spots = chance(seed, "landmarks"), array_chance(seed, "landmark spots")
    given: set[str] = set()
    for ward in geography.wards:
        members = [i for i, area in enumerate(geography.areas) if area.ward == ward.id]
        town = geography.settlements[geography.areas[members[0]].settlement].name
        for template, share in bank("county")["landmarks"]:
            name = _landmark_name(draw, template, quarter(int(ward.id[3:]) - 1), town)
            if draw.of(share) and name not in given:
                given.add(name)
                index = draw.pick(members)
                yield _point(name, _scatter(spots, geography.areas[index], spread[index], 1)[0], index)


def _landmark_name(draw: Chance, template: str, ward: str, town: str) -> str:
    words = bank("county")
    choices: dict[str, str] = {kind: draw.pick(words[kind]) for kind in ("saint", "animal", "thing")}
    return template.format(q=ward, t=town, **choices)


def _postcodes(seed: int, geography: Geography, streets: list[Point]) -> Iterator[Postcode]:
    """Postcodes in the area code ZP, which Royal Mail does not use: an outcode for five wards, a sector for each."""
    draw, jitter = chance(seed, "postcodes"), array_chance(seed, "postcode spots")
    here: dict[int, list[Point]] = {}
    for street in streets:
        here.setdefault(street.area, []).append(street)
    sectors = _sectors(geography)
    units = {ward: draw.sample(list(product(UNIT_LETTERS, repeat=2)), 400) for ward in sectors}
    for index, area in enumerate(geography.areas):
        for _ in range(max(3, round(area.population / PEOPLE_A_POSTCODE))):
            spot, off = draw.pick(here[index]), jitter.normal(0, 25, 2)
            ended = f"20{draw.between(11, 24)}-{draw.between(1, 12):02d}" if draw.of(1 / TERMINATED_ONE_IN) else ""
            x, y = (spot.x + off[0], spot.y + off[1]) if _inside(area, spot, off) else (spot.x, spot.y)
            code = f"{sectors[area.ward]}{''.join(units[area.ward].pop())}"
            yield Postcode(code, round(float(x), 1), round(float(y), 1), index, ended)


def _inside(area: Area, spot: Point, off: np.ndarray) -> bool:
    return bool(shapely.contains_xy(area.polygon, spot.x + off[0], spot.y + off[1]))


def _sectors(geography: Geography) -> dict[str, str]:
    """`ZP3 4` and so on for each ward, neighbours of one settlement sharing an outcode."""
    order = sorted({(area.settlement, area.ward) for area in geography.areas if not area.rural})
    order += sorted({(area.settlement, area.ward) for area in geography.areas} - set(order))
    wards = list(dict.fromkeys(ward for _, ward in order))
    return {ward: f"ZP{n // WARDS_AN_OUTCODE + 1} {n % WARDS_AN_OUTCODE + 1}" for n, ward in enumerate(wards)}
