"""From a tip to what the queue keeps of its assessment. Whatever breaks here, the tip still reaches a person."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.queue import placing
from lamplighter.desk.queue.likeness import Earlier
from lamplighter.desk.queue.placing import NOWHERE, Placed
from lamplighter.places import Candidate, Pack
from lamplighter.tips import Tip as Content
from lamplighter.tips import full_text

log = logging.getLogger(__name__)

COMPARED = 25
UNASSESSED = "unassessed"
EMPTY_SKETCH = bytes(256)


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
    """The machine's assessment; a tip it breaks on goes to the front of what a person reads, and says why."""
    try:
        return _assess(tip, content, pack, earlier)
    except Exception:
        log.exception("tip %s broke the assessment", tip.pk)
        return _unassessed(tip)


def _assess(tip: Tip, content: Content, pack: Pack | None, earlier: Earlier) -> Found:
    from lamplighter import triage  # noqa: PLC0415

    text = full_text(content)
    near = [triage.Sketch.from_bytes(raw) for raw in earlier.closest(triage.sketch(text).to_bytes(), COMPARED)]
    made = triage.assess(
        text,
        ticked_kinds=content.kinds,
        ticked_signs=content.signs,
        danger_ticked=content.danger_now,
        pack=pack,
        earlier=near,
    )
    candidates = placing.candidates(content.place.text if content.place else "", text, pack)
    danger = made.danger_now or tip.danger_flag
    return Found(
        version=made.version,
        urgency="immediate" if danger else made.urgency,
        danger_now=danger,
        completeness=made.completeness,
        novelty=made.novelty,
        kinds=[asdict(guess) for guess in made.kinds],
        place=placing.place(content.place, candidates, pack),
        sketch=made.sketch.to_bytes(),
        detail=_detail(tip, made, candidates),
    )


def _detail(tip: Tip, made: Any, candidates: Sequence[Candidate]) -> dict[str, Any]:
    reasons = [asdict(reason) for reason in made.reasons]
    if tip.danger_flag and not made.danger_now:
        said = _("The report site marked it as danger before it was sealed, or the reporter ticked danger.")
        reasons.insert(0, {"sentence": said, "start": None, "end": None, "about": "urgency"})
    return {
        "reasons": reasons,
        "signs": [asdict(sign) for sign in made.signs],
        "mentions": [],
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
        sketch=EMPTY_SKETCH,
        detail={
            "reasons": [{"sentence": said, "start": None, "end": None, "about": "urgency"}],
            "signs": [],
            "mentions": [],
            "candidates": [],
            "place_reason": "",
        },
    )
