"""A made-up stream of tips over a county pack, with recorded crime beside it and the whole truth of both in truth.json.

The same pack, seed and dates write the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from lamplighter.places import Pack
from lamplighter.simulation import offences, truth
from lamplighter.simulation.arrivals import arrivals
from lamplighter.simulation.banks import bank
from lamplighter.simulation.errors import CrackdownOutsideStream, StreamTooShort
from lamplighter.simulation.footholds import PLANS, Foothold, Plan
from lamplighter.simulation.ground import Ground, read
from lamplighter.simulation.rhythm import Span
from lamplighter.simulation.writer import Arrival
from lamplighter.tips import dump


@dataclass(frozen=True)
class Stream:
    """What was written: how many tips and offences, and the footholds that are in them."""

    tips: int
    offences: int
    footholds: tuple[Foothold, ...]
    first: date
    last: date


def stream(
    pack: Pack,
    out_dir: Path,
    *,
    seed: int,
    start: date,
    weeks: int,
    crackdown_start: date | None = None,
    footholds: Sequence[Plan] = PLANS,
) -> Stream:
    """Writes tips.jsonl, police_uk/*.csv and truth.json into out_dir."""
    last = start + timedelta(weeks=weeks, days=-1)
    if weeks < 1:
        raise StreamTooShort(weeks=weeks)
    if crackdown_start and not start <= crackdown_start <= last:
        raise CrackdownOutsideStream(start=crackdown_start, first=start, last=last)
    ground = read(pack)
    span = Span(start, last, crackdown_start)
    told, planted = arrivals(ground, seed=seed, span=span, plans=footholds)
    out_dir.mkdir(parents=True, exist_ok=True)
    _write_tips(out_dir / "tips.jsonl", told)
    recorded = offences.write(
        out_dir / "police_uk", ground, seed=seed, span=span, force=_force(ground), footholds=planted
    )
    document = truth.document(ground, seed, span, told, planted, recorded)
    (out_dir / "truth.json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return Stream(len(told), sum(recorded.rows.values()), planted, start, last)


def _write_tips(path: Path, told: Iterable[Arrival]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for arrival in told:
            head = json.dumps({"id": arrival.id, "day": arrival.day.isoformat(), "source": arrival.source})
            file.write(f'{head[:-1]}, "tip": {dump(arrival.tip).decode()}}}\n')


def _force(ground: Ground) -> str:
    words = bank("county")
    return str(words["force"]) if ground.name == words["county"] else f"{ground.name} Police (simulated)"
