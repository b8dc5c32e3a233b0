"""How a tip stands now: a pure function of what the machine found, what its writer added, and the standing decisions.

A message raises a tip: it is open again, and as urgent as the message, until somebody decides after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class Judged(Protocol):
    """What is read of a decision."""

    pk: int
    about: str
    value: Any
    undoes_id: int | None


class Raised(Protocol):
    """What is read of a message that raised a tip: its urgency, or none, and the last decision made before it."""

    urgency: str
    after: int


# Most urgent first.
URGENCIES = ("immediate", "priority", "routine")


@dataclass(frozen=True)
class Standing:
    """The value in force for each thing a person may decide; `decided` names those a person did."""

    urgency: str
    status: str
    place: Mapping[str, Any]
    kinds: tuple[str, ...]
    decided: frozenset[str]


def stand(machine: Mapping[str, Any], decisions: Iterable[Judged], raised: Iterable[Raised] = ()) -> Standing:
    """The latest decision in force wins over the machine and over earlier messages; a later message only ever raises.

    `machine` holds urgency, place and kinds as first found.
    """
    standing, messages = standing_decisions(decisions), list(raised)
    in_force = {decision.about: decision.value for decision in standing}
    decided_at = {decision.about: decision.pk for decision in standing}
    urgency = in_force.get("urgency", machine["urgency"])
    since = [each for each in messages if each.after >= decided_at.get("urgency", 0)]
    unseen = any(each.after >= decided_at.get("status", 0) for each in messages)
    return Standing(
        urgency=min([urgency, *(each.urgency for each in since if each.urgency)], key=URGENCIES.index),
        status="open" if unseen else in_force.get("status", "open"),
        place=in_force.get("place", machine["place"]),
        kinds=tuple(in_force.get("kind", machine["kinds"])),
        decided=frozenset(in_force),
    )


def standing_decisions(decisions: Iterable[Judged]) -> list[Judged]:
    """Decisions that were not undone, oldest first; an undoing itself decides nothing."""
    given = list(decisions)
    undone = {decision.undoes_id for decision in given if decision.undoes_id is not None}
    return [decision for decision in given if decision.undoes_id is None and decision.pk not in undone]
