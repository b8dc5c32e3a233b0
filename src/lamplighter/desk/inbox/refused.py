"""What could not be opened, told in one line however much of it there is: anybody can send bytes that mean nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from lamplighter.desk.inbox.models import Envelope, LookedThrough

DAY = timedelta(days=1)
# So many in a day, and twice as many as the day before, are a rise.
RISE = 20
SHOWN_REASONS = 5


@dataclass(frozen=True)
class Unopened:
    """How many there are and since when; how many are `new` since somebody looked, and whether danger is said of one."""

    count: int
    since: datetime | None
    until: datetime | None
    new: int
    danger: bool
    today: int
    day_before: int
    looked: LookedThrough | None

    @property
    def rises(self) -> bool:
        return self.today >= RISE and self.today > 2 * self.day_before


def unopened(now: datetime | None = None) -> Unopened:
    """In two queries, however many there are. Nothing that came after the last look is counted as looked at."""
    now = now or timezone.now()
    looked = LookedThrough.objects.select_related("by").order_by("-until", "-pk").first()
    new = Q(refused_at__gt=looked.until) if looked else Q()
    told = _refused().aggregate(
        count=Count("pk"),
        since=Min("refused_at"),
        new=Count("pk", filter=new or None),
        danger=Count("pk", filter=new & Q(danger=True)),
        today=Count("pk", filter=Q(refused_at__gt=now - DAY)),
        day_before=Count("pk", filter=Q(refused_at__gt=now - 2 * DAY, refused_at__lte=now - DAY)),
    )
    return Unopened(looked=looked, until=now, **(told | {"danger": bool(told["danger"])}))


def reasons() -> Sequence[dict[str, object]]:
    """The commonest reasons, how often each, and how many of those were marked as danger."""
    found = _refused().values("refusal").annotate(count=Count("pk"), danger=Count("pk", filter=Q(danger=True)))
    return [dict(row) for row in found.order_by("-count", "refusal")[:SHOWN_REASONS]]


def _refused() -> QuerySet[Envelope]:
    return Envelope.objects.filter(state=Envelope.State.REFUSED)
