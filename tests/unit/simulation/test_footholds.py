"""What is planted can be found again: more tips and offences than the place would otherwise give, from many sources."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import numpy as np
import pytest
import simulated

from lamplighter.simulation import PLANS, Plan
from lamplighter.simulation.chance import chance
from lamplighter.simulation.errors import NowhereToPlant
from lamplighter.simulation.footholds import active, plant
from lamplighter.simulation.rhythm import weights

LAST = simulated.START + timedelta(weeks=simulated.WEEKS, days=-1)


def footholds() -> list[dict[str, Any]]:
    return list(simulated.told().truth["footholds"])


def test_four_are_planted_and_three_are_still_active_on_the_last_day() -> None:
    assert len(footholds()) == len(PLANS) == 4
    assert sum(foothold["end"] is None for foothold in footholds()) == 3


def test_no_circle_of_three_kilometres_holds_two() -> None:
    points = [np.array([foothold["x"], foothold["y"]]) for foothold in footholds()]
    assert all(np.hypot(*(one - other)) > 6000 for one, other in combinations(points, 2))


@pytest.mark.parametrize("number", range(4))
def test_many_more_tips_come_while_a_foothold_is_active_than_the_rest_of_the_stream_expects(number: int) -> None:
    foothold, tips = footholds()[number], simulated.told().truth["tips"].values()
    start, end = foothold["start"], foothold["end"] or LAST.isoformat()
    inside = sum(tip["area"] in foothold["areas"] and start <= tip["day"] <= end for tip in tips)
    others = [tip for tip in tips if tip["area"] not in foothold["areas"]]
    here = sum(tip["area"] in foothold["areas"] and tip["foothold"] is None for tip in tips)
    share_of_days = sum(start <= tip["day"] <= end for tip in others) / len(others)
    assert inside > 3 * here * share_of_days


def test_its_tips_come_from_many_independent_people() -> None:
    truth = simulated.told().truth["tips"]
    for foothold in footholds():
        first_told = [tip for tip in foothold["tips"] if not truth[tip]["repeats"]]
        assert foothold["independent_sources"] >= 0.7 * len(first_told)


def test_its_tips_lie_in_its_areas_days_and_kinds() -> None:
    truth = simulated.told().truth["tips"]
    for foothold in footholds():
        for tip in (truth[tip] for tip in foothold["tips"]):
            assert tip["area"] in foothold["areas"]
            assert foothold["start"] <= tip["noticed"]
            assert foothold["end"] is None or tip["repeats"] or tip["day"] <= foothold["end"]
            assert tip["kinds"][0] in foothold["kinds"]


def test_it_stands_where_few_people_tell() -> None:
    ground = simulated.ground_of()
    shares = dict(zip(ground.areas, weights(ground), strict=True))
    usual = np.median(list(shares.values()))
    assert all(shares[area] <= usual for foothold in footholds() for area in foothold["areas"])


def test_the_same_strength_is_planted_whatever_the_seed() -> None:
    made = [
        Counter(t["foothold"] for t in simulated.told(seed).truth["tips"].values() if not t["repeats"])
        for seed in (1, 2)
    ]
    for plan in PLANS:
        assert abs(made[0][plan.id] - made[1][plan.id]) <= 1


def test_a_campaign_makes_its_neighbours_tell_as_it_makes_everyone() -> None:
    plan, truth = PLANS[0], simulated.told().truth
    weeks = (plan.begins + 1) / 7
    told = sum(tip["foothold"] == plan.id and not tip["repeats"] for tip in truth["tips"].values())
    assert told > 1.2 * plan.tips_a_week * weeks


def test_active_days_are_those_both_spans_share() -> None:
    ground = simulated.ground_of()
    foothold = plant(PLANS[3:], ground, weights(ground), LAST, chance(1, "one"))[0]
    assert active(foothold, foothold.start - timedelta(days=9), LAST) == (foothold.start, foothold.end)
    assert active(foothold, LAST - timedelta(days=3), LAST) is None


def test_a_county_with_no_fitting_place_is_told_in_a_sentence() -> None:
    ground = simulated.ground_of(60_000)
    plan = Plan("FX", "Everywhere", {"drug_supply": 1.0}, 10, None, 5.0, 30, {})
    with pytest.raises(NowhereToPlant, match="no part with 30 areas that suits the foothold FX"):
        plant([plan], ground, weights(ground), date(2026, 1, 1), chance(1, "nowhere"))
