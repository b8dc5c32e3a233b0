"""Appends to the ledger, one at a time, in the transaction of the change they tell of."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from lamplighter.desk.ledger.chain import GENESIS, Link, Value
from lamplighter.desk.ledger.models import Entry

# Any fixed number: PostgreSQL's advisory lock that appends queue on. SQLite's transactions begin IMMEDIATE already.
_APPEND_LOCK = 0x4C616D70


@transaction.atomic
def record(actor: object, action: str, subjects: Iterable[object], **detail: Value) -> Entry:
    """Appends one entry; `actor` is a member of staff, or the name of a machine such as "machine:worker".

    Called inside the transaction of a change, the change and its entry are stored together or not at all.
    """
    _wait_for_turn()
    last = Entry.objects.order_by("-seq").values_list("seq", "hash").first()
    seq, previous = (last[0] + 1, last[1]) if last else (1, GENESIS)
    named = [str(subject) for subject in subjects]
    link = Link(seq, timezone.now(), name_of(actor), action, named, detail, previous)
    return Entry.objects.create(
        seq=seq,
        at=link.at,
        actor=link.actor,
        action=action,
        subjects=named,
        detail=detail,
        previous=previous,
        hash=link.hash,
    )


def name_of(actor: object) -> str:
    return actor if isinstance(actor, str) else f"user:{getattr(actor, 'pk', actor)}"


def _wait_for_turn() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_APPEND_LOCK])
