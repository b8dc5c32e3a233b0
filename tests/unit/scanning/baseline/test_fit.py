"""What a baseline promises: it never looks ahead, says when it is learning, and the same counts give the same numbers."""

from __future__ import annotations

import numpy as np
import planted
import pytest

from lamplighter.scanning.baseline import Baseline, Surroundings, Tuning, fit, tune
from lamplighter.scanning.baseline.errors import CountsUnusable, ObservedUnusable, PeriodsUnusable, PeriodUnknown
from lamplighter.scanning.baseline.tuning import AREA_LISTS, COUNTY_LISTS

MONTHS = planted.months(24)
AROUND = Surroundings.of(coordinates=planted.grid(4), population=range(500, 2100, 100))


def counts(seed: int = 1, months: int = 24) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return planted.counted(np.full(months, 60.0), planted.shares(16, rng), 0.2, rng)


def test_what_was_expected_of_a_month_does_not_depend_on_it_or_on_later_ones() -> None:
    early, late = counts(), counts()
    late[:, 12:] += 30
    for column in range(8, 13):
        before = [
            fit(each, MONTHS, surroundings=AROUND, tuning=Tuning()).expected(MONTHS[column]) for each in (early, late)
        ]
        assert before[0].mean == pytest.approx(before[1].mean)
        assert before[0].dispersion == pytest.approx(before[1].dispersion)


def test_the_month_after_the_last_is_expected_as_it_will_be_once_it_is_history() -> None:
    short = fit(counts()[:, :20], MONTHS[:20], tuning=Tuning()).expected(MONTHS[20])
    long = fit(counts(), MONTHS, tuning=Tuning()).expected(MONTHS[20])
    assert short.mean == pytest.approx(long.mean)


def test_scores_and_intervals_are_those_of_the_period() -> None:
    baseline = fit(counts(), MONTHS)
    observed = counts()[:, 23]
    assert baseline.log_score(observed, "2022-12") == pytest.approx(baseline.expected("2022-12").log_score(observed))
    low, high = baseline.interval(0.9)
    assert (low <= baseline.expected("2023-01").mean).all()
    assert (high >= baseline.expected("2023-01").mean).all()


def test_the_same_counts_give_the_same_tuning_from_the_lists() -> None:
    chosen = tune(counts(), MONTHS, surroundings=AROUND, alongside=counts(2))
    assert chosen == tune(counts(), MONTHS, surroundings=AROUND, alongside=counts(2))
    assert chosen.periods == 12
    assert chosen.areas.deprivation == 0
    assert chosen.areas.long_half_life in AREA_LISTS["long_half_life"]
    assert chosen.county.noise in COUNTY_LISTS["noise"]


def test_a_tuning_is_not_chosen_from_too_few_months() -> None:
    assert tune(counts()[:, :4], MONTHS[:4]) == Tuning()


@pytest.mark.parametrize(("months", "learning"), [(1, True), (5, True), (7, False), (24, False)])
def test_it_says_that_it_is_learning_until_there_is_half_a_year(months: int, learning: bool) -> None:
    baseline = fit(counts()[:, :months], MONTHS[:months])
    assert bool(baseline.learning) is learning
    assert baseline.expected().state == ("learning" if learning else "ready")
    assert (baseline.expected().mean > 0).all()


def test_it_says_that_it_is_learning_while_there_are_hardly_any_events() -> None:
    thin = np.zeros((16, 24), int)
    thin[3, ::6] = 1
    assert fit(thin, MONTHS).learning == "Learning: 4 events so far, and 50 are needed."


def test_half_a_year_of_days_is_needed_too() -> None:
    few = np.random.default_rng(1).poisson(2, (5, 181))
    assert fit(few, planted.days(181), unit="day").learning.startswith("Learning: 181 days of history")


def test_a_period_before_or_missing_from_the_history_is_not_guessed() -> None:
    baseline = fit(counts()[:, :3], [MONTHS[0], MONTHS[1], MONTHS[5]])
    for period in ("2020-12", "2021-04"):
        with pytest.raises(PeriodUnknown, match=period):
            baseline.expected(period)


def test_a_total_below_nothing_is_refused() -> None:
    baseline: Baseline = fit(counts(), MONTHS)
    with pytest.raises(ObservedUnusable):
        baseline.expected(total=-1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ([[1, -1]], "negative"),
        ([[1, 0.5]], "not whole"),
        ([[1, np.nan]], "missing"),
        ([[1, np.inf]], "missing"),
        ([1, 2], "not a table"),
        (np.zeros((0, 2)), "not a table"),
        ([["many", "few"]], "not numbers"),
    ],
)
def test_counts_that_cannot_be_are_refused(wrong: list[list[float]], said: str) -> None:
    with pytest.raises(CountsUnusable, match=said):
        fit(wrong, MONTHS[:2])


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (["2021-01"], "there are 1 for 2 columns"),
        (["2021-02", "2021-01"], "not in order"),
        (["2021-01", "2021-01"], "given twice"),
        (["2021-01", "soon"], '"soon" is not a month'),
        (["2021-01", "2021"], '"2021" is not a month'),
    ],
)
def test_periods_that_cannot_be_are_refused(periods: list[str], said: str) -> None:
    with pytest.raises(PeriodsUnusable, match=said):
        fit([[1, 2]], periods)
