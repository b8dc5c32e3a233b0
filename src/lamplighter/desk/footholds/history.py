"""A stream's own past as the daily watch needs it: two years to learn from and the days after them, up to three in all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from django.conf import settings

from lamplighter.desk.footholds import sources, streams
from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.footholds.streams import CATEGORIES, first_day, months_before
from lamplighter.feeds.recorded import Store
from lamplighter.scanning.alarms import Record, independent

NEEDED = {Stream.TIPS: 730, Stream.RECORDED: 24}
"""Days, or months, that are learnt from before the first that is watched."""
KEPT = {Stream.TIPS: 1095, Stream.RECORDED: 36}


def record(stream: Stream | str, until: date, rows: Mapping[str, int]) -> Record | None:
    """What became known up to a day, by the row of its area; None where there is too little of it."""
    made: dict[str, Callable[[date, Mapping[str, int]], Record | None]] = {
        Stream.TIPS: _tips,
        Stream.RECORDED: _recorded,
    }
    return made[Stream(stream)](until, rows)


def _tips(until: date, rows: Mapping[str, int]) -> Record | None:
    """Of one likely source's tips about an area, none counts within four weeks of the last that did."""
    first = streams.first_tip(until)
    since = max(first, until - timedelta(days=KEPT[Stream.TIPS] - 1))
    days = (until - since).days + 1
    if days <= NEEDED[Stream.TIPS]:
        return None
    groups = sources.grouped(sources.tell(streams.placed_tips(since, until, rows)))
    told = [(tip, str(number)) for number, group in enumerate(groups) for tip in group]
    counts = independent([tip.area for tip, _ in told], [tip.day for tip, _ in told], [source for _, source in told])
    kept = [tip for (tip, _), counted in zip(told, counts, strict=True) if counted]
    return Record.by_arrival(
        since, days, len(rows), [rows[tip.area] for tip in kept], [(tip.day - since).days for tip in kept]
    )


def _recorded(until: date, rows: Mapping[str, int]) -> Record | None:
    """The months without a gap up to the last that was published."""
    path = settings.LAMPLIGHTER.recorded_crime
    if not path.exists():
        return None
    with Store(path) as store:
        months = _without_a_gap(store.months(), streams.last_complete_month(until))[-KEPT[Stream.RECORDED] :]
        if len(months) <= NEEDED[Stream.RECORDED]:
            return None
        found = store.monthly_counts(CATEGORIES, since=months[0], until=months[-1])
    column = {f"{month:%Y-%m}": number for number, month in enumerate(months)}
    events = [(rows[row.area], column[row.month]) for row in found if row.area in rows for _ in range(row.count)]
    area, told = [each for each, _ in events], [each for _, each in events]
    return Record.by_arrival(months[0], len(months), len(rows), area, told, unit="month")


def _without_a_gap(months: Sequence[str], until: date) -> list[date]:
    """The months in a row that end with the last one there is."""
    known = {month for month in map(first_day, months) if month <= until}
    row, month = list[date](), max(known, default=None)
    while month in known:
        row.append(month)
        month = months_before(month, 1)
    return row[::-1]
