"""Assesses a file of tips, a line each, the way outside programs read it (docs/algorithms/triage.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lamplighter.places import Pack
from lamplighter.triage.assess import assess
from lamplighter.triage.assessment import Assessment
from lamplighter.triage.errors import TipLineRefused
from lamplighter.triage.novelty import HASHES


def assess_file(source: Path, out: Path, pack: Pack | None = None) -> int:
    """Writes one assessment a line and returns how many; each tip's novelty is beside the lines before it."""
    count = 0
    with out.open("w", encoding="utf-8") as written:
        for line in _assessed(source, pack):
            written.write(line + "\n")
            count += 1
    return count


def _assessed(source: Path, pack: Pack | None) -> Iterator[str]:
    earlier = np.empty((1024, HASHES), dtype=np.uint32)
    for number, (tip_id, text) in enumerate(_tips(source)):
        if number == len(earlier):
            earlier = np.concatenate([earlier, np.empty_like(earlier)])
        found = assess(text, pack=pack, earlier=earlier[:number])
        earlier[number] = found.sketch
        yield json.dumps({"id": tip_id} | as_json(found))


def _tips(source: Path) -> Iterator[tuple[str, str]]:
    with source.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _tip(source, number, line)


def _tip(source: Path, number: int, line: bytes) -> tuple[str, str]:
    try:
        document = json.loads(line.decode("utf-8-sig"))
        tip_id, text = document["id"], document["text"]
    except (ValueError, TypeError, KeyError) as error:
        raise TipLineRefused(line=number, file=source.name) from error
    if not (isinstance(tip_id, str) and isinstance(text, str)):
        raise TipLineRefused(line=number, file=source.name)
    return tip_id, text


def as_json(found: Assessment) -> dict[str, object]:
    """The assessment as outside programs read it; what was ticked has no place in the text and stays out."""
    return {
        "kinds": [{"kind": each.kind, "probability": each.probability} for each in found.kinds],
        "urgency": found.urgency,
        "danger_now": found.danger_now,
        "completeness": found.completeness,
        "novelty": round(found.novelty, 4),
        "mentions": [vars(mention) for mention in found.mentions],
        "signs": [vars(sign) for sign in found.signs if sign.start is not None],
        "reasons": [reason.sentence for reason in found.reasons],
    }
