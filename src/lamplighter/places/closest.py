"""Misspelt names: the full-text index proposes names that share runs of three letters, edit distance decides.

Runs of three survive most slips of the finger in all but short names; the distance used counts a swap of neighbours as one slip. The street
word (Road, Close) weighs less than the name before it, because people remember the name and guess the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from lamplighter.places.folding import stem_and_kind

if TYPE_CHECKING:
    from lamplighter.places.pack import Pack

PROPOSED = 80  # names taken from the index before distance decides
STEM_WEIGHT = 0.85
WITHOUT_KIND = 0.5  # "eustn" for Euston Road: to leave the street word out is a smaller slip than a wrong one
SHORT = 7
SHORTEST = 4  # letters: a shorter name has too many neighbours


def closest(pack: Pack, folded: str, *, cutoff: float = 0.8, limit: int = 3) -> tuple[tuple[str, float], ...]:
    """Names of the gazetteer like the folded words, best first, each with its likeness from `cutoff` to 1."""
    stem, _ = stem_and_kind(folded.split())
    if len(folded) < SHORTEST or len(folded) > 60:
        return ()
    proposed = _sharing_letters(pack, stem)
    if len(stem) <= SHORT:
        proposed |= _same_initial(pack, folded)
    scored = sorted((-likeness(folded, name), name) for name in proposed)
    return tuple((name, -score) for score, name in scored[:limit] if -score >= cutoff)


def _sharing_letters(pack: Pack, stem: str) -> set[str]:
    runs = dict.fromkeys(stem[i : i + 3] for i in range(len(stem) - 2))
    if not runs:
        return set()
    wanted = " OR ".join(f'"{run}"' for run in runs)
    sql = "SELECT folded FROM name_index WHERE name_index MATCH ? ORDER BY rank LIMIT ?"
    return {row[0] for row in pack.query(sql, (wanted, PROPOSED))}


def _same_initial(pack: Pack, folded: str) -> set[str]:
    """A slip in a short name may leave no run of three, so names that begin with its first or second letter are added."""
    names = [name for letter in {folded[0], folded[1]} for name in pack.names_by_initial.get(letter, ())]
    near = process.extract(folded, names, scorer=OSA.normalized_similarity, score_cutoff=0.6, limit=PROPOSED)
    return {name for name, _, _ in near}


def likeness(typed: str, name: str) -> float:
    """How alike two folded names are, 0 to 1.

    >>> likeness("euston road", "euston road"), round(likeness("eustn road", "euston road"), 2)
    (1.0, 0.86)
    """
    whole = OSA.normalized_similarity(typed, name)
    (stem, kind), (other_stem, other_kind) = stem_and_kind(typed.split()), stem_and_kind(name.split())
    alike = 1.0 if kind == other_kind else WITHOUT_KIND if not kind else 0.0
    parted = STEM_WEIGHT * OSA.normalized_similarity(stem, other_stem) + (1 - STEM_WEIGHT) * alike
    return whole if whole == 1 else min(0.99, max(whole - 0.05, parted))
