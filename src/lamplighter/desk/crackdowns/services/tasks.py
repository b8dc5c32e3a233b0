"""Planning a task and moving it from state to state. Nothing starts here without passing hurdles.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from lamplighter.desk.crackdowns import selectors
from lamplighter.desk.crackdowns.errors import CrackdownHasEnded, NoSuchMove, NothingToRestOn
from lamplighter.desk.crackdowns.hurdles import TaskKind, basis, hurdles
from lamplighter.desk.crackdowns.models import Crackdown, Task
from lamplighter.desk.crackdowns.services.happening import happened, locked, reason, require, sentence
from lamplighter.desk.crackdowns.services.safeguards import Independent, add_corroboration
from lamplighter.desk.crackdowns.states import State, move_called
from lamplighter.desk.footholds.models import Foothold
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit


@dataclass(frozen=True)
class Plan:
    """What a task is to be: its kind, why, where as far as anyone claims, and what it rests on."""

    kind: TaskKind
    title: str
    purpose: str
    address: str = ""
    foothold: Foothold | None = None
    tips: Sequence[Tip] = ()
    independent: Independent | None = None

    def __post_init__(self) -> None:
        if not self.foothold and not self.tips:
            raise NothingToRestOn

    @property
    def rests_on(self) -> list[str]:
        return [*([f"foothold:{self.foothold.pk}"] if self.foothold else []), *(str(tip.pk) for tip in self.tips)]


@transaction.atomic
def plan_task(crackdown: Crackdown, plan: Plan, *, by: User) -> Task:
    """Plans a task that rests on a foothold, on tips, or both; enforcement needs more than one source from the start."""
    require(by, Permit.WORK_TASKS)
    if crackdown.stopped:
        raise CrackdownHasEnded
    task = Task.objects.create(
        crackdown=crackdown,
        kind=plan.kind,
        title=plan.title.strip(),
        purpose=sentence(plan.purpose),
        address=plan.address.strip(),
        foothold=plan.foothold,
        created_by=by,
    )
    task.tips.set(plan.tips)
    if plan.independent:
        add_corroboration(task, by=by, independent=plan.independent)
    if too_little := basis(selectors.standing(task)):
        raise too_little[0]
    happened("task_planned", by=by, crackdown=crackdown, task=task, also=plan.rests_on)
    return task


@transaction.atomic
def move_task(task: Task, move: str, *, by: User, why: str = "") -> Task:
    """Moves a task along one of the ways in states.py, or says in a sentence what is missing."""
    require(by, Permit.WORK_TASKS)
    task = locked(task)
    way = move_called(move, task.state)
    if way is None:
        raise NoSuchMove(state=State(task.state).label.lower())
    if way.past_the_hurdles and task.crackdown.stopped:
        raise CrackdownHasEnded
    kept = reason(why) if way.needs_reason else why.strip()
    if way.past_the_hurdles and (missing := hurdles(selectors.standing(task))):
        raise missing[0]
    _move(task, way.target)
    happened(f"task_{way.name}", by=by, crackdown=task.crackdown, task=task, why=kept)
    return task


def _move(task: Task, target: State) -> None:
    if task.state == State.CLOSED:
        task.outcome_set.update(replaced=True)
    task.state = target
    task.save(update_fields=["state"])
