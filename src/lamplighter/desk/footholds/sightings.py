"""What one stream shows on one day, whichever engine looked: the places that stand out, and what may be called an alarm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lamplighter.desk.footholds.measures import Counted, Measure
from lamplighter.desk.footholds.models import Level, Stage
from lamplighter.desk.footholds.streams import Events


@dataclass(frozen=True)
class Sighting:
    """A gathering of events; the middle of `areas` comes first. `interval_days`: how rarely chance makes one as strong."""

    areas: tuple[str, ...]
    radius_km: float
    start: date
    end: date
    observed: int
    expected: float
    statistic: float
    interval_days: float
    alarm: bool
    p_value: float | None = None
    alarm_since: date | None = None


@dataclass(frozen=True)
class Look:
    """One stream on one day: what was looked at, how, and what was found, strongest first."""

    events: Events
    stage: Stage
    measure: Measure
    sightings: Sequence[Sighting] = ()
    kept: Mapping[str, Any] = field(default_factory=dict)
    level: Level | None = None
    seconds: float = 0.0

    def around(self, sighting: Sighting) -> Counted | None:
        """What is usual where and when a sighting is."""
        return self.measure.count(sighting.areas, sighting.start, sighting.end)

    def series(self, sighting: Sighting) -> list[dict[str, Any]]:
        """Week by week, or month by month, what was seen there and what is usual."""
        counted = (self.measure.count(sighting.areas, *span) for span in self.measure.spans)
        return [each.as_kept() for each in counted if each]
