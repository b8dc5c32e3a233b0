"""When a job runs next. Times that a watcher could learn from are random; pure functions of the last run."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from lamplighter.config import Settings

Rhythm = Callable[[datetime | None, datetime, Settings], datetime]
# Danger is fetched from a queue of its own, so that neither a flood of other tips nor a night's scan holds it up.
FIRST, SHORT, LONG = "first", "default", "long"
QUEUES = (FIRST, SHORT, LONG)
_chance = secrets.SystemRandom()


@dataclass(frozen=True)
class Job:
    """A task, by its dotted path, and when it is due; an app names its own in its `Duty`."""

    task: str
    rhythm: Rhythm


def every(seconds: Callable[[Settings], tuple[float, float]]) -> Rhythm:
    """Again after a random wait between two bounds; at once where it never ran."""

    def due(last: datetime | None, now: datetime, settings: Settings) -> datetime:
        least, most = seconds(settings)
        return now if last is None else last + timedelta(seconds=_chance.uniform(least, most))

    return due


def nightly(hour: int) -> Rhythm:
    """At this hour of the county's night, once; a night that was missed is made up for at the next start."""

    def due(last: datetime | None, now: datetime, _settings: Settings) -> datetime:
        since = (last or now).astimezone(now.tzinfo)
        tonight = datetime.combine(since.date(), time(hour), tzinfo=now.tzinfo)
        return now if last is None else tonight if tonight > since else tonight + timedelta(days=1)

    return due
