"""Assesses tips and records what people decide about them; a decision is added, never changed, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from lamplighter.desk import county
from lamplighter.desk.inbox import selectors as inbox
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.ledger import reading
from lamplighter.desk.ledger.services import record
from lamplighter.desk.queue import recent
from lamplighter.desk.queue.assessing import Asked, beside, unreadable
from lamplighter.desk.queue.crowd import Assess, assessors
from lamplighter.desk.queue.errors import AlreadyUndone, PlaceUnknown, ReasonMissing, UnknownValue
from lamplighter.desk.queue.likeness import Earlier
from lamplighter.desk.queue.models import Assessment, Decision, Raising, Status, Urgency
from lamplighter.desk.queue.placing import from_candidate
from lamplighter.desk.queue.storing import Done, assessed_among, assessment_of, put_all_in_force, put_in_force, store
from lamplighter.desk.staff.access import require
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit
from lamplighter.signs import kinds

BATCH = 100
Progress = Callable[[int], None]


def assess_tip(tip: Tip) -> Assessment:
    """Assesses one tip, again if need be; what people decided about it stays in force."""
    with reading.by_machine(), assessors(1) as assess:
        _store(_assessed([tip], recent.load(tip.day, but=tip), assess))
    return Assessment.objects.get(pk=tip.pk)


def assess_waiting(progress: Progress | None = None) -> int:
    """Assesses every tip that has not been, danger first, then oldest first; tells how many."""
    done, earlier = 0, None
    with reading.by_machine(), assessors(_waiting().count()) as assess:
        while batch := list(_waiting()[:BATCH]):
            earlier = earlier or recent.load(batch[-1].day)
            done += _store(_assessed(batch, earlier, assess), again=False)
            if progress:
                progress(len(batch))
    return done


def _waiting() -> QuerySet[Tip]:
    waiting = Tip.objects.filter(assessment__isnull=True, key__isnull=False)
    return waiting.order_by("-danger_flag", "day", "pk")


def _assessed(batch: Sequence[Tip], earlier: Earlier, assess: Assess) -> list[Done]:
    """The slow part, outside any transaction, so that no page waits for it."""
    contents = inbox.contents(batch)
    readable = [tip for tip in batch if tip.pk in contents]
    answers = assess(Asked(str(tip.pk), tip.danger_flag, contents[tip.pk]) for tip in readable)
    alone = dict(zip((tip.pk for tip in readable), answers, strict=True))
    done: list[Done] = []
    for tip in batch:
        found = beside(alone.get(tip.pk) or unreadable(danger=tip.danger_flag), earlier)
        known = recent.known(assessment_of(tip, found))
        done.append((tip, found, earlier.like(known)))
        earlier.add(known)
    return done


@transaction.atomic
def _store(done: Sequence[Done], *, again: bool = True) -> int:
    """Assessments, details and the ledger's entry, together; what another process assessed meanwhile is left alone."""
    held = frozenset() if again else assessed_among([tip for tip, _, _ in done])
    new = [one for one in done if one[0].pk not in held]
    store(new)
    if new:
        record("machine:worker", "tips.assessed", [tip.pk for tip, _, _ in new])
    return len(new)


@transaction.atomic
def raise_tip(tip: Tip, urgency: str) -> None:
    """Puts a tip back into the queue because its writer added something; `urgency` is that of the message, or empty.

    One that is not assessed yet is raised when it is.
    """
    after = Decision.objects.filter(tip=tip).order_by("-pk").values_list("pk", flat=True).first() or 0
    Raising.objects.create(tip=tip, urgency=urgency, after=after)
    if urgency == Urgency.IMMEDIATE:
        Tip.objects.filter(pk=tip.pk).update(danger_flag=True)
        Assessment.objects.filter(pk=tip.pk).update(danger_now=True)
    if Assessment.objects.filter(pk=tip.pk).update(messages=F("messages") + 1):
        put_in_force(tip, moved=False)


@transaction.atomic
def decide(tip: Tip, *, by: User, about: str, value: Any, why: str) -> Decision:
    """Adds one decision with its reason, and puts it in force."""
    require(by, Permit.DECIDE_TIPS)
    if not why.strip():
        raise ReasonMissing
    decision = Decision.objects.create(tip=tip, by=by, about=about, value=_checked(about, value), why=why.strip())
    put_in_force(tip, moved=about == Decision.About.PLACE)
    record(by, f"tip.{about}_decided", [tip.pk, f"decision:{decision.pk}"])
    return decision


@transaction.atomic
def decide_many(tips: Sequence[Tip], *, by: User, status: str, why: str) -> int:
    """Gives many tips one status for one reason: a decision each, and one entry of the ledger that names them all."""
    require(by, Permit.DECIDE_TIPS)
    if not why.strip():
        raise ReasonMissing
    about, value = Decision.About.STATUS, _checked(Decision.About.STATUS, status)
    Decision.objects.bulk_create(
        [Decision(tip=tip, by=by, about=about, value=value, why=why.strip()) for tip in tips], batch_size=500
    )
    put_all_in_force(tips)
    record(by, f"tip.{about}_decided", [tip.pk for tip in tips])
    return len(tips)


@transaction.atomic
def undo(decision: Decision, *, by: User, why: str) -> Decision:
    """Takes one decision back; the one before it, or the machine, is in force again."""
    require(by, Permit.DECIDE_TIPS)
    if not why.strip():
        raise ReasonMissing
    if decision.undoes_id or Decision.objects.filter(undoes=decision).exists():
        raise AlreadyUndone
    undoing = Decision.objects.create(
        tip=decision.tip, by=by, about=decision.about, value=decision.value, why=why.strip(), undoes=decision
    )
    put_in_force(decision.tip, moved=decision.about == Decision.About.PLACE)
    record(by, f"tip.{decision.about}_undone", [decision.tip_id, f"decision:{decision.pk}"])
    return undoing


def _checked(about: str, value: Any) -> Any:
    """Only values the queue knows; a place is looked up, so that nobody can put a tip on an invented one."""
    if about == Decision.About.URGENCY and value in Urgency.values:
        return value
    if about == Decision.About.STATUS and value in Status.values:
        return value
    if about == Decision.About.KIND and _are_kinds(value):
        return list(value)
    if about == Decision.About.PLACE:
        return _place(str(value))
    raise UnknownValue(about=about)


def _are_kinds(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and set(value) <= {kind.id for kind in kinds()} | {"none"}


def _place(candidate: str) -> dict[str, Any]:
    pack = county.pack()
    found = pack.candidate(candidate) if pack else None
    if found is None:
        raise PlaceUnknown
    return from_candidate(found, pack).as_value()
