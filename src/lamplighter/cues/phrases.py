"""The phrase language, small enough to learn in a minute.

    people            the word in any of its forms (`stab` finds stabs, stabbed, stabbing)
    =left             this very form
    deal*             any word that starts so
    @child            a class of words or phrases, named in the list's own `words`
    boy|girl|@child   one of several
    (day and night|24 7)   one of several phrases
    loud?             may be missing
    [3]               up to three words between; `...` is [4]
    #                 a number; `#child` one from 5 to 17 (an age); `#night` 10pm to 5am
                      (bars join words outside brackets, phrases inside them and in a class)
    £5                a sum of money
    A & B             both within one sentence, in any order, at most 24 words apart
    A && B            both within two neighbouring sentences, in any order, at most 30 words apart
    ! A               cancels what it overlaps (`! shot of whisky`)

A gap never reaches over a negation or a turn ("but", "although") or into another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lamplighter.cues.errors import PhraseNotUnderstood
from lamplighter.cues.reading import plain
from lamplighter.cues.stems import stem

Keys = frozenset[str]


@dataclass(frozen=True)
class Slot:
    """One word out of `keys`."""

    keys: Keys


@dataclass(frozen=True)
class Gap:
    """Up to `most` words of any kind."""

    most: int


@dataclass(frozen=True, eq=False)
class Choice:
    """One of several phrases; where `optional`, or none of them."""

    branches: tuple[tuple[Step, ...], ...]
    optional: bool = False

    @cached_property
    def by_head(self) -> Mapping[str, Sequence[tuple[Step, ...]]]:
        """The branches that may begin with a word of this key."""
        found: dict[str, list[tuple[Step, ...]]] = {}
        for branch in self.branches:
            for key in heads(branch[0]):
                found.setdefault(key, []).append(branch)
        return found


Step = Slot | Gap | Choice
Branch = tuple[Step, ...]


def heads(step: Step) -> Keys:
    """The keys one of which must be there for the step to begin."""
    if isinstance(step, Slot):
        return step.keys
    return frozenset(step.by_head) if isinstance(step, Choice) else frozenset()


@dataclass(frozen=True)
class Phrase:
    """Parts that must all be found near one another; `cancels` makes it a guard."""

    parts: tuple[Branch, ...]
    reach: int = 0
    across: bool = False
    cancels: bool = False


LEXEME = re.compile(r"\s*(?:(&&|&|\(|\)|\||\?|\.\.\.)|\[(\d+)\]|([=@#]?[^\s()|?&\[\]]+|#))")
NEAR, FAR = 24, 30


class Language:
    """The phrase language with the classes of one list; a class is read once."""

    def __init__(self, classes: Mapping[str, Sequence[str]] | None = None) -> None:
        self._classes = classes or {}
        self._read: dict[str, tuple[Branch, ...]] = {}
        self._reading: list[str] = []
        self._steps: dict[str, Branch] = {}

    def parse(self, source: str) -> Phrase:
        """The phrase ready to be matched, or an error that quotes it."""
        body = source.strip()
        parts, across = _Parser(self, source, body.removeprefix("!")).phrase()
        return Phrase(tuple(parts), FAR if across else NEAR, across, body.startswith("!"))

    def steps(self, name: str) -> Branch:
        """The class as steps of a phrase: the same ones each time, so that a matcher can remember them."""
        if name not in self._steps:
            self._steps[name] = _one_of(list(self.branches(name)))
        return self._steps[name]

    def branches(self, name: str) -> tuple[Branch, ...]:
        """What the class stands for."""
        if name in self._read:
            return self._read[name]
        if name not in self._classes:
            raise PhraseNotUnderstood(phrase=f"@{name}", problem="there is no such class")
        if name in self._reading:
            raise PhraseNotUnderstood(phrase=f"@{name}", problem="the class is made of itself")
        self._reading.append(name)
        parsed = [_Parser(self, entry, f"({entry})").phrase()[0][0] for entry in self._classes[name]]
        self._reading.remove(name)
        self._read[name] = tuple(parsed)
        return self._read[name]


def _may_be_missing(branch: Branch) -> bool:
    return not branch or isinstance(branch[0], Gap) or (isinstance(branch[0], Choice) and branch[0].optional)


def _one_of(branches: list[Branch]) -> Branch:
    merged = _merged(branches)
    return merged[0] if len(merged) == 1 else (Choice(merged),)


def _merged(branches: list[Branch]) -> tuple[Branch, ...]:
    """All the lone words in one slot, and the longer phrases after it."""
    lone = [branch[0].keys for branch in branches if len(branch) == 1 and isinstance(branch[0], Slot)]
    longer = tuple(branch for branch in branches if not (len(branch) == 1 and isinstance(branch[0], Slot)))
    return ((Slot(frozenset().union(*lone)),), *longer) if lone else longer


class _Parser:
    """Recursive descent over the lexemes of one phrase."""

    def __init__(self, language: Language, source: str, body: str) -> None:
        self.language, self.source = language, source
        self.lexemes = self._cut(body)
        self.at = self.depth = 0

    def _cut(self, body: str) -> list[str]:
        found, last = [], 0
        for match in LEXEME.finditer(body):
            if match.start() != last:
                break
            last = match.end()
            found.append(match.group().strip())
        if body[last:].strip() or not found:
            raise self._refusal(f"cannot be read from {body[last:]!r} on")
        return found

    def _refusal(self, problem: str) -> PhraseNotUnderstood:
        return PhraseNotUnderstood(phrase=self.source, problem=problem)

    def _next(self) -> str:
        return self.lexemes[self.at] if self.at < len(self.lexemes) else ""

    def _take(self) -> str:
        taken = self._next()
        self.at += 1
        return taken

    def phrase(self) -> tuple[list[Branch], bool]:
        parts, across = [self._branch()], False
        while self._next() in {"&", "&&"}:
            across |= self._take() == "&&"
            parts.append(self._branch())
        if self._next():
            raise self._refusal(f"{self._next()!r} is not expected")
        return parts, across

    def _branch(self) -> Branch:
        steps: list[Step] = []
        while self._next() not in {"", "&", "&&", ")", "|"}:
            steps.extend(self._steps())
        if _may_be_missing(tuple(steps)):
            raise self._refusal("each part must start with a word that must be there")
        return tuple(steps)

    def _steps(self) -> Branch:
        taken = self._take()
        if taken == "...":
            return (Gap(4),)
        if taken.startswith("["):
            return (Gap(int(taken[1:-1])),)
        if taken.startswith("@") and self._next() not in {"?", "|"}:
            return self.language.steps(taken[1:])
        branches = self._group() if taken == "(" else self._words(taken)
        if self._next() == "?":
            self._take()
            return (Choice(_merged(branches), optional=True),)
        return _one_of(branches)

    def _group(self) -> list[Branch]:
        self.depth += 1
        branches = [self._branch()]
        while self._next() == "|":
            self._take()
            branches.append(self._branch())
        if self._take() != ")":
            raise self._refusal("a bracket is not closed")
        self.depth -= 1
        return branches

    def _words(self, first: str) -> list[Branch]:
        branches = list(self._word(first))
        # Inside brackets a bar parts phrases, outside it parts words.
        while self._next() == "|" and not self.depth:
            self._take()
            branches.extend(self._word(self._take()))
        return branches

    def _word(self, lexeme: str) -> tuple[Branch, ...]:
        if lexeme.startswith("@"):
            return self.language.branches(lexeme[1:])
        if lexeme.startswith("#"):
            return ((Slot(frozenset({lexeme})),),)
        if lexeme.startswith("="):
            return ((Slot(frozenset({"=" + plain(lexeme[1:])})),),)
        if lexeme.endswith("*"):
            return ((Slot(frozenset({plain(lexeme[:-1]) + "*"})),),)
        parts = [plain(word) for word in re.split(r"[-/]|(?<=£)(?=.)", lexeme)]
        if not all(part.isalnum() or part == "£" for part in parts):
            raise self._refusal(f"{lexeme!r} is no word")
        return (tuple(Slot(frozenset({stem(part)})) for part in parts),)
