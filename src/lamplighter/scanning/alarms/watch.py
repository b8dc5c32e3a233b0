"""The daily run: each day, the circles and windows that have most more than their share of the county's events.

What an area's share is comes from the baseline, learnt up to the first day of the longest window, so that a foothold
does not become what is usual while it is looked for. The county's total is given: where all areas rise together (a
campaign, a Monday, the summer) or the newest days are not all told yet, none stands out.

Beside the circles each area has a cumulative sum of its own. Circles see what is spread out or sudden; the sum is sooner
where one quiet area gathers slowly, and has no longest window. Of both the strongest stand, under one level.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from lamplighter.scanning.alarms.errors import RecordWrong, StillLearning
from lamplighter.scanning.alarms.record import Record
from lamplighter.scanning.alarms.runs import Signal
from lamplighter.scanning.baseline import AreaTuning, Surroundings, Tuning
from lamplighter.scanning.baseline.history import History
from lamplighter.scanning.baseline.shares import ShareState, states
from lamplighter.scanning.kernels.daily import Days, fill_strongest
from lamplighter.scanning.kernels.gathering import fill_gathering
from lamplighter.scanning.settings import Coordinates
from lamplighter.scanning.shapes.circles import circles
from lamplighter.scanning.shapes.zones import Reach, Zones
from lamplighter.scanning.study import Areas

FLOOR = 6.0
"""Weaker clusters are not kept: where nothing is hidden they come about most days."""
STEADY = Tuning(areas=AreaTuning(long_half_life=1440.0, short_half_life=120.0, short_prior=64.0))
"""A usual share is that of years. The last weeks say nothing of it: they are what is judged."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Watch:
    """How a county is watched; the first `history` days of a record are learnt from and not watched."""

    areas: Areas
    surroundings: Surroundings | None = None
    coordinates: Coordinates = "x_y"
    history: int = 730
    radius_km: float = 3.0
    longest: int = 28
    fewest: int = 3
    penalty: float = 0.5
    """Taken off the log-likelihood ratio for each e-fold of areas: large circles would else use up the budget."""
    ranks: int = 6
    rise: float = 12.0
    """What the areas' cumulative sums are tuned to find, in times the usual; chosen among 3, 6, 12 and 20."""
    head_start: float | None = 0.5
    """Added to a cumulative sum to make it the equal of a circle; without one there are no cumulative sums."""
    tuning: Tuning = STEADY
    zones: Zones = field(init=False)

    def __post_init__(self) -> None:
        areas = len(self.areas.ids)
        reach = Reach(np.ones(areas), float(areas), self.radius_km, areas)
        object.__setattr__(self, "zones", circles(self.areas, self.coordinates, reach))

    def run(self, record: Record, dispersion: float) -> list[list[Signal]]:
        """The clusters of each watched day, best first; `dispersion` is the areas' own, see `dispersion_of`."""
        shares, backing = self.usual(record)
        days = Days(
            area=record.area,
            on=record.on,
            told=record.told,
            shares=shares,
            spread=dispersion + 1 / backing,
            starts=self.zones.starts.astype(np.int64),
            places=self.zones.places,
            first=self.history,
            longest=self.longest,
            fewest=self.fewest,
            penalty=self.penalty,
            floor=FLOOR,
        )
        found = np.full((record.days - self.history, self.ranks, 6), -1.0)
        fill_strongest(days, found)
        circled = [[self._signal(each) for each in day if each[0] >= 0] for day in found]
        return [_apart(*both)[: self.ranks] for both in zip(circled, self._gathering(record, shares), strict=True)]

    def _gathering(self, record: Record, shares: Floats) -> list[list[Signal]]:
        """The cumulative sums of each watched day that are strong enough to be kept."""
        if self.head_start is None:
            return [[] for _ in shares]
        counts = np.ascontiguousarray(record.counts().T[self.history :])
        found = np.empty((*counts.shape, 4))
        fill_gathering(counts, shares * counts.sum(axis=1)[:, None], self.rise, found)
        found[:, :, 0] += self.head_start
        kept = (found[:, :, 0] >= FLOOR) & (found[:, :, 2] >= self.fewest)
        return [
            [_alone(int(area), day[area]) for area in np.flatnonzero(some)]
            for day, some in zip(found, kept, strict=True)
        ]

    def _signal(self, found: Floats) -> Signal:
        row, statistic, step, window, count, due = found.tolist()
        areas = self.zones.places[self.zones.starts[int(row)] : int(step) + 1]
        return Signal(statistic, frozenset(areas.tolist()), int(window) + 1, int(count), due, int(areas[0]))

    def usual(self, record: Record) -> tuple[Floats, Floats]:
        """Each area's share of the county's events, as learnt before the longest window of each watched day.

        And how many events it rests on; both (days watched, areas).
        """
        known = self.known(record)
        before = [known[day - self.longest + 1].shares() for day in range(self.history, record.days)]
        return np.array([each.share for each in before]), np.array([each.backing for each in before])

    def dispersion_of(self, record: Record) -> float:
        """How much more an area's counts of the longest window vary than its share tells, by moments, over a record.

        The variance of a count is mean + (dispersion + 1 / backing) mean^2, where the backing is that of the share.
        """
        before, counts = self.known(record), record.counts()
        excess, weight = 0.0, 0.0
        for stop in range(self.history, record.days + 1, self.longest):
            seen = counts[:, stop - self.longest : stop].sum(axis=1)
            known = before[stop - self.longest].shares()
            mean = known.share * seen.sum()
            excess += float(((seen - mean) ** 2 - mean - mean**2 / known.backing).sum())
            weight += float((mean**2).sum())
        return max(excess / weight, 0.0) if weight else 0.0

    def known(self, record: Record) -> tuple[ShareState, ...]:
        """What the baseline knows of each area before each day of a record; `StillLearning` where that is too little."""
        if record.areas != len(self.areas.ids) or record.days <= self.history or self.history < self.longest:
            raise RecordWrong(reason=f"{record.areas} areas and {record.days} days cannot be watched with this history")
        # The county's own level, season and surges are not asked for: its total is taken as it is.
        history = History.of(
            record.counts(), record.calendar, unit=record.unit, around=self.surroundings, alongside=None
        )  # fmt: skip
        if history.learning:
            raise StillLearning(reason=history.learning[:1].lower() + history.learning[1:])
        return tuple(states(history.counts, history.beside, history.calendar, history.around, self.tuning.areas))


def _alone(area: int, found: Floats) -> Signal:
    statistic, length, seen, due = found.tolist()
    return Signal(statistic, frozenset([area]), int(length), int(seen), due, area)


def _apart(circled: list[Signal], gathering: list[Signal]) -> list[Signal]:
    """Best first, leaving out what shares an area with a better one."""
    kept: list[Signal] = []
    for signal in sorted([*circled, *gathering], key=lambda each: -each.statistic):
        if not any(signal.areas & better.areas for better in kept):
            kept.append(signal)
    return kept
