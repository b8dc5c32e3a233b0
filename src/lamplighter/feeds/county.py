"""Builds a county pack from open tables: the same tables always give the same file.

The file appears whole or not at all: it is built beside its place and moved there at the end.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from lamplighter.feeds import areas, boundaries, descriptor, gazette
from lamplighter.feeds.boundaries import Boundary
from lamplighter.feeds.descriptor import County
from lamplighter.feeds.gathering import gather
from lamplighter.feeds.tables import present
from lamplighter.places import Pack
from lamplighter.places.schema import FORMAT, SCHEMA

Progress = Callable[[str], None]
PAGE = 4096


@dataclass
class BuildReport:
    """What went into a pack, as numbers and as sentences for what was left out or is missing."""

    path: Path
    name: str = ""
    version: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def build(source: Path, out: Path, progress: Progress | None = None, tables: Path | None = None) -> BuildReport:
    """Builds the pack `out` from a folder that holds county.yaml, or from a descriptor file and a folder of tables."""
    path = source / "county.yaml" if source.is_dir() else source
    county = descriptor.read(path)
    folder = tables or path.parent
    report = BuildReport(out, county.name, f"{county.edition}+{_digest(path, county, folder)}")
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f".{out.name}.{os.getpid()}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        _write(county, folder, unfinished, report, progress or (lambda _: None))
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return report


def _write(county: County, folder: Path, out: Path, report: BuildReport, say: Progress) -> None:
    with closing(sqlite3.connect(out)) as db:
        # One page size and no journal beside the file: a pack never changes once it is whole.
        db.executescript(f"PRAGMA page_size = {PAGE}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        db.executescript(SCHEMA)
        _write_meta(db, county, report.version)
        say("Reading boundaries")
        outlines = boundaries.read(county, folder)
        _write_boundaries(db, outlines, report)
        say("Reading areas, towns, postcodes and streets")
        gathered = gather(county, folder, outlines)
        report.notes += gathered.notes
        areas.write(db, county, folder, outlines, gathered, report)
        db.commit()
        say("Naming and placing")
        with Pack.open(out) as pack:  # the very rule that places a tip later places each street and postcode now
            gazette.write(db, outlines, gathered, pack, report)
        db.commit()
        say("Indexing")
        db.executescript("INSERT INTO name_index (name_index) VALUES ('optimize'); ANALYZE; VACUUM;")


def _write_meta(db: sqlite3.Connection, county: County, version: str) -> None:
    meta = {
        "format": str(FORMAT), "name": county.name, "version": version,
        "postcode_areas": json.dumps(county.postcode_areas), "reach_km": str(county.reach_km),
    }  # fmt: skip
    db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    credited: dict[tuple[str, str, str], list[str]] = {}
    for name, table in county.credits():
        if table.attribution:
            key = (table.attribution.strip(), table.licence, table.link)
            credited.setdefault(key, []).append(name)
    rows = [(n, ", ".join(names), *key) for n, (key, names) in enumerate(credited.items(), start=1)]
    db.executemany("INSERT INTO attribution VALUES (?, ?, ?, ?, ?)", rows)


def _write_boundaries(db: sqlite3.Connection, outlines: list[Boundary], report: BuildReport) -> None:
    for number, each in enumerate(outlines, start=1):
        west, south, east, north = each.shape.bounds
        db.execute(
            "INSERT INTO boundary VALUES (?, ?, ?, ?, ?)", (number, each.level, each.id, each.name, each.geojson())
        )
        db.execute("INSERT INTO boundary_box VALUES (?, ?, ?, ?, ?)", (number, west, east, south, north))
    for level in ("area", "ward", "district"):
        report.counts[f"{level} boundaries"] = sum(each.level == level for each in outlines)
    if not report.counts["area boundaries"]:
        report.notes.append("No area boundaries: a point is placed by the nearest area centroid.")


def _digest(path: Path, county: County, folder: Path) -> str:
    """Twelve characters that change when the descriptor, a table or the format does."""
    seen = hashlib.sha256(f"format {FORMAT}\n".encode())
    for file in [path, *sorted(set(_inputs(county, folder)))]:
        seen.update(hashlib.sha256(file.read_bytes()).digest())
    return seen.hexdigest()[:12]


def _inputs(county: County, folder: Path) -> list[Path]:
    tables = [county.tables.areas, county.tables.deprivation, county.tables.postcodes, county.tables.streets,
              county.tables.towns, *county.tables.population]  # fmt: skip
    names = [name for table in tables if table for name in table.files]
    names += [name for table in county.tables.population if table.household_size for name in table.household_size.files]
    for level in county.boundaries.levels().values():
        names += level.files + [name for part in level.parts for name in part.files]
    return present(folder, names)
