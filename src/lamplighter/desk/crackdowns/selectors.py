"""Reads of crackdowns: where a task stands, the board, the totals. What counts is always the latest thing said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from lamplighter.desk.crackdowns.clock import Clock
from lamplighter.desk.crackdowns.hurdles import AddressState, Standing, TaskKind, hurdles
from lamplighter.desk.crackdowns.models import (
    AddressConfirmation,
    Corroboration,
    Crackdown,
    Event,
    Outcome,
    SafeguardingCheck,
    Task,
    Waiver,
)
from lamplighter.desk.crackdowns.questions import QUESTIONS
from lamplighter.desk.crackdowns.states import OPEN, State
from lamplighter.desk.errors import NotHere
from lamplighter.desk.footholds.sources import sources_for_a_visit

COUNTED = ("adults_safeguarded", "children_safeguarded", "arrests", "seizures", "referrals")


@dataclass(frozen=True)
class Totals:
    """What closed tasks of a crackdown found, over a period."""

    adults_safeguarded: int
    children_safeguarded: int
    arrests: int
    seizures: int
    referrals: int
    visits: int
    warrants: int
    nothing_found: int
    innocent_households: int
    last_action: date | None


def crackdown(pk: int) -> Crackdown:
    found = Crackdown.objects.filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def task(pk: int) -> Task:
    found = Task.objects.select_related("crackdown", "foothold", "foothold__run", "created_by").filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def crackdowns() -> QuerySet[Crackdown]:
    return Crackdown.objects.annotate(open_tasks=Count("tasks", filter=Q(tasks__state__in=OPEN)))


def open_crackdowns() -> QuerySet[Crackdown]:
    """Those a task can be planned in: running, about to begin, or over but not closed."""
    return Crackdown.objects.filter(stopped=None)


def clocks() -> list[tuple[Crackdown, Clock]]:
    """What every page of the desk shows: crackdowns that run or are about to."""
    seen = ((each, each.clock) for each in open_crackdowns())
    return [(each, clock) for each, clock in seen if not clock.has_ended]


def tip_ids(task: Task) -> list[UUID]:
    return list(task.tips.order_by("pk").values_list("pk", flat=True))


def check(task: Task) -> SafeguardingCheck | None:
    """The latest check of this task's present address; one of another address says nothing about this one."""
    return task.safeguardingcheck_set.filter(address=task.address).order_by("-pk").first()


def waiver(task: Task) -> Waiver | None:
    latest = task.waiver_set.filter(address=task.address).order_by("-pk").first()
    return latest if latest and latest.given else None


def address(task: Task) -> AddressConfirmation | None:
    return task.addressconfirmation_set.filter(address=task.address).order_by("-pk").first()


def corroborations(task: Task) -> QuerySet[Corroboration]:
    """What counts for this task's present address: what was named for it, or before there was an address at all."""
    named = task.corroboration_set.filter(withdrawn=None, address__in=("", task.address))
    return named.select_related("by", "tip")


def corroboration(task: int, pk: int) -> Corroboration:
    found = Corroboration.objects.select_related("task").filter(task=task, pk=pk, withdrawn=None).first()
    if found is None:
        raise NotHere
    return found


def outcome(task: Task) -> Outcome | None:
    return task.outcome_set.filter(replaced=False).order_by("-pk").first()


def unanswered(task: Task) -> tuple[str, ...]:
    """The questions of the check still to be answered, in words."""
    latest = check(task)
    return tuple(str(question.short) for name, question in QUESTIONS.items() if not getattr(latest, name, ""))


def standing(task: Task) -> Standing:
    """Everything the rule in hurdles.py asks about, as it is now."""
    tips, said = tip_ids(task), address(task)
    return Standing(
        kind=TaskKind(task.kind),
        unanswered=unanswered(task),
        waived=waiver(task) is not None,
        address=AddressState(said.state) if said else AddressState.CLAIMED,
        corroborated=corroborations(task).exists(),
        foothold=task.foothold_id is not None,
        tips=len(tips),
        sources=sources_for_a_visit(tips),
    )


def board(tasks: Iterable[Task]) -> list[tuple[State, list[Task]]]:
    """Tasks by state, in the order of the work."""
    rows = list(tasks)
    return [(state, [each for each in rows if each.state == state]) for state in State]


def tasks_of(crackdown: Crackdown) -> QuerySet[Task]:
    return crackdown.tasks.select_related("foothold", "created_by").prefetch_related("tips")


def history(crackdown: Crackdown, task: Task | None = None) -> QuerySet[Event]:
    events = crackdown.events.select_related("by", "task").order_by("-pk")
    return events.filter(task=task) if task else events


def waiting_for_a_check(crackdown: Crackdown | None = None) -> int:
    """How many tasks are planned and still lack their check or a waiver."""
    waiting = Task.objects.filter(state__in=(State.PLANNED, State.READY), crackdown__stopped=None)
    if crackdown:
        waiting = waiting.filter(crackdown=crackdown)
    return sum(1 for each in waiting if not waiver(each) and unanswered(each))


def in_the_way(task: Task) -> Sequence[Any]:
    """What still stands between a task and its start; nothing, once it has started."""
    return hurdles(standing(task)) if task.state in (State.PLANNED, State.READY) else ()


def outcomes(crackdown: Crackdown, *, since: date | None = None, until: date | None = None) -> QuerySet[Outcome]:
    """Outcomes that count, of closed tasks, by the day of the action; both ends are counted."""
    found = Outcome.objects.filter(task__crackdown=crackdown, task__state=State.CLOSED, replaced=False)
    if since:
        found = found.filter(on__gte=since)
    return found.filter(on__lte=until) if until else found


def totals(crackdown: Crackdown, *, since: date | None = None, until: date | None = None) -> Totals:
    rows = outcomes(crackdown, since=since, until=until)
    sums = rows.aggregate(**{name: Sum(name, default=0) for name in COUNTED})
    warrants = rows.filter(task__kind=TaskKind.WARRANT).count()
    return Totals(
        **sums,
        visits=rows.count() - warrants,
        warrants=warrants,
        nothing_found=rows.filter(nothing_found=True).count(),
        innocent_households=rows.filter(innocent_household=True).count(),
        last_action=rows.order_by("-on").values_list("on", flat=True).first(),
    )


def repairs_open(crackdown: Crackdown, steps: int) -> int:
    """Innocent households where not every step of putting it right is done."""
    rows = outcomes(crackdown).filter(innocent_household=True)
    return sum(1 for row in rows if len(row.repair_steps) < steps)
