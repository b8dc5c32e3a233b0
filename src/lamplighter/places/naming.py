"""Which words of a text are names of the gazetteer, or nearly are, and which only look like the name of a street.

Most names of places are ordinary words as well, so a name also has to be meant as one: by standing alone, by its
capitals, by a street word, or by the town written after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from lamplighter.places.closest import closest
from lamplighter.places.folding import ALSO_NAMES, LONGEST_NAME, PLAIN, STREET_WORDS
from lamplighter.places.spans import Spans

if TYPE_CHECKING:
    from lamplighter.places.pack import Pack

MOST_GUESSES = 40  # runs of words compared with the gazetteer in one text: keeps a long text quick
LIKE_A_STREET_WORD = 0.75
MENDED = 0.93  # how alike a name counts whose street word alone was misspelt
IN_A_STORY = 0.86  # above what another street word alone leaves: Rose Lane is not Rose Close misspelt
ROAD_NUMBER = re.compile(r"[abm]\d{1,4}")

Run = tuple[int, int]  # the first and the last word
Names = tuple[tuple[str, float], ...]  # folded names of the gazetteer, best first, each with its likeness


def names_in(pack: Pack, spans: Spans) -> tuple[dict[Run, Names], tuple[str, ...]]:
    """The runs of words that name places, and the words that look like a street but match none."""
    exact = dict(_exact(pack, spans))
    free = [True] * len(spans.words)
    for first, last in exact:
        free[first : last + 1] = [False] * (last + 1 - first)
    near, unknown = _nearly(pack, spans, free)
    return exact | near, unknown


def _exact(pack: Pack, spans: Spans) -> Iterator[tuple[Run, Names]]:
    """Names as in the gazetteer, the longest first from the left, never overlapping."""
    first = 0
    while first < len(spans.words):
        furthest = min(first + LONGEST_NAME - 1, spans.run_end[first])
        runs = ((first, last) for last in range(furthest, first - 1, -1))
        found = next(((run, names) for run in runs if (names := _as_written(pack, spans, *run))), None)
        if found:
            yield found
        first = found[0][1] + 1 if found else first + 1


def _as_written(pack: Pack, spans: Spans, first: int, last: int) -> Names:
    """The name that the words are, its street word mended where that alone was misspelt; empty if they are none."""
    folded = spans.folded(first, last)
    if folded in pack.names:
        return ((folded, 1.0),) if _meant(pack, spans, first, last) else ()
    if spans.story or first == last:
        return ()
    mended = _like_street_word(spans.words[last].folded)
    name = f"{spans.folded(first, last - 1)} {mended}"
    return ((name, MENDED),) if mended and name in pack.names else ()


@lru_cache(maxsize=4096)
def _like_street_word(word: str) -> str:
    """The street word that a word was meant to be, if it is not one and no other common word."""
    if len(word) < 4 or word in STREET_WORDS or word in PLAIN:
        return ""
    found = process.extractOne(
        word, sorted(STREET_WORDS), scorer=OSA.normalized_similarity, score_cutoff=LIKE_A_STREET_WORD
    )
    return found[0] if found else ""


def _meant(pack: Pack, spans: Spans, first: int, last: int) -> bool:
    """Whether words that are a name are also meant as one."""
    words = spans.words[first : last + 1]
    if spans.alone(first, last) or (not spans.story and _before_a_town(pack, spans, last)):
        return True
    if all(word.folded in ALSO_NAMES or word.folded in PLAIN for word in words):
        return _ordinary_but_meant(spans, first, last)
    if len(words) > 1 or ROAD_NUMBER.fullmatch(words[0].folded):
        return True
    return len(words[0].folded) >= 4 and (words[0].capital or not (spans.cased and spans.story))


def _before_a_town(pack: Pack, spans: Spans, last: int) -> bool:
    """Whether the next words are a town: "headlands kettering"."""
    nexts = range(last + 1, min(last + 4, spans.run_end[last] + 1))
    return any(spans.folded(last + 1, end) in pack.town_names for end in nexts)


def _ordinary_but_meant(spans: Spans, first: int, last: int) -> bool:
    """Ordinary words ("The Green", "High Street") are a name only by their capitals or by a street word."""
    words = spans.words[first : last + 1]
    capitals = spans.cased and all(word.capital for word in words if word.folded != "the")
    street = len(words) > 1 and words[0].folded != "the" and words[-1].folded in STREET_WORDS
    return street or (capitals and (len(words) > 1 or not spans.story))


def _nearly(pack: Pack, spans: Spans, free: list[bool]) -> tuple[dict[Run, Names], tuple[str, ...]]:
    """Names nearly as in the gazetteer among the free words, and words like a street that match none."""
    found: dict[Run, Names] = {}
    unknown: list[Run] = []
    for first, last in _runs(spans, free)[:MOST_GUESSES]:
        if not all(free[first : last + 1]):
            continue
        names = closest(pack, spans.folded(first, last), cutoff=_cutoff(spans, first, last))
        if names:
            found[first, last] = names
            free[first : last + 1] = [False] * (last + 1 - first)
        elif first < last and spans.words[last].folded in STREET_WORDS:
            unknown.append((first, last))
    left = [run for run in unknown if all(free[run[0] : run[1] + 1])]
    texts = [spans.text[slice(*spans.place(*run))] for run in left]
    return found, tuple(text for text in texts if not any(text in other and text != other for other in texts))


def _cutoff(spans: Spans, first: int, last: int) -> float:
    return IN_A_STORY if spans.story else 0.8 if first == last else 0.78


def _runs(spans: Spans, free: Sequence[bool]) -> list[Run]:
    """Runs of free words worth comparing: first those that end in a street word, then others, longest first."""
    streets, others = [], []
    for first in range(len(spans.words)):
        for last in range(first, min(first + 3, spans.run_end[first]) + 1):
            if not free[last]:
                break
            if _street_like(spans, first, last):
                streets.append((first, last))
            elif _name_like(spans, first, last):
                others.append((first, last))
    return sorted(streets, key=_longest_first) + sorted(others, key=_longest_first)


def _longest_first(run: Run) -> Run:
    return run[0] - run[1], run[0]


def _street_like(spans: Spans, first: int, last: int) -> bool:
    own = [word.folded for word in spans.words[first:last]]
    return spans.words[last].folded in STREET_WORDS and bool(own) and not any(w in PLAIN or w.isdigit() for w in own)


def _name_like(spans: Spans, first: int, last: int) -> bool:
    words = spans.words[first : last + 1]
    if words[0].folded == "the":
        words = words[1:]
    if any(w.folded in PLAIN or w.folded in STREET_WORDS or w.folded.isdigit() for w in words):
        return False
    if all(w.folded in ALSO_NAMES for w in words) or sum(len(w.folded) for w in words) < 5:
        return False
    return not spans.story or (spans.cased and all(word.capital for word in words))
