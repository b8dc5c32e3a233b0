"""Where a tip is: what the reporter chose comes first, then the machine's best proposal, and a person may correct it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from lamplighter.places import Area, Candidate, Pack
from lamplighter.tips import TipPlace


@dataclass(frozen=True)
class Placed:
    """A point of the county with how exact it is, who put the tip there and why; no point where nobody could."""

    by: str = ""
    label: str = ""
    precision: str = "unknown"
    lat: float | None = None
    lon: float | None = None
    x: float | None = None
    y: float | None = None
    area: str = ""
    reason: str = ""

    def as_value(self) -> dict[str, Any]:
        return asdict(self)


NOWHERE = Placed()
LISTED = 8
WORTH_LISTING = 0.5  # of the best one's score


def candidates(words: str, text: str, pack: Pack | None) -> tuple[Candidate, ...]:
    """What the words given as the place, and every place named in the text, may mean: best first, each once."""
    if pack is None:
        return ()
    found = [c for mention in pack.find_in_story(text) for c in mention.candidates]
    found += pack.find(words) if words else ()
    best: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda c: -c.score):
        best.setdefault(candidate.id, candidate)
    ranked = list(best.values())
    return tuple(c for c in ranked if c.score >= WORTH_LISTING * ranked[0].score)[:LISTED]


SURE = 0.5
# A town's middle stands for the whole town, so a tip placed there is in no small area.
TOO_WIDE = frozenset({"town", "unknown"})


def place(chosen: TipPlace | None, candidates: Sequence[Candidate], pack: Pack | None) -> Placed:
    """The place to work with; everything the machine proposes stays a proposal, and says so."""
    return _by_reporter(chosen, pack) or _by_machine(candidates, pack) or NOWHERE


def _by_reporter(chosen: TipPlace | None, pack: Pack | None) -> Placed | None:
    if chosen is None:
        return None
    picked = pack.candidate(chosen.candidate) if pack and chosen.candidate else None
    if picked:
        return replace(from_candidate(picked, pack), by="reporter", reason="")
    if chosen.lat is None or chosen.lon is None:
        return None
    area = pack.area_at(chosen.lat, chosen.lon) if pack else None
    label = chosen.label or (area.name if area else "")
    return _in_area(Placed("reporter", label, chosen.precision, chosen.lat, chosen.lon), area)


def _by_machine(candidates: Sequence[Candidate], pack: Pack | None) -> Placed | None:
    """The best candidate, if it is good enough to work with; a list of equals is left for a person to choose from.

    A place is stored in the clear, so it has the county pack's name for it: a candidate's own label and reason quote
    the tip, down to the house number, and stay with the tip's other words.
    """
    if not candidates or candidates[0].score < SURE:
        return None
    best = candidates[0]
    known = pack.candidate(best.id) if pack else None
    return replace(from_candidate(best, pack), by="machine", label=known.label if known else "", reason="")


def from_candidate(found: Candidate, pack: Pack | None) -> Placed:
    """A candidate of the pack as a place; its area is worked out where the pack did not name one."""
    area = "" if found.precision in TOO_WIDE else found.area or _area_id(pack, found)
    return Placed("person", found.label, found.precision, found.lat, found.lon, found.x, found.y, area, found.reason)


def _area_id(pack: Pack | None, found: Candidate) -> str:
    area = pack.area_at(found.lat, found.lon) if pack else None
    return area.id if area else ""


def _in_area(point: Placed, area: Area | None) -> Placed:
    """A bare latitude and longitude gets the area's plane coordinates: near enough to look for neighbours."""
    return replace(point, area=area.id, x=area.x, y=area.y) if area else point
