"""Which tips may tell of the same thing: nearly the same words, or the same kind of thing at the same place and time.

Near copies count wherever they say they are; otherwise both tips must be placed better than "somewhere in this town".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

WITHIN_DAYS = 60
WITHIN_METRES = 750.0
NEAR_COPY = 0.5
ALIKE = 0.2
MOST = 50
METRES_PER_DEGREE = 111_320.0
VAGUE = frozenset({"", "town", "unknown"})

Sketches = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Known:
    """What is compared of one tip; `lat` and `lon` are not-a-number where its place is too vague to compare."""

    key: Any
    day: int
    lat: float
    lon: float
    kind: str
    sketch: bytes


@dataclass(frozen=True)
class Like:
    """One other tip and in what it is like: share of the same wording, metres (None unknown), days later, same kind."""

    key: Any
    words: float
    metres: float | None
    days: int
    same_kind: bool

    @property
    def weight(self) -> float:
        near = 0.0 if self.metres is None else max(0.0, 1 - self.metres / WITHIN_METRES)
        return self.words + 0.5 * near + 0.25 * self.same_kind


@dataclass
class Earlier:
    """Tips to compare with, as arrays that grow by one tip at a time."""

    keys: list[Any] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    _points: Numbers = field(default_factory=lambda: np.empty((256, 3)))
    _sketches: Sketches = field(default_factory=lambda: np.empty((256, 64), dtype=np.uint32))

    def add(self, known: Known) -> None:
        row = len(self.keys)
        if row == len(self._points):
            self._points = np.concatenate([self._points, np.empty_like(self._points)])
            self._sketches = np.concatenate([self._sketches, np.empty_like(self._sketches)])
        self._points[row] = known.day, known.lat, known.lon
        self._sketches[row] = np.frombuffer(known.sketch, dtype="<u4")
        self.keys.append(known.key)
        self.kinds.append(known.kind)

    def wording(self, sketch: bytes) -> Numbers:
        """The share of the same wording as each tip held, in the order they were added."""
        held, own = self._sketches[: len(self.keys)], np.frombuffer(sketch, dtype="<u4")
        shares: Numbers = np.where(_wordless(held), 0.0, np.mean(held == own, axis=1))
        return shares

    def most_wording(self, sketch: bytes) -> float:
        """The greatest share of the same wording; none where nothing is held, or the text has no words."""
        return float(self.wording(sketch).max(initial=0.0))

    def like(self, one: Known) -> list[Like]:
        """The tips that may tell of the same thing as this one, likeliest first."""
        words, points = self.wording(one.sketch), self._points[: len(self.keys)]
        days, metres = points[:, 0] - one.day, metres_from(one.lat, one.lon, points[:, 1], points[:, 2])
        same = np.array([kind == one.kind and kind != "none" for kind in self.kinds], dtype=bool)
        near = metres <= WITHIN_METRES  # false where either is vague, because comparing with not-a-number is
        alike = (words >= NEAR_COPY) | (near & (same | (words >= ALIKE)))
        rows = np.flatnonzero(alike & (np.abs(days) <= WITHIN_DAYS) & np.array([k != one.key for k in self.keys], bool))
        found = [
            Like(self.keys[r], float(words[r]), _known(metres[r]), int(days[r]), bool(same[r])) for r in rows.tolist()
        ]
        return sorted(found, key=lambda like: -like.weight)[:MOST]


def _wordless(sketches: Sketches) -> npt.NDArray[np.bool_]:
    """The sketch of a text without words is one number over and over: all such tips look the same, and are not."""
    alone: npt.NDArray[np.bool_] = np.all(sketches == sketches[:, :1], axis=1)
    return alone


def metres_from(lat: float, lon: float, lats: Numbers, lons: Numbers) -> Numbers:
    """Flat-earth distances: right to a metre within a county."""
    north = (lats - lat) * METRES_PER_DEGREE
    east = (lons - lon) * METRES_PER_DEGREE * np.cos(np.radians(lat))
    distances: Numbers = np.hypot(north, east)
    return distances


def point(lat: float | None, lon: float | None, precision: str) -> tuple[float, float]:
    """The point to compare, not-a-number where the place is too vague."""
    if lat is None or lon is None or precision in VAGUE:
        return float("nan"), float("nan")
    return lat, lon


def _known(metres: float) -> float | None:
    return None if np.isnan(metres) else float(metres)


def collect(known: Sequence[Known]) -> Earlier:
    earlier = Earlier()
    for one in known:
        earlier.add(one)
    return earlier
