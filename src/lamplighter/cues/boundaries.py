"""What a writer says of themselves that speaks for care before they are asked anything; it warns, and decides nothing."""

from __future__ import annotations

from functools import cache

from lamplighter.cues.context import contexts
from lamplighter.cues.dangers import PLAINLY
from lamplighter.cues.lists import CueList, load_list
from lamplighter.cues.matcher import Match, Matcher
from lamplighter.cues.reading import read


def boundary(text: str) -> tuple[Match, ...]:
    """Phrases in which a writer tells of somebody close to them, or offers to find out more; what is denied is left out."""
    reading = read(text)
    matches = _cues()[1].find(reading)
    if not matches:
        return ()
    around = contexts(reading)
    return tuple(match for match in matches if not around.denied(match.parts, PLAINLY))


@cache
def _cues() -> tuple[CueList, Matcher]:
    listed = load_list("boundary", "cues", ("why",))
    return listed, listed.matcher()
