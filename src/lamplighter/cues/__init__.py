"""What words mean in context: danger, what may tell who wrote, and what is denied, told, long ago or only feared.

One matcher serves both sites; a cue of danger can only ever make a tip more urgent.
"""

from __future__ import annotations

from lamplighter.cues.boundaries import boundary
from lamplighter.cues.context import Contexts, Label, contexts
from lamplighter.cues.dangers import Cue, danger
from lamplighter.cues.giveaways import Giveaway, giveaway_reasons, giveaway_whys, giveaways
from lamplighter.cues.matcher import Match, Matcher
from lamplighter.cues.reading import Reading, read

__all__ = [
    "Contexts",
    "Cue",
    "Giveaway",
    "Label",
    "Match",
    "Matcher",
    "Reading",
    "boundary",
    "contexts",
    "danger",
    "giveaway_reasons",
    "giveaway_whys",
    "giveaways",
    "read",
]
