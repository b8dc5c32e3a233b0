"""Every tip of a stream in order of its day: ordinary ones, planted ones, repeats, complaints, hoaxes and one feud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import numpy as np

from lamplighter.simulation import rhythm as beat
from lamplighter.simulation.cases import open_case
from lamplighter.simulation.chance import array_chance, chance
from lamplighter.simulation.footholds import Foothold, Plan, active, plant
from lamplighter.simulation.ground import Ground
from lamplighter.simulation.rhythm import FULL, Span
from lamplighter.simulation.writer import REPEATED, Arrival, Origin, Writer

FEUD_TIPS, FEUD_DAYS = 15, 75


def arrivals(
    ground: Ground, *, seed: int, span: Span, plans: Sequence[Plan]
) -> tuple[list[Arrival], tuple[Foothold, ...]]:
    """All tips, by day and within a day in no order, and the footholds planted among them."""
    weights = beat.weights(ground)
    planted = plant(plans, ground, weights, span.last, chance(seed, "footholds"))
    writer = Writer(ground, chance(seed, "tips"))
    told = list(_ordinary(writer, weights, seed, span))
    told += _feud(writer, weights, [area for f in planted for area in f.areas], span)
    told += [arrival for foothold in planted for arrival in _planted(writer, foothold, span)]
    told += list(writer.repeats(told, span.last))
    order = chance(seed, "order")
    return sorted(told, key=lambda arrival: (arrival.day, order.random())), planted


def _ordinary(writer: Writer, weights: np.ndarray, seed: int, span: Span) -> Iterator[Arrival]:
    """Tips of the county as it is without footholds."""
    draw = array_chance(seed, "ordinary")
    mean = beat.expected(weights, float(writer.ground.population.sum()), span, FULL, draw)
    counts = draw.poisson(mean / (1 + REPEATED))
    for day, area in np.argwhere(counts.T > 0):
        for waited in beat.delays(int(counts[area, day]), FULL, draw):
            yield writer.ordinary(int(area), span.first + timedelta(days=int(day)), int(waited))


def _planted(writer: Writer, foothold: Foothold, span: Span) -> Iterator[Arrival]:
    """A foothold's tips, as many as planned: a campaign makes its neighbours tell as it makes everyone.

    How many and how spread over the days is not left to chance, so that every seed plants the same strength.
    """
    days = active(foothold, span.first, span.last)
    if days is None:
        return
    length = (days[1] - days[0]).days + 1
    due = np.cumsum(foothold.plan.tips_a_week / 7 * beat.surge(days[0], length, span.launch))
    for number in np.arange(writer.draw.random(), due[-1]):
        yield writer.of_foothold(foothold, days[0] + timedelta(days=int(np.searchsorted(due, number, side="right"))))


def _feud(writer: Writer, weights: np.ndarray, taken: Sequence[int], span: Span) -> Iterator[Arrival]:
    """One person against one house, again and again, spread over weeks; none in a stream too short for it."""
    draw, ground = writer.draw, writer.ground
    if span.days < FEUD_DAYS:
        return
    quiet = [int(i) for i in np.flatnonzero(weights <= np.quantile(weights, 0.6)) if ground.streets[i]]
    clear = [area for area in quiet if all(ground.distances(area)[other] > 4000 for other in taken)]
    area = draw.pick(clear or quiet)
    case, source = open_case(ground, draw, area, "drug_supply"), writer.new_source()
    since = span.last - timedelta(days=FEUD_DAYS + draw.between(0, span.days - FEUD_DAYS) // 3)
    for _ in range(FEUD_TIPS):
        day = since + timedelta(days=draw.between(0, FEUD_DAYS))
        yield writer.misleading(Origin(max(day, span.first), area, source, "feud", case))
