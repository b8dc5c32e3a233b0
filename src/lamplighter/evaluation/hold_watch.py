"""After a market is closed: is the place held, has it filled again, or has it moved next door?

Three questions are asked of the weeks since: the weekly test (with its false-alarm rate), the scan of the place or of
the ring alone, and the weighted displacement difference. "Refilled" and "displaced" are said only where all three
agree; what is left is "holding", where a fall is shown, or "too early to say".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lamplighter.evaluation.displacement import (
    Change,
    Difference,
    Quotient,
    displacement_quotient,
    weighted_displacement_difference,
)
from lamplighter.evaluation.errors import WatchWrong, WeeksTooFew
from lamplighter.evaluation.ground import PARTS, Coordinates, Ground, Part, WeeklyCounts, count_weeks
from lamplighter.evaluation.sequential import FEWEST_WEEKS, WeeklyTest, plan_test
from lamplighter.evaluation.verdict import Evidence, Verdict, judge
from lamplighter.scanning import Areas, Cases, ScanSettings, scan

COMPARISON = "(comparison)"
RECENT_WEEKS = 8
FAR = 1e6
FIRST = date(2001, 1, 1)
"""In the scan each week stands as one day from here on, so that its windows are whole weeks."""


@dataclass(frozen=True, kw_only=True)
class WatchPlan:
    """What is fixed before the watch begins, so that nobody can look until something turns up.

    Parameters
    ----------
    closed : date
        The day of the closing: the first day of the first week watched.
    weeks, weeks_before : int
        How long the watch is, and how many weeks before it say what is usual.
    false_alarm : float
        The chance of "refilled" or "displaced" at any look of a quiet watch; half of it goes to each.
    allowed : float
        The share of its former rate that the place may still draw and count as held.
    replicates, seed : int
        Of the weekly test and of the scan.
    """

    closed: date
    seed: int
    weeks: int = 26
    weeks_before: int = 52
    false_alarm: float = 0.05
    allowed: float = 0.5
    replicates: int = 999

    def __post_init__(self) -> None:
        if self.weeks_before < FEWEST_WEEKS:
            raise WeeksTooFew(given=self.weeks_before, needed=FEWEST_WEEKS)

    def weeks_by(self, day: date) -> int:
        """Whole weeks watched by the end of a day, at most those planned."""
        return min(((day - self.closed).days + 1) // 7, self.weeks)


@dataclass(frozen=True)
class HoldReport:
    """What the watch says, and everything it says it from."""

    verdict: Verdict
    weeks: int
    place: Evidence
    ring: Evidence
    overall: Difference
    """Place and ring together against the comparison: all weeks since the closing less as many as before."""
    fall: Difference
    """The place alone, likewise."""
    recent: Difference
    """The place's last eight weeks, likewise: "holding" must be true now, not on average."""
    quotient: Quotient
    """A description: it has no standard error."""
    counts: dict[Part, Change]
    """Before and since."""


def hold_watch(cases: Cases, areas: Areas, ground: Ground, plan: WatchPlan, *, until: date) -> HoldReport:
    """Judges the weeks watched so far.

    Parameters
    ----------
    cases : Cases
        One for each independent source of a tip (or each offence), by area and day: three calls of one neighbour are
        one. Tips and recorded crime are watched apart, never summed.
    areas : Areas
        The places' middles.
    ground : Ground
        Which areas are the place, the ring and the comparison.
    plan : WatchPlan
        Made before the closing.
    until : date
        The last day known; a week that is not over is left for the next look.

    Raises
    ------
    WatchWrong, ComparisonEmpty, GroundWrong
        Where no week is over yet, the comparison counted nothing before, or the ground does not fit the areas.

    Examples
    --------
    A place with three tips a week falls silent for ten weeks, then is busier than ever:

    >>> import numpy as np
    >>> from lamplighter.scanning import Areas, Cases
    >>> areas = Areas(["Ash", "Birch", "Cedar", "Elder"], np.array([[0, 0], [1, 0], [8, 0], [9, 0]]))
    >>> plan = WatchPlan(closed=date(2026, 3, 2), seed=1, weeks_before=20)
    >>> weeks = [plan.closed + timedelta(weeks=week) for week in range(-20, 16)]
    >>> tips = {"Ash": [3] * 20 + [0] * 10 + [6] * 6, "Birch": [2] * 36, "Cedar": [9] * 36, "Elder": [8] * 36}
    >>> rows = [(area, day, number) for area, counts in tips.items() for day, number in zip(weeks, counts)]
    >>> ground = Ground({"Ash"}, {"Birch"}, {"Cedar", "Elder"}, coordinates="x_y")
    >>> report = hold_watch(Cases(*zip(*rows)), areas, ground, plan, until=weeks[-1] + timedelta(days=6))
    >>> report.verdict.title, report.place.look.since
    ('Refilled', 11)
    """
    weeks = plan.weeks_by(until)
    if weeks < 1:
        raise WatchWrong(name="last day", value=until, expected=f"{plan.closed + timedelta(days=6)} or later")
    counted = count_weeks(cases, areas, ground, closed=plan.closed, before=plan.weeks_before, after=weeks)
    tests = {part: weekly_test(counted, part, plan) for part in PARTS[:2]}
    place = _evidence(counted, areas, ground, "place", tests["place"], plan)
    ring = _evidence(counted, areas, ground, "ring", tests["ring"], plan)
    counts = {part: counted.change(part) for part in PARTS}
    fall = _against_comparison(counted, ("place",), tests["place"].dispersion)
    lately = slice(max(counted.before, counted.before + weeks - RECENT_WEEKS), None)
    recent = _against_comparison(counted, ("place",), tests["place"].dispersion, later=lately)
    widest = max(test.dispersion for test in tests.values())
    return HoldReport(
        verdict=judge(place, ring, fall=fall, recent=recent, counts=counts, weeks=weeks),
        weeks=weeks,
        place=place,
        ring=ring,
        overall=_against_comparison(counted, ("place", "ring"), widest),
        fall=fall,
        recent=recent,
        quotient=displacement_quotient(
            treated=counts["place"], displacement=counts["ring"], control=counts["comparison"]
        ),
        counts=counts,
    )


def weekly_test(counted: WeeklyCounts, part: Part, plan: WatchPlan) -> WeeklyTest:
    """The part's test, made from the weeks before the closing alone."""
    return plan_test(
        counted.against(part, slice(0, counted.before)),
        seed=plan.seed,
        weeks=plan.weeks,
        false_alarm=plan.false_alarm / 2,
        allowed=plan.allowed if part == "place" else 1.0,
        replicates=plan.replicates,
    )


def _evidence(
    counted: WeeklyCounts, areas: Areas, ground: Ground, part: Part, test: WeeklyTest, plan: WatchPlan
) -> Evidence:
    """A place refills after quiet weeks, so it is measured against those; a ring against the weeks before."""
    look = test.look(counted.against(part, slice(counted.before, None)))
    risen = counted.before + look.since - 1
    usual = slice(counted.before, risen) if part == "place" else slice(0, counted.before)
    p_value, where = _scan(counted, areas, ground, part, plan)
    rise = None
    if usual.stop > usual.start:
        rise = _against_comparison(counted, (part,), test.dispersion, usual=usual, later=slice(risen, None))
    return Evidence(look, p_value, where, rise)


def _against_comparison(
    counted: WeeklyCounts,
    parts: tuple[Part, ...],
    dispersion: float,
    *,
    usual: slice | None = None,
    later: slice | None = None,
) -> Difference:
    """The difference in cases of the later weeks, the comparison brought to the parts' size and the times to one length."""
    usual, later = usual or slice(0, counted.before), later or slice(counted.before, None)
    lengths = [len(range(*weeks.indices(counted.before + counted.after))) for weeks in (usual, later)]
    changes = [counted.change(part, usual=usual, later=later) for part in (*parts, "comparison")]
    size = sum(counted.change(part).before for part in parts)
    scale = counted.change("comparison").before / (size + 0.5)
    return weighted_displacement_difference(
        control=changes[-1],
        treated=sum(changes[1:-1], changes[0]),
        area_weights=(scale, 1, 1, 1),
        time_weights=(lengths[0] / lengths[1], 1),
        dispersion=dispersion,
    )


def _with_comparison_far_off(areas: Areas, ids: Sequence[str], coordinates: Coordinates) -> Areas:
    """The ids' areas, and the comparison as one more, where no circle reaches it before the others."""
    at = dict(zip(areas.ids, areas.points.tolist(), strict=True))
    first, second = at[ids[0]]
    opposite = (-first, second - 180 if second > 0 else second + 180)
    away = opposite if coordinates == "lat_lon" else (first + FAR, second)
    return Areas([*ids, COMPARISON], np.array([*(at[area] for area in ids), away]))


def _scan(
    counted: WeeklyCounts, areas: Areas, ground: Ground, part: Part, plan: WatchPlan
) -> tuple[float, tuple[str, ...]]:
    """The strongest cluster alive now that began after the closing, in the part alone; the comparison is one place.

    The place is scanned over the weeks since the closing (it must rise above its quiet weeks), the ring over all.
    """
    ids = counted.ids[part]
    skipped = counted.before if part == "place" else 0
    table = np.vstack([counted.table[part], counted.total("comparison")])[:, skipped:]
    weeks = table.shape[1]
    if weeks < 2 or not table[:-1].any():
        return 1.0, ()
    far = _with_comparison_far_off(areas, ids, ground.coordinates)
    rows, columns = np.nonzero(table)
    names = [far.ids[int(row)] for row in rows]
    days = [FIRST + timedelta(days=int(column)) for column in columns]
    settings = ScanSettings(
        coordinates=ground.coordinates,
        start=FIRST,
        end=FIRST + timedelta(days=weeks - 1),
        max_duration=min(counted.after, weeks - 1),
        max_share=0.5,
        replicates=plan.replicates,
        seed=plan.seed,
    )
    result = scan(Cases(names, days, table[rows, columns]), far, settings, threads=1)
    for cluster in result.clusters:
        if COMPARISON not in cluster.areas:
            return cluster.p_value, cluster.areas
    return 1.0, ()
