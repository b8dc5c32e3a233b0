"""Asks for each job when it is due. A job that still waits or runs is not asked for twice."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from lamplighter.desk.inbox.services import note_heartbeat
from lamplighter.desk.rhythm import Job

TICK_SECONDS = 1.0
# A job that has run for this long was killed with its worker.
LONGEST = timedelta(hours=1)

log = logging.getLogger(__name__)


class Schedule:
    """When each job runs next; the times live only here, so that none can be read from the disk beforehand."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.due = dict.fromkeys(jobs) | {job: self._first(job) for job in jobs}

    def _first(self, job: Job) -> datetime:
        """What ran before a restart counts, so that a night's job is not run again in the morning."""
        last = DBTaskResult.objects.filter(task_path=job.task).order_by("-enqueued_at").first()
        return job.rhythm(last.enqueued_at if last else None, timezone.localtime(), settings.LAMPLIGHTER)

    def tick(self) -> list[Job]:
        """Asks for every job whose time has come, and tells which."""
        now = timezone.localtime()
        ready = [job for job, at in self.due.items() if at is not None and at <= now]
        for job in ready:
            self.due[job] = job.rhythm(now, now, settings.LAMPLIGHTER)
        return [job for job in ready if ask(job.task)]


def ask(path: str) -> bool:
    """Queues one run of a job, unless one is already waiting or under way."""
    since = timezone.now() - LONGEST
    under_way = DBTaskResult.objects.filter(task_path=path, enqueued_at__gte=since, finished_at__isnull=True)
    if under_way.exists():
        return False
    task: Any = import_string(path)
    task.enqueue()
    return True


def run(jobs: Sequence[Job], stop: threading.Event, beat: Callable[[], None] = note_heartbeat) -> None:
    """Ticks until told to stop; a fault is logged, and the next tick tries again."""
    schedule: Schedule | None = None
    while not stop.wait(TICK_SECONDS):
        close_old_connections()
        try:
            schedule = schedule or Schedule(jobs)
            schedule.tick()
            beat()
        except Exception:
            log.exception("the schedule could not run; it tries again")
