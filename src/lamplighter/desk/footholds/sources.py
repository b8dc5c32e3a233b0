"""Several tips, how many likely sources? Near-copies about one area within two weeks count as one.

A feud that sends the same story ten times must not look like ten neighbours. The count is the most sources there may
be: two tips in different words may still come from one person, and nothing here can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

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
    """Tips by likely source, earliest first in each group; whatever links two groups makes them one."""
    by_area: dict[str, list[Told]] = defaultdict(list)
    for each in sorted(told, key=lambda tip: (tip.day, str(tip.tip))):
        by_area[each.area].append(each)
    return [group for tips in by_area.values() for group in _grouped_by_label(tips, _labels(tips))]


def _labels(tips: Sequence[Told]) -> NDArray[np.int64]:
    """A number for each tip, the same for tips of one likely source. `tips` are in the order of their days."""
    words = np.stack([np.frombuffer(tip.sketch, dtype="<u4") for tip in tips])
    days = np.array([tip.day.toordinal() for tip in tips])
    labels = np.arange(len(tips))
    for one in range(1, len(tips)):
        # The share of the same wording: the estimate of the Jaccard likeness that a MinHash gives (Broder 1997).
        alike = np.mean(words[:one] == words[one], axis=1) >= ALIKE
        near = days[one] - days[:one] <= WITHIN.days
        linked = labels[:one][alike & near]
        if len(linked):
            labels[np.isin(labels, [*linked, one])] = linked.min()
    return labels


def _grouped_by_label(tips: Sequence[Told], labels: NDArray[np.int64]) -> list[list[Told]]:
    groups: dict[int, list[Told]] = defaultdict(list)
    for tip, label in zip(tips, labels.tolist(), strict=True):
        groups[label].append(tip)
    return list(groups.values())


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


def sources_for_a_visit(tips: Sequence[UUID]) -> int:
    """The same, where it may bring somebody to a door: the same words are one source wherever and whenever they came.

    A scan has to count two streets apart. Here, whoever sends one story twice would only have to name another street
    in the second, or wait a fortnight, to look like two people.
    """
    known = [replace(each, area="", day=date.min) for each in told(tips)]
    return len(grouped(known)) + (1 if len(known) < len(set(tips)) else 0)
