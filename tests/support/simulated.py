"""One made-up county and one stream over it, built once a run and shared by the tests that read them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lamplighter.feeds import county as feed
from lamplighter.places import Pack
from lamplighter.simulation import Ground, Stream, county, read, stream
from lamplighter.tips import Tip, parse

# Day 23 of the crackdown is the last day, as in the demo.
START, WEEKS, CRACKDOWN = date(2026, 4, 6), 30, date(2026, 10, 10)
_FOLDERS: list[TemporaryDirectory[str]] = []  # kept until the run ends


@dataclass(frozen=True)
class Told:
    """A stream as written: each line of tips.jsonl, its tip parsed, and the truth."""

    folder: Path
    made: Stream
    lines: tuple[dict[str, Any], ...]
    tips: tuple[Tip, ...]
    truth: dict[str, Any]


def folder() -> Path:
    _FOLDERS.append(TemporaryDirectory(prefix="lamplighter-simulated-"))
    return Path(_FOLDERS[-1].name)


@cache
def pack_of(population: int = 750_000, seed: int = 1) -> Pack:
    here = folder()
    county(here / "county", seed=seed, population=population)
    feed.build(here / "county", here / "county.sqlite3")
    return Pack.open(here / "county.sqlite3")


@cache
def ground_of(population: int = 750_000) -> Ground:
    return read(pack_of(population))


@cache
def told(seed: int = 1) -> Told:
    """Thirty weeks of the default county, ending on day 23 of a crackdown."""
    here = folder()
    made = stream(pack_of(), here, seed=seed, start=START, weeks=WEEKS, crackdown_start=CRACKDOWN)
    lines = tuple(json.loads(line) for line in (here / "tips.jsonl").read_text(encoding="utf-8").splitlines())
    truth = json.loads((here / "truth.json").read_text(encoding="utf-8"))
    return Told(here, made, lines, tuple(parse(json.dumps(line["tip"]).encode()) for line in lines), truth)
