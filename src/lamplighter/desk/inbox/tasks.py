"""The inbox's jobs. Each may run twice, or be killed half-way, and nothing is lost or doubled."""

from __future__ import annotations

import time
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from lamplighter.desk.inbox import collecting, services
from lamplighter.desk.queue.services import assess_waiting
from lamplighter.desk.rhythm import FIRST
from lamplighter.desk.staff.services import forget_attempts

KEEP_RESULTS = timedelta(days=7)
KEEP_ATTEMPTS = timedelta(days=1)


@task(queue_name=FIRST)
def collect_danger() -> int:
    """The short lane: only envelopes marked as danger, in a process of its own, so that no flood delays one."""
    new = 0
    try:
        new = collecting.collect(danger_only=True)
    finally:
        services.open_waiting(danger_only=True)
        if new:
            open_and_assess.enqueue()
    return new


@task()
def collect_all() -> int:
    """What did arrive is opened and assessed at once, even where the collection ended in trouble."""
    started = time.monotonic()
    try:
        return collecting.collect()
    finally:
        flood = time.monotonic() - started >= collecting.LONGEST_SECONDS
        services.open_waiting()
        assess_waiting()
        if flood:
            collect_all.enqueue()


@task()
def open_and_assess() -> int:
    """What was left over when the keys were locked or the worker was killed."""
    services.open_waiting()
    return assess_waiting()


@task()
def tell_watch() -> bool:
    """Tells the report site whether anyone reads its reports now, so that it can say so."""
    return collecting.tell_watch(timezone.localtime())


@task()
def tidy() -> None:
    """Lets go of finished jobs, ended sessions and old wrong passwords."""
    forget_attempts(timezone.now() - KEEP_ATTEMPTS)
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_RESULTS).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
