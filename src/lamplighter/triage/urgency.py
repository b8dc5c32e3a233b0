"""How soon a person should read the tip. Kinds set where it starts; danger may only raise it."""

from __future__ import annotations

from collections.abc import Sequence

from lamplighter.cues import Cue
from lamplighter.triage.assessment import NONE, KindProbability, Urgency

# Somebody who may not be able to protect themselves is at the centre of these kinds.
SOMEBODY_AT_RISK = frozenset(
    {
        "cuckooing",
        "county_lines",
        "child_sexual_exploitation",
        "domestic_abuse",
        "sexual_violence",
        "modern_slavery",
    }
)
LIKELY = 0.5
RANK: dict[Urgency, int] = {"routine": 0, "priority": 1, "immediate": 2}


def urgency(kinds: Sequence[KindProbability], cues: Sequence[Cue], danger_ticked: str = "") -> Urgency:
    """The highest of what the kinds, the danger words and the reporter's own answer ask for."""
    asked: list[Urgency] = ["routine", *(cue.level for cue in cues)]
    if SOMEBODY_AT_RISK & likely(kinds):
        asked.append("priority")
    if danger_ticked == "yes":
        asked.append("immediate")
    if danger_ticked == "not_sure":
        asked.append("priority")
    return max(asked, key=lambda level: RANK[level])


def likely(kinds: Sequence[KindProbability]) -> frozenset[str]:
    """The kind that comes first, and every kind likelier than not."""
    return frozenset({kinds[0].kind}) | {e.kind for e in kinds if e.kind != NONE and e.probability >= LIKELY}
