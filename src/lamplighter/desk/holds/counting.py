"""What a watch counts, each stream on its own: independent sources of tips by week, offences by month.

The engine thinks in weeks. A month of recorded crime stands in for one of its weeks, from the first whole month after the
closing; the month of the closing is in neither time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.conf import settings

from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.footholds.streams import CATEGORIES
from lamplighter.desk.holds import kept
from lamplighter.desk.holds.models import WEEKS, HoldWatch, State
from lamplighter.desk.queue.models import Assessment
from lamplighter.evaluation.hold_watch import WatchPlan
from lamplighter.evaluation.sequential import FEWEST_WEEKS
from lamplighter.feeds.recorded import Store
from lamplighter.scanning import Cases

WEEK = timedelta(weeks=1)
WEEKS_BEFORE = 52
MONTHS, MONTHS_BEFORE = 6, 24

Why = Literal["too_short", "no_comparison", "no_period", "no_map"]


@dataclass(frozen=True)
class NotYet:
    """Why nothing can be tested: in words by `why`; `have` of `needed` periods before the closing are known."""

    state: State
    why: Why
    have: int = 0
    needed: int = 0


@dataclass(frozen=True)
class Counted:
    """A stream made ready for the engine. `starts` are the true first days of its periods, those before first."""

    cases: Cases
    plan: WatchPlan
    starts: Sequence[date]
    last: date  # the last day of the last period

    @property
    def until(self) -> date:
        """The last day, as the engine counts."""
        return self.plan.closed + WEEK * (len(self.starts) - self.plan.weeks_before) - timedelta(days=1)


def counted(watch: HoldWatch, stream: str, until: date) -> Counted | NotYet:
    return _tips(watch, until) if stream == Stream.TIPS else _recorded(watch)


def _tips(watch: HoldWatch, until: date) -> Counted | NotYet:
    """One event a likely source, in an area that its words name well enough: what the nightly scan counts too.

    Days that are settled are taken as they were first counted; the others are counted now.
    """
    first = kept.first_day(watch) or _first_told() or watch.closed
    before = min(max((watch.closed - first).days // 7, 0), WEEKS_BEFORE)
    after = min(((until - watch.closed).days + 1) // 7, WEEKS)
    if refusal := _too_little(before, after):
        return refusal
    starts = [watch.closed + WEEK * week for week in range(-before, after)]
    last = watch.closed + WEEK * after - timedelta(days=1)
    rows = kept.by_day(watch, starts[0], last)
    days, areas, counts = zip(*rows, strict=True) if rows else ((), (), ())
    return Counted(Cases(areas, days, counts), _plan(watch, WEEKS, before), starts, last)


def _first_told() -> date | None:
    return Assessment.objects.order_by("day").values_list("day", flat=True).first()


def _recorded(watch: HoldWatch) -> Counted | NotYet:
    """Offences of whole months on both sides of the closing, as far as they have been published without a gap."""
    closing, first = _number(watch.closed), _number(watch.closed - timedelta(days=1)) + 1
    known, rows = _published()
    before = _run(known, closing - 1, -1, MONTHS_BEFORE)
    after = _run(known, first, 1, MONTHS)
    if refusal := _too_little(before, after):
        return refusal
    numbers = [*range(closing - before, closing), *range(first, first + after)]
    slots = {number: watch.closed + WEEK * (slot - before) for slot, number in enumerate(numbers)}
    kept = [(area, slots[number], count) for area, number, count in rows if number in slots]
    areas, days, counts = zip(*kept, strict=True) if kept else ((), (), ())
    last = _first_day(numbers[-1] + 1) - timedelta(days=1)
    starts = [_first_day(number) for number in numbers]
    return Counted(Cases(areas, days, counts), _plan(watch, MONTHS, before), starts, last)


def _plan(watch: HoldWatch, periods: int, before: int) -> WatchPlan:
    return WatchPlan(closed=watch.closed, seed=watch.seed, weeks=periods, weeks_before=before)


def _too_little(before: int, after: int) -> NotYet | None:
    if before < FEWEST_WEEKS:
        return NotYet(State.LEARNING, "too_short", before, FEWEST_WEEKS)
    return NotYet(State.WAITING, "no_period") if after < 1 else None


def _published() -> tuple[set[int], list[tuple[str, int, int]]]:
    """The months there are, and offences by area and month; none where none were imported."""
    path = settings.LAMPLIGHTER.recorded_crime
    if not path.exists():
        return set(), []
    with Store(path) as store:
        months = {_number(date.fromisoformat(f"{month}-01")) for month in store.months()}
        rows = store.monthly_counts(CATEGORIES)
    return months, [(row.area, _number(date.fromisoformat(f"{row.month}-01")), row.count) for row in rows]


def _run(known: set[int], start: int, step: int, most: int) -> int:
    """How many months in a row are known from one on."""
    return next((length for length in range(most) if start + step * length not in known), most)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
