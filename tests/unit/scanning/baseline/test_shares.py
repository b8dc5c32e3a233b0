"""Thin areas borrow from their surroundings, and busy ones speak for themselves."""

from __future__ import annotations

import numpy as np
import planted
import pytest

from lamplighter.scanning.baseline import AreaTuning, CountyTuning, Surroundings, Tuning, fit
from lamplighter.scanning.baseline.errors import SurroundingsUnusable, TuningUnusable

MONTHS = planted.months(12)


def expected(
    counts: np.ndarray, tuning: AreaTuning, around: Surroundings | None = None, **more: np.ndarray
) -> np.ndarray:
    baseline = fit(counts, MONTHS, surroundings=around, tuning=Tuning(CountyTuning(), tuning), **more)
    return baseline.expected().mean


def test_expected_counts_sum_to_the_countys() -> None:
    counts = np.random.default_rng(1).poisson(3, (25, 12))
    baseline = fit(counts, MONTHS, surroundings=Surroundings.of(coordinates=planted.grid(5)))
    assert baseline.expected("2022-01").mean.sum() == pytest.approx(
        baseline.county.at(planted.months(13)[-1]).forecast().mean
    )


def test_an_area_without_any_event_takes_after_its_neighbours() -> None:
    counts = np.zeros((25, 12), int)
    counts[:10] = 5  # two columns of the grid on the left are busy
    counts[[0, 24]] = 0
    means = expected(counts, AreaTuning(near=2.0), Surroundings.of(coordinates=planted.grid(5)))
    assert 0 < means[24] < means[0] < means[1]


def test_an_area_new_to_a_kind_takes_after_its_other_kinds() -> None:
    counts = np.full((4, 12), 3)
    counts[:2] = 0
    beside = np.tile([[40], [2], [10], [10]], 12)
    means = expected(counts, AreaTuning(), alongside=beside)
    assert means[0] > means[1] > 0


def test_shrinkage_predicts_thin_areas_better_than_their_own_counts() -> None:
    rng = np.random.default_rng(4)
    share = planted.shares(100, rng)
    means = expected(planted.counted(np.full(12, 20.0), share, 0, rng), AreaTuning())
    own = planted.counted(np.full(12, 20.0), share, 0, np.random.default_rng(4)).mean(axis=1)
    assert ((means - 20 * share) ** 2).sum() < ((own - 20 * share) ** 2).sum()


def test_more_people_mean_more_events_where_nothing_else_is_known() -> None:
    around = Surroundings.of(coordinates=planted.grid(2), population=[3000, 1000, 1000, 0])
    means = expected(np.ones((4, 12), int), AreaTuning(), around)
    assert means[0] > means[1] == pytest.approx(means[2])
    assert means[2] > means[3] > 0


def test_an_area_that_changes_is_followed() -> None:
    counts = np.full((4, 12), 10)
    counts[0, 8:] = 40
    quick = expected(counts, AreaTuning(short_half_life=30, short_prior=1))
    slow = expected(counts, AreaTuning(short_half_life=30, short_prior=64))
    assert quick[0] > slow[0] > 15


def test_deprivation_counts_only_where_it_is_asked_for() -> None:
    deciles = [1, 1, 10, 10]
    counts = np.array([[0], [9], [0], [1]]) * np.ones((1, 12), int)
    around = Surroundings.of(coordinates=planted.grid(2), deciles=deciles)
    blind = expected(counts, AreaTuning(near=0), around)
    knowing = expected(counts, AreaTuning(near=0, deprivation=4), around)
    assert blind[0] == pytest.approx(blind[2])
    assert knowing[0] > knowing[2]


def test_lists_of_neighbours_serve_instead_of_coordinates() -> None:
    around = Surroundings.of(neighbours=[[1, 2], [0], [0], []])
    assert around.nearby_mean(np.array([6.0, 2.0, 4.0, 0.0])) == pytest.approx([3, 6, 6, 3])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"neighbours": [[1], [7]]}, "not one of the areas"),
        ({"coordinates": [[0, 0], [0, np.nan]]}, "two finite numbers"),
        ({"coordinates": [[0, 0], [1, 1]], "population": [0, 0]}, "nobody lives"),
        ({"coordinates": [[0, 0], [1, 1]], "population": [5, -1]}, "none negative"),
        ({"coordinates": [[0, 0], [1, 1]], "population": [5]}, "one for each area"),
        ({"coordinates": [[0, 0], [1, 1]], "deciles": [1, 11]}, "1 to 10"),
        ({"neighbours": []}, "no areas"),
        ({}, "give coordinates"),
    ],
)
def test_surroundings_that_cannot_be_are_refused(wrong: dict[str, list[list[int]]], said: str) -> None:
    with pytest.raises(SurroundingsUnusable, match=said):
        Surroundings.of(**wrong)


@pytest.mark.parametrize("wrong", [{"long_prior": 0.0}, {"near": -1.0}, {"short_half_life": float("inf")}])
def test_a_tuning_that_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(TuningUnusable, match=next(iter(wrong))):
        AreaTuning(**wrong)
