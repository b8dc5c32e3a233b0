"""One look at one stream of a watch: the engine's answer as plain numbers, to be kept and shown."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from lamplighter.desk import county
from lamplighter.desk.footholds.models import Stream
from lamplighter.desk.holds.counting import Counted, NotYet, counted
from lamplighter.desk.holds.models import HoldWatch, State
from lamplighter.evaluation.displacement import Difference
from lamplighter.evaluation.errors import ComparisonEmpty
from lamplighter.evaluation.ground import PARTS, Ground, count_weeks
from lamplighter.evaluation.hold_watch import HoldReport, hold_watch
from lamplighter.evaluation.verdict import Evidence
from lamplighter.scanning import Areas


@dataclass(frozen=True)
class Seen:
    """What a look found: the state, the last day it knows of, and the numbers behind it."""

    stream: Stream
    state: State
    until: date
    found: dict[str, Any]


def look(watch: HoldWatch, stream: Stream, until: date) -> Seen:
    """Judges one stream with what was known by the end of a day; the same data give the same answer."""
    ground, areas = _ground(watch), _areas()
    if not ground.place | ground.ring | ground.comparison <= set(areas.ids):
        return _nothing(watch, stream, NotYet(State.NO_MAP, "no_map"))
    ready = counted(watch, stream, until)
    if isinstance(ready, NotYet):
        return _nothing(watch, stream, ready)
    try:
        report = hold_watch(ready.cases, areas, ground, ready.plan, until=ready.until)
    except ComparisonEmpty:
        return _nothing(watch, stream, NotYet(State.LEARNING, "no_comparison"))
    numbers = _numbers(report) | _by_period(ready, areas, ground)
    return Seen(stream, State(report.verdict.kind), ready.last, _as_json(numbers))


def _nothing(watch: HoldWatch, stream: Stream, why: NotYet) -> Seen:
    return Seen(stream, why.state, watch.closed, {"why": why.why, "have": why.have, "needed": why.needed})


def _ground(watch: HoldWatch) -> Ground:
    ring, comparison = frozenset(watch.ring), frozenset(watch.comparison)
    return Ground(frozenset({watch.place}), ring, comparison, coordinates="x_y")


def _areas() -> Areas:
    pack = county.pack()
    areas = pack.areas() if pack else ()
    return Areas([area.id for area in areas], np.array([(area.x, area.y) for area in areas]).reshape(-1, 2) / 1000)


def _numbers(report: HoldReport) -> dict[str, Any]:
    return {
        "periods": report.weeks,
        "moved_too": report.verdict.moved_too,
        "evidence": {"place": _evidence(report.place), "ring": _evidence(report.ring)},
        "differences": {name: _difference(getattr(report, name)) for name in ("fall", "recent", "overall")},
        "quotient": report.quotient.value,
        "counts": {part: asdict(change) for part, change in report.counts.items()},
    }


def _evidence(found: Evidence) -> dict[str, Any]:
    scan = {"p_value": found.scan_p_value, "areas": found.scan_areas}
    rise = _difference(found.rise) if found.rise else None
    return {"look": asdict(found.look), "scan": scan, "rise": rise, "agreed": found.agreed}


def _difference(found: Difference) -> dict[str, float]:
    low, high = found.interval()
    return {"estimate": found.estimate, "standard_error": found.standard_error, "low": low, "high": high}


def _by_period(ready: Counted, areas: Areas, ground: Ground) -> dict[str, Any]:
    before = ready.plan.weeks_before
    after = len(ready.starts) - before
    table = count_weeks(ready.cases, areas, ground, closed=ready.plan.closed, before=before, after=after)
    series = {part: table.total(part).tolist() for part in PARTS}
    plan = {"planned": ready.plan.weeks, "false_alarm": ready.plan.false_alarm, "allowed": ready.plan.allowed}
    starts = [start.isoformat() for start in ready.starts]
    return plan | {"replicates": ready.plan.replicates, "before": before, "starts": starts, "series": series}


def _as_json(numbers: dict[str, Any]) -> dict[str, Any]:
    """As it comes back from the database, so that two looks can be compared."""
    plain: dict[str, Any] = json.loads(json.dumps(numbers, default=float))
    return plain
