"""Sends simulated tips the way real ones come: sealed to the desk's key, received, opened and assessed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from lamplighter.config import Settings
from lamplighter.errors import LamplighterError

if TYPE_CHECKING:
    from lamplighter.desk.inbox.services import Sealed
    from lamplighter.sealing import SealingKey

BATCH = 500
Progress = Callable[[int, int], None]


class OnlyInADemo(LamplighterError):
    """Simulated tips go to a demo only, so that made-up words never lie among real ones. Set demo = true in an empty
    home folder first.
    """


def send(stream: Path, settings: Settings, progress: Progress | None = None) -> int:
    """Seals each tip of a stream's tips.jsonl, hands it to the desk as the collector would, and has it assessed."""
    if not settings.demo:
        raise OnlyInADemo
    from lamplighter.desk.inbox import services
    from lamplighter.desk.queue.services import assess_waiting
    from lamplighter.sealing import DeskPublic

    key = DeskPublic.load(settings.desk_public).sealing_key
    lines = stream.joinpath("tips.jsonl").read_text(encoding="utf-8").splitlines()
    for batch in _batches(_sealed(lines, key)):
        services.receive_many(batch)
    services.open_waiting()
    done = 0

    def assessed(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress(done, len(lines))

    assess_waiting(progress=assessed)
    return len(lines)


def _sealed(lines: Iterable[str], key: SealingKey) -> Iterator[Sealed]:
    from lamplighter.cues import danger
    from lamplighter.desk.inbox.services import Sealed
    from lamplighter.sealing import new_envelope_id, seal
    from lamplighter.tips import dump, full_text, parse

    for line in lines:
        row = json.loads(line)
        tip = parse(json.dumps(row["tip"]).encode())
        number = new_envelope_id()
        sealed = seal(dump(tip), envelope_id=number, to=key)
        urgent = tip.danger_now == "yes" or any(cue.level == "immediate" for cue in danger(full_text(tip)))
        yield Sealed(number, date.fromisoformat(row["day"]), urgent, sealed)


def _batches(items: Iterator[Sealed]) -> Iterator[list[Sealed]]:
    while batch := list(islice(items, BATCH)):
        yield batch
