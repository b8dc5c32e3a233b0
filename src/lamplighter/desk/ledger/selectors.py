"""Reads of the ledger: a page of it, its head, and the walk over the whole chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from lamplighter.desk.ledger.chain import GENESIS, Link
from lamplighter.desk.ledger.errors import NotAnIdentifier
from lamplighter.desk.ledger.models import Entry
from lamplighter.desk.staff.selectors import names

PAGE = 50


@dataclass(frozen=True)
class Head:
    """What an auditor keeps: the chain up to `seq` cannot change without changing `hash`."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Verdict:
    """How far the chain holds; `broken` is the first entry that does not, and `why`."""

    entries: int
    head: Head
    broken: int | None = None
    why: str = ""


def head() -> Head:
    last = Entry.objects.order_by("-seq").first()
    return Head(last.seq, last.hash) if last else Head(0, GENESIS)


def page(number: int, *, actor: str = "", action: str = "", subject: str = "") -> Page[Entry]:
    entries = Entry.objects.order_by("-seq")
    if actor:
        entries = entries.filter(actor=actor)
    if action:
        entries = entries.filter(action=action)
    if subject:
        entries = entries.filter(subjects__icontains=f'"{subject}"')
    return Paginator(entries, PAGE).get_page(number)


def actions() -> list[str]:
    return list(Entry.objects.order_by("action").values_list("action", flat=True).distinct())


def verify(*, keep: Head | None = None) -> Verdict:
    """Walks the chain from its first entry; `keep` is a head noted earlier, which must still be in it."""
    previous, count = GENESIS, 0
    for entry in _in_order():
        why = _fault(entry, count + 1, previous)
        if not why and keep and entry.seq == keep.seq and entry.hash != keep.hash:
            why = "its hash is not the one noted earlier"
        if why:
            return Verdict(count, Head(count, previous), count + 1, why)
        previous, count = entry.hash, count + 1
    if keep and keep.seq > count:
        return Verdict(count, Head(count, previous), count + 1, "it was noted earlier and is missing")
    return Verdict(count, Head(count, previous))


def _in_order() -> Iterator[Entry]:
    return Entry.objects.order_by("seq").iterator(chunk_size=2000)


def _fault(entry: Entry, expected: int, previous: str) -> str:
    if entry.seq != expected:
        return f"it is missing; the next is {entry.seq}"
    if entry.previous != previous:
        return "it does not follow the entry before it"
    try:
        link = Link(entry.seq, entry.at, entry.actor, entry.action, entry.subjects, entry.detail, entry.previous)
    except NotAnIdentifier as error:
        return str(error)
    return "" if link.hash == entry.hash else "its content does not match its hash"


def names_on(page: Page[Entry]) -> dict[str, str]:
    """Shown names for the members of staff on one page of the ledger."""
    numbers = {int(entry.actor[5:]) for entry in page if entry.actor.startswith("user:") and entry.actor[5:].isdigit()}
    return {f"user:{pk}": name for pk, name in names(numbers).items()}
