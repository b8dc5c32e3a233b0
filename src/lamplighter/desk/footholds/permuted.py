"""While a county is still learning: the permutation scan, whose strongest patterns stand out provisionally."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
from django.conf import settings

from lamplighter.desk.footholds import budget
from lamplighter.desk.footholds.measures import Proportion
from lamplighter.desk.footholds.models import Stage, Stream
from lamplighter.desk.footholds.sightings import Look, Sighting
from lamplighter.desk.footholds.streams import Events
from lamplighter.places import Pack
from lamplighter.scanning import Areas, Cases, Cluster, ScanSettings, scan

RADIUS_KM = 3.0
LONGEST = {Stream.TIPS: 28, Stream.RECORDED: 3}  # days; months
SHORTEST_STUDY_DAYS = 28
WEAKEST = 0.25  # chance makes a pattern this strong in every fourth scan of a stream; below that nobody should look
KEPT = ("model", "scan", "time_unit", "max_radius_km", "max_duration", "max_share", "replicates", "seed")
Progress = Callable[[int, int], None]


def look(events: Events, stage: Stage, day: date, pack: Pack, progress: Progress | None = None) -> Look:
    """Scans where there is enough to scan; no alarm, not even a provisional one, where the history is too short."""
    stage = Stage.TOO_SHORT if events.too_short else stage
    if len(set(events.areas)) < 2 or (events.until - events.since).days < SHORTEST_STUDY_DAYS:
        return Look(events, stage, Proportion(events))
    chosen = scan_settings(events, day)
    areas = pack.areas()
    points = Areas([area.id for area in areas], np.array([(area.x, area.y) for area in areas]) / 1000)
    result = scan(Cases(events.areas, events.days, events.counts), points, chosen, progress=progress)
    found = [_sighting(each, events, stage) for each in result.clusters if each.p_value <= WEAKEST]
    kept = {name: getattr(chosen, name) for name in KEPT}
    return Look(events, stage, Proportion(events), found, kept)


def scan_settings(events: Events, day: date) -> ScanSettings:
    """What is searched: circles up to 3 km, windows that reach the last day; the seed is the date, so runs repeat."""
    return ScanSettings(
        coordinates="x_y",
        model="permutation",
        scan="prospective",
        time_unit="day" if events.stream == Stream.TIPS else "month",
        start=events.since,
        end=events.until,
        max_radius_km=RADIUS_KM,
        max_duration=LONGEST[events.stream],
        replicates=settings.LAMPLIGHTER.scan_replicates,
        seed=int(day.strftime("%Y%m%d")),
    )


def _sighting(cluster: Cluster, events: Events, stage: Stage) -> Sighting:
    interval = cluster.recurrence_interval_days or 0.0
    return Sighting(
        areas=tuple(cluster.areas),
        radius_km=cluster.radius_km,
        start=cluster.start or events.since,  # a scan through time always has both
        end=cluster.end or events.until,
        observed=cluster.observed,
        expected=cluster.expected,
        statistic=cluster.test_statistic,
        interval_days=interval,
        alarm=stage != Stage.TOO_SHORT and interval >= budget.least_interval(events.stream),
        p_value=cluster.p_value,
    )
