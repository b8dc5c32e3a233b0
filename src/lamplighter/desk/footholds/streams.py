"""The two streams of events that are scanned, each on its own: tips by day, recorded crime by month.

They are never added up: a tip is what somebody noticed, an offence is what was recorded, weeks later, and both rise
when people look harder.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet

from lamplighter.desk.footholds import sources
from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.queue.models import Assessment
from lamplighter.feeds.recorded import Store

STUDY_DAYS = 182
SHORTEST_DAYS = 13 * 7  # a season's worth of weekdays; below it the scan has no idea yet what is usual
STUDY_MONTHS = 24
SHORTEST_MONTHS = 12
# A tip that names only a town is put at its middle, which would make every town centre a foothold.
VAGUE = ("", "town", "unknown")
# What is left of a hidden market in recorded crime. Violence and anti-social behaviour are so many that they would
# drown these, and shoplifting says more about shops.
CATEGORIES = ("Drugs", "Possession of weapons", "Robbery")


@dataclass(frozen=True)
class Events:
    """What one stream gives to scan: rows of area, day and count; `left_out` could not be placed well enough.

    `history_since` is the first day there is anything of, however far back; `too_short` that even a provisional alarm
    would be a guess.
    """

    stream: Stream
    since: date
    until: date
    areas: tuple[str, ...]
    days: tuple[date, ...]
    counts: tuple[int, ...]
    left_out: int
    too_short: bool
    history_since: date

    @property
    def count(self) -> int:
        return sum(self.counts)


def tips(until: date, known_areas: Mapping[str, object]) -> Events:
    """One event a likely source: near-copies about one area within a fortnight count once."""
    first = first_tip(until)
    since = max(first, until - timedelta(days=STUDY_DAYS - 1))
    told = sources.tell(placed_tips(since, until, known_areas))
    counted = sorted((group[0] for group in sources.grouped(told)), key=lambda one: (one.day, one.area, str(one.tip)))
    return Events(
        Stream.TIPS,
        since,
        until,
        tuple(one.area for one in counted),
        tuple(one.day for one in counted),
        (1,) * len(counted),
        left_out=_about_something(since, until).count() - len(told),
        too_short=(until - first).days + 1 < SHORTEST_DAYS,
        history_since=first,
    )


def first_tip(until: date) -> date:
    """The day of the first tip there is."""
    return Assessment.objects.order_by("day").values_list("day", flat=True).first() or until


def placed_tips(since: date, until: date, known_areas: Collection[str]) -> QuerySet[Assessment]:
    """Tips of some kind whose place is known well enough to be counted in an area."""
    rows = _about_something(since, until).exclude(precision__in=VAGUE)
    return rows.filter(area__in=known_areas)


def _about_something(since: date, until: date) -> QuerySet[Assessment]:
    return Assessment.objects.filter(day__gte=since, day__lte=until).exclude(top_kind="none")


def recorded(until: date, known_areas: Mapping[str, object]) -> Events | None:
    """Offences of the months that were complete and published by then; None where none were imported."""
    path = settings.LAMPLIGHTER.recorded_crime
    if not path.exists():
        return None
    last = last_complete_month(until)
    with Store(path) as store:
        found = store.monthly_counts(CATEGORIES, since=months_before(last, STUDY_MONTHS - 1), until=last)
        first = min(map(first_day, store.months()), default=last)
    if not found:
        return None
    months = sorted({first_day(row.month) for row in found})
    placed = [row for row in found if row.area in known_areas]
    return Events(
        Stream.RECORDED,
        months[0],
        last_day(months[-1]),
        tuple(row.area for row in placed),
        tuple(first_day(row.month) for row in placed),
        tuple(row.count for row in placed),
        left_out=sum(row.count for row in found) - sum(row.count for row in placed),
        too_short=len(months) < SHORTEST_MONTHS,
        history_since=first,
    )


def last_complete_month(until: date) -> date:
    return until.replace(day=1) if (until + timedelta(days=1)).day == 1 else month_before(until)


def first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def months_before(month: date, count: int) -> date:
    years, index = divmod(month.year * 12 + month.month - 1 - count, 12)
    return date(years, index + 1, 1)


def last_day(month: date) -> date:
    return months_before(month, -1) - timedelta(days=1)
