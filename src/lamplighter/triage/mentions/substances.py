"""Drugs and weapons, by one name each.

Short words that mean something else in most mouths ("white", "green", "c") are drugs only beside talk of dealing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import yaml

from lamplighter.cues import Match, Matcher, Reading
from lamplighter.cues.lists import lines
from lamplighter.triage.assessment import Mention
from lamplighter.triage.lexicon import folder

# How many characters away talk of dealing may be from a word that needs it.
NEAR = 30


def drugs(reading: Reading) -> Iterator[Mention]:
    """Drugs, by the name the law or a chemist would give."""
    clear, doubtful = _drugs()
    for match in clear.find(reading):
        yield _mention("drug", match, match.id)
    found = doubtful.find(reading)
    dealing = sorted(match.start for match in found if match.id == "dealing")
    for match in found:
        if match.id != "dealing" and _close(dealing, match):
            yield _mention("drug", match, match.id)


def _close(dealing: list[int], match: Match) -> bool:
    after = bisect_left(dealing, match.start - NEAR)
    return after < len(dealing) and dealing[after] <= match.end + NEAR


def weapons(reading: Reading) -> Iterator[Mention]:
    for match in _weapons().find(reading):
        yield _mention("weapon", match, match.id)


def _mention(kind: str, match: Match, value: str) -> Mention:
    if kind == "drug":
        return Mention("drug", match.phrase, match.start, match.end, value)
    return Mention("weapon", match.phrase, match.start, match.end, value)


@cache
def _drugs() -> tuple[Matcher, Matcher]:
    listed = yaml.safe_load((folder() / "drugs.yaml").read_text(encoding="utf-8"))
    clear = {name: lines(block) for name, block in listed["clear"].items()}
    doubtful = {name: _exact(block) for name, block in listed["in_context"].items()}
    return Matcher(clear), Matcher(doubtful | {"dealing": lines(listed["dealing"])})


def _exact(block: str) -> tuple[str, ...]:
    """These words as they stand, never another form or a slip of spelling."""
    return tuple(f"={word}" for line in lines(block) for word in line.split("|"))


@cache
def _weapons() -> Matcher:
    listed = yaml.safe_load((folder() / "weapons.yaml").read_text(encoding="utf-8"))
    return Matcher({name: lines(block) for name, block in listed["weapons"].items()})
