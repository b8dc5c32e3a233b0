"""The eight kinds and their signs, read once from YAML and checked before anything is shown.

Kinds come in the order of their numbers; a sign that speaks for several kinds is one sign with several kinds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from lamplighter.signs.documents import KindDocument, SignEntry, Strength, read
from lamplighter.signs.errors import (
    CatalogueUnreadable,
    MissingKind,
    RepeatedSign,
    UnknownKind,
    UnknownSign,
)

__all__ = ["KIND_IDS", "Kind", "Sign", "Strength", "kind", "kind_by_number", "kinds", "sign", "signs", "signs_of"]

KIND_IDS = (
    "cuckooing",
    "county_lines",
    "child_sexual_exploitation",
    "domestic_abuse",
    "sexual_violence",
    "modern_slavery",
    "drug_supply",
    "organised_crime",
)


@dataclass(frozen=True)
class Kind:
    """A kind of hidden crime: `question` is what a resident would tick."""

    id: str
    number: int
    title: str
    question: str
    summary: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sign:
    """Something a neighbour can notice; `kinds` starts with the kind whose list it was drawn from."""

    id: str
    kinds: tuple[str, ...]
    sentence: str
    strength: Strength
    source: str


@dataclass(frozen=True)
class Catalogue:
    kinds: Mapping[str, Kind]
    signs: Mapping[str, Sign]


def catalogue_of(documents: Iterable[KindDocument]) -> Catalogue:
    """The documents as one checked catalogue, or the first thing wrong with them."""
    ordered = sorted(documents, key=lambda document: document.number)
    if [document.id for document in ordered] != list(KIND_IDS):
        found = Counter(document.id for document in ordered)
        found.subtract(KIND_IDS)
        raise MissingKind(kinds=", ".join(name for name, count in found.items() if count) or "their numbers")
    made = {document.id: _kind(document) for document in ordered}
    return Catalogue(made, _signs(ordered))


def _kind(document: KindDocument) -> Kind:
    told = (document.title, document.question, document.summary)
    return Kind(document.id, document.number, *told, tuple(document.sources.values()))


def _signs(documents: Iterable[KindDocument]) -> dict[str, Sign]:
    found: dict[str, Sign] = {}
    for document in documents:
        for entry in document.signs:
            if entry.id in found:
                raise RepeatedSign(sign=entry.id)
            found[entry.id] = _sign(document, entry)
    return found


def _sign(document: KindDocument, entry: SignEntry) -> Sign:
    for other in entry.also:
        if other not in KIND_IDS or other == document.id:
            raise UnknownKind(kind=other)
    if entry.source not in document.sources:
        raise CatalogueUnreadable(file=document.id, problem=f"{entry.id} names no source of this file")
    told_by = f" ({entry.lists} of those read give it)" if entry.lists > 1 else ""
    kinds_of_it = (document.id, *entry.also)
    return Sign(entry.id, kinds_of_it, entry.sentence, entry.strength, document.sources[entry.source] + told_by)


def data() -> Traversable:
    return files("lamplighter.signs") / "data"


@cache
def catalogue() -> Catalogue:
    return catalogue_of(read(data() / f"{name}.yaml", KindDocument) for name in KIND_IDS)


def kinds() -> tuple[Kind, ...]:
    """The eight kinds, in the order of their numbers."""
    return tuple(catalogue().kinds.values())


def kind(kind_id: str) -> Kind:
    try:
        return catalogue().kinds[kind_id]
    except KeyError as error:
        raise UnknownKind(kind=kind_id) from error


def kind_by_number(number: int) -> Kind:
    for found in kinds():
        if found.number == number:
            return found
    raise UnknownKind(kind=str(number))


def signs() -> tuple[Sign, ...]:
    """All 175 signs, kind by kind."""
    return tuple(catalogue().signs.values())


def sign(sign_id: str) -> Sign:
    try:
        return catalogue().signs[sign_id]
    except KeyError as error:
        raise UnknownSign(sign=sign_id) from error


def signs_of(kind_id: str) -> tuple[Sign, ...]:
    """The kind's own signs first, then those it shares with another kind's list."""
    found = [each for each in signs() if kind(kind_id).id in each.kinds]
    return tuple(sorted(found, key=lambda each: each.kinds[0] != kind_id))
