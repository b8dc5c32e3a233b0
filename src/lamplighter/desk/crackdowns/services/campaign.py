"""Starting a crackdown and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from lamplighter.desk.crackdowns.clock import USUAL_DAYS
from lamplighter.desk.crackdowns.errors import CrackdownHasEnded, StartsInThePast, StartsTooFarAhead, TasksStillStarted
from lamplighter.desk.crackdowns.models import Crackdown
from lamplighter.desk.crackdowns.services.happening import happened, reason, require
from lamplighter.desk.crackdowns.states import State
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit

# A crackdown may be entered late, as one is on the ground before the paperwork; not after it is over.
LATEST_ENTRY_DAYS = 100
EARLIEST_ENTRY_DAYS = 366


@transaction.atomic
def start_crackdown(
    *, by: User, name: str, aim: str, kinds: Sequence[str], areas: Sequence[str], starts: date, days: int = USUAL_DAYS
) -> Crackdown:
    """Enters a crackdown; its clock runs from `starts`, which may lie ahead."""
    require(by, Permit.RUN_CRACKDOWNS)
    if starts < timezone.localdate() - timedelta(days=LATEST_ENTRY_DAYS):
        raise StartsInThePast(days=LATEST_ENTRY_DAYS)
    if starts > timezone.localdate() + timedelta(days=EARLIEST_ENTRY_DAYS):
        raise StartsTooFarAhead(days=EARLIEST_ENTRY_DAYS)
    crackdown = Crackdown.objects.create(
        name=name, aim=aim, kinds=list(kinds), areas=list(areas), starts=starts, days=days, created_by=by
    )
    happened("started", by=by, crackdown=crackdown)
    return crackdown


@transaction.atomic
def stop_crackdown(crackdown: Crackdown, *, by: User, why: str) -> Crackdown:
    """Closes a crackdown; nothing that has started may be left without an outcome."""
    require(by, Permit.RUN_CRACKDOWNS)
    kept = reason(why)
    crackdown = Crackdown.objects.select_for_update().get(pk=crackdown.pk)
    if crackdown.stopped:
        raise CrackdownHasEnded
    if left := crackdown.tasks.filter(state=State.STARTED).count():
        raise TasksStillStarted(count=left)
    crackdown.stopped = timezone.localdate()
    crackdown.save(update_fields=["stopped"])
    happened("stopped", by=by, crackdown=crackdown, why=kept)
    return crackdown
