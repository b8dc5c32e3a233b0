"""The inbox's jobs. Each may run twice, or be killed half-way, and nothing is lost or doubled."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from lamplighter.desk.inbox import collecting, services
from lamplighter.desk.queue.services import assess_waiting
from lamplighter.desk.staff.services import forget_attempts

KEEP_RESULTS = timedelta(days=7)
KEEP_ATTEMPTS = timedelta(days=1)
DANGER_FIRST = 50


@task(priority=DANGER_FIRST)
def collect_danger() -> int:
    """The short lane: only envelopes marked as danger, so that no flood delays one."""
    return _collect(danger_only=True)


@task()
def collect_all() -> int:
    return _collect(danger_only=False)


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


def _collect(*, danger_only: bool) -> int:
    """What did arrive is opened and assessed at once, even where the collection ended in trouble."""
    try:
        return collecting.collect(danger_only=danger_only)
    finally:
        services.open_waiting()
        assess_waiting()
