"""Replies as the desk sends them, checked one by one: a mailbox, a number, an envelope of the one size, a last day."""

from __future__ import annotations

import base64
import re
from calendar import monthrange
from datetime import date, timedelta

from lamplighter.report_site.errors import ChannelUnreadable
from lamplighter.report_site.mailboxes import SIZE, Reply

MOST_TOGETHER = 50
_ID = re.compile(r"[0-9a-f]{32}\Z")


def read(found: object, today: date, days: int) -> list[Reply]:
    """The replies in a request, or a sentence about what is wrong with the first that cannot be read."""
    if not isinstance(found, list) or len(found) > MOST_TOGETHER:
        raise ChannelUnreadable(why=f'"replies" must be a list of at most {MOST_TOGETHER} replies')
    latest = end_of_month(today + timedelta(days=days))
    return [_reply(each, latest) for each in found]


def end_of_month(day: date) -> date:
    """The last day of its month: all that is kept of when something ends, so that it tells of no day it began."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _reply(found: object, latest: date) -> Reply:
    if not isinstance(found, dict):
        raise ChannelUnreadable(why="a reply must be an object")
    return Reply(
        mailbox=_id(found, "mailbox"),
        number=_id(found, "id"),
        sealed=_sealed(found.get("sealed")),
        until=min(_until(found.get("until")) or latest, latest),
    )


def _id(found: dict[str, object], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not _ID.match(value):
        raise ChannelUnreadable(why=f'"{name}" must be 32 hexadecimal digits')
    return value


def _sealed(value: object) -> bytes:
    try:
        sealed = base64.b64decode(value if isinstance(value, str) else "", validate=True)
    except ValueError:
        sealed = b""
    if len(sealed) != SIZE:
        raise ChannelUnreadable(why=f'"sealed" must be an envelope of {SIZE} bytes in base64')
    return sealed


def _until(value: object) -> date | None:
    if value is None:
        return None
    try:
        return end_of_month(date.fromisoformat(str(value)))
    except (ValueError, OverflowError):
        raise ChannelUnreadable(why='"until" must be a day such as 2027-01-31') from None
