"""What triage says of one tip: numbers, and the phrases of the tip that gave them. Nothing here scores a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Urgency = Literal["immediate", "priority", "routine"]
MentionType = Literal["person", "vehicle", "phone", "handle", "address", "place", "time", "amount", "drug", "weapon"]
Sketch = npt.NDArray[np.uint32]
# Sketches of several tips: one after another, or a row each.
Sketches = Sequence[Sketch] | npt.NDArray[np.uint32]
NONE = "none"


@dataclass(frozen=True)
class KindProbability:
    """How likely it is that the tip speaks of this kind; `none` where nothing speaks for any."""

    kind: str
    probability: float


@dataclass(frozen=True)
class SignFound:
    """A sign of the catalogue in the tip; without offsets where the reporter ticked it. `weight` is in log-odds."""

    sign: str
    start: int | None
    end: int | None
    weight: float


@dataclass(frozen=True)
class Mention:
    """Something named in the tip: `text[start:end]`, with a `value` in one normal form."""

    type: MentionType
    text: str
    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Reason:
    """A plain sentence that quotes the tip, and where."""

    sentence: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, eq=False)
class Assessment:
    """Three separate scores (kinds, completeness, novelty) and an urgency, each with its reasons."""

    kinds: tuple[KindProbability, ...]
    urgency: Urgency
    danger_now: bool
    completeness: float
    novelty: float
    mentions: tuple[Mention, ...]
    signs: tuple[SignFound, ...]
    reasons: tuple[Reason, ...]
    sketch: Sketch
    version: str

    @property
    def top_kind(self) -> str:
        return self.kinds[0].kind
