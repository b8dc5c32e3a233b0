"""Starting a watch, looking at it, ending it and taking it up again. What was said is appended, never changed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lamplighter.desk.crackdowns.models import Outcome
from lamplighter.desk.crackdowns.services.happening import happened, locked, reason, require
from lamplighter.desk.crackdowns.states import State as TaskState
from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.holds import chart, ground, kept, selectors
from lamplighter.desk.holds.errors import NoPlaceClosed, WatchedAlready, WatchGoesOn, WatchHasEnded
from lamplighter.desk.holds.looking import Seen, look
from lamplighter.desk.holds.models import HoldEnding, HoldReading, HoldWatch, State
from lamplighter.desk.holds.wording import PARTS
from lamplighter.desk.ledger.services import record
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit

WORKER = "machine:worker"
TESTED = frozenset({State.TOO_EARLY, State.HOLDING, State.REFILLED, State.DISPLACED})


@transaction.atomic
def start_watch(outcome: Outcome, *, by: User, area: str) -> HoldWatch:
    """Watches the area of a place that was closed; its ring and comparison follow by one rule and stay as they are."""
    require(by, Permit.WORK_TASKS)
    task = locked(outcome.task)
    outcome = Outcome.objects.get(pk=outcome.pk)
    if not outcome.place_closed or outcome.replaced or task.state != TaskState.CLOSED:
        raise NoPlaceClosed
    if selectors.is_watched(task):
        raise WatchedAlready
    around = ground.chosen(area, watched=selectors.areas_watched(timezone.localdate()))
    watch = HoldWatch.objects.create(
        outcome=outcome,
        task=task,
        crackdown=task.crackdown,
        closed=outcome.on,
        place=around.place.id,
        place_name=ground.name_of(around.place)[:300],
        ring=list(around.ring),
        ring_km=around.ring_km,
        comparison=list(around.comparison),
        compared=around.compared,
        left_out=list(around.left_out),
        seed=int(outcome.on.strftime("%Y%m%d")),
        started_by=by,
    )
    _happened("hold_started", watch, by)
    return watch


@transaction.atomic
def end_watch(watch: HoldWatch, *, by: User, why: str) -> HoldEnding:
    """Ends a watch for a reason; what it said stays, and it can be taken up again."""
    require(by, Permit.WORK_TASKS)
    locked(watch.task)
    if selectors.ending(watch):
        raise WatchHasEnded
    ended = HoldEnding.objects.create(watch=watch, by=by, why=reason(why))
    _happened("hold_ended", watch, by, ended.why)
    return ended


@transaction.atomic
def take_up_again(watch: HoldWatch, *, by: User) -> HoldEnding:
    """Undoes the ending; both rows stay, and the next look counts all weeks since the closing."""
    require(by, Permit.WORK_TASKS)
    locked(watch.task)
    ended = selectors.ending(watch)
    if ended is None:
        raise WatchGoesOn
    if selectors.is_watched(watch.task):
        raise WatchedAlready
    undone = HoldEnding.objects.create(watch=watch, by=by, undoes=ended)
    _happened("hold_resumed", watch, by)
    return undone


def _happened(what: str, watch: HoldWatch, by: User, why: str = "") -> None:
    also = [f"hold:{watch.pk}", f"outcome:{watch.outcome_id}"]
    happened(what, by=by, crackdown=watch.crackdown, task=watch.task, why=why, also=also)


def look_at_running(until: date) -> list[HoldReading]:
    """Looks at every watch that runs, as of a day; tells what is new. The same day twice adds nothing."""
    looked = [_look(watch, stream, until) for watch in selectors.running(until) for stream in Stream]
    return [reading for reading in looked if reading]


def _look(watch: HoldWatch, stream: Stream, until: date) -> HoldReading | None:
    """The sums are made outside the transaction, which would hold up everybody else who writes."""
    seen = look(watch, stream, min(until, watch.last))
    if stream == Stream.TIPS and "starts" in seen.found:
        # Kept once it can be judged: from then on nothing that becomes of an old tip changes what was judged.
        kept.settle(watch, date.fromisoformat(seen.found["starts"][0]), seen.until)
    if _is_known(watch, seen):
        return None
    picture = _picture(watch, seen) if seen.state in TESTED else ""
    return _keep(watch, seen, picture)


def _is_known(watch: HoldWatch, seen: Seen) -> bool:
    last = selectors.latest(watch, seen.stream)
    return last is not None and (last.state, last.until, last.found) == (seen.state, seen.until, seen.found)


@transaction.atomic
def _keep(watch: HoldWatch, seen: Seen, picture: str) -> HoldReading | None:
    locked(watch.task)
    if _is_known(watch, seen):  # another worker was first
        return None
    last = selectors.latest(watch, seen.stream)
    reading = HoldReading.objects.create(
        watch=watch,
        stream=seen.stream,
        until=seen.until,
        state=seen.state,
        was=last.state if last else "",
        found=seen.found,
        chart=picture,
    )
    said = {"stream": seen.stream.value, "state": reading.state, "was": reading.was, "until": seen.until.isoformat()}
    record(WORKER, "holds.looked", [f"hold:{watch.pk}", f"reading:{reading.pk}"], **said)
    return reading


def _picture(watch: HoldWatch, seen: Seen) -> str:
    what = _("Tips by week") if seen.stream == Stream.TIPS else _("Recorded crime by month")
    title = _(
        "%(what)s at the place, in the ring and in the comparison; a dashed line marks the closing on %(day)s"
    ) % {
        "what": what,
        "day": date_format(watch.closed, "j F Y"),
    }
    titles = {part: str(name) for part, name in PARTS.items()}
    return chart.drawn(seen.found["starts"], seen.found["series"], titles=titles, closed=watch.closed, title=title)
