"""Names are compared folded: one form for case, accents, punctuation and the usual abbreviations of a street name.

`street` and `saint` are both written `st`, because nobody types them otherwise for long and the position of `St` alone
does not tell which one it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

WORD = re.compile(r"\w+(?:['’]\w+)*|&")

with files("lamplighter.places").joinpath("words.yaml").open(encoding="utf-8") as _file:
    _words = yaml.safe_load(_file)

WRITTEN_OUT: dict[str, str] = _words["written_out"]
STREET_WORDS = frozenset(_words["street_words"].split())
ALSO_NAMES = frozenset(_words["also_names"].split())
PLAIN = frozenset(_words["plain"].split())
LONGEST_NAME = 7  # words


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: how it folds, where it stands, whether it was written with a capital."""

    folded: str
    start: int
    end: int
    capital: bool


@lru_cache(maxsize=16_384)
def fold_word(word: str) -> str:
    """Folds one word; an empty string if nothing of it can be part of a name."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    kept = "".join(letter for letter in plain if letter.isalnum() or letter == "&")
    return WRITTEN_OUT.get(kept, kept)


def words_of(text: str) -> list[Word]:
    """Splits a text into its folded words, each with its place in the text."""
    found = []
    for match in WORD.finditer(text):
        folded = fold_word(match.group()[:60])
        if folded:
            found.append(Word(folded, match.start(), match.end(), match.group()[0].isupper()))
    return found


def fold(name: str) -> str:
    """Folds a whole name.

    >>> fold("St. Giles' Street"), fold("CHURCH ST"), fold("Délapré Ave")
    ('st giles st', 'church st', 'delapre avenue')
    """
    return " ".join(word.folded for word in words_of(name))


def stem_and_kind(words: Sequence[str]) -> tuple[str, str]:
    """Parts a folded street name into its own part and its street word: `euston`, `road`; no street word is ``""``."""
    if len(words) > 1 and words[-1] in STREET_WORDS:
        return " ".join(words[:-1]), words[-1]
    return " ".join(words), ""
