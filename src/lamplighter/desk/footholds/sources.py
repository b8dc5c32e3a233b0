"""Several tips, how many likely sources? Near-copies about one area within two weeks count as one.

A feud that sends the same story ten times must not look like ten neighbours. The other way round is not claimed: two
tips in different words may still come from one person, so "likely sources" is a most, never a promise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from lamplighter.desk.queue.models import Assessment

ALIKE = 0.8
WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Told:
    """A tip as far as its source is concerned: when, about where, and a sketch of its words."""

    tip: UUID
    day: date
    area: str
    sketch: bytes  # 64 unsigned 32-bit numbers, least byte first: a MinHash of the words


def grouped(told: Iterable[Told]) -> list[list[Told]]:
    """Tips by likely source, earliest first; each group's first tip stands for it."""
    by_area: dict[str, list[list[Told]]] = defaultdict(list)
    for each in sorted(told, key=lambda tip: (tip.day, str(tip.tip))):
        groups = by_area[each.area]
        home = next((group for group in groups if any(_one_source(each, other) for other in group)), None)
        if home is None:
            groups.append([each])
        else:
            home.append(each)
    return [group for groups in by_area.values() for group in groups]


def _one_source(one: Told, other: Told) -> bool:
    return abs(one.day - other.day) <= WITHIN and _alike(one.sketch, other.sketch) >= ALIKE


def _alike(one: bytes, other: bytes) -> float:
    """The share of the same wording: the estimate of the Jaccard likeness that a MinHash gives (Broder 1997)."""
    return float(np.mean(np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")))


def told(tips: Iterable[Any]) -> list[Told]:
    """What is known of the sources of these tips; a tip that is not assessed is left out."""
    return tell(Assessment.objects.filter(pk__in=list(tips)))


def tell(assessments: QuerySet[Assessment]) -> list[Told]:
    rows = assessments.values_list("pk", "day", "area", "sketch")
    return [Told(tip, day, area, bytes(sketch)) for tip, day, area, sketch in rows]


def likely_sources(tips: Sequence[UUID]) -> int:
    """How many sources these tips likely have; those not assessed yet count as one between them."""
    known = told(tips)
    return len(grouped(known)) + (1 if len(known) < len(set(tips)) else 0)
