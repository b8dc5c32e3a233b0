"""Recorded crime in the shape data.police.uk publishes it: a CSV a month, snapped to points, without day or hour."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from lamplighter.simulation.banks import bank
from lamplighter.simulation.chance import array_chance
from lamplighter.simulation.footholds import Foothold, active
from lamplighter.simulation.ground import Ground, Snap
from lamplighter.simulation.rhythm import PEOPLE, Span

COLUMNS = ("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Crime type", "Last outcome category", "Context")  # fmt: skip
LOCAL_VARIANCE = 0.08  # of an area's ups and downs from month to month, as in a real county's months
ASB = "Anti-social behaviour"
Row = tuple[str, ...]


@dataclass(frozen=True)
class Recorded:
    """Months written and how many rows each; what footholds added, by foothold and month."""

    rows: dict[str, int]
    added: dict[str, dict[str, dict[str, int]]]


def months_of(first: date, last: date) -> list[date]:
    """The first days of the months from the one of `first` to the last one that is complete by `last`."""
    months, month = [], first.replace(day=1)
    while _next(month) - timedelta(days=1) <= last:
        months.append(month)
        month = _next(month)
    return months


def write(
    out_dir: Path, ground: Ground, *, seed: int, span: Span, force: str, footholds: Sequence[Foothold]
) -> Recorded:
    """One CSV for each complete month."""
    out_dir.mkdir(parents=True, exist_ok=True)
    book = _Book(ground, seed, force)
    recorded = Recorded({}, {})
    for month in months_of(span.first, span.last):
        draw = array_chance(seed, f"offences {month:%Y-%m}")
        extra = _extra(footholds, month, draw)
        rows = list(book.month(month, draw, extra))
        name = f"{month:%Y-%m}-{ground.name.lower().replace(' ', '-')}-street.csv"
        with (out_dir / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
        recorded.rows[f"{month:%Y-%m}"] = len(rows)
        for foothold, category, area, count in extra:
            per_month = recorded.added.setdefault(foothold.plan.id, {}).setdefault(f"{month:%Y-%m}", {})
            key = f"{ground.areas[area]} {category}"
            per_month[key] = per_month.get(key, 0) + count
    return recorded


Extra = tuple[Foothold, str, int, int]


def _extra(footholds: Sequence[Foothold], month: date, draw: np.random.Generator) -> list[Extra]:
    """Offences that footholds add in a month: foothold, category, area and count."""
    days = (_next(month) - month).days
    found = []
    for foothold in footholds:
        span = active(foothold, month, _next(month) - timedelta(days=1))
        part = ((span[1] - span[0]).days + 1) / days if span else 0.0
        for category, a_month in foothold.plan.offences_a_month.items():
            for area, share in zip(foothold.areas, foothold.shares, strict=True):
                found.append((foothold, category, area, int(draw.poisson(a_month * part * share))))
    return [extra for extra in found if extra[3]]


class _Book:
    """The points offences are snapped to, and how much of each category each draws."""

    def __init__(self, ground: Ground, seed: int, force: str) -> None:
        self.ground, self.seed, self.force = ground, seed, force
        pairs = [(area, snap) for area, snaps in enumerate(ground.snaps) for snap in snaps]
        self.area = np.array([area for area, _ in pairs])
        self.snap: list[Snap] = [snap for _, snap in pairs]
        self._pull = _pulls(self.snap)
        self._mean = {category: self._means(category) for category in bank("offences")["categories"]}
        words: dict[str, float] = bank("offences")["outcomes"]
        self._outcomes, self._odds = list(words), np.cumsum(list(words.values())) / sum(words.values())

    def _means(self, category: str) -> np.ndarray:
        """Expected offences a month at each point."""
        traits, words = bank("offences")["categories"][category], bank("offences")
        draw = array_chance(0, f"offences {category}")
        area = self.ground.population * np.exp(traits["need"] * (5.5 - self.ground.decile))
        area = area * draw.lognormal(0, traits["spread"], len(area))
        pull = self._pull * draw.lognormal(0, 0.8, len(self.snap))
        if category == "Shoplifting":
            shops = np.array([snap.name in words["shop_kinds"] for snap in self.snap])
            pull = np.where(shops, pull, words["shoplifting_elsewhere"] * pull)
        total = np.bincount(self.area, np.minimum(pull, 40), len(area))
        raw = (area / np.maximum(total, 3))[self.area] * pull if category != "Shoplifting" else pull
        a_month = words["a_year"] / 12 * traits["share"] * self.ground.population.sum() / PEOPLE
        means: np.ndarray = raw * a_month / raw.sum()
        return means

    def month(self, month: date, draw: np.random.Generator, extra: Iterable[Extra]) -> Iterator[Row]:
        """The rows of one month, in no order that tells anything."""
        points: list[np.ndarray] = []
        labels: list[str] = []
        for category, mean in self._mean.items():
            peak = bank("offences")["categories"][category]["peak"]
            season = 1 + peak * np.cos(2 * np.pi * (month.month - 7) / 12)
            local = draw.gamma(1 / LOCAL_VARIANCE, LOCAL_VARIANCE, len(self.ground.areas))[self.area]
            here = np.repeat(np.arange(len(mean)), draw.poisson(mean * season * local))
            points.append(here)
            labels += [category] * len(here)
        for _, category, area, count in extra:
            points.append(draw.choice(np.flatnonzero(self.area == area), count))
            labels += [category] * count
        every = np.concatenate(points)
        for index in draw.permutation(len(every)):
            yield self._row(f"{month:%Y-%m}", labels[index], int(every[index]), draw)

    def _row(self, month: str, category: str, point: int, draw: np.random.Generator) -> Row:
        lost, outcome = draw.random(2)
        crime = "" if category == ASB else draw.bytes(32).hex()
        ended = "" if category == ASB else self._outcomes[int(np.searchsorted(self._odds, outcome))]
        if lost < bank("offences")["without_place"]:
            return (crime, month, self.force, self.force, "", "", "No Location", "", "", category, ended, "")
        snap, area = self.snap[point], int(self.area[point])
        where = (f"{snap.lon:.6f}", f"{snap.lat:.6f}", f"On or near {snap.name}")
        names = (self.ground.areas[area], self.ground.names[area])
        return (crime, month, self.force, self.force, *where, *names, category, ended, "")


def _pulls(snaps: Sequence[Snap]) -> np.ndarray:
    """How many times an ordinary street's offences each point draws."""
    kinds: dict[str, list[float]] = bank("county")["kinds_of_place"]
    return np.array([kinds[snap.name][1] if snap.name in kinds else 1.0 for snap in snaps])


def _next(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)
