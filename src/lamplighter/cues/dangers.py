"""The words of a tip that mean somebody may be in danger, each with a plain sentence that says why.

`immediate` asks for a person to look now; `priority` asks for one today. A cue is left out only where it is plainly
denied in its own clause; hearsay and doubt change nothing. What is plainly long over asks for `priority` at most, and
so does what was on television or in a leaflet, if it would have been immediate. Adding a sentence to a text never
takes a cue away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lamplighter.cues.context import Contexts, contexts
from lamplighter.cues.errors import CueListUnreadable
from lamplighter.cues.lists import CueList, in_other_languages, load_list
from lamplighter.cues.matcher import Match, Matcher
from lamplighter.cues.reading import Reading, read

Level = Literal["immediate", "priority"]

# A denial further away than this from what it denies leaves doubt, and doubt keeps the cue.
PLAINLY = 8


@dataclass(frozen=True)
class Cue:
    """A sign of danger in a text; `phrase` is `text[start:end]`."""

    id: str
    start: int
    end: int
    phrase: str
    level: Level
    why: str


def danger(text: str | Reading) -> tuple[Cue, ...]:
    """The cues of danger in a text, those that ask for the most haste first."""
    reading = read(text) if isinstance(text, str) else text
    found = [*_in_english(reading), *_in_other_languages(reading)]
    return tuple(sorted(found, key=lambda cue: (cue.level != "immediate", cue.start)))


@cache
def _cues() -> tuple[CueList, Matcher]:
    return _ready(load_list("danger", "cues", ("level", "why")))


@cache
def _others() -> tuple[CueList, Matcher]:
    return _ready(in_other_languages("danger", "cues", ("level", "why")))


def _ready(listed: CueList) -> tuple[CueList, Matcher]:
    for name, entry in listed.entries.items():
        if entry["level"] not in {"immediate", "priority"}:
            raise CueListUnreadable(file="danger.yaml", problem=f"{name} has no such level: {entry['level']}")
    return listed, listed.matcher()


def _in_english(reading: Reading) -> Iterator[Cue]:
    matches = _cues()[1].find(reading)
    return _standing(matches, contexts(reading)) if matches else iter(())


def _in_other_languages(reading: Reading) -> Iterator[Cue]:
    """Whatever language the page was in: people write in their own. No context is read, so only a list's own `!` denies."""
    listed, matcher = _others()
    for match in matcher.find(reading):
        entry = listed.entries[match.id]
        level: Level = "immediate" if entry["level"] == "immediate" else "priority"
        yield Cue(match.id, match.start, match.end, match.phrase, level, entry["why"])


def _standing(matches: tuple[Match, ...], around: Contexts) -> Iterator[Cue]:
    for match in matches:
        meant = around.of(match.parts)
        immediate = _cues()[0].entries[match.id]["level"] == "immediate"
        told_of = immediate or "elsewhere" not in meant
        if told_of and not around.denied(match.parts, PLAINLY):
            yield _cue(match, "immediate" if immediate and not meant & {"past", "elsewhere"} else "priority")


def _cue(match: Match, level: Level) -> Cue:
    entry = _cues()[0].entries[match.id]
    return Cue(match.id, match.start, match.end, match.phrase, level, entry["why"])
