"""What the simulation needs to know of a county: its areas, and the streets, postcodes and landmarks people name in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from lamplighter.places import Pack
from lamplighter.simulation.errors import PackWithoutStreets

# How people say the kinds of place of recorded crime.
_SPOKEN = {"Parking Area": "car park", "Park/Open Space": "park", "Sports/Recreation Area": "rec", "Shopping Area": "shops",
    "Bus/Coach Station": "bus station", "Railway Station": "train station", "Petrol Station": "petrol station"}  # fmt: skip
T = TypeVar("T")
USUAL_PEOPLE = 1700.0  # where a pack does not know an area's population


@dataclass(frozen=True, slots=True)
class Spot:
    """A named place of the pack: `id` is what a tip stores when the reporter picks it from the list."""

    id: str
    kind: str
    name: str
    town: str
    label: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Snap:
    """A point that recorded crime is moved to."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Ground:
    """The county as arrays over its areas, in the pack's order, and what lies in each area."""

    name: str
    areas: tuple[str, ...]
    names: tuple[str, ...]
    districts: tuple[str, ...]
    xy: np.ndarray
    population: np.ndarray
    decile: np.ndarray
    streets: tuple[tuple[Spot, ...], ...]
    postcodes: tuple[tuple[Spot, ...], ...]
    landmarks: tuple[tuple[Spot, ...], ...]
    snaps: tuple[tuple[Snap, ...], ...]
    kinds_of_place: frozenset[str]

    def called(self, landmark: str) -> str:
        """What people call it: a name that several areas share is a kind of place, not a name."""
        return f"the {_SPOKEN.get(landmark, landmark.lower())}" if landmark in self.kinds_of_place else landmark

    def near(self, index: int, count: int) -> list[int]:
        """The area itself and the nearest others, nearest first."""
        return [int(i) for i in np.argsort(self.distances(index), kind="stable")[:count]]

    def distances(self, index: int) -> np.ndarray:
        """Metres from one area to each."""
        away: np.ndarray = np.hypot(*(self.xy - self.xy[index]).T)
        return away


def read(pack: Pack) -> Ground:
    """The ground of a county pack; its schema is in docs/county-pack.md."""
    areas = pack.areas()
    row_of = {area.id: i for i, area in enumerate(areas)}
    places = [(p.area, Spot(p.id, p.kind, p.name, p.town, p.label, p.lat, p.lon)) for p in pack.places("1 ORDER BY id")]
    landmarks = [pair for pair in places if pair[1].kind == "landmark"]
    streets = _by_area(row_of, (pair for pair in places if pair[1].kind == "street"))
    postcodes = _by_area(row_of, _postcodes(pack))
    if not any(streets) or not any(postcodes):
        raise PackWithoutStreets(name=pack.name)
    return Ground(
        name=pack.name,
        areas=tuple(row_of),
        names=tuple(area.name for area in areas),
        districts=tuple(area.district for area in areas),
        xy=np.array([(area.x, area.y) for area in areas], dtype=float),
        population=np.array([area.population or USUAL_PEOPLE for area in areas], dtype=float),
        decile=np.array([area.deprivation_decile or 5 for area in areas], dtype=float),
        streets=streets,
        postcodes=postcodes,
        landmarks=_by_area(row_of, landmarks),
        snaps=_by_area(row_of, _snaps(pack)),
        kinds_of_place=_shared_names(row_of, landmarks),
    )


def _by_area(row_of: dict[str, int], pairs: Iterable[tuple[str, T]]) -> tuple[tuple[T, ...], ...]:
    found: list[list[T]] = [[] for _ in row_of]
    for area, thing in pairs:
        if area in row_of:
            found[row_of[area]].append(thing)
    return tuple(tuple(things) for things in found)


def _shared_names(row_of: dict[str, int], landmarks: list[tuple[str, Spot]]) -> frozenset[str]:
    count = Counter(spot.name for area, spot in landmarks if area in row_of)
    return frozenset(name for name, times in count.items() if times > 3)


def _postcodes(pack: Pack) -> Iterable[tuple[str, Spot]]:
    rows = pack.query("SELECT * FROM postcode WHERE live AND lat IS NOT NULL AND area <> '' ORDER BY postcode")
    for row in rows:
        code = str(row["postcode"])
        key = f"postcode:{code.replace(' ', '').lower()}"
        yield row["area"], Spot(key, "postcode", code, row["town"], code, row["lat"], row["lon"])


def _snaps(pack: Pack) -> Iterable[tuple[str, Snap]]:
    rows = pack.query(
        "SELECT place.name, place.area, street_point.lat, street_point.lon FROM street_point"
        " JOIN place ON place.number = street_point.place"
        " WHERE place.area <> '' ORDER BY place.id, street_point.lat, street_point.lon"
    )
    for row in rows:
        yield row["area"], Snap(row["name"], row["lat"], row["lon"])
