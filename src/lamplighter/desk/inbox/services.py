"""Receives envelopes, opens them, and keeps what was in them; every step may be repeated without harm."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from lamplighter import tips
from lamplighter.desk.inbox import conversation, enclosing, keys
from lamplighter.desk.inbox.enclosing import Apart
from lamplighter.desk.inbox.errors import NotRefused
from lamplighter.desk.inbox.models import Envelope, Heartbeat, LookedThrough, Tip, TipContent, TipKey, Trouble
from lamplighter.desk.inbox.opening import Opened, Outcome, Refused, lock_away, open_one, stray
from lamplighter.desk.ledger.services import record
from lamplighter.desk.staff.access import require
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit
from lamplighter.errors import LamplighterError
from lamplighter.sealing.keyring import Keyring

BATCH = 200
WORKER = "machine:worker"

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Sealed:
    """One envelope as the report site gave it."""

    envelope_id: str
    day: date
    danger: bool
    sealed: bytes


def receive(envelope_id: str, day: date, danger: bool, sealed: bytes) -> Envelope:
    """Stores one envelope, once: the same id again changes nothing."""
    receive_many([Sealed(envelope_id, day, danger, sealed)])
    return Envelope.objects.get(envelope_id=envelope_id)


@transaction.atomic
def receive_many(envelopes: Iterable[Sealed]) -> int:
    """Stores envelopes in random order, each once, and tells how many were new. On return they are on the disk."""
    given = {envelope.envelope_id: envelope for envelope in envelopes}
    held = set(Envelope.objects.filter(envelope_id__in=given).values_list("envelope_id", flat=True))
    new = [given[number] for number in given if number not in held]
    secrets.SystemRandom().shuffle(new)
    Envelope.objects.bulk_create(
        [Envelope(envelope_id=e.envelope_id, day=e.day, danger=e.danger, sealed=e.sealed) for e in new],
        ignore_conflicts=True,
    )
    if new:
        record(WORKER, "envelopes.collected", [e.envelope_id for e in new])
    return len(new)


def open_waiting(
    keyring: Keyring | None = None, progress: Progress | None = None, *, danger_only: bool = False
) -> list[Tip]:
    """Opens every envelope that waits, danger first; while the keys are locked they go on waiting."""
    keyring = keyring or keys.unlocked()
    opened: list[Tip] = []
    while keyring and (batch := _open_batch(keyring, danger_only=danger_only)):
        opened += batch.opened
        if progress:
            progress(batch.size)
    if keyring and not danger_only:
        enclosing.attach_all(keyring)
    return opened


@dataclass(frozen=True)
class Batch:
    """What became of one batch of envelopes."""

    opened: list[Tip]
    size: int


def _open_batch(keyring: Keyring, *, danger_only: bool) -> Batch | None:
    """Opens outside any transaction, so that no page waits for it, and stores at one stroke."""
    waiting = Envelope.objects.filter(state=Envelope.State.WAITING, **({"danger": True} if danger_only else {}))
    envelopes = list(waiting.order_by("-danger", "pk")[:BATCH])
    if not envelopes:
        return None
    outcomes = [(e, open_one(e.envelope_id, bytes(e.sealed or b""), e.danger, keyring)) for e in envelopes]
    return Batch(_keep(outcomes), len(envelopes))


@transaction.atomic
def _keep(outcomes: list[tuple[Envelope, Outcome]]) -> list[Tip]:
    """Tips, keys, contents, states and the ledger's entry, together; what another process opened is left alone."""
    locked = Envelope.objects.select_for_update().filter(pk__in=[e.pk for e, _ in outcomes]).order_by("pk")
    waiting = set(locked.filter(state=Envelope.State.WAITING).values_list("pk", flat=True))
    ours = [(envelope, outcome) for envelope, outcome in outcomes if envelope.pk in waiting]
    _refuse([(envelope, outcome) for envelope, outcome in ours if isinstance(outcome, Refused)])
    enclosing.set_apart([(envelope, outcome) for envelope, outcome in ours if isinstance(outcome, Apart)])
    stored = _store([(envelope, outcome) for envelope, outcome in ours if isinstance(outcome, Opened)])
    # After the tips, because a message may have come in the same batch as the tip it belongs to.
    strays = _hear([(envelope, outcome) for envelope, outcome in ours if isinstance(outcome, tips.Message)])
    return stored + _store(strays)


def _store(opened: list[tuple[Envelope, Opened]]) -> list[Tip]:
    stored = [
        Tip(id=o.tip_id, envelope=e, day=e.day, danger_flag=o.danger, language=o.language, channel=o.channel)
        for e, o in opened
    ]
    Tip.objects.bulk_create(stored)
    _store_words([outcome for _, outcome in opened])
    ids = [envelope.pk for envelope, _ in opened]
    Envelope.objects.filter(pk__in=ids).update(state=Envelope.State.OPENED, sealed=None, refusal="")
    if stored:
        record(WORKER, "tips.opened", [tip.pk for tip in stored])
    return stored


def _store_words(opened: Iterable[Opened]) -> None:
    opened = list(opened)
    TipKey.objects.bulk_create([TipKey(tip_id=o.tip_id, wrapped=o.wrapped_key) for o in opened])
    part = TipContent.Part.TIP
    TipContent.objects.bulk_create(
        [TipContent(tip_id=o.tip_id, part=part, nonce=o.nonce, ciphertext=o.ciphertext) for o in opened]
    )
    conversation.know_mailboxes(opened)


def _hear(messages: Iterable[tuple[Envelope, tips.Message]]) -> list[tuple[Envelope, Opened]]:
    """Hands messages on, each by itself: one that cannot be kept stays sealed and holds up nobody else's.

    Those whose tip is not here come back as tips of their own.
    """
    heard, strays = [], []
    for envelope, message in messages:
        try:
            with transaction.atomic():
                known = conversation.receive_message(message, envelope.day, danger=envelope.danger)
                if not known:
                    strays.append((envelope, stray(message, envelope.danger, keys.required())))
        except LamplighterError as error:
            _refuse([(envelope, Refused(str(error)))])
        else:
            heard += [envelope] if known else []
    Envelope.objects.filter(pk__in=[e.pk for e in heard]).update(state=Envelope.State.OPENED, sealed=None, refusal="")
    if heard:
        record(WORKER, "messages.received", [envelope.envelope_id for envelope in heard])
    return strays


def _refuse(refused: list[tuple[Envelope, Refused]]) -> None:
    by_sentence: dict[str, list[int]] = {}
    for envelope, outcome in refused:
        by_sentence.setdefault(outcome.sentence[:300], []).append(envelope.pk)
    for sentence, found in by_sentence.items():
        changed = {"state": Envelope.State.REFUSED, "refusal": sentence, "refused_at": _now()}
        Envelope.objects.filter(pk__in=found).update(**changed)
    if refused:
        record(WORKER, "envelopes.refused", [envelope.envelope_id for envelope, _ in refused])


@transaction.atomic
def add_tips(found: Iterable[tuple[date, tips.Tip]], *, by: User | str) -> list[Tip]:
    """Stores tips that came by another way than the letterbox: a phone call written down, a file, a simulation."""
    keyring = keys.required()
    locked = [(day, lock_away(tip, danger=False, keyring=keyring)) for day, tip in found]
    stored = [
        Tip(id=o.tip_id, day=day, danger_flag=o.danger, language=o.language, channel=o.channel) for day, o in locked
    ]
    Tip.objects.bulk_create(stored, batch_size=500)
    for batch in _batches([o for _, o in locked]):
        _store_words(batch)
        record(by, "tips.added", [o.tip_id for o in batch])
    return stored


def _batches(opened: list[Opened]) -> Iterable[list[Opened]]:
    rest = iter(opened)
    while batch := list(islice(rest, BATCH)):
        yield batch


@transaction.atomic
def try_again(envelope: Envelope, *, by: User) -> None:
    """Lets a refused envelope wait once more, after a key was restored or the program brought up to date."""
    require(by, Permit.DECIDE_TIPS)
    if not _wait_again(Envelope.objects.filter(pk=envelope.pk, state=Envelope.State.REFUSED)):
        raise NotRefused
    record(by, "envelope.tried_again", [envelope.envelope_id])


@transaction.atomic
def try_all_again(*, by: User) -> int:
    """Lets everything that could not be opened wait once more, and tells how many."""
    require(by, Permit.DECIDE_TIPS)
    count = _wait_again(Envelope.objects.filter(state=Envelope.State.REFUSED))
    if not count:
        raise NotRefused
    record(by, "envelopes.tried_again", [], count=count)
    return count


def _wait_again(refused: QuerySet[Envelope]) -> int:
    return refused.update(state=Envelope.State.WAITING, refusal="", refused_at=None)


@transaction.atomic
def look_through(until: datetime, *, by: User) -> LookedThrough:
    """Somebody has looked at what could not be opened until then: it stays, and no longer asks to be looked at."""
    require(by, Permit.DECIDE_TIPS)
    refused = Envelope.objects.filter(state=Envelope.State.REFUSED, refused_at__lte=until)
    latest = refused.aggregate(latest=Max("refused_at"))["latest"]
    if latest is None:
        raise NotRefused
    looked = LookedThrough.objects.create(by=by, until=latest)
    record(by, "envelopes.looked_through", [f"look:{looked.pk}"], count=refused.count())
    return looked


@transaction.atomic
def note_trouble(kind: Trouble.Kind, sentence: str) -> None:
    """Begins a trouble, or goes on with it: `since` stays when it began."""
    _, begun = Trouble.objects.update_or_create(
        kind=kind, defaults={"sentence": sentence[:300]}, create_defaults={"sentence": sentence[:300], "since": _now()}
    )
    if begun:
        record(WORKER, "trouble.began", [], kind=kind.value)


@transaction.atomic
def end_trouble(kind: Trouble.Kind) -> None:
    if Trouble.objects.filter(kind=kind).delete()[0]:
        record(WORKER, "trouble.ended", [], kind=kind.value)


def note_heartbeat(name: str = "worker") -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"at": _now()})


_now = timezone.now
