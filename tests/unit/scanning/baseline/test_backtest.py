"""The comparison with counting is fair, and finds what was planted."""

from __future__ import annotations

import numpy as np
import planted
import pytest

from lamplighter.scanning.baseline import Expected, Surroundings
from lamplighter.scanning.baseline.backtest import Comparison, backtest, catches, held, resampled, split
from lamplighter.scanning.baseline.decile import with_deprivation
from lamplighter.scanning.baseline.errors import HistoryTooShort, SurroundingsUnusable
from lamplighter.scanning.baseline.history import History
from lamplighter.scanning.baseline.rivals import RIVALS


def history(months: int = 24, level: float = 500.0, dispersion: float = 0.15, seed: int = 1) -> History:
    rng = np.random.default_rng(seed)
    days = planted.months(months)
    totals = np.array([level * planted.season(day, 0.15) for day in days])
    counts = planted.counted(totals, planted.shares(225, rng), dispersion, rng)
    around = Surroundings.of(coordinates=planted.grid(15))
    return History.of(counts, days, unit="month", around=around, alongside=None)


@pytest.fixture(scope="module")
def compared() -> Comparison:
    return backtest(history())


def test_intervals_hold_what_they_should_on_counts_that_are_negative_binomial(compared: Comparison) -> None:
    # 1,350 counts: a binomial band of three standard errors about .9 is .024 wide on each side.
    assert abs(compared.coverage.randomised.value - 0.9) < 0.024
    assert compared.coverage.plain > compared.coverage.randomised.value
    assert compared.coverage.plain == pytest.approx(compared.coverage.plain_expected, abs=0.02)


def test_it_beats_counting_where_there_is_something_to_learn(compared: Comparison) -> None:
    assert set(compared.gains) == set(RIVALS)
    assert all(gain.low > 0 for gain in compared.gains.values())
    assert compared.top_areas == 11
    assert compared.periods == ("2022-07", "2022-08", "2022-09", "2022-10", "2022-11", "2022-12")


def test_the_same_seed_draws_the_same_intervals() -> None:
    values = np.random.default_rng(1).normal(size=(40, 6))
    assert resampled(values, 3) == resampled(values, 3)
    assert resampled(values, 3) != resampled(values, 4)


def test_an_interval_allows_for_months_that_go_together() -> None:
    cells = np.random.default_rng(1).normal(size=(400, 6))
    together = cells + np.array([-1, 1, -1, 1, -1, 1])
    alone, shared = resampled(cells, 1), resampled(together, 1)
    assert shared.high - shared.low > 5 * (alone.high - alone.low)


def test_the_tuning_never_sees_the_months_it_is_judged_by() -> None:
    seen, other = history(), history()
    other.counts[:, 18:] = other.counts[::-1, 18:]
    assert backtest(seen).tuning == backtest(other).tuning


@pytest.mark.parametrize(
    ("months", "until"), [(11, None), (3, None), (24, "2021-03"), (24, "2022-12"), (24, "2019-01")]
)
def test_too_few_months_on_either_side_are_said_to_be_too_few(months: int, until: str | None) -> None:
    with pytest.raises(HistoryTooShort, match="too few months"):
        split(history(months), until)


def test_the_last_six_months_are_judged_unless_another_month_is_named() -> None:
    assert split(history(), None) == 18
    assert split(history(), "2021-09") == 9


def test_areas_that_tie_for_the_last_places_count_in_part() -> None:
    ranks = [np.array([5.0, 3.0, 3.0, 1.0])]
    assert catches(ranks, np.array([[4], [4], [0], [2]]), 2) == pytest.approx([0.6])


def test_coverage_of_a_count_is_its_share_of_probability_within_the_interval() -> None:
    # P(0) = .905, so a count of 0 reaches from 0 to .905, and .855 of that lies above .05.
    assert held(Expected(np.array([0.1]), np.array([0.0])), np.array([0])) == pytest.approx([0.855 / 0.905], abs=1e-3)


def test_rivals_give_every_count_a_chance() -> None:
    window = np.array([[0] * 6, [1, 0, 0, 2, 0, 1], [9, 3, 14, 2, 0, 8]])
    for rule in RIVALS.values():
        assert np.isfinite(rule(window).log_score([3, 0, 1])).all()
        assert rule(window).mean == pytest.approx((window.sum(axis=1) + 0.5) / 6)


def test_what_deprivation_would_change_is_told_by_decile() -> None:
    deciles = np.repeat(np.arange(1, 10), 25)
    table = with_deprivation(history(), deciles, 18, seed=1)
    assert [row.decile for row in table.rows] == list(range(1, 10))
    assert sum(row.areas for row in table.rows) == 225
    assert sum(row.expected_with for row in table.rows) == pytest.approx(
        sum(row.expected_without for row in table.rows)
    )
    assert sum(row.ranked_with for row in table.rows) == pytest.approx(11)


def test_a_table_by_decile_needs_deciles() -> None:
    with pytest.raises(SurroundingsUnusable, match="no deprivation decile"):
        with_deprivation(history(), np.zeros(225, np.int64), 18, seed=1)
