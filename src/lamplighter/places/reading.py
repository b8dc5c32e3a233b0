"""Reads a text for what may be places: postcodes, names of the gazetteer, names nearly right, house numbers, the rest.

Nothing here decides which place is meant; that is ranking's part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lamplighter.places import postcodes
from lamplighter.places.closest import closest
from lamplighter.places.folding import ALSO_NAMES, LONGEST_NAME, PLAIN, STREET_WORDS, words_of
from lamplighter.places.spans import Spans

if TYPE_CHECKING:
    from lamplighter.places.pack import Pack

MOST_GUESSES = 40  # runs of words compared with the gazetteer in one text: keeps a long text quick
HOUSE = re.compile(
    r"(?:\b(?P<unit>(?:flat|flats|apartment|apt|unit|room)\s{0,2}(?:no\.?\s{0,2})?\d{1,4}[a-z]?)[\s,]{1,3})?"
    r"\b(?:(?:no|number|house)\.?\s{0,2})?(?P<house>\d{1,4}\s?[a-z]?(?:\s?[-/]\s?\d{1,4}[a-z]?)?)[\s,]{1,3}$"
    r"|\b(?P<alone>(?:flat|apartment|apt|unit|room)\s{0,2}(?:no\.?\s{0,2})?\d{1,4}[a-z]?)[\s,]{1,3}$",
    re.IGNORECASE,
)

Run = tuple[int, int]  # the first and the last word


@dataclass(frozen=True, slots=True)
class Named:
    """Words that are, or nearly are, names of the gazetteer; `house` is the number written before them."""

    start: int
    end: int
    text: str
    names: tuple[tuple[str, float], ...]
    house: str = ""
    opens: int = 0  # where the house number begins, or the name


@dataclass(frozen=True, slots=True)
class Code:
    """A full postcode (known or not), an outward code or a sector."""

    start: int
    end: int
    text: str
    code: str
    full: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a text says of places, in order; `unknown` are words that look like a street but match none."""

    text: str
    named: tuple[Named, ...]
    codes: tuple[Code, ...]
    unknown: tuple[str, ...]


def read(pack: Pack, text: str, *, story: bool = False) -> Reading:
    """Reads a text. In a story, ordinary words are everywhere, so a name must look like one to count."""
    codes = tuple(_codes(pack, text))
    taken = {i for code in codes for i in range(code.start, code.end)}
    spans = Spans.of(text, [word for word in words_of(text) if word.start not in taken], story=story)
    exact = dict.fromkeys(_exact(pack, spans))
    free = [True] * len(spans.words)
    for first, last in exact:
        free[first : last + 1] = [False] * (last + 1 - first)
    near, unknown = _nearly(pack, spans, free)
    names = {run: ((spans.folded(*run), 1.0),) for run in exact} | near
    named = tuple(_named(spans, run, names[run]) for run in sorted(names))
    return Reading(text, named, codes, unknown)


def _named(spans: Spans, run: Run, names: tuple[tuple[str, float], ...]) -> Named:
    """Puts a name together with the flat or house number written just before it, as written."""
    start, end = spans.place(*run)
    offset = max(0, start - 60)
    found = HOUSE.search(spans.text[offset:start])
    if not found:
        return Named(start, end, spans.text[start:end], names, opens=start)
    house = ", ".join(part.strip() for part in found.group("unit", "house", "alone") if part)
    return Named(start, end, spans.text[start:end], names, house, offset + found.start())


def _codes(pack: Pack, text: str) -> Iterator[Code]:
    taken: list[tuple[int, int]] = []
    for typed in postcodes.typed_in(text):
        known = [code for code in typed.readings if pack.postcode(code)]
        if known or typed.exact:
            taken.append((typed.start, typed.end))
            words = text[typed.start : typed.end]
            yield Code(typed.start, typed.end, words, (known or typed.readings)[0], full=True, exact=typed.exact)
    for start, end, code in postcodes.outward_in(text):
        if code.partition(" ")[0] in pack.outcodes and not any(a < end and start < b for a, b in taken):
            yield Code(start, end, text[start:end], code, full=False, exact=True)


def _exact(pack: Pack, spans: Spans) -> Iterator[Run]:
    """Names exactly as in the gazetteer, the longest first from the left, never overlapping."""
    first = 0
    while first < len(spans.words):
        furthest = min(first + LONGEST_NAME - 1, spans.run_end[first])
        runs = ((first, last) for last in range(furthest, first - 1, -1))
        found = next((run for run in runs if spans.folded(*run) in pack.names and _meant(spans, *run)), None)
        if found:
            yield found
        first = first + 1 if found is None else found[1] + 1


def _meant(spans: Spans, first: int, last: int) -> bool:
    """Whether words that are a name are also meant as one."""
    words = spans.words[first : last + 1]
    if spans.alone(first, last):
        return True
    if all(word.folded in ALSO_NAMES or word.folded in PLAIN for word in words):
        return _ordinary_but_meant(spans, first, last)
    if len(words) > 1:
        return True
    return len(words[0].folded) >= 4 and (words[0].capital or not (spans.cased and spans.story))


def _ordinary_but_meant(spans: Spans, first: int, last: int) -> bool:
    """Ordinary words ("The Green", "High Street") are a name only by their capitals or by a street word."""
    words = spans.words[first : last + 1]
    capitals = spans.cased and all(word.capital for word in words if word.folded != "the")
    street = len(words) > 1 and words[0].folded != "the" and words[-1].folded in STREET_WORDS
    return street or (capitals and (len(words) > 1 or not spans.story))


def _nearly(
    pack: Pack, spans: Spans, free: list[bool]
) -> tuple[dict[Run, tuple[tuple[str, float], ...]], tuple[str, ...]]:
    """Names nearly as in the gazetteer among the free words, and words like a street that match none."""
    found: dict[Run, tuple[tuple[str, float], ...]] = {}
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
    return 0.84 if spans.story or first == last else 0.78


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
    if any(w.folded in PLAIN or w.folded in STREET_WORDS or w.folded.isdigit() for w in words):
        return False
    if all(w.folded in ALSO_NAMES for w in words) or sum(len(w.folded) for w in words) < 5:
        return False
    return not spans.story or (spans.cased and all(word.capital for word in words))
