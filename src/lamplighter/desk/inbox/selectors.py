"""Reads of the inbox. Every decrypted tip is noted in the open reading, so that its view goes to the ledger."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils import timezone

from lamplighter import tips
from lamplighter.desk.inbox import keys
from lamplighter.desk.inbox.errors import TipDestroyed
from lamplighter.desk.inbox.models import Envelope, Heartbeat, Tip, TipContent, TipKey, Trouble
from lamplighter.desk.ledger import reading
from lamplighter.sealing import storage
from lamplighter.sealing.errors import StorageError

log = logging.getLogger(__name__)

PAGE = 50
PATIENCE = timedelta(minutes=10)
Part = TypeVar("Part")

LONG_APART = timedelta(days=1)
WORKER_SILENT = timedelta(minutes=3)


def content(tip: Tip) -> tips.Tip:
    """What the resident wrote, or the sentence that says its key was destroyed."""
    return _only(contents([tip]), tip)


def contents(chosen: Iterable[Tip]) -> dict[Any, tips.Tip]:
    """The same for many tips, in two queries; one whose key was destroyed, or that was altered, is left out."""
    return {pk: tips.parse(part) for pk, part in _parts(list(chosen), TipContent.Part.TIP).items()}


def assessment_detail(tip: Tip) -> dict[str, Any]:
    """The phrases and reasons behind a tip's assessment, which quote the tip and so are kept like it."""
    found: dict[str, Any] = json.loads(_only(_parts([tip], TipContent.Part.ASSESSMENT), tip))
    return found


def part(tip: Tip, name: str) -> bytes:
    """One enclosed part of a tip, such as a photo, or the sentence that says its key was destroyed."""
    return _only(_parts([tip], name), tip)


def _only(found: dict[Any, Part], tip: Tip) -> Part:
    if tip.pk not in found:
        raise TipDestroyed
    return found[tip.pk]


def _parts(chosen: list[Tip], part: str) -> dict[Any, bytes]:
    reading.note(tip.pk for tip in chosen)
    storage_key = keys.required().storage_key
    wrapped = dict(TipKey.objects.filter(tip__in=chosen).values_list("tip_id", "wrapped"))
    found = {row.tip_id: row for row in TipContent.objects.filter(tip__in=chosen, part=part)}
    opened = ((pk, _decrypted(row, bytes(wrapped[pk]), storage_key)) for pk, row in found.items() if pk in wrapped)
    return {pk: part for pk, part in opened if part is not None}


def _decrypted(row: TipContent, wrapped: bytes, storage_key: storage.StorageKey) -> bytes | None:
    number = str(row.tip_id)
    try:
        key = storage.unwrap(storage_key, number, wrapped)
        return storage.decrypt_part(key, number, row.part, bytes(row.nonce), bytes(row.ciphertext))
    except StorageError:
        log.exception("the %s of %s cannot be decrypted", row.part, number)
        return None


def counts() -> dict[str, int]:
    """How many envelopes are in each state."""
    rows = Envelope.objects.values_list("state").annotate(Count("pk"))
    return dict.fromkeys(Envelope.State.values, 0) | dict(rows)


def refused(number: int) -> Page[Envelope]:
    refused = Envelope.objects.filter(state=Envelope.State.REFUSED).defer("sealed").order_by("-collected", "pk")
    return Paginator(refused, PAGE).get_page(number)


def apart(number: int) -> Page[Envelope]:
    """Parts of enclosures that wait for their tip, or for the other parts, longest first."""
    apart = Envelope.objects.filter(state=Envelope.State.APART).defer("sealed").order_by("collected", "pk")
    return Paginator(apart, PAGE).get_page(number)


def long_apart(now: datetime | None = None) -> int:
    """How many parts of enclosures have waited so long that the rest of their tip may never come."""
    before = (now or timezone.now()) - LONG_APART
    return Envelope.objects.filter(state=Envelope.State.APART, collected__lt=before).count()


def envelope(pk: int) -> Envelope | None:
    return Envelope.objects.defer("sealed").filter(pk=pk).first()


def troubles(now: datetime | None = None) -> list[Trouble]:
    """Troubles that a person should hear of: locked keys at once, an unreachable site after ten minutes."""
    now = now or timezone.now()
    patience = {Trouble.Kind.LOCKED.value: timedelta(0)}
    found = Trouble.objects.order_by("kind")
    return [trouble for trouble in found if now - trouble.since >= patience.get(trouble.kind, PATIENCE)]


def worker_is_silent(now: datetime | None = None) -> bool:
    last = Heartbeat.objects.filter(name="worker").values_list("at", flat=True).first()
    return last is None or (now or timezone.now()) - last > WORKER_SILENT


def inbox_is_unreached(now: datetime | None = None) -> bool:
    """Whether the letterbox was reached before, but not for ten minutes, whatever the reason."""
    last = last_reached()
    return last is not None and (now or timezone.now()) - last > PATIENCE


def last_reached() -> datetime | None:
    """When the letterbox was last asked for danger, and answered."""
    return Heartbeat.objects.filter(name="letterbox").values_list("at", flat=True).first()


def standing_still(now: datetime | None = None) -> dict[str, bool]:
    """Whether the worker says nothing, and whether the letterbox has not been reached."""
    return {"silent": worker_is_silent(now), "unreached": inbox_is_unreached(now)}


def last_heartbeat() -> datetime | None:
    return Heartbeat.objects.filter(name="worker").values_list("at", flat=True).first()


def last_collected() -> datetime | None:
    return Envelope.objects.order_by("-collected").values_list("collected", flat=True).first()
