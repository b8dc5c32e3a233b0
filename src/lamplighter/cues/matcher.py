"""Finds many phrases in a text at once; see `phrases` for how a phrase is written.

The words of a text are looked up once; a phrase is tried only where its rarest word occurs, and every gap is bounded,
so the work grows with the text and never with its square.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lamplighter.cues.phrases import Branch, Choice, Gap, Keys, Language, Phrase, Slot, Step, heads
from lamplighter.cues.reading import WALLS, Reading, read
from lamplighter.cues.spelling import Spelling
from lamplighter.cues.stems import stem
from lamplighter.cues.vocabulary import words

NUMBER = re.compile(r"([0-9]{1,4})(?:yrs?|yo|ish|y|s)?")
NUMERALS = words("numerals")
NIGHT = re.compile(r"(?:10|11|1[01]30)pm|(?:12|[1-5])(?:[0-5][0-9])?am")
CHILD_AGES = range(5, 18)
CHILD_NUMERALS = words("child_numerals")
COMMON = frozenset(map(stem, words("common")))
REMEMBERED = 20_000
# How many spans on either side are looked at for the nearest one.
LOOK = 3
Span = tuple[int, int]


@dataclass(frozen=True, order=True)
class Match:
    """`phrase` is `text[start:end]`; `parts` are the offsets of the pieces of an `A & B` phrase."""

    start: int
    end: int
    id: str
    phrase: str
    parts: tuple[Span, ...]


@dataclass(frozen=True)
class _Entry:
    id: str
    phrase: Phrase
    needs: tuple[Keys, ...]


class Matcher:
    """Finds the phrases of `patterns`, an id to its phrases, with the word classes the phrases name."""

    def __init__(
        self, patterns: Mapping[str, Sequence[str]], classes: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        language = Language(classes)
        parsed = [(name, language.parse(source)) for name, sources in patterns.items() for source in sources]
        entries = [_Entry(name, phrase, tuple(_needs(phrase))) for name, phrase in parsed]
        counted = Counter(key for entry in entries for need in entry.needs for key in need)
        self._by_key: dict[str, list[_Entry]] = {}
        for entry in entries:
            for key in min(entry.needs, key=lambda need: _commonness(need, counted)):
                self._by_key.setdefault(key, []).append(entry)
        self._vocabulary = frozenset(key for _, phrase in parsed for part in phrase.parts for key in _keys(part))
        self._spelling = Spelling(key for key in self._vocabulary if key.isalpha())
        self._prefixes = frozenset(key[:-1] for key in self._vocabulary if key.endswith("*"))
        self._remembered: dict[str, tuple[str, ...]] = {}

    def find(self, text: str | Reading) -> tuple[Match, ...]:
        """Every match, by where it starts; those of one id do not overlap."""
        reading = read(text) if isinstance(text, str) else text
        stems = dict(zip(reading.words, reading.stems, strict=True))
        keys = {word: self._keys_of(word, key) for word, key in stems.items()}
        looked = _Looked(reading, [keys[word] for word in reading.words])
        found: dict[str, list[Match]] = {}
        cancelled: dict[str, list[Match]] = {}
        for entry in self._candidates(looked):
            into = cancelled if entry.phrase.cancels else found
            into.setdefault(entry.id, []).extend(looked.matches(entry))
        kept = (_kept(matches, cancelled.get(name, [])) for name, matches in found.items())
        return tuple(sorted(match for matches in kept for match in matches))

    def _candidates(self, looked: _Looked) -> Iterator[_Entry]:
        seen: set[int] = set()
        for key in looked.positions:
            for entry in self._by_key.get(key, ()):
                if id(entry) not in seen:
                    seen.add(id(entry))
                    if not any(need.isdisjoint(looked.positions) for need in entry.needs):
                        yield entry

    def _keys_of(self, word: str, key: str) -> tuple[str, ...]:
        """Only words of the lists are remembered; a name in a tip is looked up and forgotten."""
        keys = self._remembered.get(word)
        if keys is None:
            keys = tuple(self._look_up(word, key))
            if keys and word.isalpha() and len(self._remembered) < REMEMBERED:
                self._remembered[word] = keys
        return keys

    def _look_up(self, word: str, key: str) -> Iterator[str]:
        known = self._spelling.known(word, key) or key
        yield from (key for key in (known, "=" + word) if key in self._vocabulary)
        longest = min(len(word), 16)
        yield from (word[:size] + "*" for size in range(3, longest + 1) if word[:size] in self._prefixes)
        yield from (key for key in _numbers(word) if key in self._vocabulary)


def _numbers(word: str) -> Iterator[str]:
    counted = NUMBER.fullmatch(word)
    if counted or word in NUMERALS:
        yield "#"
    if NIGHT.fullmatch(word):
        yield "#night"
    if (counted and int(counted[1]) in CHILD_AGES) or word in CHILD_NUMERALS:
        yield "#child"


def _keys(branch: Branch) -> Iterator[str]:
    for step in branch:
        if isinstance(step, Slot):
            yield from step.keys
        elif isinstance(step, Choice):
            for each in step.branches:
                yield from _keys(each)


def _needs(phrase: Phrase) -> Iterator[Keys]:
    for part in phrase.parts:
        for step in part:
            if not (isinstance(step, Gap) or (isinstance(step, Choice) and step.optional)):
                yield heads(step)


def _commonness(need: Keys, counted: Mapping[str, int]) -> int:
    return sum(counted[key] + (2_000 if key in COMMON else 0) for key in need)


def _kept(matches: list[Match], cancelled: list[Match]) -> Iterator[Match]:
    """The matches that no guard overlaps; of two that overlap, the one that ends first, then the shorter."""
    guards = _covered(cancelled)
    last = -1
    for match in sorted(matches, key=lambda found: (found.end, -found.start)):
        if match.start >= last and not _touches(match, guards):
            last = match.end
            yield match


def _covered(matches: Iterable[Match]) -> list[Span]:
    """The pieces of the matches, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(piece for match in matches for piece in match.parts):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _touches(match: Match, guards: list[Span]) -> bool:
    return any(_overlaps(piece, guards) for piece in match.parts)


def _overlaps(piece: Span, guards: list[Span]) -> bool:
    after = bisect_left(guards, (piece[1], -1))
    return after > 0 and guards[after - 1][1] > piece[0]


class _Looked:
    """A text whose words have been looked up: the keys of each word and the words of each key."""

    def __init__(self, reading: Reading, keys: list[tuple[str, ...]]) -> None:
        self.reading, self.keys = reading, keys
        self.walls = [word in WALLS for word in reading.words]
        self.reached: dict[tuple[int, int], set[int]] = {}
        self.positions: dict[str, list[int]] = {}
        for at, found in enumerate(keys):
            for key in found:
                self.positions.setdefault(key, []).append(at)

    def matches(self, entry: _Entry) -> Iterator[Match]:
        parts = []
        for part in entry.phrase.parts:
            parts.append(list(self._spans(part)))
            if not parts[-1]:
                return
        found = self._together(entry.phrase, parts) if len(parts) > 1 else ((span,) for span in parts[0])
        for spans in found:
            yield self._match(entry.id, spans)

    def _match(self, name: str, spans: Sequence[Span]) -> Match:
        starts, ends = self.reading.starts, self.reading.ends
        pieces = tuple(sorted((starts[first], ends[last - 1]) for first, last in spans))
        start, end = pieces[0][0], max(end for _, end in pieces)
        return Match(start, end, name, self.reading.text[start:end], pieces)

    def _spans(self, branch: Branch) -> Iterator[Span]:
        """Where the phrase is found, as word numbers, the shortest from each start."""
        starts = {at for key in heads(branch[0]) if key in self.positions for at in self.positions[key]}
        for start in sorted(starts):
            ends = self._ends(branch, start)
            if ends:
                yield start, min(ends)

    def _ends(self, branch: Branch, start: int) -> set[int]:
        """Where the phrase may end if it starts at word `start`; it stays in that word's sentence."""
        home, reached, gap = self.reading.sentences[start], {start}, 0
        for step in branch:
            if isinstance(step, Gap):
                gap += step.most
                continue
            landed: set[int] = set()
            for at in reached:
                self._land(landed, step, range(at, at + gap + 1), home)
            if isinstance(step, Choice) and step.optional:
                reached |= landed
            else:
                reached, gap = landed, 0
            if not reached:
                break
        return reached

    def _land(self, landed: set[int], step: Step, places: range, home: int) -> None:
        """Adds where the step may end, started at one of the places; no further than a wall or the sentence."""
        sentences = self.reading.sentences
        for here in places:
            if here >= len(sentences) or sentences[here] != home:
                return
            landed.update(self._step(step, here))
            if self.walls[here]:
                return

    def _step(self, step: Step, at: int) -> Iterable[int]:
        if isinstance(step, Slot):
            return () if step.keys.isdisjoint(self.keys[at]) else (at + 1,)
        if isinstance(step, Choice) and self.keys[at]:
            return self._choice(step, at)
        return ()

    def _choice(self, choice: Choice, at: int) -> set[int]:
        """Where one of the branches may end; remembered, because many phrases share a class of words."""
        known = self.reached.get((id(choice), at))
        if known is None:
            branches = (branch for key in self.keys[at] for branch in choice.by_head.get(key, ()))
            known = {end for branch in branches for end in self._ends(branch, at)}
            self.reached[id(choice), at] = known
        return known

    def _together(self, phrase: Phrase, parts: list[list[Span]]) -> Iterator[tuple[Span, ...]]:
        """One span of each part, near one another: around each span of the rarest part, the nearest of the others."""
        rarest = min(parts, key=len)
        others = [part for part in parts if part is not rarest]
        for span in rarest:
            chosen = [span]
            for other in others:
                near = self._nearest(phrase, other, chosen)
                if near is None:
                    break
                chosen.append(near)
            else:
                yield tuple(chosen)

    def _nearest(self, phrase: Phrase, spans: list[Span], chosen: list[Span]) -> Span | None:
        anchor = chosen[0]
        at = bisect_left(spans, anchor)
        close = [span for span in spans[max(at - LOOK, 0) : at + LOOK] if self._near(phrase, span, anchor)]
        free = [span for span in close if all(span[1] <= first or last <= span[0] for first, last in chosen)]
        return min(free, key=lambda span: abs(span[0] - anchor[0]), default=None)

    def _near(self, phrase: Phrase, span: Span, anchor: Span) -> bool:
        apart = abs(self.reading.sentences[span[0]] - self.reading.sentences[anchor[0]])
        return apart <= phrase.across and abs(span[0] - anchor[0]) <= phrase.reach
