"""A desk with its keys unlocked, people who work at it, and made-up tips: what tests of the staff site start from."""

from __future__ import annotations

import base64
from datetime import date
from itertools import count
from typing import Any

from django.conf import settings
from django.test import Client

from lamplighter import simulation, tips
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.inbox.services import add_tips
from lamplighter.desk.queue.services import assess_waiting
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.services import add_staff
from lamplighter.feeds.county import build
from lamplighter.places import Pack
from lamplighter.sealing import Keyring, new_envelope_id, seal
from lamplighter.sealing.lock import Cost
from lamplighter.tips import MEDIA, EnclosureKind, enclose

PASSPHRASE = "correct horse battery staple"
PASSWORD = "a password of a member of staff"
DAY = date(2026, 3, 2)
STORY = (
    "Different lads go in and out of number 14 at all hours and the old man who lives there has not been seen for "
    "weeks. He looked frightened the last time and would not open his door."
)
_numbers = count(1)
_cheap = Cost(iterations=1, lanes=1, memory_kib=64)


def keys() -> Keyring:
    """The desk's keys, made once a run and unlocked by the passphrase file beside them."""
    config = settings.LAMPLIGHTER
    config.keyring.parent.mkdir(parents=True, exist_ok=True)
    if not config.keyring.exists():
        config.passphrase_file.write_text(PASSPHRASE)
        Keyring.make(PASSPHRASE, cost=_cheap).save(config.keyring)
    return Keyring.load(config.keyring, PASSPHRASE)


def county() -> Pack:
    """A small made-up county, built once a run; a test that wants it points the settings at it with `in_county`."""
    made = settings.LAMPLIGHTER.home / "made-up"
    if not made.exists():
        simulation.county(made, seed=7, population=30_000)
        build(made, made / "county.sqlite3")
    return Pack.open(made / "county.sqlite3")


def in_county() -> Any:
    """The desk's settings with the made-up county in them."""
    county().close()
    return settings.LAMPLIGHTER.model_copy(
        update={"county_pack": settings.LAMPLIGHTER.home / "made-up" / "county.sqlite3"}
    )


def officer(*roles: str) -> User:
    """A new member of staff with these roles; a duty officer where none is named."""
    return add_staff(f"person{next(_numbers)}", PASSWORD, roles or ["duty_officer"], name="Sam Person")


def client_of(user: User) -> Client:
    """A browser that is logged in."""
    client = Client()
    client.force_login(user)
    return client


def tip_document(story: str = STORY, **fields: Any) -> tips.Tip:
    return tips.Tip(language="en", story=story, **fields)


def sealed(tip: tips.Tip) -> tuple[str, bytes]:
    """An envelope as the report site would have made it, and its id."""
    number = new_envelope_id()
    return number, seal(tips.dump(tip), envelope_id=number, to=keys().public.sealing_key)


def stored_tip(story: str = STORY, day: date = DAY, **fields: Any) -> Tip:
    """A tip at the desk, opened and assessed."""
    keys()
    tip = add_tips([(day, tip_document(story, **fields))], by="machine:test")[0]
    assess_waiting()
    return tip


def sealed_apart(number: str, kind: EnclosureKind, content: bytes, which: int = 1) -> list[tuple[str, bytes]]:
    """The envelopes of something enclosed with the tip of this number, and their ids."""
    parts = enclose(number, kind, which, MEDIA[kind], content)
    ids = [new_envelope_id() for _ in parts]
    to = keys().public.sealing_key
    return [(own, seal(tips.dump(part), envelope_id=own, to=to)) for own, part in zip(ids, parts, strict=True)]


def envelope_json(tip: tips.Tip, *, danger: bool = False, day: date = DAY) -> dict[str, Any]:
    """An envelope as the channel carries it."""
    number, envelope = sealed(tip)
    return {"id": number, "day": day.isoformat(), "danger": danger, "envelope": base64.b64encode(envelope).decode()}
