"""The weighted displacement difference agrees with its paper's sums; the quotient is read only where it may be."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lamplighter.evaluation.displacement import (
    Change,
    displacement_quotient,
    weighted_displacement_difference,
)
from lamplighter.evaluation.errors import CountNotWhole, WeightNotPositive

CONTROL, TREATED = Change(308, 318), Change(207, 110)
NEAR_CONTROL, NEAR = Change(150, 140), Change(178, 157)


def test_the_difference_is_the_papers() -> None:
    found = weighted_displacement_difference(
        control=CONTROL, treated=TREATED, displacement_control=NEAR_CONTROL, displacement=NEAR
    )
    assert found.estimate == -118
    assert found.standard_error == pytest.approx(math.sqrt(1568))
    assert found.z == pytest.approx(-2.98, abs=0.005)
    assert [round(end) for end in found.interval()] == [-196, -40]


def test_area_weights_divide_counts_and_square_in_the_variance() -> None:
    found = weighted_displacement_difference(
        control=CONTROL,
        treated=TREATED,
        displacement_control=NEAR_CONTROL,
        displacement=NEAR,
        area_weights=(0.9, 1.2, 1.6, 1.5),
    )
    assert found.estimate == pytest.approx(-99.69444, abs=5e-6)
    assert found.standard_error == pytest.approx(35.42808, abs=5e-6)
    assert found.z == pytest.approx(-2.81400, abs=5e-6)


def test_time_weights_bring_a_long_time_before_down_to_the_time_after() -> None:
    found = weighted_displacement_difference(control=Change(100, 50), treated=Change(80, 20), time_weights=(2, 1))
    assert found.estimate == -20
    assert found.standard_error == pytest.approx(math.sqrt(115))


def test_counts_that_vary_more_than_chance_widen_the_interval() -> None:
    plain = weighted_displacement_difference(control=CONTROL, treated=TREATED)
    uneven = weighted_displacement_difference(control=CONTROL, treated=TREATED, dispersion=4)
    assert uneven.estimate == plain.estimate
    assert uneven.standard_error == pytest.approx(2 * plain.standard_error)


def test_the_interval_covers_a_planted_difference_as_often_as_it_says() -> None:
    chance = np.random.default_rng(8)
    planted, covered = -60.0, 0
    for control, treated in zip(
        chance.poisson((300, 300), (2000, 2)), chance.poisson((200, 140), (2000, 2)), strict=True
    ):
        found = weighted_displacement_difference(control=Change(*control.tolist()), treated=Change(*treated.tolist()))
        low, high = found.interval()
        covered += low <= planted <= high
    assert 0.935 <= covered / 2000 <= 0.965


def test_a_difference_of_nothing_is_nothing() -> None:
    found = weighted_displacement_difference(control=Change(0, 0), treated=Change(0, 0))
    assert (found.estimate, found.z, found.interval()) == (0, 0, (0, 0))


@pytest.mark.parametrize(
    ("near", "value", "reading"),
    [
        (Change(100, 30), 1.4, "Nearby improved by more than the place itself."),
        (Change(100, 75), 0.5, "Nearby improved too, by less than the place itself."),
        (Change(100, 100), 0.0, "Nearby did not change."),
        (Change(100, 125), -0.5, "Nearby got worse, by less than the place improved."),
        (Change(100, 175), -1.5, "Nearby got worse by more than the place improved."),
    ],
)
def test_the_quotient_says_what_nearby_gained_for_each_part_the_place_gained(
    near: Change, value: float, reading: str
) -> None:
    found = displacement_quotient(treated=Change(100, 50), displacement=near, control=Change(100, 100))
    assert found.value == pytest.approx(value)
    assert found.reading == reading


def test_the_quotient_is_not_read_where_the_place_did_not_fall() -> None:
    found = displacement_quotient(treated=Change(100, 100), displacement=NEAR, control=Change(100, 90))
    assert found.value is None
    assert "did not fall" in found.reading


@pytest.mark.parametrize("small", range(6))
def test_the_quotient_is_not_shown_where_any_count_is_below_ten(small: int) -> None:
    counts = [40, 20, 40, 40, 40, 40]
    counts[small] = 9
    found = displacement_quotient(
        treated=Change(*counts[:2]), displacement=Change(*counts[2:4]), control=Change(*counts[4:])
    )
    assert found.value is None
    assert "below 10" in found.reading


@pytest.mark.parametrize("count", [-1, 1.5, True, "3"])
def test_a_count_is_a_whole_number_of_things(count: object) -> None:
    with pytest.raises(CountNotWhole):
        Change(0, count)  # type: ignore[arg-type]  # what a careless caller does


@pytest.mark.parametrize("weights", [(1, 1, 1), (1, 1, 1, 0), (1, 1, 1, -2), (1, 1, 1, math.nan)])
def test_a_weight_is_above_nought(weights: tuple[float, ...]) -> None:
    with pytest.raises(WeightNotPositive):
        weighted_displacement_difference(control=CONTROL, treated=TREATED, area_weights=weights)
