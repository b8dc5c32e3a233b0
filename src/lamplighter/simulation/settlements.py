"""Where the made-up county lies and where its towns and villages stand in it.

It lies in the open North Sea, inside the range of the British National Grid, so that no point of it is a real home.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

import numpy as np
from shapely import Polygon
from shapely.geometry import Point

from lamplighter.simulation.banks import bank
from lamplighter.simulation.chance import Chance, chance

MIDDLE = (680_000.0, 410_000.0)  # metres, EPSG:27700: 53.5 N 2.2 E, some 80 km off the nearest coast
HALF_WIDTH, HALF_HEIGHT = 18_500.0, 29_000.0  # about 1,700 square kilometres
PEOPLE_AN_AREA = 1705  # what an English county's LSOAs hold on average; 750,000 people make 440 areas
PEOPLE_A_SQUARE_KM = 4200  # inside a town
GOLDEN_ANGLE = pi * (3 - sqrt(5))


@dataclass(frozen=True, slots=True)
class Settlement:
    """A town or village; `reach` is the radius of its built-up part in metres."""

    name: str
    x: float
    y: float
    areas: int
    reach: float

    def distance(self, x: float, y: float) -> float:
        return hypot(self.x - x, self.y - y)


def outline(seed: int) -> Polygon:
    """The county boundary: an oval with a wandering edge."""
    draw = chance(seed, "outline")
    waves = [(k, draw.uniform(0.0, 0.12 / k), draw.uniform(0, 2 * pi)) for k in range(2, 9)]
    corners = []
    for step in range(240):
        angle = 2 * pi * step / 240
        stretch = 0.88 + sum(size * sin(k * angle + phase) for k, size, phase in waves)
        corners.append((MIDDLE[0] + HALF_WIDTH * stretch * cos(angle), MIDDLE[1] + HALF_HEIGHT * stretch * sin(angle)))
    return Polygon(corners)


def settle(seed: int, population: int, county: Polygon) -> list[Settlement]:
    """Towns and villages, largest first, each clear of the others; small counties keep only the larger ones."""
    total = round(population / PEOPLE_AN_AREA)
    draw = chance(seed, "settlements")
    placed: list[Settlement] = []
    for name, share in bank("county")["settlements"]:
        areas = max(1, round(share * total))
        if len(placed) >= 3 and sum(s.areas for s in placed) + areas > 0.9 * total:
            break
        reach = 1000 * sqrt(areas * PEOPLE_AN_AREA / PEOPLE_A_SQUARE_KM / pi)
        x, y = _clear_spot(draw, county, placed, reach)
        placed.append(Settlement(name, x, y, areas, reach))
    return placed


def _clear_spot(draw: Chance, county: Polygon, placed: Sequence[Settlement], reach: float) -> tuple[float, float]:
    """A point whose built-up circle lies inside the county and well away from others; the first stands near the middle."""
    gap = 4500.0
    inner = county.buffer(-reach - 1200)
    while True:
        spread = 0.2 if not placed else 1.0
        x = MIDDLE[0] + draw.uniform(-spread, spread) * HALF_WIDTH
        y = MIDDLE[1] + draw.uniform(-spread, spread) * HALF_HEIGHT
        if inner.contains(Point(x, y)) and all(s.distance(x, y) > s.reach + reach + gap for s in placed):
            return x, y
        gap *= 0.995  # crowded counties settle for less room


def homes_of(settlement: Settlement, draw: np.random.Generator) -> np.ndarray:
    """The middles of a settlement's areas (n, 2): a jittered sunflower, which has no streets, no rows and no gaps."""
    n = settlement.areas
    index = np.arange(n)
    radius = settlement.reach * np.sqrt((index + 0.5) / n)
    angle = index * GOLDEN_ANGLE + draw.uniform(0, 2 * pi)
    jitter = draw.normal(0, 0.16 * settlement.reach / sqrt(n), (n, 2))
    middle = np.array([settlement.x, settlement.y])
    spiral: np.ndarray = middle + np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + jitter
    return spiral
