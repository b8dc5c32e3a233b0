"""Opens what is enclosed: who did goes to the ledger before anything is shown."""

from __future__ import annotations

from django.db import transaction

from lamplighter import tips
from lamplighter.desk.enclosures import selectors
from lamplighter.desk.enclosures.models import ContactOpening
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.ledger.services import record
from lamplighter.desk.staff.access import require
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit


@transaction.atomic
def open_photo(tip: Tip, number: int, *, by: User) -> bytes:
    """One photo, and the entry that says which was opened."""
    require(by, Permit.READ_TIPS)
    found = selectors.photo(tip, number)
    record(by, "photo.opened", [tip.pk], number=number)
    return found


@transaction.atomic
def open_contact(tip: Tip, *, by: User, why: str) -> tips.Contact:
    """How to reach the writer, for the two roles that may need it; the reason is kept beside the tip, not in the ledger."""
    require(by, Permit.OPEN_CONTACTS)
    found = selectors.contact(tip)
    opening = ContactOpening.objects.create(tip=tip, by=by, why=why)
    record(by, "contact.opened", [tip.pk], opening=opening.pk)
    return found
