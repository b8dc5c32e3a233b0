"""Replicates have the distribution their model says, checked on many of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scans
from numpy.typing import NDArray

from lamplighter.scanning.kernels.lanes import LANES
from lamplighter.scanning.kernels.scatter import swarm
from lamplighter.scanning.models.lotteries import poisson_chances
from lamplighter.scanning.models.model import Model

POINTS = [(0.0, 0.0), (1.0, 0.0), (4.0, 0.0)]
TABLE = np.array([[2, 0, 3, 1, 4], [1, 1, 0, 5, 0], [0, 0, 0, 0, 0]])


def cells(model: Model, batches: int = 100) -> NDArray[np.int64]:
    """(replicates, periods, places) cases of many replicates."""
    counts, drawn = model.new_counts(), []
    for batch in range(batches):
        model.chance.randomise(5, batch * LANES, LANES, counts)
        drawn.append(np.diff(counts, axis=0).transpose(2, 0, 1).astype(np.int64))
    return np.concatenate(drawn)


def whole(**changes: object) -> Model:
    settings = scans.settings_for(5, scan="retrospective", max_duration=5, max_share=1.0, **changes)
    return scans.model_of(TABLE, POINTS, settings)


def assert_near(drawn: NDArray[np.int64], mean: NDArray[np.float64], variance: NDArray[np.float64]) -> None:
    """Within five standard errors, each cell."""
    error = np.sqrt(variance / len(drawn))
    assert (np.abs(drawn.mean(axis=0) - mean) <= 5 * error + 1e-12).all()


def test_poisson_cases_fall_where_they_are_expected() -> None:
    drawn = cells(whole(model="poisson"))
    model = whole(model="poisson")
    expected = model.due[:, :5].T
    assert_near(drawn, expected, expected)
    assert (drawn.sum(axis=(1, 2)) == TABLE.sum()).all()


def test_bernoulli_cases_are_drawn_among_people_without_putting_back() -> None:
    model = whole(model="bernoulli")
    drawn, expected = cells(model), model.due[:, :5].T
    people = expected * (1 / (TABLE.sum() / (scans.background(3, 5).controls.counts.sum() + TABLE.sum())))  # type: ignore[union-attr]  # there are controls
    total, everyone = TABLE.sum(), people.sum()
    variance = total * people / everyone * (1 - people / everyone) * (everyone - total) / (everyone - 1)
    assert_near(drawn, expected, variance)
    # Without putting back the spread is smaller than a binomial's.
    assert drawn.var(axis=0) == pytest.approx(variance, rel=0.15, abs=0.01)


@pytest.mark.parametrize("kind", ["expectation_poisson", "expectation_negative_binomial"])
def test_expected_cells_have_their_mean_and_variance_each_by_itself(kind: str) -> None:
    drawn = cells(whole(model=kind), batches=300)
    given = scans.background(3, 5).expectation
    assert given is not None
    mean = np.asarray(given.expected).reshape(3, 5).T
    extra = np.asarray(given.dispersion).reshape(3, 5).T if kind.endswith("binomial") else np.zeros((5, 3))
    variance = mean + extra * mean**2
    assert_near(drawn, mean, variance)
    assert drawn.var(axis=0) == pytest.approx(variance, rel=0.15)
    flat = drawn.reshape(len(drawn), -1)
    apart = np.corrcoef(flat.T) - np.eye(flat.shape[1])
    assert np.abs(apart).max() < 5 / math.sqrt(len(drawn))


def test_a_negative_binomial_cell_is_empty_as_often_as_it_should_be() -> None:
    drawn = cells(whole(model="expectation_negative_binomial"), batches=300)
    given = scans.background(3, 5).expectation
    assert given is not None
    mean, extra = np.asarray(given.expected)[7], np.asarray(given.dispersion)[7]
    empty = (1 + extra * mean) ** (-1 / extra)
    assert (drawn[:, 2, 1] == 0).mean() == pytest.approx(empty, abs=5 * math.sqrt(empty / len(drawn)))


def test_a_poisson_number_has_its_chances() -> None:
    fewest, chances = poisson_chances(3.0)
    assert fewest == 0
    assert chances[:3] == pytest.approx(np.cumsum([math.exp(-3), 3 * math.exp(-3), 4.5 * math.exp(-3)]))
    many, far = poisson_chances(1e6)
    numbers = many + np.arange(len(far))
    mean = float((numbers * np.diff(far, prepend=0)).sum())
    assert mean == pytest.approx(1e6, rel=1e-9)


@pytest.mark.parametrize(("share", "size"), [(0.0, 1), (0.72, 1), (0.73, 2), (0.89, 2), (0.91, 3), (0.9999999, 20)])
def test_a_swarm_is_as_large_as_its_share_of_the_chances(share: float, size: int) -> None:
    # With parameter 1/2 the chances are .7213, .1803, .0601, ...
    assert swarm(0.5, share) == size
