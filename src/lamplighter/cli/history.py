"""Years of history for a demo, put at the desk as the simulation's truth has them: to read them all would take an hour."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lamplighter.cli.sending import OnlyInADemo
from lamplighter.config import Settings

if TYPE_CHECKING:
    from lamplighter.desk.inbox.models import Tip
    from lamplighter.desk.queue.models import Assessment
    from lamplighter.places import Pack

BATCH = 1000
VERSION = "simulated"
DETAIL = {"reasons": [], "candidates": [], "place_reason": "Known from the simulation; nothing was read."}
Row = dict[str, Any]


def load(stream: Path, settings: Settings, pack: Pack, until: date | None = None) -> int:
    """Stores a stream's tips up to a day as closed ones, each at the place and of the kind it really is."""
    if not settings.demo:
        raise OnlyInADemo
    from lamplighter import tips
    from lamplighter.desk.inbox.models import TipContent
    from lamplighter.desk.inbox.parts import store_parts
    from lamplighter.desk.inbox.services import add_tips
    from lamplighter.desk.queue.models import Assessment

    stored = 0
    rows = (row for row in told(stream) if until is None or date.fromisoformat(row["day"]) <= until)
    while batch := list(islice(rows, BATCH)):
        documents = [(date.fromisoformat(row["day"]), tips.parse(json.dumps(row["tip"]).encode())) for row in batch]
        made = add_tips(documents, by="machine:simulation")
        Assessment.objects.bulk_create(as_told(tip, row, pack) for tip, row in zip(made, batch, strict=True))
        store_parts([(tip, json.dumps(DETAIL).encode()) for tip in made], TipContent.Part.ASSESSMENT)
        stored += len(batch)
    return stored


def told(stream: Path) -> Iterator[Row]:
    """Each tip of a stream with its truth."""
    truth = json.loads((stream / "truth.json").read_text(encoding="utf-8"))["tips"]
    for line in (stream / "tips.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield {"id": row["id"], "tip": row["tip"], **truth[row["id"]]}


def as_told(tip: Tip, row: Row, pack: Pack) -> Assessment:
    """The assessment that a reader who knows the truth would make; what repeats another tip has its words."""
    from lamplighter.desk.queue.models import RANKS, Assessment, Status, Urgency

    urgency = Urgency.IMMEDIATE if row["danger"] else Urgency.ROUTINE
    area = pack.area(row["area"])
    return Assessment(
        tip=tip,
        day=tip.day,
        version=VERSION,
        urgency=urgency,
        urgency_rank=RANKS[urgency.value],
        machine_urgency=urgency,
        status=Status.NO_FURTHER_ACTION,
        closed=True,
        completeness=0.5,
        novelty=1.0,
        top_kind=next(iter(row["kinds"]), "none"),
        kinds=[{"kind": kind, "probability": 0.9} for kind in row["kinds"]],
        area=row["area"],
        lat=area.lat if area else None,
        lon=area.lon if area else None,
        x=area.x if area else None,
        y=area.y if area else None,
        precision="street",
        place_by="machine",
        sketch=_words_of(row["repeats"] or row["id"]),
    )


def _words_of(told: str) -> bytes:
    return random.Random(told).randbytes(256)  # noqa: S311 - stands for a wording, keeps no secret
