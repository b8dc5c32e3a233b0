"""From words to ranked candidates: each with its score and its reason, never one guess in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lamplighter.places.gazetteer import Candidate
from lamplighter.places.ranking import plain_candidate, postcode_candidate, rank
from lamplighter.places.reading import read

if TYPE_CHECKING:
    from lamplighter.places.pack import Pack

LONGEST = 1000  # characters read of a description of one place
CUT = f"Only the first {LONGEST:,} characters were read."


def find(pack: Pack, text: str, limit: int) -> tuple[Candidate, ...]:
    """The places a short description may mean, best first."""
    found = rank(pack, read(pack, text[:LONGEST]))[: max(0, limit)]
    if len(text) <= LONGEST:
        return found
    return tuple(replace(each, reason=f"{each.reason} {CUT}") for each in found)


def by_id(pack: Pack, candidate_id: str) -> Candidate | None:
    """The candidate of an earlier answer, without what that text had added to its label."""
    if not candidate_id.isprintable():
        return None
    kind, _, rest = candidate_id.partition(":")
    if kind == "postcode":
        code = f"{rest[:-3]} {rest[-3:]}".upper()
        row = pack.postcode(code)
        return postcode_candidate(row, 1.0, "Chosen earlier.") if row and row["lat"] is not None else None
    places = pack.places("id = ?", (candidate_id,))
    return plain_candidate(places[0], 1.0, "Chosen earlier.") if places else None
