"""The tips of the last two months as arrays to compare a new one with; older ones no longer tell of the same thing."""

from __future__ import annotations

from datetime import date, timedelta

from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.queue.likeness import WITHIN_DAYS, Earlier, Known, collect, point
from lamplighter.desk.queue.models import Assessment

# Enough for the plan's busiest two months several times over; beyond it the oldest are left out.
MOST = 30_000


def load(day: date, *, around: bool = False, but: Tip | None = None) -> Earlier:
    """Tips of the days before `day` (and, with `around`, after it as well), but for one."""
    reach = timedelta(days=WITHIN_DAYS)
    rows = Assessment.objects.filter(day__gte=day - reach, day__lte=day + reach if around else date.max)
    chosen = rows.only("tip_id", "day", "lat", "lon", "precision", "top_kind", "sketch").order_by("-day")[:MOST]
    return collect([known(row) for row in chosen if but is None or row.pk != but.pk])


def known(assessment: Assessment) -> Known:
    lat, lon = point(assessment.lat, assessment.lon, assessment.precision)
    kind, sketch = assessment.top_kind, bytes(assessment.sketch)
    return Known(assessment.tip_id, assessment.day.toordinal(), lat, lon, kind, sketch)
