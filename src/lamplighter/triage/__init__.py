"""One tip in, one assessment out: kinds, urgency, completeness and novelty, each with its reasons."""

from __future__ import annotations

from lamplighter.triage.assess import VERSION, assess
from lamplighter.triage.assessment import (
    Assessment,
    KindProbability,
    Mention,
    Reason,
    SignFound,
    Sketch,
    Urgency,
)
from lamplighter.triage.bench import bench
from lamplighter.triage.novelty import similarity

__all__ = [
    "VERSION",
    "Assessment",
    "KindProbability",
    "Mention",
    "Reason",
    "SignFound",
    "Sketch",
    "Urgency",
    "assess",
    "bench",
    "similarity",
]
