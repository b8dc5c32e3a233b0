"""What is said before anyone goes: the safeguarding check, its waiver, the address, what corroborates. Appended only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from lamplighter.desk.crackdowns import selectors
from lamplighter.desk.crackdowns.errors import NoSuchMove, OnlyALeadMayWaive, SameSource
from lamplighter.desk.crackdowns.hurdles import AddressState
from lamplighter.desk.crackdowns.models import (
    AddressConfirmation,
    Corroboration,
    SafeguardingCheck,
    Task,
    Waiver,
)
from lamplighter.desk.crackdowns.questions import QUESTIONS
from lamplighter.desk.crackdowns.services.happening import happened, locked, reason, require, sentence
from lamplighter.desk.crackdowns.states import State
from lamplighter.desk.footholds.sources import sources_for_a_visit
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit

BEFORE_IT_STARTS = (State.PLANNED, State.READY)


@dataclass(frozen=True)
class Independent:
    """Something independent of the tips behind a task: what it is, whose, and why it is a different source."""

    what: str
    whose: str
    why_apart: str
    tip: Tip | None = None


def _before_it_starts(task: Task) -> Task:
    task = locked(task)
    if task.state not in BEFORE_IT_STARTS:
        raise NoSuchMove(state=State(task.state).label.lower())
    return task


@transaction.atomic
def fill_check(task: Task, *, by: User, answers: Mapping[str, str]) -> SafeguardingCheck:
    """Keeps the answers given so far; each is a sentence, or empty for one still to be given."""
    require(by, Permit.WORK_TASKS)
    task = _before_it_starts(task)
    given = {name: answers.get(name, "").strip() for name in QUESTIONS}
    kept = {name: sentence(text) if text else "" for name, text in given.items()}
    check = SafeguardingCheck.objects.create(task=task, by=by, address=task.address, **kept)
    happened("check_filled", by=by, crackdown=task.crackdown, task=task, also=[f"check:{check.pk}"])
    return check


@transaction.atomic
def waive_check(task: Task, *, by: User, why: str) -> Waiver:
    """Lets a task start without its check; only a safeguarding lead may, and says why."""
    if not by.may(Permit.WAIVE_SAFEGUARDING):
        raise OnlyALeadMayWaive
    task = _before_it_starts(task)
    waiver = Waiver.objects.create(task=task, by=by, address=task.address, given=True, reason=reason(why))
    happened("check_waived", by=by, crackdown=task.crackdown, task=task, why=waiver.reason)
    return waiver


@transaction.atomic
def take_back_waiver(task: Task, *, by: User) -> Waiver:
    """Undoes a waiver: the check is needed again."""
    if not by.may(Permit.WAIVE_SAFEGUARDING):
        raise OnlyALeadMayWaive
    task = _before_it_starts(task)
    waiver = Waiver.objects.create(task=task, by=by, address=task.address, given=False, reason="")
    happened("waiver_taken_back", by=by, crackdown=task.crackdown, task=task)
    return waiver


@transaction.atomic
def confirm_address(  # one statement, each part of which is asked
    task: Task, *, by: User, state: AddressState, address: str, established_by: str, established_on: date, how: str
) -> AddressConfirmation:
    """Says which address this is about and how far it is known; a new address needs its own check and confirmation."""
    require(by, Permit.CONFIRM_ADDRESSES)
    task = _before_it_starts(task)
    task.address = address.strip()
    task.save(update_fields=["address"])
    said = AddressConfirmation.objects.create(
        task=task,
        by=by,
        state=state,
        address=task.address,
        established_by=established_by.strip(),
        established_on=established_on,
        how=sentence(how),
    )
    happened(f"address_{state.value}", by=by, crackdown=task.crackdown, task=task, also=[f"address:{said.pk}"])
    return said


@transaction.atomic
def corroborate(task: Task, *, by: User, independent: Independent) -> Corroboration:
    """Names something independent of the tips behind a task."""
    require(by, Permit.WORK_TASKS)
    task = _before_it_starts(task)
    named = add_corroboration(task, by=by, independent=independent)
    tip = [str(independent.tip.pk)] if independent.tip else []
    happened("corroborated", by=by, crackdown=task.crackdown, task=task, also=[f"corroboration:{named.pk}", *tip])
    return named


def add_corroboration(task: Task, *, by: User, independent: Independent) -> Corroboration:
    if independent.tip and not _is_another_source(task, independent.tip):
        raise SameSource
    return Corroboration.objects.create(
        task=task,
        by=by,
        what=sentence(independent.what),
        whose=independent.whose.strip(),
        why_apart=sentence(independent.why_apart),
        tip=independent.tip,
        address=task.address,
    )


def _is_another_source(task: Task, tip: Tip) -> bool:
    behind = selectors.tip_ids(task)
    return tip.pk not in behind and sources_for_a_visit([*behind, tip.pk]) > sources_for_a_visit(behind)


@transaction.atomic
def withdraw_corroboration(named: Corroboration, *, by: User) -> Corroboration:
    """Takes back a corroboration that turned out not to be one."""
    require(by, Permit.WORK_TASKS)
    task = _before_it_starts(named.task)
    named.withdrawn, named.withdrawn_by = timezone.now(), by
    named.save(update_fields=["withdrawn", "withdrawn_by"])
    happened("corroboration_withdrawn", by=by, crackdown=task.crackdown, task=task, also=[f"corroboration:{named.pk}"])
    return named
