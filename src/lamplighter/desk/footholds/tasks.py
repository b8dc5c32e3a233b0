"""The jobs: learn what an alarm is where that is due, scan the day that has just ended, scan a day a person asked for."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from lamplighter.desk.footholds import asking, levels
from lamplighter.desk.footholds.services import run_scans
from lamplighter.desk.rhythm import LONG


@task(queue_name=LONG)
def learn_levels() -> int:
    """Tells how many levels were learnt: none on most nights."""
    return len(levels.learn_what_is_due())


@task(queue_name=LONG)
def scan_yesterday() -> int:
    """Tells how many streams were scanned."""
    return len(run_scans(timezone.localdate() - timedelta(days=1)))


@task(queue_name=LONG)
def scan_asked(pk: int) -> None:
    asking.run_asked(pk)
