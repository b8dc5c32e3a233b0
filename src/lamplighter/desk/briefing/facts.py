"""What is known for one date: counts, open tips by their numbers, footholds, crackdowns. Never what a tip says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lamplighter.desk import county
from lamplighter.desk.crackdowns import selectors as crackdowns
from lamplighter.desk.crackdowns.models import Crackdown
from lamplighter.desk.crackdowns.states import State
from lamplighter.desk.footholds import selectors as footholds
from lamplighter.desk.footholds.selectors import Scans
from lamplighter.desk.holds import selectors as holds
from lamplighter.desk.queue.models import Assessment, Urgency

WEEKS = 8
MOST_ROWS = 20


@dataclass(frozen=True)
class Week:
    """Tips of seven days from `first`."""

    first: date
    tips: int
    urgent: int


@dataclass(frozen=True)
class OpenTips:
    """The oldest open tips of one urgency, and how many there are in all."""

    rows: Sequence[Assessment]
    total: int


@dataclass(frozen=True)
class CrackdownFacts:
    """One crackdown as it stands."""

    crackdown: Crackdown
    states: dict[str, int]
    waiting: int
    holds: Sequence[holds.Standing]


@dataclass(frozen=True)
class Facts:
    """Everything a briefing for `day` says, before it is put into words."""

    day: date
    since_yesterday: dict[str, int]
    week: dict[str, int]
    week_before: int
    kinds: Counter[str]
    immediate: OpenTips
    priority: OpenTips
    weeks: Sequence[Week]
    scans: Scans
    crackdowns: Sequence[CrackdownFacts]
    unplaced: int
    last_recorded: date | None

    @property
    def tips(self) -> list[str]:
        """The numbers of every tip listed, for the ledger."""
        return [str(row.pk) for row in (*self.immediate.rows, *self.priority.rows)]


def gather(day: date) -> Facts:
    last_week = Assessment.objects.filter(day__gt=day - timedelta(days=7), day__lte=day)
    scans = footholds.scans(day)
    recorded = [run.until for run in scans.runs if run.stream == "recorded"]
    return Facts(
        day=day,
        since_yesterday=by_urgency(day - timedelta(days=1), day),
        week=by_urgency(day - timedelta(days=6), day),
        week_before=sum(by_urgency(day - timedelta(days=13), day - timedelta(days=7)).values()),
        kinds=Counter(last_week.values_list("top_kind", flat=True)),
        immediate=_open(Urgency.IMMEDIATE, day),
        priority=_open(Urgency.PRIORITY, day),
        weeks=[_week(day - timedelta(days=7 * back + 6)) for back in reversed(range(WEEKS))],
        scans=scans,
        crackdowns=[_crackdown(each, day) for each in crackdowns.open_crackdowns()],
        unplaced=last_week.filter(area="").count(),
        last_recorded=max(recorded, default=None),
    )


def by_urgency(first: date, last: date) -> dict[str, int]:
    found = Counter(Assessment.objects.filter(day__gte=first, day__lte=last).values_list("urgency", flat=True))
    return {urgency: found[urgency] for urgency in Urgency.values}


def _open(urgency: Urgency, day: date) -> OpenTips:
    rows = Assessment.objects.filter(closed=False, urgency=urgency, day__lte=day).order_by("-danger_now", "day", "pk")
    return OpenTips(list(rows[:MOST_ROWS]), rows.count())


def _week(first: date) -> Week:
    found = by_urgency(first, first + timedelta(days=6))
    return Week(first, sum(found.values()), found[Urgency.IMMEDIATE] + found[Urgency.PRIORITY])


def _crackdown(each: Crackdown, day: date) -> CrackdownFacts:
    states = Counter(each.tasks.values_list("state", flat=True))
    waiting, watched = crackdowns.waiting_for_a_check(each), holds.of_crackdown(each, by=day)
    return CrackdownFacts(each, {state: states[state] for state in State.values}, waiting, watched)


def area_name(area: str) -> str:
    pack = county.pack()
    found = pack.area(area) if pack and area else None
    return f"{found.name}, {found.near}" if found and found.near else found.name if found else ""
