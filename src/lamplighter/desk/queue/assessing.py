"""From a tip to what the queue keeps of its assessment. Whatever breaks here, the tip still reaches a person."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from django.utils.translation import gettext as _

from lamplighter import triage
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.queue import placing
from lamplighter.desk.queue.likeness import Earlier
from lamplighter.desk.queue.placing import NOWHERE, Placed
from lamplighter.desk.queue.reasons import reasons
from lamplighter.places import Candidate, Pack
from lamplighter.tips import Tip as Content
from lamplighter.tips import full_text

log = logging.getLogger(__name__)

UNASSESSED = "unassessed"
# Of a tip that could not be assessed: like no other.
NO_SKETCH = bytes(256)


@dataclass(frozen=True)
class Found:
    """What the machine says of one tip; `detail` quotes the tip, so it is stored encrypted with it."""

    version: str
    urgency: str
    danger_now: bool
    completeness: float
    novelty: float
    kinds: list[dict[str, Any]]
    place: Placed
    sketch: bytes
    detail: dict[str, Any]


def assess(tip: Tip, content: Content, pack: Pack | None, earlier: Earlier) -> Found:
    """The machine's assessment; a tip it breaks on goes to a person soon, and says that it was not assessed."""
    try:
        return _assess(tip, content, pack, earlier)
    except Exception:
        log.exception("tip %s broke the assessment", tip.pk)
        return _unassessed(tip)


def _assess(tip: Tip, content: Content, pack: Pack | None, earlier: Earlier) -> Found:
    text = full_text(content)
    made = triage.assess(
        text,
        ticked_kinds=content.kinds,
        ticked_signs=content.signs,
        danger_ticked=content.danger_now,
        pack=pack,
        earlier=cast("Sequence[triage.Sketch]", earlier.sketches),  # a matrix is a sequence of its rows
    )
    danger = made.danger_now or tip.danger_flag
    candidates = placing.candidates(content.place.text if content.place else "", text, pack)
    wording = 1 - made.novelty if earlier.keys else None
    return Found(
        version=made.version,
        urgency="immediate" if danger else made.urgency,
        danger_now=danger,
        completeness=made.completeness,
        novelty=made.novelty,
        kinds=[asdict(guess) for guess in made.kinds],
        place=placing.place(content.place, candidates, pack),
        sketch=made.sketch.astype("<u4").tobytes(),
        detail={
            "reasons": reasons(made, content, text, danger_outside=tip.danger_flag, wording=wording),
            "signs": [asdict(sign) for sign in made.signs],
            "mentions": [asdict(mention) for mention in made.mentions],
            **_places(candidates),
        },
    )


def _places(candidates: Sequence[Candidate]) -> dict[str, Any]:
    return {
        "candidates": [asdict(candidate) for candidate in candidates],
        "place_reason": candidates[0].reason if candidates else "",
    }


def _unassessed(tip: Tip) -> Found:
    """Urgent enough to be read soon: nobody knows yet what it says."""
    said = _("The assessment broke on this tip, so it was not assessed. Read it yourself; the log has the details.")
    return Found(
        version=UNASSESSED,
        urgency="immediate" if tip.danger_flag else "priority",
        danger_now=tip.danger_flag,
        completeness=0.0,
        novelty=1.0,
        kinds=[{"kind": "none", "probability": 0.0}],
        place=NOWHERE,
        sketch=NO_SKETCH,
        detail={
            "reasons": [{"sentence": said, "start": None, "end": None, "about": "urgency"}],
            "signs": [],
            "mentions": [],
            **_places(()),
        },
    )
