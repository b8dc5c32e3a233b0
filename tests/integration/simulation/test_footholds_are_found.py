"""The scan finds what the simulation planted: the two rooms measured against each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import simulated

from lamplighter.scanning import Areas, Cases, Cluster, ScanSettings, scan

A_FALSE_ALARM_A_YEAR = 365


def clusters(seed: int, last: date) -> tuple[Cluster, ...]:
    """Ninety days of the true tips, at the place each is about, scanned as of one day."""
    first, truth = last - timedelta(days=89), simulated.told(seed).truth["tips"].values()
    tips = [(tip["area"], date.fromisoformat(tip["day"])) for tip in truth if tip["kinds"]]
    tips = [(area, day) for area, day in tips if first <= day <= last]
    ground = simulated.ground_of()
    settings = ScanSettings(
        coordinates="x_y", start=first, end=last, max_radius_km=3.0, max_duration=28, replicates=999, p_value="gumbel"
    )
    where, when = zip(*tips, strict=True)
    return scan(Cases(where, when), Areas(list(ground.areas), ground.xy / 1000), settings).clusters


@pytest.mark.parametrize("seed", [1, 2])
def test_the_footholds_still_active_are_the_first_three_found_on_the_last_day(seed: int) -> None:
    told = simulated.told(seed)
    planted = [set(foothold["areas"]) for foothold in told.truth["footholds"] if not foothold["end"]]
    best = clusters(seed, told.made.last)[:3]
    assert all(any(areas & set(cluster.areas) for cluster in best) for areas in planted)
    assert all((cluster.recurrence_interval_days or 0) > A_FALSE_ALARM_A_YEAR for cluster in best)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_foothold_that_ended_was_found_while_it_lasted(seed: int) -> None:
    ended = next(foothold for foothold in simulated.told(seed).truth["footholds"] if foothold["end"])
    best = clusters(seed, date.fromisoformat(ended["end"]))[0]
    assert set(best.areas) & set(ended["areas"])
    assert (best.recurrence_interval_days or 0) > A_FALSE_ALARM_A_YEAR
