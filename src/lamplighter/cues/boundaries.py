"""What a writer says of themselves that speaks for care before they are asked anything; it warns, and decides nothing.

It is looked for in English, and in its commonest forms in Romanian, Polish and Lithuanian, whatever language the page was in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from lamplighter.cues.context import contexts
from lamplighter.cues.dangers import PLAINLY
from lamplighter.cues.lists import CueList, in_other_languages, load_list
from lamplighter.cues.matcher import Match, Matcher
from lamplighter.cues.reading import Reading, read


def boundary(text: str) -> tuple[Match, ...]:
    """Phrases in which a writer tells of somebody close to them, or offers to find out more; what is denied is left out."""
    reading = read(text)
    return (*_in_english(reading), *_in_other_languages(reading))


def _in_english(reading: Reading) -> Iterator[Match]:
    if matches := _cues()[1].find(reading):
        around = contexts(reading)
        yield from (match for match in matches if not around.denied(match.parts, PLAINLY))


def _in_other_languages(reading: Reading) -> Iterator[Match]:
    """Under the same names as in English (`ro_close` is `close`). No context is read, so only a list's own `!` denies."""
    for match in _others()[1].find(reading):
        yield replace(match, id=match.id.partition("_")[2])


@cache
def _cues() -> tuple[CueList, Matcher]:
    listed = load_list("boundary", "cues", ("why",))
    return listed, listed.matcher()


@cache
def _others() -> tuple[CueList, Matcher]:
    listed = in_other_languages("boundary", "cues", ("why",))
    return listed, listed.matcher()
