"""Every job has a worker that runs it, and something that asks for it."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

import lamplighter.desk
from lamplighter.desk import schedule, worker
from lamplighter.desk.duties import duties, jobs

ROOM = Path(lamplighter.desk.__file__).parent


def tasks() -> list[Any]:
    modules = [f"{duty.name}.tasks" for duty in duties() if find_spec(f"{duty.name}.tasks")]
    return [
        found for module in modules for _, found in inspect.getmembers(import_module(module)) if isinstance(found, Task)
    ]


def test_there_are_jobs() -> None:
    assert len(tasks()) >= 5
    assert len(jobs()) >= 5


@pytest.mark.parametrize("job", jobs(), ids=lambda job: job.task)
def test_every_scheduled_job_is_a_task(job: Any) -> None:
    assert isinstance(import_string(job.task), Task)


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.module_path)
def test_every_task_is_in_a_queue_that_a_worker_works_on(task: Any) -> None:
    assert task.queue_name in worker.QUEUES
    assert task.queue_name in settings.TASKS["default"]["QUEUES"]


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.module_path)
def test_every_task_is_asked_for_by_the_schedule_or_by_the_code(task: Any) -> None:
    asked = re.compile(rf"\b{task.func.__name__}\.enqueue\(")
    in_code = any(asked.search(path.read_text()) for path in ROOM.rglob("*.py"))
    assert in_code or task.module_path in {job.task for job in jobs()}


@pytest.mark.django_db
def test_a_job_that_still_waits_is_not_asked_for_twice() -> None:
    path = "lamplighter.desk.inbox.tasks.tidy"
    assert schedule.ask(path)
    assert not schedule.ask(path)
    assert DBTaskResult.objects.filter(task_path=path).count() == 1


@pytest.mark.django_db
def test_the_schedule_asks_for_everything_that_never_ran() -> None:
    assert {job.task for job in schedule.Schedule(jobs()).tick()} == {job.task for job in jobs()}
    assert schedule.Schedule(jobs()).tick() == []
