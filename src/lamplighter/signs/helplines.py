"""Other people who can help, by kind; hours are left out where we are not sure of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lamplighter.signs.catalogue import data, kind
from lamplighter.signs.documents import HelplineEntry, HelplinesDocument, read


@dataclass(frozen=True)
class Helpline:
    """`contact` is a telephone number or a web address; `kinds` is empty where it serves every kind."""

    name: str
    contact: str
    about: str
    hours: str
    kinds: tuple[str, ...]


def helplines(kind_id: str | None = None) -> tuple[Helpline, ...]:
    """Those made for the kind first, then those for everybody; without a kind, all of them."""
    if kind_id is None:
        return _all()
    wanted = kind(kind_id).id
    special = tuple(line for line in _all() if wanted in line.kinds)
    return special + tuple(line for line in _all() if not line.kinds)


@cache
def _all() -> tuple[Helpline, ...]:
    return tuple(_helpline(entry) for entry in read(data() / "helplines.yaml", HelplinesDocument).helplines)


def _helpline(entry: HelplineEntry) -> Helpline:
    checked = tuple(kind(name).id for name in entry.kinds)
    return Helpline(entry.name, entry.contact, entry.about, entry.hours, checked)
