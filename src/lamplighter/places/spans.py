"""The words of a text as a row that runs of words can be taken from, with what breaks it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lamplighter.places.folding import WRITTEN_OUT, Word

BREAK = re.compile(r"[,;:.!?\n()\"“”]")
WIDEST_GAP = 4  # characters between two words of one name


@dataclass(frozen=True)
class Spans:
    """Words in order; `run_end[i]` is the last word that nothing separates from word i."""

    text: str
    words: Sequence[Word]
    run_end: Sequence[int]
    cased: bool
    story: bool

    @classmethod
    def of(cls, text: str, words: Sequence[Word], *, story: bool) -> Spans:
        """Finds where runs of words end."""
        ends = list(range(len(words)))
        for i in range(len(words) - 2, -1, -1):
            if not _broken(text, words[i], words[i + 1]):
                ends[i] = ends[i + 1]
        cased = any(word.capital for word in words) and not text.isupper()
        return cls(text, words, ends, cased, story)

    def folded(self, first: int, last: int) -> str:
        """The words from first to last, folded."""
        return " ".join(word.folded for word in self.words[first : last + 1])

    def alone(self, first: int, last: int) -> bool:
        """Whether the words stand alone between breaks or the ends of the text."""
        return (first == 0 or self.run_end[first - 1] == first - 1) and self.run_end[last] == last

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where the words stand in the text."""
        return self.words[first].start, self.words[last].end


def _broken(text: str, word: Word, following: Word) -> bool:
    """Whether a comma, a full stop or much space lies between two words; the stop of `St.` and `Rd.` does not count."""
    between = text[word.end : following.start]
    if len(between) > WIDEST_GAP:
        return True
    written = text[word.start : word.end].casefold()
    if between.startswith(".") and (written == "st" or written in WRITTEN_OUT):
        between = between[1:]
    return BREAK.search(between) is not None
