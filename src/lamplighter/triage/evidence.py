"""What a tip says for each kind, phrase by phrase, each weighed by its strength and by how it is meant.

What is denied counts nothing. What was told by somebody else, feared, or long ago counts less and still gives its
reason; what is about the television or a leaflet counts next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lamplighter import signs
from lamplighter.cues import Contexts, Match
from lamplighter.triage.lexicon import EVERYDAY

# Log-odds. A strong sign alone makes its kind likelier than not; two moderate ones do; one weak sign does not.
STRENGTH = {"weak": 0.9, "moderate": 1.9, "strong": 3.0}
SAID_OUTRIGHT = {"moderate": 1.7, "strong": 3.4}
MEANT = {"hearsay": 0.8, "hypothetical": 0.8, "past": 0.45, "elsewhere": 0.1}
# A sign drawn from one kind's list speaks less loudly for another kind it belongs to.
SHARED = 0.6


@dataclass(frozen=True)
class Evidence:
    """One phrase and what it adds to each kind; `sign` is empty for a plain statement or everyday talk."""

    sign: str
    kinds: tuple[tuple[str, float], ...]
    start: int | None
    end: int | None
    phrase: str
    meant: frozenset[str] = frozenset()

    @property
    def weight(self) -> float:
        return max((weight for _, weight in self.kinds), default=0.0)


def evidence(matches: Iterable[Match], around: Contexts) -> tuple[Evidence, ...]:
    """The strongest phrase for each sign and statement, in the order of the text."""
    best: dict[str, Evidence] = {}
    for match in matches:
        meant = frozenset[str]().union(*(around.at(start, end) for start, end in match.parts))
        if match.id == EVERYDAY or "negated" in meant:
            continue
        found = _evidence(match, meant)
        if match.id not in best or found.weight > best[match.id].weight:
            best[match.id] = found
    return tuple(sorted(best.values(), key=lambda found: (found.start, found.end)))


def _evidence(match: Match, meant: frozenset[str]) -> Evidence:
    doubt = 1.0
    for label in meant:
        doubt *= MEANT[label]
    said = match.id.startswith("says:")
    kinds = tuple(_said(match.id, doubt) if said else _kinds(match.id, doubt))
    return Evidence("" if said else match.id, kinds, match.start, match.end, match.phrase, meant)


def _said(name: str, doubt: float) -> Iterator[tuple[str, float]]:
    _, kind, strength = name.split(":")
    yield kind, SAID_OUTRIGHT[strength] * doubt


def _kinds(sign_id: str, doubt: float) -> Iterator[tuple[str, float]]:
    sign = signs.sign(sign_id)
    for place, kind in enumerate(sign.kinds):
        yield kind, STRENGTH[sign.strength] * doubt * (SHARED if place else 1.0)


def ticked(sign_ids: Iterable[str]) -> tuple[Evidence, ...]:
    """The signs the reporter ticked: the person looked at the list and chose."""
    return tuple(Evidence(name, tuple(_kinds(name, 1.0)), None, None, "") for name in sign_ids)


def everyday_talk(matches: Iterable[Match]) -> int:
    """How many different things of everyday life the tip speaks of."""
    told = {match.phrase.lower() for match in matches if match.id == EVERYDAY}
    return len(told)
