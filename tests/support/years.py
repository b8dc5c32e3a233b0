"""Three years of a small made-up county at the desk: what the simulation told, assessed as its truth says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import simulated

from lamplighter.cli.history import as_told
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.queue.models import Assessment
from lamplighter.feeds.police_uk import import_files
from lamplighter.places import Pack
from lamplighter.simulation import PLANS, stream

START, WEEKS, POPULATION = date(2023, 11, 27), 156, 100_000


@dataclass(frozen=True)
class Years:
    """The stream's folder, the pack, where recorded crime is imported to, and the truth of every tip by its id."""

    folder: Path
    pack: Pack
    recorded: Path
    truth: dict[str, Any]
    last: date

    @property
    def planted(self) -> list[dict[str, Any]]:
        """Footholds still active on the last day."""
        return [foothold for foothold in self.truth["footholds"] if not foothold["end"]]

    def tips(self, *, planted: bool) -> list[dict[str, Any]]:
        """The tips of footholds, or all others, that are about something."""
        rows = [row | {"id": key} for key, row in self.truth["tips"].items()]
        return [row for row in rows if row["kinds"] and bool(row["foothold"]) == planted]


@cache
def three_years(seed: int = 1) -> Years:
    pack, here = simulated.pack_of(POPULATION), simulated.folder()
    made = stream(pack, here, seed=seed, start=START, weeks=WEEKS, footholds=PLANS[:1])
    import_files([here], here / "recorded.sqlite3", pack)
    truth = json.loads((here / "truth.json").read_text(encoding="utf-8"))
    return Years(here, pack, here / "recorded.sqlite3", truth, made.last)


def tell(rows: Iterable[dict[str, Any]], pack: Pack) -> None:
    """Puts the tips into the queue, each at the place it is about; what they say is left out."""
    told = list(rows)
    tips = [Tip(day=date.fromisoformat(row["day"]), language="en", channel="form") for row in told]
    Tip.objects.bulk_create(tips)
    Assessment.objects.bulk_create(as_told(tip, row, pack) for tip, row in zip(tips, told, strict=True))
