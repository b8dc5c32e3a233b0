"""How old a reader must be for an English text: the Flesch-Kincaid grade (Kincaid et al. 1975), plus five years.

Grade = 0.39 x words a sentence + 11.8 x syllables a word - 15.59; a child of school grade g is about g + 5 years old.
Syllables are counted by groups of vowels, with the silent e and the ending -ed taken off, which is how most tools do it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SENTENCE = re.compile(r"[^.!?:;]+")
WORD = re.compile(r"[a-z][a-z'’-]*", re.IGNORECASE)
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouyscgzx]es|[^dtaeiouy]ed|[^l]e|[aeiouy]l?e)$")


def syllables(word: str) -> int:
    """About how many; at least one."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    shortened = SILENT.sub(lambda end: end.group()[0] if not VOWELS.match(end.group()) else end.group(), plain)
    return max(1, len(VOWELS.findall(shortened)))


def sentences(blocks: Iterable[str]) -> list[str]:
    """The sentences of a page; each block of text ends one. A label of a word or two is no sentence to read."""
    found = [each.strip() for block in blocks for each in SENTENCE.findall(block)]
    return [each for each in found if len(WORD.findall(each)) > 3]


def grade(blocks: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of these blocks of text."""
    read = sentences(blocks)
    words = [word for sentence in read for word in WORD.findall(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(read) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def age(blocks: Iterable[str]) -> float:
    """The age at which most readers manage it."""
    return grade(blocks) + 5
