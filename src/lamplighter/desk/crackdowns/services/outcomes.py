"""Closing a task with what was found. A visit to people who had done nothing wrong is an outcome with work to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from lamplighter.desk.crackdowns.errors import (
    NoSuchMove,
    NothingSaidOfTheVisit,
    OutcomeContradictsItself,
    ReferralNotSaid,
    RepairNotSaid,
    VisitStillToCome,
)
from lamplighter.desk.crackdowns.models import Outcome, Task
from lamplighter.desk.crackdowns.services.happening import happened, locked, require
from lamplighter.desk.crackdowns.states import State
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit


@dataclass(frozen=True)
class Findings:
    """What was found on the day; it cannot contradict itself, and cannot be silent."""

    on: date
    adults_safeguarded: int = 0
    children_safeguarded: int = 0
    arrests: int = 0
    seizures: int = 0
    seized: str = ""
    referrals: int = 0
    referred_to: str = ""
    place_closed: bool = False
    nothing_found: bool = False
    innocent_household: bool = False
    repair_steps: tuple[str, ...] = ()
    repair: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.on > timezone.localdate():
            raise VisitStillToCome
        if (self.nothing_found and (self.found or self.place_closed)) or (
            self.innocent_household and self.place_closed
        ):
            raise OutcomeContradictsItself
        if not (self.found or self.place_closed or self.nothing_found or self.innocent_household):
            raise NothingSaidOfTheVisit
        if self.innocent_household and not self.repair_steps and not self.repair.strip():
            raise RepairNotSaid
        if self.referrals and not self.referred_to.strip():
            raise ReferralNotSaid

    @property
    def found(self) -> int:
        people = self.adults_safeguarded + self.children_safeguarded
        return people + self.arrests + self.seizures + self.referrals


@transaction.atomic
def close_task(task: Task, *, by: User, findings: Findings) -> Outcome:
    """Closes a started task with its outcome; reopening it keeps this outcome in the history."""
    require(by, Permit.WORK_TASKS)
    task = locked(task)
    if task.state != State.STARTED:
        raise NoSuchMove(state=State(task.state).label.lower())
    fields = asdict(findings) | {"repair_steps": list(findings.repair_steps)}
    outcome = Outcome.objects.create(task=task, by=by, **fields)
    task.state = State.CLOSED
    task.save(update_fields=["state"])
    happened("task_closed", by=by, crackdown=task.crackdown, task=task, also=[f"outcome:{outcome.pk}"])
    return outcome
