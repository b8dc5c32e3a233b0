"""Writes down what went either way; a reply is one of the approved texts, and every letter is in the ledger."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lamplighter import cues, tips
from lamplighter.desk.conversation import selectors
from lamplighter.desk.conversation.errors import BoundaryReasonMissing, MailboxEnded, MailboxFull, NoMailbox
from lamplighter.desk.conversation.models import Delivery, Letter, Mailbox
from lamplighter.desk.inbox import keys
from lamplighter.desk.inbox.models import Tip, TipKey
from lamplighter.desk.ledger import reading
from lamplighter.desk.ledger.services import record
from lamplighter.desk.queue.services import raise_tip
from lamplighter.desk.staff.access import require
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit
from lamplighter.sealing import storage

WORKER = "machine:worker"
# As many as the reporter's page shows.
MOST_REPLIES = 8
_chance = secrets.SystemRandom()


def name_of(mailbox: str) -> str:
    """What a mailbox is called here: without the storage key it cannot be matched with anything."""
    key = keys.required().storage_key
    return hmac.new(key, b"lamplighter-desk-mailbox-v1\x00" + mailbox.encode(), sha256).hexdigest()


def know(found: Iterable[tuple[UUID, str, bool]]) -> None:
    """Notes the mailboxes of new tips, and whether each can be answered; empty ones are none."""
    Mailbox.objects.bulk_create(
        [
            Mailbox(tip_id=tip, name=name_of(mailbox), answerable=answerable)
            for tip, mailbox, answerable in found
            if mailbox
        ]
    )


@transaction.atomic
def receive(message: tips.Message, day: date, *, danger: bool) -> bool:
    """Puts a message into its conversation and its tip back into the queue; False where no tip has that mailbox."""
    tip = selectors.tip_of(name_of(message.mailbox))
    if tip is None:
        return False
    urgency = urgency_of(message.text, danger=danger)
    letter = _write(tip, Letter.Way.IN, day, {"text": message.text, "language": message.language}, urgency=urgency)
    raise_tip(tip, urgency)
    record(WORKER, "message.received", [tip.pk, f"letter:{letter.pk}"])
    return True


def urgency_of(text: str, *, danger: bool) -> str:
    """How urgent a message is by its words or by the flag outside its seal; empty where neither says so."""
    levels = {cue.level for cue in cues.danger(text)}
    if danger or "immediate" in levels:
        return "immediate"
    return "priority" if levels else ""


@transaction.atomic
def reply(tip: Tip, *, by: User, text: str, why: str = "") -> Letter:
    """Sends an approved text to the writer of a tip, at a random time; where the boundary warns, a question needs a reason."""
    require(by, Permit.WRITE_REPLIES)
    approved = tips.approved_text(text)
    _check_mailbox(tip)
    if approved.purpose == "question" and not why.strip() and _is_warned_of(tip):
        raise BoundaryReasonMissing
    content = {"text": approved.text, "approved": approved.id, "why": why.strip()}
    letter = _write(tip, Letter.Way.OUT, timezone.localdate(), content, by=by)
    due = timezone.now() + timedelta(seconds=_chance.uniform(0, settings.LAMPLIGHTER.reply_delay_seconds))
    Delivery.objects.create(letter=letter, number=secrets.token_hex(16), due=due)
    record(by, "reply.written", [tip.pk, f"letter:{letter.pk}"], text=approved.id)
    return letter


def _is_warned_of(tip: Tip) -> bool:
    """Looks at the letters and shows them to nobody."""
    with reading.by_machine():
        return bool(selectors.warnings(tip))


def _check_mailbox(tip: Tip) -> None:
    mailbox = Mailbox.objects.filter(tip=tip, answerable=True).first()
    if mailbox is None:
        raise NoMailbox
    if selectors.has_ended(tip):
        raise MailboxEnded
    if Letter.objects.filter(tip=tip, way=Letter.Way.OUT).count() >= MOST_REPLIES:
        raise MailboxFull(most=MOST_REPLIES)


def _write(
    tip: Tip, way: Letter.Way, day: date, content: dict[str, str], *, by: User | None = None, urgency: str = ""
) -> Letter:
    """Adds one letter under the tip's own key; two at once wait for each other."""
    wrapped = TipKey.objects.select_for_update().get(tip=tip).wrapped
    number = Letter.objects.filter(tip=tip).count() + 1
    letter = Letter(tip=tip, number=number, way=way, day=day, by=by, urgency=urgency)
    key = storage.unwrap(keys.required().storage_key, str(tip.pk), bytes(wrapped))
    letter.nonce, letter.ciphertext = storage.encrypt_part(key, str(tip.pk), letter.part, json.dumps(content).encode())
    letter.save()
    return letter
