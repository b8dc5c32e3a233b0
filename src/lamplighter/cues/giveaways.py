"""The words of a report that may tell who wrote it, each with a plain sentence that says why.

They are pointed out to the writer, who decides; nothing is changed or refused. The list errs towards pointing out. One context is
looked at: what stands in quotation marks and was not said by the writer is somebody else's family and window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lamplighter.cues.lists import CueList, load_list
from lamplighter.cues.matcher import Matcher
from lamplighter.cues.reading import Reading, read

# What is said in the first person means whoever speaks; a time or a number is the same in any mouth.
SPEAKERS = frozenset({"own_name", "own_family", "own_tie", "own_view", "only_you"})
QUOTED = re.compile(r"""[“„][^“”„\n]{1,300}[”“]|"[^"\n]{1,300}"|«[^«»\n]{1,300}»""")
WORDS_BEFORE = 5
OWN = frozenset({"i", "im", "ive", "we", "weve", "my", "our", "me", "us"})


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
    spoken = tuple(_spoken_by_others(reading))
    return tuple(
        Giveaway(match.id, match.start, match.end, match.phrase, listed.entries[match.id]["why"])
        for match in matcher.find(reading)
        if match.id not in SPEAKERS or not any(first <= match.start and match.end <= last for first, last in spoken)
    )


def _spoken_by_others(reading: Reading) -> Iterator[tuple[int, int]]:
    """What stands in quotation marks, where none of the few words before says that it was the writer or somebody of theirs."""
    for quoted in QUOTED.finditer(reading.text):
        before = reading.covered(0, quoted.start())
        if OWN.isdisjoint(reading.words[word] for word in before[-WORDS_BEFORE:]):
            yield quoted.span()


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
