"""What strength raises an alarm, learnt from made-up years after the county's own record, and kept until it is a month old."""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from importlib.metadata import version

from django.conf import settings
from django.utils import timezone

from lamplighter.desk import county
from lamplighter.desk.footholds import aside, budget, history, watched
from lamplighter.desk.footholds.models import Level, Stream
from lamplighter.desk.ledger.services import record as note
from lamplighter.places import Pack
from lamplighter.scanning.alarms import Record, Watch, cleared, learn, made_up_years, rates
from lamplighter.scanning.alarms.budget import LEAST_ALARMS
from lamplighter.scanning.alarms.errors import StillLearning

A_YEAR = {Stream.TIPS: 365, Stream.RECORDED: 12}  # periods
KEPT_FOR = timedelta(days=31)
WORKER = "machine:worker"
PLACES = ("areas", "surroundings", "zones")


def in_force(stream: Stream | str, pack: Pack) -> Level | None:
    """The latest level that was learnt for these areas and this part of the budget."""
    rows = Level.objects.filter(stream=stream, county=county_mark(stream, pack))
    return rows.filter(allowed=budget.allowed(stream)).first()


def learn_what_is_due(now: datetime | None = None) -> list[Level]:
    """Learns the level of each stream that has none, or one older than a month, and history enough to learn from."""
    pack = county.pack()
    if pack is None:
        return []
    now = now or timezone.localtime()
    due = [stream for stream in budget.STREAMS if _is_due(stream, pack, now)]
    made = [_learnt(stream, now.date() - timedelta(days=1), pack) for stream in due]
    return [level for level in made if level]


def learn_now(day: date) -> list[Level]:
    """The same whatever there is already, as of one day."""
    pack = county.pack()
    made = [_learnt(stream, day, pack) for stream in budget.STREAMS] if pack else []
    return [level for level in made if level]


def _is_due(stream: Stream, pack: Pack, now: datetime) -> bool:
    last = in_force(stream, pack)
    return last is None or now - last.made > KEPT_FOR


def _learnt(stream: Stream, day: date, pack: Pack) -> Level | None:
    rows = {area.id: row for row, area in enumerate(pack.areas())}
    own = history.record(stream, day, rows)
    if own is None:
        return None
    began, seed = time.perf_counter(), int(day.strftime("%Y%m%d"))
    by_chance = cleared(own, aside.judged(stream, own, rows), seed=seed)
    lesson = _Lesson(stream, watched.watch(stream, pack), by_chance, seed)
    try:
        level = lesson.level(county_mark(stream, pack))
    except StillLearning:
        return None
    level.until, level.seconds = day, round(time.perf_counter() - began, 1)
    level.save()
    note(WORKER, "footholds.level_learnt", [f"level:{level.pk}"], stream=stream.value, level=f"{level.statistic:.3f}")
    return level


@dataclass(frozen=True)
class _Lesson:
    """One stream's made-up years, and what they teach; `own` is the county's record without what was judged."""

    stream: Stream
    watch: Watch
    own: Record
    seed: int

    def level(self, county: str) -> Level:
        a_year, allowed = A_YEAR[self.stream], budget.allowed(self.stream)
        # Half the history is enough to judge how uneven areas are, and leaves enough windows to judge it by.
        dispersion = replace(self.watch, history=self.watch.history // 2).dispersion_of(self.own)
        years = [
            self.watch.run(year, dispersion)
            for year in made_up_years(
                self.watch,
                self.own,
                years=max(settings.LAMPLIGHTER.made_up_years, math.ceil(LEAST_ALARMS / allowed)),
                seed=self.seed,
                days=self.watch.history + a_year,
            )
        ]
        level, found = learn(years, allowed, periods=a_year), rates(years, periods=a_year)
        return Level(
            stream=self.stream,
            county=county,
            allowed=allowed,
            statistic=level.statistic,
            a_year=level.alarms_a_year,
            dispersion=dispersion,
            rates={"levels": found.levels, "a_year": found.a_year},
            years=level.years,
            seed=self.seed,
            since=self.own.start,
            version=version("lamplighter"),
        )


def county_mark(stream: Stream | str, pack: Pack) -> str:
    """The same while areas stay where they are and this version watches them alike."""
    chosen = watched.watch(stream, pack)
    how = {each.name: getattr(chosen, each.name) for each in fields(chosen) if each.name not in PLACES}
    said = [f"{area.id} {area.x:.0f} {area.y:.0f} {area.population}" for area in pack.areas()]
    said.append(f"{version('lamplighter')} {sorted(how.items())}")
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
