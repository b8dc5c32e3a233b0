"""Drafting, publishing and withdrawing a bulletin, and getting the public set to the report site until it has it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from lamplighter.desk.bulletin import selectors
from lamplighter.desk.bulletin.errors import (
    CountedAlready,
    NotADraft,
    NotPublished,
    PeriodBackwards,
    PeriodNotOver,
)
from lamplighter.desk.bulletin.models import Bulletin, BulletinEvent, Sending, State
from lamplighter.desk.bulletin.warnings import refuse_a_home
from lamplighter.desk.channel import ChannelError
from lamplighter.desk.crackdowns.models import Crackdown
from lamplighter.desk.crackdowns.services.happening import reason, require
from lamplighter.desk.errors import OutOfService
from lamplighter.desk.inbox import collecting
from lamplighter.desk.ledger.services import record
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit

WORDS = ("title", "told", "did", "next", "cannot_say")


@transaction.atomic
def draft(*, by: User, crackdown: Crackdown, first: date, last: date, **words: str) -> Bulletin:
    """Begins a bulletin about one crackdown and one period."""
    require(by, Permit.WRITE_BULLETIN)
    _check_period(first, last)
    made = Bulletin.objects.create(crackdown=crackdown, first=first, last=last, created_by=by, **_words(words))
    _happened("drafted", made, by)
    return made


@transaction.atomic
def edit(bulletin: Bulletin, *, by: User, crackdown: Crackdown, first: date, last: date, **words: str) -> Bulletin:
    """Changes a draft."""
    require(by, Permit.WRITE_BULLETIN)
    found = _draft(bulletin)
    _check_period(first, last)
    fields: dict[str, Any] = {"crackdown": crackdown, "first": first, "last": last, **_words(words)}
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    _happened("edited", found, by)
    return found


def publish(bulletin: Bulletin, *, by: User, why: str = "") -> Bulletin:
    """Makes a draft public, with its figures as they are told today, and sends it off at once if that can be done."""
    found = _publish(bulletin, by, why)
    send_waiting()
    return found


@transaction.atomic
def _publish(bulletin: Bulletin, by: User, why: str) -> Bulletin:
    require(by, Permit.PUBLISH_BULLETIN)
    found = _draft(bulletin)
    _check_fit_for_the_public(found)
    warned = selectors.warned(found)
    if warned and not why.strip():
        raise warned[0]
    kept = reason(why) if warned else why.strip()
    found.number, found.day, found.state = selectors.next_number(), timezone.localdate(), State.PUBLISHED
    found.counts = [line.as_told() for line in selectors.lines(found)]
    found.save()
    _happened("published", found, by, kept)
    Sending.objects.create()
    return found


def withdraw(bulletin: Bulletin, *, by: User, why: str) -> Bulletin:
    """Takes a bulletin off the public site."""
    found = _withdraw(bulletin, by, why)
    send_waiting()
    return found


@transaction.atomic
def _withdraw(bulletin: Bulletin, by: User, why: str) -> Bulletin:
    require(by, Permit.PUBLISH_BULLETIN)
    kept = reason(why)
    found = Bulletin.objects.select_for_update(of=("self",)).get(pk=bulletin.pk)
    if found.state != State.PUBLISHED:
        raise NotPublished
    found.state = State.WITHDRAWN
    found.save(update_fields=["state"])
    _happened("withdrawn", found, by, kept)
    Sending.objects.create()
    return found


def send_again(*, by: User) -> bool:
    """Sends the whole set once more, for a report site that was set up anew."""
    require(by, Permit.PUBLISH_BULLETIN)
    Sending.objects.create()
    record(by, "bulletin.send_again", [])
    return send_waiting()


def send_waiting() -> bool:
    """Sends the public set if anything waits to be sent; a failure is kept with its sentence, and tried again."""
    newest = selectors.waiting()
    if newest is None:
        return True
    try:
        _send()
    except (ChannelError, OutOfService) as trouble:
        Sending.objects.filter(pk=newest.pk).update(trouble=str(trouble)[:300])
        return False
    Sending.objects.filter(pk__lte=newest.pk, sent=None).update(sent=timezone.now(), trouble="")
    return True


def _send() -> None:
    pages = selectors.pages()
    collecting.channel().post("/channel/publish", {"pages": pages})
    record("machine:worker", "bulletin.sent", [f"bulletin:{page['number']}" for page in pages])


def _draft(bulletin: Bulletin) -> Bulletin:
    found = Bulletin.objects.select_for_update(of=("self",)).select_related("crackdown").get(pk=bulletin.pk)
    if found.state != State.DRAFT:
        raise NotADraft(state=State(found.state).label.lower())
    return found


def _words(words: dict[str, str]) -> dict[str, str]:
    return {name: words[name].strip() for name in WORDS}


def _check_period(first: date, last: date) -> None:
    if last < first:
        raise PeriodBackwards
    if last > timezone.localdate():
        raise PeriodNotOver(last=date_format(last, "j F Y"))


def _check_fit_for_the_public(found: Bulletin) -> None:
    refuse_a_home(selectors.text(found))
    if other := selectors.counted_already(found):
        days = {"first": date_format(other.first, "j F"), "last": date_format(other.last, "j F Y")}
        raise CountedAlready(number=other.number, **days)


def _happened(what: str, bulletin: Bulletin, by: User, why: str = "") -> None:
    event = BulletinEvent.objects.create(bulletin=bulletin, what=what, by=by, why=why)
    record(by, f"bulletin.{what}", [f"bulletin:{bulletin.pk}", f"crackdown:{bulletin.crackdown_id}"], event=event.pk)
