"""What a tip says for each kind, phrase by phrase, each weighed by its strength and by how it is meant.

What is denied counts nothing. What was told by somebody else, feared, or long ago counts less and still gives its
reason; what is about the television or a leaflet counts next to nothing. A sign counts half for a kind whose setting
the tip never mentions: gifts say little of sexual exploitation where no adult, phone or hotel comes in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lamplighter import signs
from lamplighter.cues import Contexts, Label, Match

# Log-odds. A strong sign alone makes its kind likelier than not, a moderate one likelier than none, a weak one neither.
STRENGTH = {"weak": 0.9, "moderate": 2.2, "strong": 3.1}
SAID_OUTRIGHT = {"moderate": 1.7, "strong": 3.4}
MEANT = {"hearsay": 0.8, "hypothetical": 0.8, "past": 0.6, "elsewhere": 0.1}
# What is over in a place is over; what was done to a person is still theirs to tell.
OVER = 0.35
OF_PLACES = frozenset({"cuckooing", "drug_supply", "organised_crime"})
# A sign drawn from one kind's list speaks less loudly for another kind it belongs to.
SHARED = 0.6
# A sign of a kind whose setting is nowhere in the tip.
OUT_OF_SETTING = 0.5
# Drugs and organised crime have no one setting: their signs carry it.
NO_SETTING = frozenset({"drug_supply", "organised_crime"})
# Words that only lean towards a kind: each topic beyond the first adds this much, up to the limit.
LEANS, MOST_LEANS = 1.0, 4.0

Source = Literal["sign", "outright", "leans"]
Told = tuple[Match, frozenset[Label]]


@dataclass(frozen=True)
class Evidence:
    """One phrase and what it adds to each kind; `sign` is empty where it is not a sign of the catalogue."""

    source: Source
    sign: str
    kinds: tuple[tuple[str, float], ...]
    phrase: str = ""
    start: int | None = None
    end: int | None = None
    meant: frozenset[Label] = frozenset()

    @property
    def weight(self) -> float:
        return max((weight for _, weight in self.kinds), default=0.0)


def evidence(matches: Iterable[Match], around: Contexts) -> tuple[Evidence, ...]:
    """The strongest phrase for each sign and statement, then the words that lean, by kind."""
    told = [(match, around.of(match.parts)) for match in matches]
    standing = [(match, meant) for match, meant in told if "negated" not in meant]
    settings = {match.id.partition(":")[2] for match, _ in standing if match.id.startswith("setting:")}
    best: dict[str, Evidence] = {}
    for each in standing:
        for found in _evidence(each, settings):
            if each[0].id not in best or found.weight > best[each[0].id].weight:
                best[each[0].id] = found
    spoken = sorted(best.values(), key=lambda found: (found.start or 0, found.end or 0))
    return (*spoken, *_leanings(standing))


def _evidence(told: Told, settings: Collection[str]) -> Iterator[Evidence]:
    match, meant = told
    where = (match.phrase, match.start, match.end, meant)
    heading, _, rest = match.id.partition(":")
    if heading == "says":
        kind, _, strength = rest.partition(":")
        yield Evidence("outright", "", ((kind, SAID_OUTRIGHT[strength] * _doubt(kind, meant)),), *where)
    elif not rest and heading != "everyday":
        yield Evidence("sign", match.id, tuple(_kinds(match.id, meant, settings)), *where)


def _doubt(kind: str, meant: Collection[Label]) -> float:
    doubt = OVER if "past" in meant and kind in OF_PLACES else 1.0
    for label in meant:
        doubt *= MEANT[label]
    return doubt


def _kinds(sign_id: str, meant: Collection[Label], settings: Collection[str]) -> Iterator[tuple[str, float]]:
    sign = signs.sign(sign_id)
    for place, kind in enumerate(sign.kinds):
        apt = kind in NO_SETTING or kind in settings
        share = (SHARED if place else 1.0) * (1.0 if apt else OUT_OF_SETTING)
        yield kind, STRENGTH[sign.strength] * _doubt(kind, meant) * share


def _leanings(standing: Sequence[Told]) -> Iterator[Evidence]:
    """The topics of each kind's `leans` that the tip touches, once each."""
    for kind in signs.kinds():
        topics = {match.id: (match, meant) for match, meant in standing if match.id.startswith(f"leans:{kind.id}:")}
        doubts = sorted((_doubt(kind.id, meant) for _, meant in topics.values()), reverse=True)
        weight = min(LEANS * sum(doubts[1:]), MOST_LEANS)
        if weight:
            first = min((match for match, _ in topics.values()), key=lambda match: match.start)
            phrases = "”, “".join(dict.fromkeys(match.phrase for match, _ in topics.values()))
            yield Evidence("leans", "", ((kind.id, weight),), phrases, first.start, first.end)


def ticked(sign_ids: Iterable[str]) -> tuple[Evidence, ...]:
    """The signs the reporter ticked: the person looked at the list and chose."""
    return tuple(Evidence("sign", name, tuple(_kinds(name, (), signs.sign(name).kinds))) for name in sign_ids)


def everyday_talk(matches: Iterable[Match]) -> int:
    """How many different things of everyday life the tip speaks of."""
    return len({match.phrase.lower() for match in matches if match.id == "everyday"})
