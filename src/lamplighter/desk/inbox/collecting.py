"""Collects from the letterbox: stored here before it is forgotten there, so a tip is never in neither place."""

from __future__ import annotations

import base64
import binascii
import re
import time
from datetime import date, datetime
from typing import Any

from django.conf import settings

from lamplighter.desk.channel import AnswerNotUnderstood, Channel, ChannelError
from lamplighter.desk.inbox import keys, services
from lamplighter.desk.inbox.models import Trouble
from lamplighter.desk.inbox.services import Sealed
from lamplighter.desk.watch import next_opening, watched_until

LIMIT = 200
LONGEST_SECONDS = 60.0
"""In a flood there is always more; what came is opened before the rest is fetched."""
_ID = re.compile(r"[0-9a-f]{32}")


def channel() -> Channel:
    """The signed line to the report site; the desk must be unlocked, because the signing key is in the keyring."""
    return Channel(settings.LAMPLIGHTER.report_origin, keys.required().signing_key)


def collect(*, danger_only: bool = False) -> int:
    """Fetches what waits and tells how many were new; a failure is noted, and the next try goes on from here."""
    if keys.unlocked() is None:
        services.note_trouble(Trouble.Kind.LOCKED, keys.state().why)
        return 0
    services.end_trouble(Trouble.Kind.LOCKED)
    line = channel()
    try:
        new = _collect_all(line, danger_only=danger_only)
    except ChannelError as error:
        services.note_trouble(Trouble.Kind.UNREACHABLE, str(error))
        raise
    finally:
        _note_clocks(line)
    services.end_trouble(Trouble.Kind.UNREACHABLE)
    if danger_only:
        # Of the lane that must not stand still; the other lane reaching the letterbox would hide that it does.
        services.note_heartbeat("letterbox")
    return new


def _note_clocks(line: Channel) -> None:
    """Tells people of clocks that do not agree; tips are collected all the same."""
    if line.clocks:
        services.note_trouble(Trouble.Kind.CLOCKS, line.clocks)
    else:
        services.end_trouble(Trouble.Kind.CLOCKS)


def _collect_all(line: Channel, *, danger_only: bool) -> int:
    """One item that makes no sense holds up nobody else's tip: the rest are stored first, then it is complained of."""
    new, more, all_understood = 0, True, True
    until = time.monotonic() + LONGEST_SECONDS
    while more:
        answer = line.post("/channel/collect", {"limit": LIMIT, "danger_only": danger_only})
        read = [_envelope(found) for found in _list(answer, "envelopes")]
        envelopes = [envelope for envelope in read if envelope]
        all_understood = all_understood and len(envelopes) == len(read)
        new += services.receive_many(envelopes)
        # Also where there was nothing: whoever watches the line would tell from a second request that something came.
        line.post("/channel/acknowledge", {"ids": [envelope.envelope_id for envelope in envelopes]})
        more = bool(answer.get("more")) and bool(envelopes) and time.monotonic() < until
    if not all_understood:
        raise AnswerNotUnderstood
    return new


def _list(answer: dict[str, Any], name: str) -> list[Any]:
    found = answer.get(name)
    if not isinstance(found, list):
        raise AnswerNotUnderstood
    return found


def _envelope(found: Any) -> Sealed | None:
    """What came is only read here, never opened; bytes that are no envelope are refused later, with their sentence."""
    try:
        number, day = str(found["id"]), date.fromisoformat(found["day"])
        sealed = base64.b64decode(found["envelope"], validate=True)
    except (TypeError, KeyError, ValueError, binascii.Error):
        return None
    return Sealed(number, day, found.get("danger") is True, sealed) if _ID.fullmatch(number) else None


def tell_watch(now: datetime) -> bool:
    """Says whether the desk is watched, and until when that holds; a locked desk cannot speak, and watches nothing."""
    if keys.unlocked() is None:
        return False
    hours = settings.LAMPLIGHTER.staffed_hours
    ends = watched_until(hours, now)
    until = ends or next_opening(hours, now)
    channel().post("/channel/watch", {"watched": ends is not None, "until": until.isoformat() if until else None})
    return ends is not None
