"""Reads a text for what may be places: postcodes, names right or nearly right, house numbers, the rest.

Nothing here decides which place is meant; that is ranking's part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lamplighter.places import postcodes
from lamplighter.places.folding import words_of
from lamplighter.places.naming import Names, Run, names_in
from lamplighter.places.spans import Spans

if TYPE_CHECKING:
    from lamplighter.places.pack import Pack

HOUSE = re.compile(
    r"(?:\b(?P<unit>(?:flat|flats|apartment|apt|unit|room)\s{0,2}(?:no\.?\s{0,2})?\d{1,4}[a-z]?)[\s,]{1,3})?"
    r"\b(?:(?:no|number|house)\.?\s{0,2})?(?P<house>\d{1,4}\s?[a-z]?(?:\s?[-/]\s?\d{1,4}[a-z]?)?)[\s,]{1,3}$"
    r"|\b(?P<alone>(?:flat|apartment|apt|unit|room)\s{0,2}(?:no\.?\s{0,2})?\d{1,4}[a-z]?)[\s,]{1,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """Words that are, or nearly are, names of the gazetteer; `house` is the number written before them."""

    start: int
    end: int
    text: str
    names: Names
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
    names, unknown = names_in(pack, spans)
    named = tuple(_named(spans, run, names[run]) for run in sorted(names))
    return Reading(text, named, codes, unknown)


def _named(spans: Spans, run: Run, names: Names) -> Named:
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
