"""What happened at a closed place is recovered; nothing is said that the evidence does not bear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from lamplighter.evaluation.displacement import Change, Difference
from lamplighter.evaluation.errors import GroundWrong, WatchWrong, WeeksTooFew
from lamplighter.evaluation.ground import Ground, Part, count_weeks, ground_around
from lamplighter.evaluation.hold_calibration import CHANGED, QUIET, Scenario, measure
from lamplighter.evaluation.hold_watch import HoldReport, WatchPlan, hold_watch
from lamplighter.evaluation.sequential import Look
from lamplighter.evaluation.verdict import DETECTION, DIFFUSION, Evidence, judge
from lamplighter.scanning import Areas, Cases

CLOSED = date(2026, 3, 2)
PLAN = WatchPlan(closed=CLOSED, seed=1, weeks_before=20, replicates=199)
AREAS = Areas(["Ash", "Birch", "Cedar", "Elder"], np.array([[0, 0], [1, 0], [30, 0], [31, 0]]))
GROUND = Ground(frozenset({"Ash"}), frozenset({"Birch"}), frozenset({"Cedar", "Elder"}), coordinates="x_y")


def watched(place: list[int], ring: list[int], *, weeks: int | None = None) -> HoldReport:
    """Three a week at the place, two in the ring and twenty elsewhere before; since then as given."""
    counts = {"Ash": [3] * 20 + place, "Birch": [2] * 20 + ring, "Cedar": [9] * (20 + len(place))}
    counts["Elder"] = [11] * (20 + len(place))
    rows = [
        (area, CLOSED + timedelta(weeks=week - 20), number)
        for area, numbers in counts.items()
        for week, number in enumerate(numbers)
    ]
    areas, days, numbers = zip(*rows, strict=True)
    until = CLOSED + timedelta(weeks=weeks or len(place), days=-1)
    return hold_watch(Cases(areas, days, numbers), AREAS, GROUND, PLAN, until=until)


def test_a_place_that_fills_again_after_quiet_weeks_is_refilled() -> None:
    report = watched([0] * 10 + [6] * 6, [2] * 16)
    assert report.verdict.kind == "refilled"
    assert not report.verdict.moved_too
    assert report.place.look.since == 11
    assert report.place.scan_areas == ("Ash",)


def test_a_market_that_moved_next_door_is_displaced() -> None:
    report = watched([0] * 12, [2] * 4 + [8] * 8)
    assert report.verdict.kind == "displaced"
    assert report.ring.scan_areas == ("Birch",)
    assert report.ring.look.since == 5
    assert report.quotient.value is None  # fewer than ten at the place since
    assert "below 10" in report.quotient.reading


def test_a_place_that_stays_quiet_is_held() -> None:
    report = watched([0] * 12, [2] * 12)
    assert report.verdict.kind == "holding"
    assert report.fall.interval()[1] < 0


def test_benefits_that_spread_are_not_displacement() -> None:
    report = watched([0] * 12, [1, 0] * 6)
    assert report.verdict.kind == "holding"
    assert report.overall.estimate < report.fall.estimate < 0


def test_a_place_that_returned_is_not_held_although_it_fell_on_average() -> None:
    assert watched([0] * 10 + [3] * 8, [2] * 18).verdict.kind != "holding"


def test_the_reasons_say_what_was_counted_where_and_how_sure_that_is() -> None:
    refilled = " ".join(watched([0] * 10 + [6] * 6, [2] * 16).verdict.reasons)
    for told in ("alarmed in week", "36 counted where a quiet watch would allow 9.0", "in Ash (p = 0.005)", "+36.0"):
        assert told in refilled
    held = " ".join(watched([0] * 12, [2] * 12).verdict.reasons)
    assert "no alarm" in held
    assert "quiet weeks" not in held
    never_fell = " ".join(watched([9] * 12, [2] * 12).verdict.reasons)
    assert "cannot be told from never having left" in never_fell


def test_three_weeks_are_too_few_to_say() -> None:
    report = watched([0] * 3, [2] * 3)
    assert report.verdict.kind == "too_early"
    assert "Only 3 weeks watched" in report.verdict.reasons[0]


def test_a_place_that_never_fell_is_neither_held_nor_refilled() -> None:
    report = watched([3] * 12, [2] * 12)
    assert report.verdict.kind == "too_early"


def test_a_week_that_is_not_over_waits_for_the_next_look() -> None:
    whole = watched([0] * 6, [2] * 6)
    rows = [0] * 6 + [50]
    assert watched(rows, [2] * 7, weeks=6).place.look == whole.place.look
    part = hold_watch_on_day(rows, CLOSED + timedelta(days=6 * 7 + 5))
    assert part.weeks == 6


def hold_watch_on_day(place: list[int], day: date) -> HoldReport:
    dates = [CLOSED + timedelta(weeks=week) for week in range(-20, len(place))]
    rows = [("Ash", when, 3 if when < CLOSED else place[(when - CLOSED).days // 7]) for when in dates]
    rows += [("Birch", when, 2) for when in dates] + [("Cedar", when, 20) for when in dates]
    areas, days, numbers = zip(*rows, strict=True)
    return hold_watch(Cases(areas, days, numbers), AREAS, GROUND, PLAN, until=day)


def test_every_verdict_says_that_counts_follow_who_looks_and_that_moving_is_not_usual() -> None:
    for report in (watched([0] * 12, [2] * 12), watched([0] * 10 + [6] * 6, [2] * 16), watched([0], [2])):
        assert report.verdict.cautions == (DETECTION, DIFFUSION)


def test_quiet_watches_are_called_refilled_or_displaced_no_more_often_than_stated() -> None:
    # 5 % of 40 are two; seven is the upper end of the 99 % interval.
    found = measure(replace(QUIET[0], dispersion=1.5), watches=40, seed=2, replicates=99)
    assert found.refilled + found.displaced <= 7


def test_planted_returns_and_moves_are_recovered() -> None:
    back = Scenario(name="back", a_week=3.0, place=0.1, place_later=1.5)
    moved = Scenario(name="moved", a_week=3.0, place=0.1, ring_later=2.0)
    assert measure(back, watches=8, seed=3, replicates=99).refilled >= 7
    assert measure(moved, watches=8, seed=3, replicates=99).displaced >= 7
    held = measure(CHANGED[-1], watches=8, seed=3, replicates=99)
    assert (held.refilled, held.displaced) == (0, 0)
    assert held.holding >= 7


def evidence(*, alarm: bool, p_value: float, z: float | None) -> Evidence:
    look = Look(10, 5.0, 0.01, 8 if alarm else None, 6, 9, 2.0)
    return Evidence(look, p_value, ("Ash",), None if z is None else Difference(z, 1.0))


@pytest.mark.parametrize(
    ("alarm", "p_value", "z", "agreed"),
    [
        (True, 0.01, 3.0, True),
        (False, 0.01, 3.0, False),
        (True, 0.06, 3.0, False),
        (True, 0.01, 1.6, False),
        (True, 0.01, None, False),
    ],
)
def test_a_return_or_a_move_is_said_only_where_test_scan_and_difference_agree(
    alarm: bool, p_value: float, z: float | None, agreed: bool
) -> None:
    quiet = evidence(alarm=False, p_value=1.0, z=0.0)
    loud = evidence(alarm=alarm, p_value=p_value, z=z)
    fallen = Difference(-20, 4)
    counts: dict[Part, Change] = {"place": Change(40, 10), "ring": Change(40, 40), "comparison": Change(90, 90)}
    back = judge(loud, quiet, fall=fallen, recent=fallen, counts=counts, weeks=10)
    moved = judge(quiet, loud, fall=fallen, recent=fallen, counts=counts, weeks=10)
    assert (back.kind == "refilled") == agreed
    assert (moved.kind == "displaced") == agreed
    assert judge(loud, loud, fall=fallen, recent=fallen, counts=counts, weeks=10).moved_too == agreed
    if alarm and not agreed:
        assert "do not both bear it out" in back.reasons[0]


def test_the_ground_is_cut_by_distance() -> None:
    ground = ground_around(AREAS, (0, 0), place_km=0.5, ring_km=5, coordinates="x_y")
    assert ground == GROUND
    towns = Areas(["here", "next", "far"], np.array([[52.24, -0.9], [52.25, -0.9], [52.9, -0.9]]))
    assert ground_around(towns, (52.24, -0.9), place_km=0.5, ring_km=2, coordinates="lat_lon").ring == {"next"}


def test_cases_are_counted_in_weeks_from_the_closing() -> None:
    days = [CLOSED - timedelta(days=1), CLOSED, CLOSED + timedelta(days=6), CLOSED + timedelta(days=7)]
    counted = count_weeks(Cases(["Ash"] * 4, days), AREAS, GROUND, closed=CLOSED, before=1, after=2)
    assert counted.total("place").tolist() == [1, 2, 1]
    assert counted.change("place") == Change(1, 3)


def test_ground_that_does_not_fit_is_refused() -> None:
    with pytest.raises(GroundWrong, match="the ring has no area"):
        Ground(frozenset({"Ash"}), frozenset(), frozenset({"Cedar"}))
    with pytest.raises(GroundWrong, match="in two of them"):
        Ground(frozenset({"Ash"}), frozenset({"Ash"}), frozenset({"Cedar"}))
    elsewhere = replace(GROUND, place=frozenset({"Nowhere"}))
    with pytest.raises(GroundWrong, match="not known"):
        hold_watch(Cases(["Ash"], [CLOSED]), AREAS, elsewhere, PLAN, until=CLOSED + timedelta(days=20))
    with pytest.raises(GroundWrong, match="no dates"):
        hold_watch(Cases(["Ash"]), AREAS, GROUND, PLAN, until=CLOSED + timedelta(days=20))


def test_a_watch_that_cannot_begin_says_so() -> None:
    with pytest.raises(WatchWrong, match="2026-03-08 or later"):
        hold_watch(Cases(["Ash"], [CLOSED]), AREAS, GROUND, PLAN, until=CLOSED + timedelta(days=5))
    with pytest.raises(WeeksTooFew):
        WatchPlan(closed=CLOSED, seed=1, weeks_before=8)
