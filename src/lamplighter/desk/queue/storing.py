"""Writes assessments and what follows from them: details, pairs of like tips, and how a tip stands after a decision."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Q

from lamplighter.desk.inbox.models import Tip, TipContent
from lamplighter.desk.inbox.parts import store_parts
from lamplighter.desk.queue import recent
from lamplighter.desk.queue.assessing import Found
from lamplighter.desk.queue.likeness import Like
from lamplighter.desk.queue.models import CLOSED, RANKS, Assessment, Decision, Likeness, Raising
from lamplighter.desk.queue.standing import Standing, stand

PLACE_FIELDS = ("lat", "lon", "x", "y", "area", "precision")
DERIVED = (
    *("day", "version", "urgency", "urgency_rank", "machine_urgency", "danger_now", "status", "closed"),
    *("completeness", "novelty", "top_kind", "kinds", "machine_place", "place_label", "place_by", "sketch"),
    "messages",
    *PLACE_FIELDS,
)

Done = tuple[Tip, Found, list[Like]]


def assessment_of(tip: Tip, found: Found) -> Assessment:
    """The machine's assessment of a tip, not stored yet."""
    assessment = Assessment(
        tip=tip,
        day=tip.day,
        version=found.version,
        machine_urgency=found.urgency,
        danger_now=found.danger_now,
        completeness=found.completeness,
        novelty=found.novelty,
        kinds=found.kinds,
        machine_place=found.place.as_value(),
        sketch=found.sketch,
    )
    _write(assessment, stand(machine_values(assessment), ()))
    return assessment


def store(done: Sequence[Done]) -> None:
    """Stores the assessments of one batch, over earlier ones of the same tips; decisions stay in force."""
    assessments = [assessment_of(tip, found) for tip, found, _ in done]
    _apply_decisions(assessments)
    Assessment.objects.bulk_create(assessments, update_conflicts=True, unique_fields=["tip"], update_fields=DERIVED)
    details = [(tip, json.dumps(found.detail).encode()) for tip, found, _ in done if found.detail]
    store_parts(details, TipContent.Part.ASSESSMENT)
    Tip.objects.filter(pk__in=[tip.pk for tip, found, _ in done if found.danger_now]).update(danger_flag=True)
    _forget_pairs([tip.pk for tip, _, _ in done])
    _store_pairs((tip.pk, like) for tip, _, likes in done for like in likes)


def assessed_among(tips: Sequence[Tip]) -> frozenset[Any]:
    """Those of the tips that have an assessment by now; on PostgreSQL they are locked until the transaction ends."""
    ids = [tip.pk for tip in tips]
    list(Tip.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    return frozenset(Assessment.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _apply_decisions(assessments: Sequence[Assessment]) -> None:
    tips = [assessment.tip_id for assessment in assessments]
    decided: dict[Any, list[Decision]] = {}
    for decision in Decision.objects.filter(tip__in=tips):
        decided.setdefault(decision.tip_id, []).append(decision)
    raised: dict[Any, list[Raising]] = {}
    for raising in Raising.objects.filter(tip__in=tips):
        raised.setdefault(raising.tip_id, []).append(raising)
    for assessment in assessments:
        messages = raised.get(assessment.tip_id, [])
        assessment.messages = len(messages)
        _write(assessment, stand(machine_values(assessment), decided.get(assessment.tip_id, ()), messages))


def put_in_force(tip: Tip, *, moved: bool) -> None:
    """Writes how the tip stands now onto its assessment, so that the queue sorts by it."""
    assessment = Assessment.objects.select_for_update().get(pk=tip.pk)
    _write(assessment, stand(machine_values(assessment), tip.decisions.all(), tip.raisings.all()))
    assessment.save()
    if moved:
        _compare_again(assessment)


def put_all_in_force(tips: Sequence[Tip]) -> None:
    """The same for many tips, none of which moved."""
    assessments = list(
        Assessment.objects.select_for_update(of=("self",))
        .filter(tip__in=tips)
        .prefetch_related("tip__decisions", "tip__raisings")
    )
    for assessment in assessments:
        tip = assessment.tip
        _write(assessment, stand(machine_values(assessment), tip.decisions.all(), tip.raisings.all()))
    fields = ["urgency", "urgency_rank", "status", "closed", "top_kind"]
    Assessment.objects.bulk_update(assessments, fields, batch_size=500)


def machine_values(assessment: Assessment) -> dict[str, Any]:
    """What the machine says of a tip, in the form that decisions are laid over."""
    return {
        "urgency": assessment.machine_urgency,
        "place": assessment.machine_place,
        "kinds": [guess["kind"] for guess in assessment.kinds],
    }


def _write(assessment: Assessment, standing: Standing) -> None:
    assessment.urgency, assessment.urgency_rank = standing.urgency, RANKS[standing.urgency]
    assessment.status, assessment.closed = standing.status, standing.status in CLOSED
    assessment.top_kind = standing.kinds[0] if standing.kinds else "none"
    for name in PLACE_FIELDS:
        setattr(assessment, name, standing.place[name])
    assessment.place_by, assessment.place_label = standing.place["by"], standing.place["label"][:300]


def _compare_again(assessment: Assessment) -> None:
    """A tip that moved has other neighbours."""
    _forget_pairs([assessment.tip_id])
    likes = recent.load(assessment.day, around=True).like(recent.known(assessment))
    _store_pairs((assessment.tip_id, like) for like in likes)


def _forget_pairs(tips: Sequence[Any]) -> None:
    pairs = Likeness.objects.filter(Q(tip__in=tips) | Q(other__in=tips))
    _count(pairs, by=-1)
    pairs.delete()


def _store_pairs(found: Iterable[tuple[Any, Like]]) -> None:
    pairs = [
        Likeness(tip_id=one, other_id=like.key, words=like.words, metres=like.metres, days=like.days,
                 same_kind=like.same_kind)
        for one, like in found
    ]  # fmt: skip
    Likeness.objects.bulk_create(pairs)
    _count(pairs, by=1)


def _count(pairs: Iterable[Likeness], *, by: int) -> None:
    """Keeps the number beside each row of the queue; tips with the same change share one statement."""
    changes = Counter(tip for pair in pairs for tip in (pair.tip_id, pair.other_id))
    for size in set(changes.values()):
        tips = [tip for tip, count in changes.items() if count == size]
        Assessment.objects.filter(pk__in=tips).update(similar=F("similar") + by * size)
