"""How a phrase is meant: denied, told by somebody else, long ago, only feared, or about something elsewhere.

Negation reaches from its cue to where a new thought starts, so "I have never seen drugs there, but people come all
night" denies the drugs and not the people. When in doubt nothing is denied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lamplighter.cues.lists import CueList, load_list
from lamplighter.cues.matcher import Match, Matcher
from lamplighter.cues.reading import TURNS, Reading, read
from lamplighter.cues.vocabulary import words

Label = Literal["negated", "hearsay", "past", "hypothetical", "elsewhere"]
LABELS: tuple[Label, ...] = ("negated", "hearsay", "past", "hypothetical", "elsewhere")

FARTHEST = 18
AROUND = 16
SUBJECTS = words("subjects")
STARTERS = SUBJECTS | words("starters")
STOPS = TURNS | words("stops")
HARD = frozenset(";:\n\r–—")


@dataclass(frozen=True)
class Contexts:
    """Which words of a text stand in which context; each word's entry is how far its cue is, 0 for none."""

    reading: Reading
    marks: dict[str, bytearray]

    def at(self, start: int, end: int) -> frozenset[Label]:
        """The contexts of `text[start:end]`; it is negated only where its first word is."""
        return self.of(((start, end),))

    def of(self, parts: Sequence[tuple[int, int]]) -> frozenset[Label]:
        """The contexts of a phrase in several parts."""
        spoken: tuple[Label, ...] = ("hearsay", "past", "hypothetical", "elsewhere")
        words = [word for start, end in parts for word in self.reading.covered(start, end)]
        found: set[Label] = {label for label in spoken if any(self.marks[label][word] for word in words)}
        if self.denied(parts, FARTHEST):
            found.add("negated")
        return frozenset(found)

    def denied(self, parts: Sequence[tuple[int, int]], within: int) -> bool:
        """Whether a denial, at most so many words before, speaks of a part; one inside a part belongs to the phrase."""
        covered = [self.reading.covered(start, end) for start, end in parts]
        for part in filter(None, covered):
            distance = self.marks["negated"][part[0]]
            cue = part[0] - distance
            if 0 < distance <= within and not any(cue in own for own in covered):
                return True
        return False


def contexts(text: str | Reading) -> Contexts:
    """The contexts of a text."""
    reading = read(text) if isinstance(text, str) else text
    marks: dict[str, bytearray] = {label: bytearray(len(reading)) for label in LABELS}
    listed, matcher = _cues()
    for match in matcher.find(reading):
        cue = listed.entries[match.id]
        for word, distance in _reach(reading, match, cue["reach"]):
            mark = marks[cue["label"]]
            mark[word] = min(mark[word] or distance, distance)
    return Contexts(reading, marks)


@cache
def _cues() -> tuple[CueList, Matcher]:
    listed = load_list("contexts", "contexts", ("label", "reach"))
    return listed, listed.matcher()


def _reach(reading: Reading, match: Match, reach: str) -> Iterator[tuple[int, int]]:
    covered = reading.covered(match.start, match.end)
    if reach == "around":
        return _around(reading, covered)
    return _ahead(reading, covered, through=reach == "thought")


def _ahead(reading: Reading, cue: range, *, through: bool) -> Iterator[tuple[int, int]]:
    """The words after the cue until a new thought starts; `through` a pronoun where the cue is about a thought."""
    for distance, word in enumerate(range(cue.stop, min(cue.stop + FARTHEST, len(reading))), start=1):
        # The very next word is part of the denial: "nobody there", "nor did he".
        through_it = through or distance == 1
        if reading.sentences[word] != reading.sentences[cue.start] or _new_thought(reading, word, through=through_it):
            return
        yield word, distance


def _new_thought(reading: Reading, word: int, *, through: bool) -> bool:
    said = reading.words[word]
    if said in STOPS or (said in SUBJECTS and not through):
        return True
    following = reading.words[word + 1] if word + 1 < len(reading) else ""
    if said in {"and", "then", "plus"} and following in STARTERS:
        return True
    return (said in STARTERS and _after_break(reading, word)) or _after_hard_break(reading, word)


def _after_break(reading: Reading, word: int) -> bool:
    return word > 0 and reading.clauses[word] != reading.clauses[word - 1]


def _after_hard_break(reading: Reading, word: int) -> bool:
    if not _after_break(reading, word):
        return False
    return not HARD.isdisjoint(reading.text[reading.ends[word - 1] : reading.starts[word]])


def _around(reading: Reading, cue: range) -> Iterator[tuple[int, int]]:
    """The words near the cue on both sides, within its sentence and not past a turn."""
    yield from ((word, 1) for word in cue)
    for steps in (range(cue.stop, cue.stop + AROUND), range(cue.start - 1, cue.start - 1 - AROUND, -1)):
        for distance, word in enumerate(steps, start=1):
            if not 0 <= word < len(reading) or reading.sentences[word] != reading.sentences[cue.start]:
                break
            if reading.words[word] in TURNS or reading.words[word] in {"now", "nowadays", "recently", "lately"}:
                break
            yield word, distance
