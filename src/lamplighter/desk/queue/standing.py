"""How a tip stands now: a pure function of what the machine found and the decisions that have not been undone."""

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


@dataclass(frozen=True)
class Standing:
    """The value in force for each thing a person may decide; `decided` names those a person did."""

    urgency: str
    status: str
    place: Mapping[str, Any]
    kinds: tuple[str, ...]
    decided: frozenset[str]


def stand(machine: Mapping[str, Any], decisions: Iterable[Judged]) -> Standing:
    """The latest decision in force wins over the machine; `machine` holds urgency, place and kinds as first found."""
    in_force = {decision.about: decision.value for decision in standing_decisions(decisions)}
    return Standing(
        urgency=in_force.get("urgency", machine["urgency"]),
        status=in_force.get("status", "open"),
        place=in_force.get("place", machine["place"]),
        kinds=tuple(in_force.get("kind", machine["kinds"])),
        decided=frozenset(in_force),
    )


def standing_decisions(decisions: Iterable[Judged]) -> list[Judged]:
    """Decisions that were not undone, oldest first; an undoing itself decides nothing."""
    given = list(decisions)
    undone = {decision.undoes_id for decision in given if decision.undoes_id is not None}
    return [decision for decision in given if decision.undoes_id is None and decision.pk not in undone]
