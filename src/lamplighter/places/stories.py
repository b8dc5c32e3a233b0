"""The places a whole story names, each with where its words stand and what they may mean.

A street is looked for in the towns its own sentence names or, where that names none, in those of the whole story.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lamplighter.places.gazetteer import Candidate, PlaceMention
from lamplighter.places.ranking import (
    Spoken,
    Whereabouts,
    best,
    postcodes_of,
    rank_streets,
    spoken_of,
    surroundings,
    whereabouts,
)
from lamplighter.places.reading import Code, Reading, read

if TYPE_CHECKING:
    from lamplighter.places.pack import Pack

LONGEST = 20_000  # characters read: the longest story a tip may hold
MOST_CANDIDATES = 3
ELSEWHERE = 0.75  # how much a town named in another sentence counts
SENTENCE_END = re.compile(r"[.!?]\s|\n")


def find_in_story(pack: Pack, text: str) -> tuple[PlaceMention, ...]:
    """Every mention of a place, in the order of the text; only its first 20,000 characters are read."""
    reading = read(pack, text[:LONGEST], story=True)
    spoken = [spoken_of(pack, named) for named in reading.named]
    ends = [found.end() for found in SENTENCE_END.finditer(reading.text)]
    mentions = []
    said: list[Spoken | Code] = [*spoken, *reading.codes]
    for each in said:
        candidates = _candidates(pack, each, _where(pack, each, spoken, reading, ends))
        if candidates:
            named = each.named if isinstance(each, Spoken) else each
            mentions.append(PlaceMention(named.start, named.end, named.text, candidates[:MOST_CANDIDATES]))
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _candidates(pack: Pack, each: Spoken | Code, where: Sequence[Whereabouts]) -> tuple[Candidate, ...]:
    if isinstance(each, Code):
        alone = Reading("", (), (each,), ())
        return best(pack, [*postcodes_of(pack, [each]), *surroundings(pack, [], alone, placed=False, note="")])
    others = [w for w in where if w.name.casefold() != each.named.text.casefold()]
    streets = rank_streets(each, others, "") if each.ranked else []
    alone = Reading("", (each.named,), (), ())
    return best(pack, [*streets, *surroundings(pack, [each], alone, placed=False, note="")])


def _where(
    pack: Pack, each: Spoken | Code, spoken: Sequence[Spoken], reading: Reading, ends: Sequence[int]
) -> list[Whereabouts]:
    """What says where in the sentence of a mention, else in the whole story, which is less to go by."""
    sentence = bisect_right(ends, _start(each))
    others = [s for s in spoken if s.around and s is not each]
    near = [s for s in others if bisect_right(ends, _start(s)) == sentence]
    codes = [c for c in reading.codes if bisect_right(ends, c.start) == sentence]
    if near or codes:
        return whereabouts(pack, near, codes)
    return [replace(w, likeness=w.likeness * ELSEWHERE) for w in whereabouts(pack, others, reading.codes)]


def _start(each: Spoken | Code) -> int:
    return each.named.start if isinstance(each, Spoken) else each.start
