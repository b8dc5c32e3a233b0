"""Reads of a conversation. Letters are parts of their tip: reading them is reading it, and is noted so."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from lamplighter import tips
from lamplighter.desk.conversation import boundary
from lamplighter.desk.conversation.models import Letter, Mailbox
from lamplighter.desk.inbox import keys
from lamplighter.desk.inbox import selectors as inbox
from lamplighter.desk.inbox.models import Tip, TipKey
from lamplighter.desk.ledger import reading
from lamplighter.desk.queue.models import Assessment
from lamplighter.sealing import storage


@dataclass(frozen=True)
class Told:
    """One letter with its words; `approved` is the title of the text where it is one of ours."""

    letter: Letter
    text: str
    language: str
    approved: str
    why: str


@dataclass(frozen=True)
class Conversation:
    """What the page of a tip shows of it."""

    letters: tuple[Told, ...]
    answerable: bool
    ended: bool
    ends: date
    warnings: tuple[str, ...]
    others: tuple[Tip, ...]


def conversation(tip: Tip) -> Conversation | None:
    """The conversation of a tip whose writer took words, or was known by them; None where there is none."""
    mailbox = Mailbox.objects.filter(tip=tip).first()
    if mailbox is None:
        return None
    told = letters(tip)
    others = Tip.objects.filter(mailbox__name=mailbox.name).exclude(pk=tip.pk).order_by("created")
    return Conversation(tuple(told), mailbox.answerable, has_ended(tip), ends(tip), _warnings(tip, told), tuple(others))


def letters(tip: Tip) -> list[Told]:
    """Every letter, oldest first."""
    reading.note([tip.pk])
    wrapped = TipKey.objects.filter(tip=tip).values_list("wrapped", flat=True).first()
    if wrapped is None:
        return []
    key = storage.unwrap(keys.required().storage_key, str(tip.pk), bytes(wrapped))
    found = Letter.objects.filter(tip=tip).select_related("by", "delivery")
    return [_told(letter, _words(letter, key)) for letter in found]


def warnings(tip: Tip) -> tuple[str, ...]:
    """What speaks for taking advice before this person is asked anything."""
    return _warnings(tip, letters(tip))


def tip_of(name: str) -> Tip | None:
    """The tip a mailbox belongs to: the one that can be answered, where there is one; only tips that can be read."""
    found = Tip.objects.filter(mailbox__name=name, key__isnull=False)
    return found.order_by("-mailbox__answerable", "created").first()


def ends(tip: Tip) -> date:
    """When the mailbox of a tip ends."""
    return tip.day + timedelta(days=settings.LAMPLIGHTER.mailbox_days)


def has_ended(tip: Tip) -> bool:
    return timezone.localdate() >= ends(tip)


def unanswered() -> QuerySet[Assessment]:
    """Open tips whose writer added something."""
    return Assessment.objects.filter(closed__in=[False], status="open", messages__gt=0)


def _warnings(tip: Tip, told: list[Told]) -> tuple[str, ...]:
    content = inbox.content(tip)
    written = [each.text for each in told if each.letter.way == Letter.Way.IN]
    return boundary.warnings(role=content.role, messages=written, story=tips.full_text(content))


def _words(letter: Letter, key: storage.TipKey) -> dict[str, Any]:
    part = storage.decrypt_part(key, str(letter.tip_id), letter.part, bytes(letter.nonce), bytes(letter.ciphertext))
    found: dict[str, Any] = json.loads(part)
    return found


def _told(letter: Letter, words: dict[str, Any]) -> Told:
    titles = {each.id: each.title for each in tips.approved_texts()}
    name = words.get("approved", "")
    return Told(letter, words["text"], words.get("language", "en"), titles.get(name, name), words.get("why", ""))
