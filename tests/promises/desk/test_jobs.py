"""Every job has a worker that runs it, and something that asks for it."""

from __future__ import annotations

import inspect
import re
import threading
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import lamplighter.desk
from lamplighter.config import Settings
from lamplighter.desk import schedule, worker
from lamplighter.desk.duties import duties, jobs
from lamplighter.desk.rhythm import FIRST

NOW = datetime(2027, 1, 4, 15, tzinfo=ZoneInfo("Europe/London"))
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


def test_only_danger_is_fetched_by_the_worker_that_fetches_danger() -> None:
    """So nothing, however long it takes or however much there is of it, can stand in its way."""
    assert [task.func.__name__ for task in tasks() if task.queue_name == FIRST] == ["collect_danger"]


def test_a_process_that_ended_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(worker.log, "error", lambda *_: None)
    stop, started = threading.Event(), []

    def start(queue: str) -> Any:
        started.append(queue)
        stop.set()
        return SimpleNamespace(is_alive=lambda: True)

    alive = SimpleNamespace(is_alive=lambda: True)
    beside: dict[str, Any] = {"long": alive, FIRST: SimpleNamespace(is_alive=lambda: False)}
    worker.keep_alive(beside, stop, start)
    assert started == [FIRST]
    assert beside["long"] is alive
    assert beside[FIRST].is_alive()


@given(danger=st.integers(5, 50), other=st.integers(30, 900))
def test_danger_is_fetched_within_a_minute_and_anything_else_within_fifteen(danger: int, other: int) -> None:
    chosen = settings.LAMPLIGHTER.model_copy(update={"collect_danger_seconds": danger, "collect_seconds": other})
    due = {job.task.rpartition(".")[2]: job.rhythm(NOW, NOW, chosen) - NOW for job in jobs()}
    # The schedule ticks and the worker looks every second; the rest of the minute is for fetching.
    assert due["collect_danger"] <= timedelta(seconds=50)
    assert due["collect_all"] <= timedelta(minutes=15)


@pytest.mark.parametrize(("name", "seconds"), [("collect_danger_seconds", 51), ("collect_seconds", 901)])
def test_a_setting_that_would_break_these_bounds_stops_the_start(name: str, seconds: int) -> None:
    with pytest.raises(ValidationError):
        Settings(home=Path("var"), **{name: seconds})


def test_when_other_tips_are_fetched_cannot_be_foretold() -> None:
    (job,) = [job for job in jobs() if job.task.endswith("collect_all")]
    waits = {(job.rhythm(NOW, NOW, settings.LAMPLIGHTER) - NOW).total_seconds() for _ in range(50)}
    assert len(waits) == 50
    assert max(waits) - min(waits) > settings.LAMPLIGHTER.collect_seconds / 2


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
