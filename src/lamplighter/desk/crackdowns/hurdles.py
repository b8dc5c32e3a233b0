"""What stands between a task and its start: the pure rule, in one place, used by every path that starts anything.

A welfare visit needs its safeguarding check (or a safeguarding lead's waiver). A disruption visit or a warrant must
also rest on more than a pattern on a map and more than one likely source; a warrant also on a confirmed address and on
something independent that is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.crackdowns.errors import (
    AddressNotConfirmed,
    Hurdle,
    NothingIndependentNamed,
    RestsOnAFootholdAlone,
    RestsOnOneSource,
    SafeguardingNotChecked,
)


class TaskKind(TextChoices):
    WELFARE = "welfare", _("Welfare visit")
    DISRUPTION = "disruption", _("Disruption visit")
    WARRANT = "warrant", _("Warrant")


class AddressState(TextChoices):
    CLAIMED = "claimed", _("Claimed: a tip says so")
    PROBABLE = "probable", _("Probable: something else points to it")
    CONFIRMED = "confirmed", _("Confirmed: we know this is the place")


ENFORCEMENT = frozenset({TaskKind.DISRUPTION, TaskKind.WARRANT})


@dataclass(frozen=True)
class Standing:
    """What is known about a task at one moment; `sources` is how many likely sources its tips have."""

    kind: TaskKind
    unanswered: Sequence[str]  # questions of the safeguarding check, in words, still to be answered for this address
    waived: bool
    address: AddressState
    corroborated: bool
    foothold: bool
    tips: int
    sources: int


def basis(standing: Standing) -> tuple[Hurdle, ...]:
    """Why a task may not even be planned: what it rests on is too little for its kind."""
    if standing.kind not in ENFORCEMENT or standing.corroborated:
        return ()
    kind = standing.kind.label
    if not standing.tips:
        return (RestsOnAFootholdAlone(kind=kind),)
    return (RestsOnOneSource(kind=kind),) if standing.sources < 2 else ()


def hurdles(standing: Standing) -> tuple[Hurdle, ...]:
    """Everything that still stands in the way of a start, a sentence each; empty when it may start."""
    found = [*basis(standing)]
    if standing.unanswered and not standing.waived:
        found.append(SafeguardingNotChecked(missing="; ".join(standing.unanswered)))
    if standing.kind == TaskKind.WARRANT:
        found += _of_a_warrant(standing)
    return tuple(found)


def _of_a_warrant(standing: Standing) -> list[Hurdle]:
    found: list[Hurdle] = []
    if standing.address != AddressState.CONFIRMED:
        found.append(AddressNotConfirmed(state=standing.address.value))
    if not standing.corroborated:
        found.append(NothingIndependentNamed())
    return found
