"""What came with a tip. That it is there can be asked without opening it; opening it is noted for the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lamplighter import tips
from lamplighter.desk.enclosures.errors import NoContact, NoSuchPhoto
from lamplighter.desk.enclosures.models import ContactOpening
from lamplighter.desk.inbox import selectors as inbox
from lamplighter.desk.inbox.models import Tip, TipContent

PHOTO = "photo-"


@dataclass(frozen=True)
class Enclosed:
    """Which photos are here, how many the tip speaks of, and whether its writer can be reached."""

    photos: tuple[int, ...]
    told_of: int
    has_contact: bool
    openings: Sequence[ContactOpening]

    @property
    def missing(self) -> int:
        return max(0, self.told_of - len(self.photos))

    @property
    def anything(self) -> bool:
        return bool(self.photos or self.told_of or self.has_contact)


def enclosed(tip: Tip, told_of: int = 0) -> Enclosed:
    """What is enclosed, without opening any of it."""
    parts = set(TipContent.objects.filter(tip=tip).values_list("part", flat=True))
    openings = ContactOpening.objects.filter(tip=tip).select_related("by").order_by("-at", "-pk")
    numbers = sorted(int(part.removeprefix(PHOTO)) for part in parts if part.startswith(PHOTO))
    return Enclosed(tuple(numbers), told_of, TipContent.Part.CONTACT in parts, list(openings))


def photo(tip: Tip, number: int) -> bytes:
    """One photo, as it was made anew when it came."""
    if number not in enclosed(tip).photos:
        raise NoSuchPhoto
    return inbox.part(tip, f"{PHOTO}{number}")


def contact(tip: Tip) -> tips.Contact:
    """How to reach the writer of a tip."""
    if not enclosed(tip).has_contact:
        raise NoContact
    return tips.parse_contact(inbox.part(tip, TipContent.Part.CONTACT))
