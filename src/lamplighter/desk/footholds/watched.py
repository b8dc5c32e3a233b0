"""Where a county has two years of history: the daily watch decides what is an alarm, by a level learnt for its budget."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lamplighter.desk.footholds.history import NEEDED
from lamplighter.desk.footholds.measures import Learnt
from lamplighter.desk.footholds.models import Level, Stage, Stream
from lamplighter.desk.footholds.sightings import Look, Sighting
from lamplighter.desk.footholds.streams import Events
from lamplighter.places import Area, Pack
from lamplighter.scanning import Areas
from lamplighter.scanning.alarms import Alarm, Rates, Record, Signal, Watch, Yardstick, alarms
from lamplighter.scanning.baseline import Surroundings

RADIUS_KM = 3.0
LONGEST = {Stream.TIPS: 28, Stream.RECORDED: 3}  # days; months
DAYS_A_YEAR = 365.25
WEAKEST_A_YEAR = 26.0  # what chance makes every other week is not worth a line


def watch(stream: Stream | str, pack: Pack) -> Watch:
    """How a stream is watched in this county."""
    areas = pack.areas()
    points = np.array([(area.x, area.y) for area in areas])
    people = np.array([area.population or 0 for area in areas], float)
    around = Surroundings.of(coordinates=points, population=people if people.all() else None)
    return Watch(
        Areas([area.id for area in areas], points / 1000),
        around,
        history=NEEDED[Stream(stream)],
        radius_km=RADIUS_KM,
        longest=LONGEST[Stream(stream)],
    )


def look(events: Events, record: Record, level: Level, pack: Pack) -> Look:
    """What stands out on the record's last day; `StillLearning` where the baseline has too little to go by."""
    chosen, areas = watch(events.stream, pack), pack.areas()
    days = chosen.run(record, level.dispersion)
    rates = Rates(**level.rates, years=level.years)
    view = _View(record, chosen, areas, alarms(days, level.statistic), level.statistic, rates)
    found = [view.sighting(signal) for signal in days[-1] if rates.at(signal.statistic) <= WEAKEST_A_YEAR]
    kept = {
        "method": "watch",
        "history": chosen.history,
        "max_radius_km": chosen.radius_km,
        "max_duration": chosen.longest,
        "level": level.statistic,
        "furthest_days": level.years * DAYS_A_YEAR,
    }
    yardstick = Yardstick(chosen, record, level.dispersion)
    measure = Learnt(events.stream, yardstick, {area.id: row for row, area in enumerate(areas)})
    return Look(events, Stage.WATCHED, measure, found, kept, level)


@dataclass(frozen=True)
class _View:
    """Puts the watch's rows and columns into places and dates."""

    record: Record
    watch: Watch
    areas: Sequence[Area]
    alarms: Sequence[Alarm]
    level: float
    rates: Rates

    def sighting(self, signal: Signal) -> Sighting:
        centre = self.areas[signal.centre]
        inside = sorted((self.areas[row] for row in signal.areas), key=lambda area: (_metres(centre, area), area.id))
        calendar = self.record.calendar
        return Sighting(
            areas=tuple(area.id for area in inside),
            radius_km=_metres(centre, inside[-1]) / 1000,
            start=calendar[-signal.length],
            end=self._end(),
            observed=signal.observed,
            expected=signal.expected,
            statistic=signal.statistic,
            interval_days=DAYS_A_YEAR / self.rates.at(signal.statistic),
            alarm=signal.statistic >= self.level,
            alarm_since=self._since(signal),
        )

    def _end(self) -> date:
        last = self.record.calendar[-1]
        return (last + timedelta(days=31)).replace(day=1) - timedelta(days=1) if self.record.unit == "month" else last

    def _since(self, signal: Signal) -> date | None:
        """The first day of the run of days that today's alarm continues."""
        last = self.record.days - self.watch.history - 1
        live = [alarm.first for alarm in self.alarms if alarm.last == last and alarm.areas & signal.areas]
        if signal.statistic < self.level or not live:
            return None
        return self.record.calendar[self.watch.history + min(live)]


def _metres(one: Area, other: Area) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)
