"""Footholds planted as bare numbers."""

from __future__ import annotations

from datetime import date

import numpy as np
import simulated

from lamplighter.simulation.planted import planted_tips, watched_year
from lamplighter.simulation.rhythm import PLAIN


def test_tips_are_as_many_as_asked_for_over_many_footholds() -> None:
    ground = simulated.ground_of()
    made = [planted_tips(ground, seed=seed, size=3, tips_a_week=7, first=10, last=99, active=28) for seed in range(300)]
    assert abs(np.mean([len(each.area) for each in made]) - 28) < 1


def test_a_foothold_keeps_to_its_areas_and_days() -> None:
    ground = simulated.ground_of()
    for seed in range(30):
        made = planted_tips(ground, seed=seed, size=8, tips_a_week=20, first=10, last=99, active=28)
        assert len(made.areas) == 8
        assert set(made.area.tolist()) <= made.areas
        assert 10 <= made.onset <= 72
        assert made.onset <= made.day.min()
        assert made.day.max() < made.onset + 28


def test_a_campaign_is_launched_in_the_watched_year_not_before() -> None:
    ground = simulated.ground_of()
    for seed in range(5):
        year = watched_year(ground, seed=seed, history=200, start=date(2024, 1, 1), days=100)
        quiet = watched_year(ground, seed=seed, history=200, start=date(2024, 1, 1), days=100, rhythm=PLAIN)
        weekly = year.told.sum(axis=0)[196:294].reshape(-1, 7).sum(axis=1)
        assert weekly.max() > 3 * quiet.told.sum(axis=0).mean() * 7
        assert year.told.sum(axis=0)[:180].max() < 4 * quiet.told.sum(axis=0).mean()
