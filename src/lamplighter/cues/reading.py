"""A text cut into words with their offsets, sentences and clauses, once, for every matcher that looks at it.

Curly quotes, case and accents do not matter: a word is compared in lower case, without accents and apostrophes.
Offsets always slice the text that was given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from lamplighter.cues.stems import stem
from lamplighter.cues.vocabulary import words

WORD = re.compile(r"[^\W_]+(?:['’‘ʼ`´][^\W_]+)*|£")
APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
ABBREVIATIONS = words("abbreviations")
SENTENCE_END = re.compile(r"[!?]|\.(?!\.)(?=\s|$|[\"'”’)\]])|\n\s*\n|[\u2028\u2029]")
ELLIPSIS = re.compile(r"\.\.+|…")
CLAUSE_END = re.compile(r"[,;:()\[\]\n\r–—…]|\.\.+|\s-+\s")
TURNS = words("turns")
NEGATORS = words("negators")
WALLS = TURNS | NEGATORS


@dataclass(frozen=True)
class Reading:
    """Parallel arrays, one entry a word: its offsets, its plain form, its key, its sentence and its clause."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def covered(self, start: int, end: int) -> range:
        """The numbers of the words that overlap `text[start:end]`."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))


def read(text: str) -> Reading:
    """The text as words. Nothing of it is remembered: the report site must forget what it has sealed."""
    reading = Reading(text)
    sentence = clause = last = 0
    for found in WORD.finditer(text):
        between = text[last : found.start()]
        if last and _ends_sentence(between, reading.words[-1]):
            sentence, clause = sentence + 1, clause + 1
        elif last and (CLAUSE_END.search(between)):
            clause += 1
        last = found.end()
        _add(reading, found, sentence, clause)
    return reading


def _add(reading: Reading, found: re.Match[str], sentence: int, clause: int) -> None:
    reading.starts.append(found.start())
    reading.ends.append(found.end())
    reading.words.append(plain(found.group()))
    reading.stems.append(stem(reading.words[-1]))
    reading.sentences.append(sentence)
    reading.clauses.append(clause)


def _ends_sentence(between: str, before: str) -> bool:
    if between == " ":
        return False
    end = SENTENCE_END.search(ELLIPSIS.sub(" ", between))
    return bool(end) and not (before in ABBREVIATIONS and between.strip() == ".")


def plain(word: str) -> str:
    """Lower case, no accents, no apostrophes: `Didn’t` is `didnt`."""
    lowered = word.translate(APOSTROPHES).casefold()
    if lowered.isascii():
        return lowered
    folded = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).translate(APOSTROPHES)
