"""Photos and contacts come in envelopes of their own, in any order, and join their tip once all of it is there.

An enclosure waits `apart` for as long as it takes: until its tip is opened and every part of it has come. Nothing of it
is let go before it is stored under the tip's own key.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, QuerySet

from lamplighter import photos, tips
from lamplighter.desk.inbox import selectors
from lamplighter.desk.inbox.errors import AlreadyEnclosed, BrokeWhileOpening, PhotoNotTaken
from lamplighter.desk.inbox.models import Envelope, Tip, TipContent
from lamplighter.desk.inbox.parts import store_part
from lamplighter.desk.ledger import reading
from lamplighter.desk.ledger.services import record
from lamplighter.errors import LamplighterError
from lamplighter.sealing.envelope import EnvelopeId, open_envelope
from lamplighter.sealing.keyring import Keyring

WORKER = "machine:worker"
CONTACT = "contact"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Apart:
    """An envelope that holds one part of an enclosure: which tip it names, and which piece of it this is."""

    belongs_to: str
    piece: str
    part: int
    parts: int


@dataclass(frozen=True)
class Whole:
    """An enclosure all of whose parts are here, and the tip they belong to."""

    belongs_to: str
    piece: str
    envelopes: tuple[Envelope, ...]


def apart(enclosure: tips.Enclosure) -> Apart:
    """What may be known of an enclosure while it waits sealed."""
    return Apart(enclosure.tip, piece_name(enclosure), enclosure.part, enclosure.parts)


def piece_name(enclosure: tips.Enclosure) -> str:
    """The part of the tip it becomes."""
    return CONTACT if enclosure.kind == CONTACT else f"{enclosure.kind}-{enclosure.number}"


def set_apart(found: Iterable[tuple[Envelope, Apart]]) -> None:
    """Lets envelopes wait for the rest of what they belong to."""
    for envelope, what in found:
        envelope.state = Envelope.State.APART
        envelope.belongs_to, envelope.piece = what.belongs_to, what.piece
        envelope.part, envelope.parts, envelope.refusal = what.part, what.parts, ""
        envelope.save(update_fields=["state", "belongs_to", "piece", "part", "parts", "refusal"])


def attach_all(keyring: Keyring) -> None:
    """Attaches every enclosure that is whole to its tip; what two workers do at once is done once."""
    for whole in _wholes():
        try:
            attach(whole, _checked(whole, _content(whole, keyring)))
        except LamplighterError as error:
            refuse(whole.envelopes, str(error))
        except Exception:
            log.exception("the enclosure %s of %s broke while it was opened", whole.piece, whole.belongs_to)
            refuse(whole.envelopes, str(BrokeWhileOpening()))


@transaction.atomic
def attach(whole: Whole, content: bytes) -> None:
    """Stores a whole enclosure under its tip's key and lets its envelopes go; one already there is never replaced."""
    here = _still_apart(whole.envelopes)
    tip = Tip.objects.get(envelope__envelope_id=whole.belongs_to)
    if here.count() < len(whole.envelopes):
        return
    if TipContent.objects.filter(tip=tip, part=whole.piece).exists():
        raise AlreadyEnclosed
    store_part(tip, whole.piece, content)
    here.update(state=Envelope.State.OPENED, sealed=None, refusal="")
    record(WORKER, "enclosure.attached", [tip.pk], part=whole.piece)


@transaction.atomic
def refuse(envelopes: Iterable[Envelope], sentence: str) -> None:
    """Keeps the envelopes sealed, with the reason beside them, as any envelope that could not be opened."""
    here = _still_apart(envelopes)
    numbers = list(here.values_list("envelope_id", flat=True))
    here.update(state=Envelope.State.REFUSED, refusal=sentence[:300])
    if numbers:
        record(WORKER, "envelopes.refused", numbers)


def _still_apart(envelopes: Iterable[Envelope]) -> QuerySet[Envelope]:
    """Those that no other process has dealt with since, locked until this transaction ends."""
    ours = Envelope.objects.select_for_update().filter(pk__in=[e.pk for e in envelopes], state=Envelope.State.APART)
    return Envelope.objects.filter(pk__in=list(ours.values_list("pk", flat=True)))


def _wholes() -> list[Whole]:
    """Enclosures whose tip is here and of which no part is missing."""
    tips_here = Envelope.objects.filter(tip__isnull=False).values("envelope_id")
    groups = (
        Envelope.objects.filter(state=Envelope.State.APART, belongs_to__in=tips_here)
        .values("belongs_to", "piece", "parts")
        .annotate(here=Count("part", distinct=True))
        .filter(here=F("parts"))
        .order_by("belongs_to", "piece", "parts")
    )
    return [_whole(group["belongs_to"], group["piece"], group["parts"]) for group in groups]


def _whole(belongs_to: str, piece: str, parts: int) -> Whole:
    """One envelope of each part; a second one of the same part is left over, and refused once the piece is there."""
    found = Envelope.objects.filter(state=Envelope.State.APART, belongs_to=belongs_to, piece=piece, parts=parts)
    return Whole(belongs_to, piece, tuple({envelope.part: envelope for envelope in found.order_by("-pk")}.values()))


def _content(whole: Whole, keyring: Keyring) -> bytes:
    opened = (_opened(envelope, keyring) for envelope in whole.envelopes)
    return tips.join([each for each in opened if isinstance(each, tips.Enclosure)])


def _checked(whole: Whole, content: bytes) -> bytes:
    """What may be kept of an enclosure: whoever sealed it, no byte of theirs is ever handed to a browser here."""
    if whole.piece == CONTACT:
        return tips.dump_contact(tips.parse_contact(content))
    with reading.by_machine():
        tip = selectors.content(Tip.objects.get(envelope__envelope_id=whole.belongs_to))
    if not tips.takes_photos(tip.kinds, tip.role):
        raise PhotoNotTaken
    return photos.cleaned(content)


def _opened(envelope: Envelope, keyring: Keyring) -> tips.Document:
    number = EnvelopeId(envelope.envelope_id)
    return tips.read(open_envelope(bytes(envelope.sealed or b""), envelope_id=number, keyring=keyring))
