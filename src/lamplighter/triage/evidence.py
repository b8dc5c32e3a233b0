"""What a tip says for each kind, phrase by phrase, each weighed by its strength and by how it is meant.

A sign counts half for a kind whose setting the tip never mentions: gifts say little of sexual exploitation where no
adult, phone or hotel comes in. What is denied counts nothing. What was told by somebody else, feared, or long ago counts less and still gives its
reason; what is about the television or a leaflet counts next to nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from lamplighter import signs
from lamplighter.cues import Contexts, Label, Match
from lamplighter.triage.lexicon import EVERYDAY

SETTING = "setting:"
# Drugs and organised crime have no one setting: their signs carry it.
NO_SETTING = frozenset({"drug_supply", "organised_crime"})

# Log-odds. A strong sign alone makes its kind likelier than not; two moderate ones do; one weak sign does not.
STRENGTH = {"weak": 0.9, "moderate": 1.9, "strong": 3.0}
SAID_OUTRIGHT = {"moderate": 1.7, "strong": 3.4}
MEANT = {"hearsay": 0.8, "hypothetical": 0.8, "past": 0.45, "elsewhere": 0.1}
# A sign drawn from one kind's list speaks less loudly for another kind it belongs to.
SHARED = 0.6
# A sign of a kind whose setting is nowhere in the tip.
OUT_OF_SETTING = 0.5


@dataclass(frozen=True)
class Evidence:
    """One phrase and what it adds to each kind; `sign` is empty for a plain statement or everyday talk."""

    sign: str
    kinds: tuple[tuple[str, float], ...]
    start: int | None
    end: int | None
    phrase: str
    meant: frozenset[Label] = frozenset()

    @property
    def weight(self) -> float:
        return max((weight for _, weight in self.kinds), default=0.0)


def evidence(matches: Iterable[Match], around: Contexts) -> tuple[Evidence, ...]:
    """The strongest phrase for each sign and statement, in the order of the text."""
    told = [(match, around.of(match.parts)) for match in matches]
    standing = [(match, meant) for match, meant in told if "negated" not in meant]
    settings = {match.id for match, _ in standing if match.id.startswith(SETTING)}
    best: dict[str, Evidence] = {}
    for match, meant in standing:
        if match.id == EVERYDAY or match.id.startswith(SETTING):
            continue
        found = _evidence(match, meant, settings)
        if match.id not in best or found.weight > best[match.id].weight:
            best[match.id] = found
    return tuple(sorted(best.values(), key=lambda found: (found.start, found.end)))


def _evidence(match: Match, meant: frozenset[Label], settings: set[str]) -> Evidence:
    doubt = 1.0
    for label in meant:
        doubt *= MEANT[label]
    said = match.id.startswith("says:")
    kinds = tuple(_said(match.id, doubt) if said else _kinds(match.id, doubt, settings))
    return Evidence("" if said else match.id, kinds, match.start, match.end, match.phrase, meant)


def _said(name: str, doubt: float) -> Iterator[tuple[str, float]]:
    _, kind, strength = name.split(":")
    yield kind, SAID_OUTRIGHT[strength] * doubt


def _kinds(sign_id: str, doubt: float, settings: Collection[str] | None = None) -> Iterator[tuple[str, float]]:
    sign = signs.sign(sign_id)
    for place, kind in enumerate(sign.kinds):
        apt = settings is None or kind in NO_SETTING or f"{SETTING}{kind}" in settings
        yield kind, STRENGTH[sign.strength] * doubt * (SHARED if place else 1.0) * (1.0 if apt else OUT_OF_SETTING)


def ticked(sign_ids: Iterable[str]) -> tuple[Evidence, ...]:
    """The signs the reporter ticked: the person looked at the list and chose."""
    return tuple(Evidence(name, tuple(_kinds(name, 1.0)), None, None, "") for name in sign_ids)


def everyday_talk(matches: Iterable[Match]) -> int:
    """How many different things of everyday life the tip speaks of."""
    told = {match.phrase.lower() for match in matches if match.id == EVERYDAY}
    return len(told)
