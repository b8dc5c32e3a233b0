"""Which place is meant: every place the words can name is scored by how well its name and its whereabouts fit.

A score is likeness of the name times fit with what else the text says of the whereabouts (a town, an area, a postcode).
Without any whereabouts a name that many streets share gives each of them a low score.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lamplighter.places.gazetteer import Candidate, Place, Precision, metres_between
from lamplighter.places.leftover import leftover
from lamplighter.places.reading import Code, Named, Reading

if TYPE_CHECKING:
    from lamplighter.places.pack import Pack

WELL_PLACED = 0.6  # a street that fits less well than this is worth less than the town that was named
WORTH_SHOWING = 0.2  # of the best score
FEW = 3  # landmarks of one name: more, and the name is a kind of place
MOST_PLACES = 200  # places of one name looked at
STREETS = ("street", "landmark")
PRECISION: dict[str, Precision] = {"street": "street", "landmark": "street", "town": "town", "area": "area"}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Something in the text that says roughly where: a town, an area, or a postcode or part of one."""

    name: str
    lat: float
    lon: float
    reach_m: float
    outcode: str = ""
    likeness: float = 1.0

    def fit(self, place: Place) -> float:
        """How well a place fits, 0 to 1."""
        if self.outcode and self.outcode in place.outcodes:
            return 1.0
        if place.town == self.name:
            return 1.0
        away = metres_between(self.lat, self.lon, place.lat, place.lon) - place.spread_m
        if away <= self.reach_m:
            return 0.95 - 0.15 * max(0.0, away) / max(self.reach_m, 1.0)
        return max(0.1, 0.75 - (away - self.reach_m) / 4000)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A name of the text with the places it can mean."""

    named: Named
    places: tuple[tuple[Place, float], ...]

    @property
    def streets(self) -> list[tuple[Place, float]]:
        """The streets and landmarks among them."""
        return [each for each in self.places if each[0].kind in STREETS]

    @property
    def ranked(self) -> list[tuple[Place, float]]:
        """Streets, and landmarks that have the name nearly to themselves: "Supermarket" alone says too little."""
        few = sum(place.kind == "landmark" for place, _ in self.places) <= FEW
        return [each for each in self.streets if few or each[0].kind == "street"]

    @property
    def around(self) -> list[tuple[Place, float]]:
        """The towns and areas among them."""
        return [each for each in self.places if each[0].kind not in STREETS]


def rank(pack: Pack, reading: Reading) -> tuple[Candidate, ...]:
    """Every candidate for a description, best first."""
    spoken = [spoken_of(pack, named) for named in reading.named]
    where = [*_towns(spoken), *_code_places(pack, reading.codes)]
    note = leftover(reading)
    found = list(postcodes_of(pack, reading.codes))
    for each in _street_names(spoken):
        others = [w for w in where if w.name.casefold() != each.named.text.casefold()]
        found += rank_streets(each, others, note)
    placed = any(c.kind in STREETS and c.score >= WELL_PLACED for c in found)
    found += surroundings(pack, spoken, reading, placed=placed, note=note)
    return best(pack, found)


def rank_streets(spoken: Spoken, where: Sequence[Whereabouts], note: str) -> list[Candidate]:
    """The streets of one name, scored against the whereabouts."""
    total = sum(place.size for place, _ in spoken.streets)
    ranked = []
    for place, likeness in spoken.streets:
        if where:
            score = (0.97 if any(place is own for own, _ in spoken.ranked) else 0.6) * likeness * _fit(place, where)
        else:
            alone = len(spoken.streets) == 1
            score = likeness * (0.85 if alone else 0.25 + 0.4 * place.size / total)
        reason = " ".join(
            filter(None, (_street_reason(spoken, place, likeness, where), _house_note(spoken.named), note))
        )
        label = f"{spoken.named.house} {place.label}" if spoken.named.house else place.label
        ranked.append(replace(plain_candidate(place, score, reason), label=label))
    return ranked


def plain_candidate(place: Place, score: float, reason: str) -> Candidate:
    """A place of the gazetteer as a candidate."""
    return Candidate(place.id, place.label, place.kind, PRECISION[place.kind], place.lat, place.lon, place.x, place.y,
                     place.area, round(min(1.0, score), 3), reason)  # fmt: skip


def postcode_candidate(row: sqlite3.Row, score: float, reason: str) -> Candidate:
    """A placed postcode as a candidate."""
    code: str = row["postcode"]
    label = f"{code}, {row['town']}" if row["town"] else code
    return Candidate(f"postcode:{code.replace(' ', '').lower()}", label, "postcode", "postcode", row["lat"], row["lon"],
                     row["x"], row["y"], row["area"], score, reason)  # fmt: skip


def whereabouts(pack: Pack, spoken: Iterable[Spoken], codes: Iterable[Code]) -> list[Whereabouts]:
    """All that a text says of roughly where."""
    return [*_towns(spoken), *_code_places(pack, codes)]


def spoken_of(pack: Pack, named: Named) -> Spoken:
    where = "number IN (SELECT place FROM place_name WHERE folded = ?) ORDER BY size DESC, number LIMIT ?"
    places = [(place, likeness) for name, likeness in named.names for place in pack.places(where, (name, MOST_PLACES))]
    return Spoken(named, tuple(places))


def _street_names(spoken: Sequence[Spoken]) -> list[Spoken]:
    """The names that mean streets or landmarks. A mere kind of place counts only beside something that says where."""
    several = len(spoken) > 1
    return [s for s in spoken if s.ranked or (several and s.streets)]


def _towns(spoken: Iterable[Spoken]) -> list[Whereabouts]:
    return [
        Whereabouts(place.name, place.lat, place.lon, place.reach_m, likeness=likeness)
        for each in spoken
        for place, likeness in each.around
    ]


def _code_places(pack: Pack, codes: Iterable[Code]) -> list[Whereabouts]:
    found = []
    for code in codes:
        row = pack.postcode(code.code) if code.full else None
        if row is not None and row["lat"] is not None:
            found.append(Whereabouts(code.code, row["lat"], row["lon"], 300.0))
        else:
            found += [Whereabouts(place.name, place.lat, place.lon, place.reach_m, outcode=place.name)
                      for place in _code_area(pack, code.code)]  # fmt: skip
    return found


def _code_area(pack: Pack, code: str) -> list[Place]:
    """The sector of a postcode or, where it has none, its outward code."""
    outward, _, inward = code.partition(" ")
    sector = f"sector:{outward.lower()}-{inward[:1]}"
    return (pack.places("id = ?", (sector,)) if inward else []) or pack.places(
        "id = ?", (f"outcode:{outward.lower()}",)
    )


def _fit(place: Place, where: Sequence[Whereabouts]) -> float:
    """The best fit among the towns and areas, and among the codes; both must agree for a full score."""
    groups = [[w for w in where if w.outcode], [w for w in where if not w.outcode]]
    fits = [max(w.fit(place) * w.likeness for w in group) for group in groups if group]
    return sum(fits) / len(fits)


def _street_reason(spoken: Spoken, place: Place, likeness: float, where: Sequence[Whereabouts]) -> str:
    named = f"“{spoken.named.text}”" if likeness == 1 else f"“{spoken.named.text}” read as “{place.name}”"
    if not where:
        same = sum(other.name == place.name for other, _ in spoken.streets)
        kind = "street" if place.kind == "street" else "place"
        if same == 1:
            return f"{named}: the only {kind} of this name that is known."
        return f"{named}: one of {same} {kind}s of this name; the text names no town or postcode."
    best = max(where, key=lambda w: w.fit(place))
    fit = best.fit(place)
    if fit == 1:
        what = "its postcodes begin so" if best.outcode else "name and place match"
        return f"{named} in {best.name}: {what}."
    km = metres_between(best.lat, best.lon, place.lat, place.lon) / 1000
    if fit >= 0.75:
        return f"{named}: in or beside {best.name}, {km:.1f} km from its middle."
    return f"{named}: not in {best.name} but {km:.1f} km away."


def _house_note(named: Named) -> str:
    return f"Streets are known, not houses: “{named.house}” is kept but not placed." if named.house else ""


def postcodes_of(pack: Pack, codes: Iterable[Code]) -> Iterable[Candidate]:
    for code in codes:
        row = pack.postcode(code.code) if code.full else None
        if row is not None and row["lat"] is not None:
            use = "" if row["live"] else " It is no longer in use."
            read = "the postcode matches" if code.exact else f"read as {code.code}"
            yield postcode_candidate(row, 1.0 if code.exact else 0.9, f"“{code.text}”: {read}.{use}")


def surroundings(
    pack: Pack, spoken: Sequence[Spoken], reading: Reading, *, placed: bool, note: str
) -> Iterable[Candidate]:
    """Towns, areas and parts of postcodes, as the place itself or as where the rest would be."""
    missing = " ".join(f"No street like “{text[:60]}” is known." for text in reading.unknown[:2])
    for each in spoken:
        for place, likeness in each.around:
            named = f"“{each.named.text}”" if likeness == 1 else f"“{each.named.text}” read as “{place.name}”"
            what = {"town": "the town or village"}.get(place.kind, "the area")
            reason = " ".join(filter(None, (f"{named}: {what} as a whole.", missing, "" if placed else note)))
            own = any(p.kind == "street" for p, _ in each.streets)
            base = 0.25 if placed and not own else 0.6 if place.kind == "town" else 0.55
            yield plain_candidate(place, base * likeness, reason)
    for code in reading.codes:
        row = pack.postcode(code.code) if code.full else None
        if row is not None and row["lat"] is not None:
            continue
        for place in _code_area(pack, code.code):
            yield plain_candidate(place, 0.25 if placed else 0.5, f"{_code_reason(code, place, row)} {note}".strip())


def _code_reason(code: Code, place: Place, row: sqlite3.Row | None) -> str:
    if not code.full:
        return f"“{code.text}”: postcodes that begin with {place.name}."
    how = "is not in the list of postcodes" if row is None else "is known but its place is not"
    return f"“{code.text}” {how}; this is the middle of those that begin with {place.name}."


def best(pack: Pack, found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Best first, each place once, a ward left out where a town of the same name is there; like labels told apart."""
    ordered = sorted(found, key=lambda c: (-c.score, c.id))
    kept: dict[str, Candidate] = {}
    for each in ordered:
        kept.setdefault(each.id, each)
    towns = {c.label.partition(",")[0] for c in kept.values() if c.kind == "town"}
    least = WORTH_SHOWING * max((c.score for c in ordered), default=0)
    unique = [
        c for c in kept.values() if c.score >= least and not (c.kind == "area" and c.label.partition(",")[0] in towns)
    ]
    labels = Counter(candidate.label for candidate in unique)
    return tuple(_told_apart(pack, c) if labels[c.label] > 1 else c for c in unique)


def _told_apart(pack: Pack, candidate: Candidate) -> Candidate:
    """Two streets of one name in one town: each is told by the ward or outward code it lies in."""
    place = pack.places("id = ?", (candidate.id,))[0]
    ward = pack.boundary_at("ward", candidate.lat, candidate.lon)
    told = ward if ward and ward != place.town else " ".join(sorted(place.outcodes))
    return replace(candidate, label=f"{candidate.label} ({told})") if told else candidate
