"""Danger that was typed but not ticked: looked for in memory, before anything is sealed, and never lowered."""

from __future__ import annotations

from lamplighter import cues
from lamplighter.report_site.answers import Answers

FREE_TEXT = (
    *("story", "street", "town", "online", "when", "how_often", "people", "vehicles", "contacts"),
    *("who_else_knows", "hazards", "at_risk"),
)


def typed(answers: Answers) -> tuple[cues.Cue, ...]:
    """The words for danger right now in what was written so far; lesser danger is weighed on the desk."""
    written = (getattr(answers, name) for name in FREE_TEXT)
    return tuple(cue for text in written if text for cue in cues.danger(text) if cue.level == "immediate")


def flagged(answers: Answers) -> bool:
    """The one flag that goes outside the seal, so that the desk can hurry."""
    return answers.danger_now == "yes" or bool(typed(answers))
