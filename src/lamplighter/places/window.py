"""A part of the county to look at: its box, the parts of it to look closer at, and the places in it that can be named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from lamplighter.places.gazetteer import Place, metres_between

if TYPE_CHECKING:
    from lamplighter.places.pack import Pack

Box = tuple[float, float, float, float]  # least lon, least lat, greatest lon, greatest lat

NEARER = 3  # each level shows a third as far across as the one before; the whole county is level 0
SMALLEST_M = 500.0  # nothing is shown nearer than this far across
ACROSS = 5  # squares to pick from, in a row and in a column
TOWNS, AREAS, STREETS = 14, 6, 14
STREETS_WITHIN_M, AREAS_WITHIN_M = 3_700.0, 12_000.0  # how far across what is shown may be for them to be named


@dataclass(frozen=True, slots=True)
class Window:
    """The middle of what is shown, and how near."""

    lat: float
    lon: float
    level: int

    def box(self, pack: Pack) -> Box:
        """What is shown; never beyond the county by more than half of it."""
        west, south, east, north = pack.box
        wide, high = (east - west) / NEARER**self.level / 2, (north - south) / NEARER**self.level / 2
        return self.lon - wide, self.lat - high, self.lon + wide, self.lat + high

    def metres(self, pack: Pack) -> float:
        """How far across what is shown is."""
        west, _, east, _ = self.box(pack)
        return metres_between(self.lat, west, self.lat, east)

    def moved(self, pack: Pack, east: float, north: float) -> Window:
        """As near, some of its width further."""
        left, low, right, high = self.box(pack)
        return window(pack, self.lat + north * (high - low), self.lon + east * (right - left), self.level)


def whole(pack: Pack) -> Window:
    """All of the county."""
    west, south, east, north = pack.box
    return Window((south + north) / 2, (west + east) / 2, 0)


def closest(pack: Pack) -> int:
    """The nearest level of this county."""
    return max(0, int(log(whole(pack).metres(pack) / SMALLEST_M, NEARER)))


def window(pack: Pack, lat: float, lon: float, level: int) -> Window:
    """The nearest window there is to what is asked for; the whole county has one middle."""
    west, south, east, north = pack.box
    near = min(max(level, 0), closest(pack))
    return Window(min(max(lat, south), north), min(max(lon, west), east), near) if near else whole(pack)


def squares(pack: Pack, shown: Window) -> Iterator[Window]:
    """The parts of what is shown, from the north-west row by row, each one level nearer."""
    west, south, east, north = shown.box(pack)
    for row in range(ACROSS):
        for column in range(ACROSS):
            lat = north - (row + 0.5) * (north - south) / ACROSS
            lon = west + (column + 0.5) * (east - west) / ACROSS
            yield window(pack, lat, lon, shown.level + 1)


def places_in(pack: Pack, shown: Window) -> tuple[Place, ...]:
    """What can be named here: near by the streets nearest to the middle, further out the towns, the largest first."""
    found: list[Place] = []
    across = shown.metres(pack)
    if across <= STREETS_WITHIN_M:
        found += _nearest(pack, shown, "street", STREETS) or _street(pack, shown)
    if across <= AREAS_WITHIN_M:
        found += _nearest(pack, shown, "area", AREAS)
    towns = pack.places(
        f"kind = 'town' AND area != '' AND {WITHIN} ORDER BY reach_m DESC, number LIMIT ?", (*shown.box(pack), TOWNS)
    )
    nearest = nearest_town(pack, shown)
    return (*found, *(towns or ([nearest] if nearest else [])))


def nearest_town(pack: Pack, shown: Window) -> Place | None:
    """The town of the county nearest to the middle."""
    return min(pack.places("kind = 'town' AND area != ''"), key=lambda each: _metres(shown, each), default=None)


SAID = frozenset({"street", "ward", "area"})
WITHIN = "lon >= ? AND lat >= ? AND lon <= ? AND lat <= ?"


def _street(pack: Pack, shown: Window) -> list[Place]:
    """Where no street is in sight, the nearest there is."""
    street = pack.nearest_street(shown.lat, shown.lon)
    return [street] if street else []


def _nearest(pack: Pack, shown: Window, kind: str, most: int) -> list[Place]:
    there = pack.places(f"kind = ? AND {WITHIN}", (kind, *shown.box(pack)))
    # Areas of the census and sectors of postcodes have names that nobody says.
    said = [each for each in there if each.id.partition(":")[0] in SAID and each.name not in pack.area_names]
    nearest: dict[str, Place] = {}
    for each in sorted(said, key=lambda each: (_metres(shown, each), each.number)):
        nearest.setdefault(each.name, each)
    return list(nearest.values())[:most]


def _metres(shown: Window, place: Place) -> float:
    return metres_between(shown.lat, shown.lon, place.lat, place.lon)
