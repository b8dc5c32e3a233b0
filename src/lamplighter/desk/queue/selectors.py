"""Reads of the queue: one page of it, one tip with everything around it, and the numbers on the home page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lamplighter.desk import county
from lamplighter.desk.errors import NotHere
from lamplighter.desk.inbox import selectors as inbox
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.queue.models import RANKS, Assessment, Decision, Likeness, Status, Urgency
from lamplighter.desk.queue.standing import standing_decisions
from lamplighter.places import Area
from lamplighter.tips import Tip as Content
from lamplighter.tips import full_text

PAGE = 25
LAST_PAGE = 400
COUNTED = 10_000
EXCERPT = 240


@dataclass(frozen=True)
class Row:
    """One line of the queue."""

    assessment: Assessment
    excerpt: str
    area: str

    @property
    def tip(self) -> UUID:
        pk: UUID = self.assessment.pk
        return pk


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue. Totals are counted no further than a person cares."""

    rows: Sequence[Row]
    number: int
    has_next: bool
    total: int

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def many(self) -> bool:
        return self.total >= COUNTED


def queue_page(number: int, *, status: str = "", urgency: str = "", kind: str = "", area: str = "") -> QueuePage:
    """Most urgent first, then the longest waiting; what is closed is left out unless its status is asked for."""
    number = min(max(number, 1), LAST_PAGE)
    chosen = _chosen(status=status, urgency=urgency, kind=kind, area=area)
    start = (number - 1) * PAGE
    found = list(chosen.order_by("urgency_rank", "day", "tip").select_related("tip")[start : start + PAGE + 1])
    rows = _rows(found[:PAGE])
    return QueuePage(rows, number, len(found) > PAGE, chosen[:COUNTED].count())


def _chosen(*, status: str, urgency: str, kind: str, area: str) -> QuerySet[Assessment]:
    wanted = {"urgency_rank": RANKS.get(urgency), "top_kind": kind or None, "area": area or None}
    chosen = Assessment.objects.filter(status=status) if status else _open()
    return chosen.filter(**{name: value for name, value in wanted.items() if value is not None})


def _open() -> QuerySet[Assessment]:
    """SQLite uses the index for `closed IN (0)` and not for `NOT closed`, which Django writes for False."""
    return Assessment.objects.filter(closed__in=[False])


def _rows(found: Sequence[Assessment]) -> list[Row]:
    contents, pack = inbox.contents([assessment.tip for assessment in found]), county.pack()
    names = {a.area: pack.area(a.area) for a in found if pack and a.area}
    return [
        Row(assessment, _excerpt(contents.get(assessment.pk)), _area_name(names.get(assessment.area)))
        for assessment in found
    ]


def _excerpt(content: Content | None) -> str:
    if content is None:
        return _("It cannot be read any more.")
    words = " ".join(full_text(content).split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1].rsplit(" ", 1)[0] + "…"


def _area_name(area: Area | None) -> str:
    return f"{area.name}, {area.near}" if area and area.near else area.name if area else ""


def assessment(tip_id: UUID) -> Assessment:
    """One tip with its assessment, or the page that says there is none."""
    found = Assessment.objects.select_related("tip").filter(pk=tip_id).first()
    if found is None:
        raise NotHere
    return found


def decisions(tip: Tip) -> list[tuple[Decision, bool]]:
    """Every decision about a tip, newest first, each with whether it is in force and may be undone."""
    given = list(Decision.objects.filter(tip=tip).select_related("by", "undoes"))
    standing = {decision.pk for decision in standing_decisions(given)}
    return [(decision, decision.pk in standing) for decision in reversed(given)]


def decision(tip_id: UUID, pk: int) -> Decision:
    found = Decision.objects.select_related("tip").filter(tip_id=tip_id, pk=pk).first()
    if found is None:
        raise NotHere
    return found


@dataclass(frozen=True)
class Neighbour:
    """Another tip that may tell of the same thing, seen from the one on the page."""

    row: Row
    words: float
    metres: float | None
    days: int
    same_kind: bool


def similar_nearby(tip: Tip, limit: int = 8) -> list[Neighbour]:
    """The likeliest first; `days` is how much later the other one came."""
    pairs = list(Likeness.objects.filter(Q(tip=tip) | Q(other=tip)).order_by("-words")[:200])
    pairs.sort(key=lambda pair: (-pair.words - pair.same_kind / 4, pair.metres if pair.metres is not None else 1e9))
    others = [pair.other_id if pair.tip_id == tip.pk else pair.tip_id for pair in pairs[:limit]]
    found = {a.pk: a for a in Assessment.objects.filter(pk__in=others).select_related("tip")}
    rows = {row.tip: row for row in _rows(list(found.values()))}
    seen = zip(pairs, others, strict=False)
    return [_neighbour(pair, rows[other], tip) for pair, other in seen if other in rows]


def _neighbour(pair: Likeness, row: Row, tip: Tip) -> Neighbour:
    days = pair.days if pair.tip_id == tip.pk else -pair.days
    return Neighbour(row, pair.words, pair.metres, days, pair.same_kind)


def waiting() -> dict[str, int]:
    """How many open tips there are of each urgency, counted no further than a tile can show."""
    open_ones = _open()
    return {
        urgency: open_ones.filter(urgency_rank=rank)[:COUNTED].count() for rank, urgency in enumerate(Urgency.values)
    }


def danger_untouched(since: datetime | None = None) -> int:
    """Tips that speak of danger now and that nobody has begun to look at; all of them, or those that came since."""
    immediate = Assessment.objects.filter(status=Status.OPEN, urgency_rank=0, danger_now=True)
    if since:
        immediate = immediate.filter(created__gt=since)
    return immediate[:COUNTED].count()


def areas() -> list[Area]:
    pack = county.pack()
    return sorted(pack.areas(), key=lambda area: (area.district, area.name)) if pack else []


def place_candidates(text: str) -> list[Any]:
    pack = county.pack()
    return list(pack.find(text, limit=8)) if pack and text.strip() else []
