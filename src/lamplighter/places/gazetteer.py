"""The values a county pack answers with: an area, a place of the gazetteer, a candidate for what somebody wrote."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Literal

Kind = Literal["postcode", "street", "town", "area", "landmark"]
Precision = Literal["address", "street", "postcode", "area", "town", "unknown"]

METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class Area:
    """One small area in which tips and offences are counted; population and decile are None where not known."""

    id: str
    name: str
    lat: float
    lon: float
    x: float
    y: float
    population: int | None
    deprivation_decile: int | None
    district: str
    near: str


@dataclass(frozen=True, slots=True)
class Place:
    """One street, town, ward, estate, landmark or outward code of the gazetteer."""

    number: int
    id: str
    kind: Kind
    name: str
    town: str
    district: str
    lat: float
    lon: float
    x: float
    y: float
    area: str
    size: int
    spread_m: float
    reach_m: float
    outcodes: frozenset[str]

    @property
    def label(self) -> str:
        """The name with the town it is in, or nearest to."""
        return f"{self.name}, {self.town}" if self.town and self.town != self.name else self.name


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place the words may mean, with how well it fits (0 to 1) and why, in a plain sentence."""

    id: str
    label: str
    kind: Kind
    precision: Precision
    lat: float
    lon: float
    x: float
    y: float
    area: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words of a story that name a place, where they stand, and what they may mean, best first."""

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]


def metres_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance over the ground, good to a few parts in a thousand within a county."""
    across = cos(radians((lat + other_lat) / 2)) * (lon - other_lon)
    return METRES_PER_DEGREE * hypot(lat - other_lat, across)
