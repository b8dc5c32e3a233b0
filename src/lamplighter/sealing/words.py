"""Code words: eight plain words that only their owner has, and from which an unmarked mailbox is derived.

Seven are random, over 90 bits; the eighth is a check that catches any one wrong word and any two swapped. What a
person types is read kindly, but never guessed: a reading counts only when the check word confirms it alone. Words of
a report are drawn among those that stand for the day they were made, so that no server need remember it.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, product
from math import prod

from rapidfuzz.distance import OSA

from lamplighter.sealing.errors import (
    UnknownWords,
    WordsDoNotBelongTogether,
    WordsNotRecognised,
    WordsUncertain,
    WrongNumberOfWords,
)
from lamplighter.sealing.mailbox import MailboxKeys, mailbox_keys
from lamplighter.sealing.wordlist import COUNT, CodeWords, positions, word_list

__all__ = ["CodeWords", "MailboxKeys", "check_word", "made_on", "mailbox_keys", "make_words", "read_words"]

RANDOM_WORDS = 7
WORDS = RANDOM_WORDS + 1
# Distinct, not zero and none of them -1 (the check word's own weight) modulo a prime: so no single wrong word and no
# swap of two, check word included, leaves the sum as it was.
WEIGHTS = (2, 3, 4, 5, 6, 7, 8)
# Days before the words of one day come round again: each has SHARE sums of its own, so that 80 bits are left even
# to somebody who knows the day.
SHARE = 8
CYCLE_DAYS = COUNT // SHARE
MOST_TYPED = 400
MOST_READINGS = 64
TWO_SLIPS_FROM = 6
SHORTEST, LONGEST = 4, 9

_LETTERS = re.compile(r"[a-z]+")


def make_words(day: date | None = None) -> CodeWords:
    """Draw seven words at random, among those that stand for this day if one is given, and add their check word."""
    words = [secrets.choice(word_list()) for _ in range(RANDOM_WORDS)]
    if day:
        wanted = day.toordinal() % CYCLE_DAYS * SHARE + secrets.randbelow(SHARE)
        words[-1] = word_list()[(wanted - _sum(words[:-1])) % COUNT]
    return CodeWords(" ".join([*words, check_word(words)]))


def made_on(words: CodeWords, *, today: date) -> date:
    """The day these words stand for, the last that can be. Any eight words stand for one, given out or not."""
    number = min(_sum(words.split()[:RANDOM_WORDS]) % COUNT // SHARE, CYCLE_DAYS - 1)
    # A clock that was put back must not turn yesterday's words into words of years ago.
    latest = today + timedelta(days=1)
    return min(today, latest - timedelta(days=(latest.toordinal() - number) % CYCLE_DAYS))


def _sum(words: Iterable[str]) -> int:
    return sum(positions()[word] for word in words)


def check_word(words: Sequence[str]) -> str:
    """Return the word that confirms these seven in this order."""
    total = sum(weight * positions()[word] for weight, word in zip(WEIGHTS, words, strict=True))
    return word_list()[total % COUNT]


def read_words(text: str) -> CodeWords:
    """Read code words as people write them; refuse, or ask, rather than guess."""
    typed = _typed(text)
    if len(typed) != WORDS:
        return _only_reading(_resplit("".join(typed)), WrongNumberOfWords(wanted=WORDS, count=len(typed)))
    candidates = [_candidates(word) for word in typed]
    unknown = [word for word in typed if word not in positions()]
    if not 0 < prod(len(found) for found in candidates) <= MOST_READINGS:
        raise UnknownWords(words=", ".join(unknown))
    otherwise = UnknownWords(words=", ".join(unknown)) if unknown else WordsDoNotBelongTogether()
    return _only_reading(product(*candidates), otherwise)


def _typed(text: str) -> list[str]:
    if len(text) > MOST_TYPED:
        raise WordsNotRecognised
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _LETTERS.findall("".join(mark for mark in plain if not unicodedata.combining(mark)))


def _only_reading(readings: Iterable[Sequence[str]], otherwise: WordsNotRecognised) -> CodeWords:
    confirmed = [" ".join(words) for words in readings if check_word(words[:RANDOM_WORDS]) == words[-1]]
    if not confirmed:
        raise otherwise
    if len(confirmed) > 1:
        raise WordsUncertain(suggestion="; or ".join(confirmed[:3]))
    return CodeWords(confirmed[0])


def _candidates(word: str) -> tuple[str, ...]:
    """Give the word itself, or the list's words one slip away, or for a longer word two slips away."""
    if word in positions():
        return (word,)
    near = [(OSA.distance(word, other, score_cutoff=2), other) for other in word_list()]
    one_slip = tuple(other for slips, other in near if slips == 1)
    if one_slip or len(word) < TWO_SLIPS_FROM:
        return one_slip
    return tuple(other for slips, other in near if slips == 2)


def _resplit(letters: str) -> list[tuple[str, ...]]:
    """Give the ways these letters fall into eight words of the list, for words that were run together or broken."""
    if len(letters) > WORDS * LONGEST:
        return []
    return list(islice(_splits(letters, WORDS), MOST_READINGS))


def _splits(letters: str, count: int) -> Iterator[tuple[str, ...]]:
    if count == 0:
        yield from () if letters else ((),)
        return
    for end in range(SHORTEST, min(LONGEST, len(letters)) + 1):
        if letters[:end] in positions():
            yield from ((letters[:end], *rest) for rest in _splits(letters[end:], count - 1))
