"""The words of a report that may tell who wrote it, each with a plain sentence that says why.

They are pointed out to the writer, who decides; nothing is changed or refused. The list errs towards pointing out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lamplighter.cues.lists import CueList, load_list
from lamplighter.cues.matcher import Matcher
from lamplighter.cues.reading import Reading, read


@dataclass(frozen=True)
class Giveaway:
    """A phrase that may point to its writer; `phrase` is `text[start:end]`."""

    id: str
    start: int
    end: int
    phrase: str
    why: str


def giveaways(text: str | Reading) -> tuple[Giveaway, ...]:
    """The phrases of a text that may point to its writer, in the order they were written."""
    reading = read(text) if isinstance(text, str) else text
    listed, matcher = _cues()
    return tuple(
        Giveaway(match.id, match.start, match.end, match.phrase, listed.entries[match.id]["why"])
        for match in matcher.find(reading)
    )


def giveaway_reasons() -> tuple[str, ...]:
    """Every sentence that says why, for whoever translates them."""
    return tuple(giveaway_whys().values())


def giveaway_whys() -> dict[str, str]:
    """Why each is one, by its id."""
    return {name: entry["why"] for name, entry in _cues()[0].entries.items()}


@cache
def _cues() -> tuple[CueList, Matcher]:
    listed = load_list("giveaway", "giveaways", ("why",))
    return listed, listed.matcher()
