"""The desk's worker: one process that keeps the schedule and runs short jobs, one for long ones, one that fetches danger.

Three, so that neither a night's scan nor a flood of other tips ever holds up one about somebody in danger.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

import django
from django.utils.crypto import get_random_string

from lamplighter.desk.rhythm import FIRST, LONG, QUEUES, SHORT

if TYPE_CHECKING:
    from django_tasks_db.management.commands.db_worker import Worker

POLL_SECONDS = 1.0
LOOK_SECONDS = 5.0

log = logging.getLogger(__name__)


def run() -> None:
    """Works until told to stop; Django is set up already."""
    from lamplighter.desk import schedule  # noqa: PLC0415  # models exist only once Django is set up
    from lamplighter.desk.duties import jobs  # noqa: PLC0415  # as above

    stop = threading.Event()
    beside = {queue: start_beside(queue) for queue in (FIRST, LONG)}
    for name, work, given in (("schedule", schedule.run, jobs()), ("beside", keep_alive, beside)):
        threading.Thread(target=work, args=(given, stop), name=name, daemon=True).start()
    try:
        _work(SHORT)
    finally:
        stop.set()
        for process in beside.values():
            process.terminate()


def keep_alive(
    beside: dict[str, BaseProcess], stop: threading.Event, start: Callable[[str], BaseProcess] | None = None
) -> None:
    """Starts anew whatever process has ended: danger must be fetched whatever happened to the one that fetched it."""
    while not stop.wait(LOOK_SECONDS):
        for queue, process in beside.items():
            if not process.is_alive() and not stop.is_set():
                log.error("the process that works on %s has ended and is started anew", queue)
                beside[queue] = (start or start_beside)(queue)


def run_waiting() -> None:
    """Runs every job that waits now, in this process, and returns: for tests, and after loading a demo."""
    for queue in QUEUES:
        _worker(queue, batch=True).run()


def start_beside(queue: str) -> BaseProcess:
    process = multiprocessing.get_context("spawn").Process(target=_alone, args=(queue,), name=queue, daemon=True)
    process.start()
    return process


def _alone(queue: str) -> None:
    """A process of its own starts with nothing set up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lamplighter.desk.settings")
    django.setup()
    _work(queue)


def _work(queue: str) -> None:
    worker = _worker(queue, batch=False)
    worker.configure_signals()
    worker.run()


def _worker(queue: str, *, batch: bool) -> Worker:
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415  # needs Django set up

    return Worker(
        queue_names=[queue],
        interval=POLL_SECONDS,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
