"""Whether anybody reads reports now: the staffed hours, what the desk last said, and when it last collected."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal

from lamplighter.config import Settings
from lamplighter.report_site.clock import COUNTY
from lamplighter.report_site.errors import HoursUnreadable

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)\Z")
# The desk collects at least this often while it runs; half as long again is late.
PATIENCE = 1.5


@dataclass(frozen=True)
class Word:
    """What the desk told us last; `None` where it has told us nothing."""

    collected: datetime | None = None
    watched: bool | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Notice:
    """What a reporter is told about who reads this, and when."""

    state: Literal["read", "late", "unwatched", "closed", "never"]
    until: datetime | None = None
    collected: datetime | None = None


def notice(settings: Settings, word: Word, now: datetime) -> Notice:
    """The honest answer to "does anybody read this now?"; `now` is the county's time."""
    if word.watched is False and (word.until is None or now < word.until):
        return Notice("unwatched", _local(word.until), _local(word.collected))
    span = _open_span(settings.staffed_hours, now)
    if span is None:
        opens = next_opening(settings.staffed_hours, now)
        return Notice("closed", opens, _local(word.collected)) if opens else Notice("never")
    late = word.collected is None or now - word.collected > timedelta(seconds=PATIENCE * settings.collect_seconds)
    return Notice("late" if late else "read", span[1], _local(word.collected))


def next_opening(hours: Mapping[str, str], now: datetime) -> datetime | None:
    """When somebody next starts to read, within a week."""
    spans = (_span(hours, now.date() + timedelta(days=ahead)) for ahead in range(8))
    return next((span[0] for span in spans if span and span[0] > now), None)


def check_hours(settings: Settings) -> None:
    """Refuse hours that cannot be read when the site starts, not when somebody needs them."""
    for text in settings.staffed_hours.values():
        if text and not HOURS.match(text):
            raise HoursUnreadable(text=text)


def read(path: Path) -> Word:
    """The desk's last word, or nothing if it never spoke."""
    if not path.exists():
        return Word()
    found: dict[str, Any] = json.loads(path.read_text())
    return Word(_instant(found.get("collected")), found.get("watched"), _instant(found.get("until")))


def write(path: Path, word: Word) -> None:
    """Replace the desk's word in one step."""
    stored = {
        "collected": word.collected.isoformat() if word.collected else None,
        "watched": word.watched,
        "until": word.until.isoformat() if word.until else None,
    }
    partial = path.with_suffix(f".{os.getpid()}")
    partial.write_text(json.dumps(stored))
    partial.replace(path)


def _open_span(hours: Mapping[str, str], now: datetime) -> tuple[datetime, datetime] | None:
    """The span that `now` falls in; yesterday's may run past midnight."""
    spans = (_span(hours, now.date() - timedelta(days=back)) for back in (0, 1))
    return next((span for span in spans if span and span[0] <= now < span[1]), None)


def _span(hours: Mapping[str, str], day: date) -> tuple[datetime, datetime] | None:
    found = HOURS.match(hours.get(DAYS[day.weekday()], ""))
    if not found:
        return None
    opens, closes = (60 * int(found[part]) + int(found[part + 1]) for part in (1, 3))
    if closes <= opens:
        closes += 24 * 60
    return _at(day, opens), _at(day, closes)


def _at(day: date, minutes: int) -> datetime:
    later = day + timedelta(days=minutes // 1440)
    return datetime.combine(later, time(minutes % 1440 // 60, minutes % 60), COUNTY)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _local(instant: datetime | None) -> datetime | None:
    return instant.astimezone(COUNTY) if instant else None
