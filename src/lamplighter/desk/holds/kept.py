"""Counts of tips that were made once and stand, whatever becomes of the tips: a day is settled after a fortnight.

Until then late tips, decisions about a place, and near-copies of an earlier tip may still change it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.db import transaction

from lamplighter.desk.footholds import sources
from lamplighter.desk.footholds.streams import VAGUE
from lamplighter.desk.holds.models import HoldCounts, HoldWatch
from lamplighter.desk.queue.models import Assessment

SETTLED = sources.WITHIN
Row = tuple[date, str, int]


def by_day(watch: HoldWatch, first: date, last: date) -> list[Row]:
    """Sources by day and area, from `first` to `last`: as they were kept, and for the days after as they are counted now."""
    kept = list(watch.counts.all())
    rows = [(date.fromisoformat(day), area, number) for each in kept for day, area, number in each.counts]
    rows += _counted(first, max([first, *(each.last + timedelta(days=1) for each in kept)]), last)
    return [row for row in rows if first <= row[0] <= last]


def first_day(watch: HoldWatch) -> date | None:
    """The first day that was ever counted for this watch; it stays the first, though older tips are disposed of."""
    return watch.counts.order_by("first").values_list("first", flat=True).first()


@transaction.atomic
def settle(watch: HoldWatch, first: date, until: date) -> HoldCounts | None:
    """Keeps the counts of the days that are settled by now and were not kept yet. The same day twice adds nothing."""
    HoldWatch.objects.select_for_update().get(pk=watch.pk)
    latest = watch.counts.order_by("-last").values_list("last", flat=True).first()
    start, last = latest + timedelta(days=1) if latest else first, until - SETTLED
    if start > last:
        return None
    rows = [[day.isoformat(), area, number] for day, area, number in _counted(first, start, last)]
    return HoldCounts.objects.create(watch=watch, first=start, last=last, counts=rows)


def _counted(first: date, start: date, last: date) -> list[Row]:
    """From the tips there are. Those from `first` on are read too, so that a near-copy of one of them counts as none."""
    rows = Assessment.objects.filter(day__gte=first, day__lte=last).exclude(top_kind="none")
    told = sources.tell(rows.exclude(area="").exclude(precision__in=VAGUE))
    of_each = [group[0] for group in sources.grouped(told)]
    found = Counter((one.day, one.area) for one in of_each if one.day >= start)
    return [(day, area, number) for (day, area), number in sorted(found.items())]
