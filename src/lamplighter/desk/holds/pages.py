"""What the pages of hold watches show, gathered for their templates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from lamplighter.desk import county
from lamplighter.desk.crackdowns.models import Crackdown, Outcome
from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.footholds.streams import CATEGORIES
from lamplighter.desk.holds import ground, selectors, wording
from lamplighter.desk.holds.models import WEEKS, HoldReading, HoldWatch
from lamplighter.places import Area


def of_crackdown(crackdown: Crackdown) -> dict[str, Any]:
    """The part of a crackdown's page that is about its closed places."""
    return {"holds": selectors.of_crackdown(crackdown), "to_watch": selectors.proposals(crackdown)}


def of_start(outcome: Outcome) -> dict[str, Any]:
    return {"outcome": outcome, "task": outcome.task, "weeks": WEEKS, "proposed": ground.proposed(outcome.task)}


def of_watch(found: HoldWatch) -> dict[str, Any]:
    standing = selectors.standing(found)
    areas = _areas()
    names = {area: ground.name_of(known) for area, known in areas.items()}
    return {
        "watch": found,
        "standing": standing,
        "place": areas.get(found.place),
        "ring": [areas[area] for area in found.ring if area in areas],
        "metres": round(max(found.ring_km, 0.4) * 1000),
        "left_out": [names.get(area, area) for area in found.left_out],
        "streams": [_stream(stream, reading, names) for stream, reading in standing.readings],
        "categories": CATEGORIES,
        "changes": selectors.changes(found),
        "endings": selectors.endings(found),
    }


def _areas() -> dict[str, Area]:
    pack = county.pack()
    return {area.id: area for area in pack.areas()} if pack else {}


def _stream(stream: Stream, reading: HoldReading | None, names: dict[str, str]) -> dict[str, Any]:
    """One stream; its evidence, chart and table only where something could be tested."""
    shown = {"stream": stream, "reading": reading, "plainly": wording.plainly(reading), "tips": stream == Stream.TIPS}
    if reading is None or "series" not in reading.found:
        return shown
    found = reading.found
    return shown | {
        "found": found,
        "evidence": list(wording.evidence(found, names)),
        "differences": wording.differences(found),
        "regions": wording.regions(stream),
        "quotient": wording.quotient(found),
        "counts": [(name, found["counts"][part]) for part, name in wording.PARTS.items()],
        "one_in": round(1 / found["false_alarm"]),
        "allowed": round(100 * found["allowed"]),
        "chart": _picture(reading),
        "rows": _rows(found),
    }


def _picture(reading: HoldReading) -> SafeString:
    """Drawn by chart.py from numbers and our own words, and kept with the reading."""
    return mark_safe(reading.chart)  # noqa: S308  # no word of it comes from outside


def _rows(found: dict[str, Any]) -> list[tuple[date, bool, tuple[int, ...]]]:
    """The chart as a table, newest first: the first day, whether after the closing, and the three counts."""
    starts = [date.fromisoformat(start) for start in found["starts"]]
    counts = zip(*(found["series"][part] for part in wording.PARTS), strict=True)
    rows = [
        (start, number >= found["before"], each)
        for number, (start, each) in enumerate(zip(starts, counts, strict=True))
    ]
    return rows[::-1]
