"""A light hand with spelling: a word one slip away from a word we look for is taken for it.

A dropped g (`dealin`) is forgiven to all. A slip is one letter missing, added, changed or swapped, in a word of five letters or more that starts with the same
letter. Only the words of `data/misspelt.txt` are forgiven theirs, because most words are one slip away from another
(`shark`, `shank`); real words that still look like one of them are in `data/lookalikes.txt` and never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from lamplighter.cues.stems import stem

SHORTEST, LONGEST = 5, 20
REPEATED = re.compile(r"(.)\1{2,}")


@cache
def listed(name: str) -> frozenset[str]:
    """The keys of the words in a list of this room: `misspelt` or `lookalikes`."""
    text = (files("lamplighter.cues") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#")[0] for line in text.splitlines())
    return frozenset(stem(word) for line in lines for word in line.split())


class Spelling:
    """Finds the known key that a misspelt one stands for; deletions are indexed, so a look-up does not search."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._near: dict[str, list[str]] = {}
        self._known = {key for key in keys if key.isalpha()}
        for key in self._known & listed("misspelt"):
            if SHORTEST <= len(key) <= LONGEST:
                for shorter in _shorter(key):
                    self._near.setdefault(shorter, []).append(key)

    def known(self, word: str, key: str) -> str:
        """`key` where it is known, else that of the one known word that `word` is a slip away from, else ""."""
        if key in self._known:
            return key
        if word.endswith("in") and stem(f"{word}g") in self._known:
            return stem(f"{word}g")
        calmed = REPEATED.sub(r"\1", word)
        if calmed != word:
            return self._calmed(word, calmed)
        if len(word) < SHORTEST or len(word) > LONGEST or not word.isalpha() or key in listed("lookalikes"):
            return ""
        return self._slip(key)

    def _calmed(self, word: str, single: str) -> str:
        """`heeelp` is `help`, `feeeling` is `feeling`."""
        double = REPEATED.sub(r"\1\1", word)
        found = (stem(form) for form in (double, single) if stem(form) in self._known)
        return next(found, "")

    def _slip(self, key: str) -> str:
        near = {known for shorter in _shorter(key) for known in self._near.get(shorter, ())}
        close = {known for known in near if known[0] == key[0] and OSA.distance(known, key) == 1}
        return min(close) if len(close) == 1 else ""


def _shorter(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
