"""Are planted footholds found, and how soon? Every day of a stream is scanned as the desk would scan it.

Tips stand at the place they are about and a repeat counts once: what better reading of tips could at most give.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lamplighter.scanning import Areas, Cases, Cluster, ScanSettings, scan
from lamplighter.simulation.arrivals import arrivals
from lamplighter.simulation.footholds import PLANS, Foothold, Plan
from lamplighter.simulation.ground import Ground
from lamplighter.simulation.rhythm import Span
from lamplighter.simulation.writer import Arrival

STUDY_DAYS, LONGEST, RADIUS_KM = 90, 28, 3.0
BUDGET_DAYS = 365.0  # one false alarm a year


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of one foothold: days until the first alarm on it, and its place in the last scan while it was active."""

    seed: int
    foothold: str
    areas: int
    tips: int
    days_to_find: int | None
    rank: int | None
    recurrence_interval_days: float | None


def recover(
    ground: Ground, *, seeds: Sequence[int], span: Span, plans: Sequence[Plan] = PLANS, replicates: int = 999
) -> Iterator[Recovery]:
    """One line a seed and foothold."""
    for seed in seeds:
        told, planted = arrivals(ground, seed=seed, span=span, plans=plans)
        days = {day for foothold in planted for day in _active_days(foothold, span)}
        found = {day: _scanned(ground, told, day, replicates) for day in sorted(days)}
        for foothold in planted:
            yield _recovery(seed, ground, foothold, told, {day: found[day] for day in _active_days(foothold, span)})


def _active_days(foothold: Foothold, span: Span) -> list[date]:
    last = foothold.end or span.last
    return [foothold.start + timedelta(days=i) for i in range((last - foothold.start).days + 1)]


def _scanned(ground: Ground, told: Sequence[Arrival], last: date, replicates: int) -> tuple[Cluster, ...]:
    first = last - timedelta(days=STUDY_DAYS - 1)
    seen = [tip for tip in told if first <= tip.day <= last and tip.kinds and not tip.repeats]
    settings = ScanSettings(
        coordinates="x_y",
        start=first,
        end=last,
        max_radius_km=RADIUS_KM,
        max_duration=LONGEST,
        min_cases=3,
        replicates=replicates,
        p_value="gumbel",
    )
    cases = Cases([ground.areas[tip.area] for tip in seen], [tip.day for tip in seen])
    return scan(cases, Areas(list(ground.areas), ground.xy / 1000), settings, threads=1).clusters


def _recovery(
    seed: int, ground: Ground, foothold: Foothold, told: Sequence[Arrival], found: dict[date, tuple[Cluster, ...]]
) -> Recovery:
    areas = {ground.areas[area] for area in foothold.areas}
    on = {day: _best(areas, clusters) for day, clusters in found.items()}
    alarms = [day for day, (_, interval) in on.items() if (interval or 0) >= BUDGET_DAYS]
    rank, interval = on[max(on)]
    tips = sum(tip.foothold == foothold.plan.id for tip in told)
    waited = (min(alarms) - foothold.start).days if alarms else None
    return Recovery(seed, foothold.plan.id, len(areas), tips, waited, rank, interval)


def _best(areas: set[str], clusters: Sequence[Cluster]) -> tuple[int | None, float | None]:
    """The place of the first cluster that touches the areas, counted from 1, and its recurrence interval."""
    for rank, cluster in enumerate(clusters, 1):
        if areas & set(cluster.areas):
            return rank, cluster.recurrence_interval_days
    return None, None
