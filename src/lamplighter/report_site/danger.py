"""Danger that was typed but not ticked: looked for in memory, before anything is sealed, and never lowered."""

from __future__ import annotations

from lamplighter import cues
from lamplighter.report_site.answers import Answers
from lamplighter.tips import Tip, full_text

FREE_TEXT = ("story", "when", "how_often", "people", "vehicles", "contacts", "who_else_knows", "hazards", "at_risk")


def typed(answers: Answers) -> tuple[cues.Cue, ...]:
    """The danger words in what was written so far."""
    return tuple(cue for name in FREE_TEXT for cue in cues.danger(getattr(answers, name)))


def flagged(tip: Tip) -> bool:
    """The one flag that goes outside the seal, so that the desk can hurry."""
    return tip.danger_now == "yes" or bool(cues.danger(full_text(tip)))
