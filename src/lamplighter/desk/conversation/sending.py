"""Sends replies that are due, sealed to the reporter's key at that moment; asked of the site at every turn, due or not.

Whoever watches the line sees the desk ask at its own rhythm, always the same length: a few replies at most go at a time. Nothing that is kept here is the same as what is sent: the
envelope is made for the sending, and made anew if it has to be sent again.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lamplighter import tips
from lamplighter.desk.conversation import selectors
from lamplighter.desk.conversation.models import Delivery
from lamplighter.desk.inbox import collecting, keys
from lamplighter.desk.inbox import selectors as inbox
from lamplighter.desk.inbox.errors import TipDestroyed
from lamplighter.desk.ledger import reading
from lamplighter.desk.ledger.services import record
from lamplighter.sealing import EnvelopeId, SealingKey, seal
from lamplighter.sealing.channel import REPLIES_TOGETHER


@dataclass(frozen=True)
class Sealed:
    """A reply ready to be sent."""

    delivery: Delivery
    as_sent: dict[str, str]


def send_due() -> int:
    """Sends what is due and tells how many; what fails stays due, and the site keeps each once however often it comes."""
    if keys.unlocked() is None:
        return 0
    due = list(
        Delivery.objects.filter(sent=None, given_up=False, due__lte=timezone.now())
        .select_related("letter__tip")
        .order_by("due")[:REPLIES_TOGETHER]
    )
    sealed = [each for each in map(_sealed, due) if each]
    collecting.channel().post("/channel/replies", {"replies": [each.as_sent for each in sealed]})
    _note_sent([each.delivery for each in sealed])
    return len(sealed)


def _sealed(delivery: Delivery) -> Sealed | None:
    """Nothing, where the mailbox has ended or the tip's key is destroyed: then the reply is given up."""
    letter = delivery.letter
    try:
        with reading.by_machine():
            reply_to = inbox.content(letter.tip).reply_to
            text = next(each.text for each in selectors.letters(letter.tip) if each.letter.pk == letter.pk)
    except TipDestroyed:
        reply_to, text = None, ""
    if reply_to is None or selectors.has_ended(letter.tip):
        Delivery.objects.filter(pk=delivery.pk).update(given_up=True)
        return None
    reply = tips.Reply(text=text, day=timezone.localdate().isoformat(), number=letter.number)
    key = SealingKey(base64.b64decode(reply_to.public_key))
    envelope = seal(tips.dump_reply(reply), envelope_id=EnvelopeId(reply_to.mailbox), to=key)
    return Sealed(
        delivery,
        {
            "mailbox": reply_to.mailbox,
            "id": delivery.number,
            "sealed": base64.b64encode(envelope).decode(),
            "until": selectors.ends(letter.tip).isoformat(),
        },
    )


@transaction.atomic
def _note_sent(deliveries: Sequence[Delivery]) -> None:
    Delivery.objects.filter(pk__in=[each.pk for each in deliveries]).update(sent=timezone.localdate())
    if deliveries:
        record("machine:worker", "replies.sent", [f"letter:{each.pk}" for each in deliveries])
