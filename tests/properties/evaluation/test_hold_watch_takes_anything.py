"""Whatever was counted, the watch answers with finite numbers and one of four verdicts, or says what is wrong."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lamplighter.evaluation.displacement import Change, displacement_quotient, weighted_displacement_difference
from lamplighter.evaluation.errors import ComparisonEmpty, WatchOver, WatchWrong
from lamplighter.evaluation.ground import Ground
from lamplighter.evaluation.hold_watch import WatchPlan, hold_watch
from lamplighter.evaluation.sequential import Weeks, log_ratio, plan_test
from lamplighter.evaluation.verdict import TITLES
from lamplighter.scanning import Areas, Cases

CLOSED = date(2026, 3, 2)
AREAS = Areas(["Ash", "Birch", "Cedar", "Elder"], np.array([[0, 0], [1, 0], [30, 0], [31, 0]]))
GROUND = Ground(frozenset({"Ash"}), frozenset({"Birch"}), frozenset({"Cedar", "Elder"}), coordinates="x_y")
COUNTS = st.integers(0, 40)
CHANGES = st.builds(Change, st.integers(0, 500), st.integers(0, 500))


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=12, max_size=30), st.lists(st.tuples(COUNTS, COUNTS), max_size=8))
def test_the_weekly_test_answers_any_counts(before: list[tuple[int, int]], after: list[tuple[int, int]]) -> None:
    history = Weeks(*map(list, zip(*before, strict=True)))
    if not sum(history.control):
        with pytest.raises(ComparisonEmpty):
            plan_test(history, seed=1)
        return
    test = plan_test(history, seed=1, weeks=8, replicates=39, allowed=0.5)
    assert np.isfinite(test.maxima).all()
    assert test.dispersion >= 1
    if not after:
        with pytest.raises(WatchOver, match="week 0"):
            test.look(Weeks([], []))
        return
    look = test.look(Weeks(*map(list, zip(*after, strict=True))))
    assert math.isfinite(look.statistic)
    assert 0 < look.p_value <= 1
    assert 1 <= look.since <= len(after)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.sampled_from([1.0, 0.5, 0.1]))
def test_more_in_the_watched_area_never_lowers_the_ratio(
    before: int, before_rest: int, after: int, after_rest: int, allowed: float
) -> None:
    if before_rest == 0:
        before_rest = 1
    less = log_ratio(before, before + before_rest, after, after + after_rest, allowed)
    more = log_ratio(before, before + before_rest, after + 1, after + after_rest + 1, allowed)
    assert 0 <= less <= more + 1e-9


@given(CHANGES, CHANGES, CHANGES, CHANGES)
def test_a_difference_and_its_mirror_image_cancel(control: Change, treated: Change, near: Change, far: Change) -> None:
    one = weighted_displacement_difference(
        control=control, treated=treated, displacement_control=far, displacement=near
    )
    other = weighted_displacement_difference(
        control=treated, treated=control, displacement_control=near, displacement=far
    )
    assert one.estimate == pytest.approx(-other.estimate)
    assert one.standard_error == pytest.approx(other.standard_error)
    assert one.interval()[0] <= one.estimate <= one.interval()[1]


@given(CHANGES, CHANGES, CHANGES)
def test_the_quotient_is_a_number_or_a_reason(treated: Change, near: Change, control: Change) -> None:
    found = displacement_quotient(treated=treated, displacement=near, control=control)
    assert found.reading
    assert found.value is None or math.isfinite(found.value)


@given(st.lists(st.tuples(st.sampled_from(AREAS.ids), st.integers(-100, 60), COUNTS), max_size=60), st.integers(-9, 70))
@settings(max_examples=40)
def test_any_cases_give_one_of_four_verdicts_or_say_why(rows: list[tuple[str, int, int]], day: int) -> None:
    plan = WatchPlan(closed=CLOSED, seed=1, weeks=8, weeks_before=12, replicates=19)
    cases = Cases(
        [area for area, _, _ in rows],
        [CLOSED + timedelta(days=offset) for _, offset, _ in rows],
        np.array([number for _, _, number in rows], np.int64),
    )
    usual = sum(number for area, offset, number in rows if area in GROUND.comparison and -84 <= offset < 0)
    until = CLOSED + timedelta(days=day)
    if day < 6 or not usual:
        with pytest.raises(WatchWrong if day < 6 else ComparisonEmpty):
            hold_watch(cases, AREAS, GROUND, plan, until=until)
        return
    report = hold_watch(cases, AREAS, GROUND, plan, until=until)
    assert report.verdict.kind in TITLES
    assert report.weeks == min((day + 1) // 7, 8)
    assert all(math.isfinite(found.estimate) for found in (report.fall, report.recent, report.overall))
