"""Assesses tips and records what people decide about them; a decision is added, never changed, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from lamplighter.desk import county
from lamplighter.desk.inbox import selectors as inbox
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.ledger import reading
from lamplighter.desk.ledger.services import record
from lamplighter.desk.queue import assessing, recent
from lamplighter.desk.queue.errors import AlreadyUndone, PlaceUnknown, ReasonMissing, UnknownValue
from lamplighter.desk.queue.likeness import Earlier, Like
from lamplighter.desk.queue.models import Assessment, Decision, Status, Urgency
from lamplighter.desk.queue.placing import from_candidate
from lamplighter.desk.queue.storing import assessment_of, put_in_force, store
from lamplighter.desk.staff.models import User
from lamplighter.signs import kinds

BATCH = 100
Progress = Callable[[int], None]


def assess_tip(tip: Tip) -> Assessment:
    """Assesses one tip, again if need be; what people decided about it stays in force."""
    with reading.by_machine():
        _assess_batch([tip], recent.load(tip.day))
    return Assessment.objects.get(pk=tip.pk)


def assess_waiting(progress: Progress | None = None) -> int:
    """Assesses every tip that has not been, danger first, then oldest first; tells how many."""
    done, earlier = 0, None
    with reading.by_machine():
        while batch := _unassessed():
            earlier = earlier or recent.load(batch[-1].day)
            _assess_batch(batch, earlier)
            done += len(batch)
            if progress:
                progress(len(batch))
    return done


def _unassessed() -> list[Tip]:
    waiting = Tip.objects.filter(assessment__isnull=True, key__isnull=False)
    return list(waiting.order_by("-danger_flag", "day", "pk")[:BATCH])


@transaction.atomic
def _assess_batch(batch: Sequence[Tip], earlier: Earlier) -> None:
    """The assessments, their details and the ledger's entry are stored together."""
    contents, pack = inbox.contents(batch), county.pack()
    done: list[tuple[Tip, assessing.Found, list[Like]]] = []
    for tip in batch:
        found = assessing.assess(tip, contents[tip.pk], pack, earlier)
        known = recent.known(assessment_of(tip, found))
        done.append((tip, found, earlier.like(known)))
        earlier.add(known)
    store(done)
    record("machine:worker", "tips.assessed", [tip.pk for tip in batch])


@transaction.atomic
def decide(tip: Tip, *, by: User, about: str, value: Any, why: str) -> Decision:
    """Adds one decision with its reason, and puts it in force."""
    if not why.strip():
        raise ReasonMissing
    decision = Decision.objects.create(tip=tip, by=by, about=about, value=_checked(about, value), why=why.strip())
    put_in_force(tip, moved=about == Decision.About.PLACE)
    record(by, f"tip.{about}_decided", [tip.pk, f"decision:{decision.pk}"])
    return decision


@transaction.atomic
def undo(decision: Decision, *, by: User, why: str) -> Decision:
    """Takes one decision back; the one before it, or the machine, is in force again."""
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
