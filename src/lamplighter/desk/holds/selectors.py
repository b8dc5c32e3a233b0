"""Reads of hold watches: which run, what is said of each stream, and which closed places nobody watches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from lamplighter.desk.crackdowns.models import Crackdown, Outcome, Task
from lamplighter.desk.crackdowns.states import State as TaskState
from lamplighter.desk.errors import NotHere
from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.holds.models import WEEKS, HoldEnding, HoldReading, HoldWatch

# Recorded crime comes months late: so long after its last day a watch is still looked at.
AFTERWARDS = timedelta(days=100)


@dataclass(frozen=True)
class Standing:
    """A watch as it stands; `ending` is the one in force, if somebody ended it."""

    watch: HoldWatch
    ending: HoldEnding | None
    readings: Sequence[tuple[Stream, HoldReading | None]]

    @property
    def runs(self) -> bool:
        return self.ending is None and not self.watch.is_over


def watch(pk: int) -> HoldWatch:
    found = _watches().filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def _watches() -> QuerySet[HoldWatch]:
    return HoldWatch.objects.select_related("task", "crackdown", "outcome", "started_by")


def ending(of: HoldWatch) -> HoldEnding | None:
    """The ending in force: the last that is not, and was not, undone."""
    rows = of.endings.filter(undoes=None, undone_by=None)
    return rows.select_related("by").order_by("-pk").first()


def endings(of: HoldWatch) -> QuerySet[HoldEnding]:
    return of.endings.select_related("by", "undoes").order_by("-pk")


def latest(of: HoldWatch, stream: Stream, *, by: date | None = None) -> HoldReading | None:
    """What is said of a stream, or what was said by a day."""
    readings = of.readings.filter(stream=stream)
    return (readings.filter(until__lte=by) if by else readings).order_by("-pk").first()


def changes(of: HoldWatch) -> list[HoldReading]:
    """Every reading that said something new, newest first."""
    return [reading for reading in of.readings.order_by("-pk").defer("chart", "found") if reading.changed]


def standing(of: HoldWatch, *, by: date | None = None) -> Standing:
    return Standing(of, ending(of), [(stream, latest(of, stream, by=by)) for stream in Stream])


def of_crackdown(crackdown: Crackdown, *, by: date | None = None) -> list[Standing]:
    found = _watches().filter(crackdown=crackdown)
    return [standing(each, by=by) for each in (found.filter(closed__lte=by) if by else found)]


def running(until: date) -> list[HoldWatch]:
    """Those that the nightly job looks at: not ended, and not long over."""
    since = until - timedelta(weeks=WEEKS) - AFTERWARDS
    return list(_not_ended().filter(closed__gte=since, closed__lte=until).order_by("pk"))


def _not_ended() -> QuerySet[HoldWatch]:
    in_force = HoldEnding.objects.filter(watch=OuterRef("pk"), undoes=None, undone_by=None)
    return _watches().exclude(Exists(in_force))


def is_watched(task: Task) -> bool:
    return _not_ended().filter(task=task).exists()


def areas_watched(on: date) -> set[str]:
    """Places and rings of the watches that run on a day: what happens there is no fair comparison for another."""
    rows = _not_ended().filter(closed__gte=on - timedelta(weeks=WEEKS)).values_list("place", "ring")
    return {area for place, ring in rows for area in (place, *ring)}


def outcome(pk: int) -> Outcome:
    found = Outcome.objects.select_related("task__crackdown", "task__foothold").filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def proposals(crackdown: Crackdown | None = None) -> QuerySet[Outcome]:
    """Outcomes that closed a place which nobody watches; ending a watch is a decision, and is not asked about again."""
    closed = Outcome.objects.filter(place_closed=True, replaced=False, task__state=TaskState.CLOSED, holds=None)
    if crackdown:
        closed = closed.filter(task__crackdown=crackdown)
    watched = _not_ended().filter(task=OuterRef("task"))
    return closed.exclude(Exists(watched)).select_related("task").order_by("-on", "-pk")


def unwatched() -> int:
    return proposals().count()
