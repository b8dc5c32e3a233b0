"""How often the hold watch is wrong when nothing happened, and how soon it is right when something did: by simulation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from lamplighter.evaluation.ground import PARTS, Ground, count_weeks
from lamplighter.evaluation.hold_watch import HoldReport, WatchPlan, hold_watch, weekly_test
from lamplighter.scanning import Areas, Cases

CLOSED = date(2026, 3, 2)
BEFORE, AFTER, CHANGES_AFTER = 52, 26, 8
RING, COMPARISON = 4, 12
Counts = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A made-up ground and what becomes of it: counts a week before, and shares of them since."""

    name: str
    a_week: float = 2.0
    """Cases a week at the place before the closing; the ring has three times as many, the comparison thirty times."""
    dispersion: float = 1.0
    """The variance of a week's count, in means."""
    place: float = 0.5
    """The place's share of its former rate since the closing."""
    place_later: float | None = None
    """The same from the ninth week on; as before it where None."""
    ring: float = 1.0
    ring_later: float | None = None
    busy: bool = False
    """Whether a campaign trebles all counts for three weeks and a season moves them by two fifths."""


QUIET = (
    Scenario(name="nothing moves, the place at the most allowed"),
    Scenario(name="as sparse as one a week", a_week=1.0),
    Scenario(name="weeks uneven, variance 1.5 times the mean", dispersion=1.5),
    Scenario(name="weeks uneven, variance twice the mean", dispersion=2.0),
    Scenario(name="weeks uneven, variance three times the mean", dispersion=3.0),
    Scenario(name="campaign and season", busy=True),
    Scenario(name="nearby improves too", ring=0.7),
)
CHANGED = (
    Scenario(name="refilled to its former rate after 8 weeks", place=0.1, place_later=1.0),
    Scenario(name="refilled to 1.5 times after 8 weeks", place=0.1, place_later=1.5),
    Scenario(name="the ring 1.5 times as busy after 8 weeks", place=0.1, ring_later=1.5),
    Scenario(name="the ring twice as busy after 8 weeks", place=0.1, ring_later=2.0),
    Scenario(name="held at a tenth", place=0.1),
)


@dataclass(frozen=True)
class Measured:
    """Of so many simulated watches of 26 weeks: how many alarmed and how many were given a verdict, at any look."""

    scenario: Scenario
    watches: int
    place_alarms: int
    ring_alarms: int
    refilled: int
    displaced: int
    holding: int
    """At the last look."""
    median_weeks: float | None
    """From the start of the change (the closing, or the ninth week) to the verdict of a return or a move."""


def measure(scenario: Scenario, *, watches: int, seed: int, replicates: int = 199) -> Measured:
    """Runs the scenario's watches, each with its own seed.

    >>> measure(CHANGED[-1], watches=4, seed=1, replicates=99).holding
    4
    """
    plan = WatchPlan(closed=CLOSED, seed=seed, replicates=replicates)
    found = [_follow(scenario, plan, np.random.default_rng((seed, number))) for number in range(watches)]
    changed = CHANGES_AFTER if scenario.place_later is not None or scenario.ring_later is not None else 0
    waits = [week - changed for watch in found for week in [watch.refilled or watch.displaced] if week]
    return Measured(
        scenario,
        watches,
        place_alarms=sum(watch.place_alarm for watch in found),
        ring_alarms=sum(watch.ring_alarm for watch in found),
        refilled=sum(watch.refilled is not None for watch in found),
        displaced=sum(watch.displaced is not None for watch in found),
        holding=sum(watch.last == "holding" for watch in found),
        median_weeks=float(np.median(waits)) if waits else None,
    )


@dataclass(frozen=True)
class _Watch:
    place_alarm: bool
    ring_alarm: bool
    refilled: int | None
    displaced: int | None
    last: str


def _follow(scenario: Scenario, plan: WatchPlan, chance: np.random.Generator) -> _Watch:
    """One watch: looked at in the weeks that have an alarm, since without one no verdict of a rise can fall."""
    ground, areas, cases = _made_up(scenario, chance)
    reports = {week: _look(week, cases, areas, ground, plan) for week in _weeks_to_look(cases, areas, ground, plan)}
    last = reports[AFTER]
    first = {
        kind: next((week for week, report in reports.items() if report.verdict.kind == kind), None)
        for kind in ("refilled", "displaced")
    }
    return _Watch(last.place.alarm, last.ring.alarm, first["refilled"], first["displaced"], last.verdict.kind)


def _look(week: int, cases: Cases, areas: Areas, ground: Ground, plan: WatchPlan) -> HoldReport:
    return hold_watch(cases, areas, ground, plan, until=CLOSED + timedelta(days=7 * week - 1))


def _weeks_to_look(cases: Cases, areas: Areas, ground: Ground, plan: WatchPlan) -> range:
    counted = count_weeks(cases, areas, ground, closed=CLOSED, before=BEFORE, after=AFTER)
    looks = [weekly_test(counted, part, plan).look(counted.against(part, slice(BEFORE, None))) for part in PARTS[:2]]
    return range(min(look.alarm_week or AFTER for look in looks), AFTER + 1)


def _made_up(scenario: Scenario, chance: np.random.Generator) -> tuple[Ground, Areas, Cases]:
    """A place of one area, a ring of four round it and twelve areas far off, with counts on the first day of each week."""
    turn = np.linspace(0, 2 * np.pi, RING, endpoint=False)
    points = [
        (0.0, 0.0),
        *zip(np.cos(turn), np.sin(turn), strict=True),
        *((20.0 + far, 0.0) for far in range(COMPARISON)),
    ]
    areas = Areas([f"area {number}" for number in range(len(points))], np.array(points))
    ids = areas.ids
    ground = Ground(frozenset(ids[:1]), frozenset(ids[1 : RING + 1]), frozenset(ids[RING + 1 :]), coordinates="x_y")
    busy = _activity(chance) if scenario.busy else np.ones(BEFORE + AFTER)
    shares = [_shares(scenario.place, scenario.place_later)]
    shares += [_shares(scenario.ring, scenario.ring_later)] * RING + [_shares(1.0, None)] * COMPARISON
    sizes = np.array([1.0, *[3 / RING] * RING, *[30 / COMPARISON] * COMPARISON]) * scenario.a_week
    counts = _draw(sizes[:, None] * np.array(shares) * busy, scenario.dispersion, chance)
    rows, weeks = np.nonzero(counts)
    days = [CLOSED + timedelta(weeks=int(week) - BEFORE) for week in weeks]
    return ground, areas, Cases([ids[int(row)] for row in rows], days, counts[rows, weeks])


def _shares(share: float, later: float | None) -> NDArray[np.float64]:
    weeks = np.ones(BEFORE + AFTER)
    weeks[BEFORE:] = share
    if later is not None:
        weeks[BEFORE + CHANGES_AFTER :] = later
    return weeks


def _activity(chance: np.random.Generator) -> NDArray[np.float64]:
    weeks = np.arange(BEFORE + AFTER)
    season = 1 + 0.4 * np.sin(2 * np.pi * (weeks / 52 + chance.random()))
    start = int(chance.integers(0, BEFORE + AFTER - 3))
    return np.asarray(season * np.where((weeks >= start) & (weeks < start + 3), 3.0, 1.0))


def _draw(means: NDArray[np.float64], dispersion: float, chance: np.random.Generator) -> Counts:
    if dispersion > 1:
        means = chance.gamma(means / (dispersion - 1), dispersion - 1)
    return chance.poisson(means)
