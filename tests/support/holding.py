"""A place that was closed and the weeks around it, planted: what happened is known, so what is said can be checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import answering
import desk
import numpy as np

from lamplighter.desk.crackdowns.models import Crackdown, Outcome
from lamplighter.desk.crackdowns.services import Findings, close_task
from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.holds import services
from lamplighter.desk.holds.models import HoldReading, HoldWatch
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.queue.models import Assessment
from lamplighter.places import Area

AREAS = [f"E{number:02}" for number in range(1, 37)]
PLACE, RING = "E15", ("E09", "E14", "E16", "E21")
WEEK = timedelta(weeks=1)


class Grid:
    """A county of 36 areas, a kilometre and a half apart; no boundaries, and no streets."""

    name = "Gridshire"

    def __init__(self) -> None:
        self._areas = {area: answering.area(area, column=n % 6, row=n // 6) for n, area in enumerate(AREAS)}

    def areas(self) -> tuple[Area, ...]:
        return tuple(self._areas.values())

    def area(self, area: str) -> Area | None:
        return self._areas.get(area)

    def nearest_street(self, lat: float, lon: float) -> None:
        return None


def plant(
    closed: date, before: int, means: Mapping[str, Sequence[float]], *, elsewhere: Iterable[str], seed: int = 5
) -> None:
    """Closed tips by area and week: `means` since the closing in the order of its weeks, `before` weeks of 3 a week at
    each area it names, and one a week in each area elsewhere, all the time.
    """
    chance = np.random.default_rng(seed)
    weeks = before + max(len(after) for after in means.values())
    rates = {area: [1.0] * weeks for area in elsewhere}
    rates |= {area: [3.0] * before + list(after) for area, after in means.items()}
    tips, rows = [], []
    for area, rate in rates.items():
        counts = chance.poisson(rate)
        for week, number in enumerate(counts.tolist()):
            for day in chance.integers(0, 7, number).tolist():
                tip = Tip(day=closed + WEEK * (week - before) + timedelta(days=day), language="en", channel="form")
                tips.append(tip)
                rows.append(_assessed(tip, area, chance.bytes(256)))
    Tip.objects.bulk_create(tips)
    Assessment.objects.bulk_create(rows)


def late(day: date, area: str) -> None:
    """One more tip of a day that has been counted already."""
    tip = Tip.objects.create(day=day, language="en", channel="form")
    _assessed(tip, area, np.random.default_rng(day.toordinal()).bytes(256)).save()


def _assessed(tip: Tip, area: str, words: bytes) -> Assessment:
    return Assessment(
        tip=tip, day=tip.day, version="test", area=area, sketch=words, urgency="routine", urgency_rank=2,
        machine_urgency="routine", completeness=0.5, novelty=1.0, top_kind="drug_supply", precision="street",
        kinds=[["drug_supply", 0.9]], place_by="machine", status="done", closed=True,
    )  # fmt: skip


def closing(on: date, *, within: Crackdown | None = None, area: str = PLACE) -> Outcome:
    """A visit that closed a place."""
    task = answering.task(within=within or answering.crackdown(), tips=(answering.assessed_tip(on, area=area),))
    answering.fill(task)
    answering.started(task)
    return close_task(
        task, by=desk.officer("commander"), findings=Findings(on, adults_safeguarded=1, place_closed=True)
    )


def watched(on: date, **fields: object) -> HoldWatch:
    """The watch of a place that was closed."""
    return services.start_watch(closing(on, **fields), by=desk.officer(), area=PLACE)


def said(watch: HoldWatch, stream: Stream = Stream.TIPS) -> HoldReading:
    """What is said last."""
    return watch.readings.filter(stream=stream).latest("pk")
