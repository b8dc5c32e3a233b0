"""The truth file: everything that is needed to score what an engine says of the stream."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lamplighter.simulation.footholds import Foothold
from lamplighter.simulation.ground import Ground
from lamplighter.simulation.offences import Recorded
from lamplighter.simulation.rhythm import Span
from lamplighter.simulation.writer import Arrival

VERSION = 1


def document(
    ground: Ground,
    seed: int,
    span: Span,
    told: Sequence[Arrival],
    planted: Sequence[Foothold],
    recorded: Recorded,
) -> dict[str, Any]:
    """The document that docs/simulation.md describes."""
    return {
        "version": VERSION,
        "county": ground.name,
        "seed": seed,
        "start": span.first.isoformat(),
        "end": span.last.isoformat(),
        "crackdown_start": span.launch.isoformat() if span.launch else None,
        "footholds": [_foothold(ground, foothold, told, recorded) for foothold in planted],
        "feud": _feud(ground, told),
        "offences": recorded.rows,
        "tips": {arrival.id: _tip(ground, arrival) for arrival in told},
    }


def _foothold(ground: Ground, foothold: Foothold, told: Sequence[Arrival], recorded: Recorded) -> dict[str, Any]:
    mine = [arrival for arrival in told if arrival.foothold == foothold.plan.id]
    return {
        "id": foothold.plan.id,
        "title": foothold.plan.title,
        "kinds": dict(foothold.plan.kinds),
        "centre": ground.areas[foothold.centre],
        "areas": [ground.areas[area] for area in foothold.areas],
        "x": float(ground.xy[foothold.centre, 0]),
        "y": float(ground.xy[foothold.centre, 1]),
        "start": foothold.start.isoformat(),
        "end": foothold.end.isoformat() if foothold.end else None,
        "tips_a_week": foothold.plan.tips_a_week,
        "tips": [arrival.id for arrival in mine],
        "independent_sources": len({arrival.source for arrival in mine if not arrival.copied}),
        "cases": [{"id": case.id, "street": case.street.label, "facts": case.facts} for case in foothold.cases],
        "offences": recorded.added.get(foothold.plan.id, {}),
    }


def _feud(ground: Ground, told: Sequence[Arrival]) -> dict[str, Any] | None:
    mine = [arrival for arrival in told if arrival.role == "feud"]
    if not mine:
        return None
    return {"source": mine[0].source, "area": ground.areas[mine[0].area], "tips": [arrival.id for arrival in mine]}


def _tip(ground: Ground, arrival: Arrival) -> dict[str, Any]:
    return {
        "day": arrival.day.isoformat(),
        "noticed": arrival.noticed.isoformat(),
        "source": arrival.source,
        "role": arrival.role,
        "kinds": list(arrival.kinds),
        "signs": list(arrival.signs),
        "danger": arrival.danger,
        "area": ground.areas[arrival.area],
        "voice": arrival.voice,
        "case": arrival.case,
        "place": arrival.way,
        "foothold": arrival.foothold or None,
        "repeats": arrival.repeats or None,
        "copied": arrival.copied,
    }
