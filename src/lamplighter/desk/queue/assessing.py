"""From a tip to what the queue keeps of its assessment. Whatever breaks here, the tip still reaches a person."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from lamplighter import triage
from lamplighter.desk.queue import placing, reasons
from lamplighter.desk.queue.likeness import Earlier
from lamplighter.desk.queue.placing import NOWHERE, Placed
from lamplighter.places import Candidate, Pack
from lamplighter.tips import Tip as Content
from lamplighter.tips import full_text, place_words

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


@dataclass(frozen=True)
class Asked:
    """One tip to assess: all that the machine is given of it."""

    tip_id: str
    danger: bool
    content: Content


def assess(asked: Asked, pack: Pack | None) -> Found:
    """The machine's assessment; a tip it breaks on goes to a person soon, and says that it was not assessed."""
    try:
        return _assess(asked, pack)
    except Exception:
        log.exception("tip %s broke the assessment", asked.tip_id)
        return _unassessed(
            asked.danger, _("The assessment broke on this tip, so it was not assessed. Read it yourself.")
        )


def beside(found: Found, earlier: Earlier) -> Found:
    """The same with how new it is beside the tips before it."""
    if not found.detail:
        return found
    wording = earlier.most_wording(found.sketch)
    detail = {**found.detail, "reasons": [*found.detail["reasons"], *reasons.novelty(wording)]}
    return replace(found, novelty=1 - wording, detail=detail)


def _assess(asked: Asked, pack: Pack | None) -> Found:
    content, text = asked.content, full_text(asked.content)
    made = triage.assess(
        text,
        ticked_kinds=content.kinds,
        ticked_signs=content.signs,
        danger_ticked=content.danger_now,
        pack=pack,
    )
    danger = made.danger_now or asked.danger
    candidates = placing.candidates(place_words(content), text, pack)
    return Found(
        version=made.version,
        urgency="immediate" if danger else made.urgency,
        danger_now=danger,
        completeness=made.completeness,
        novelty=1.0,
        kinds=[asdict(guess) for guess in made.kinds],
        place=placing.place(content.place, candidates, pack),
        sketch=made.sketch.astype("<u4").tobytes(),
        detail={
            "reasons": reasons.reasons(made, content, text, danger_outside=asked.danger),
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


def unreadable(*, danger: bool) -> Found:
    """Of a tip that cannot be decrypted any more: it stands in the queue, so that somebody asks why."""
    return replace(_unassessed(danger, ""), detail={})


def _unassessed(danger: bool, said: str) -> Found:
    """Urgent enough to be read soon: nobody knows yet what it says."""
    return Found(
        version=UNASSESSED,
        urgency="immediate" if danger else "priority",
        danger_now=danger,
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
