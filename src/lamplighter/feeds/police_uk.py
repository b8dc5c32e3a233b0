"""Recorded crime from the monthly files of data.police.uk: read once, counted fully, nothing dropped in silence.

Every row read is added, repeated, outside or refused; a file is taken whole or not at all; and a second import, under
whatever file name, adds nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from lamplighter.feeds.archives import MonthlyFile, Unreadable, monthly_files
from lamplighter.feeds.grid import metres
from lamplighter.feeds.placing import Placer
from lamplighter.feeds.recorded import Store
from lamplighter.feeds.street_rows import RefusedLine, StreetRow, street_rows
from lamplighter.places import Pack

AT_ONCE = 5000  # rows placed together
Progress = Callable[[str, int, int], None]  # file, its position, how many files there are


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row that was not taken: where it stands and why."""

    file: str
    line: int
    reason: str


@dataclass
class ImportReport:
    """What became of every row. `read` is always the sum of the other four; `left_out` are files of other subjects."""

    added: int = 0
    repeated: int = 0
    outside: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    files: int = 0
    left_out: list[str] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return len(self.refusals)

    @property
    def read(self) -> int:
        """How many rows were read."""
        return self.added + self.repeated + self.outside + self.refused

    def __str__(self) -> str:
        return (f"{self.read:,} rows read: {self.added:,} added, {self.repeated:,} repeated, "
                f"{self.outside:,} outside, {self.refused:,} refused")  # fmt: skip

    def include(self, other: ImportReport) -> None:
        """Adds what became of the rows of one more file."""
        self.added += other.added
        self.repeated += other.repeated
        self.outside += other.outside
        self.refusals += other.refusals
        self.files += other.files


def import_files(
    paths: Sequence[Path], store: Path, pack: Pack | None = None, progress: Progress | None = None
) -> ImportReport:
    """Takes every monthly file under the paths into the store, placed by the pack.

    Without a pack nothing is placed in an area, and only rows without coordinates count as outside.
    """
    found = list(monthly_files(paths))
    report = ImportReport()
    with Store(store) as open_store:
        placer = Placer(pack)
        placer.place_again(open_store)
        for position, each in enumerate(found, start=1):
            if progress:
                progress(each.name, position, len(found))
            report.include(_take(each, open_store, placer, report.left_out))
    return report


def write_refusals(report: ImportReport, out: Path) -> None:
    """Writes every refused row with its file, line number and reason."""
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("file", "line", "reason"))
        writer.writerows((refusal.file, refusal.line, refusal.reason) for refusal in report.refusals)


def _take(each: MonthlyFile | Unreadable, store: Store, placer: Placer, left_out: list[str]) -> ImportReport:
    if isinstance(each, Unreadable):
        return ImportReport(refusals=[Refusal(each.name, 0, each.reason)])
    if each.other_subject:
        left_out.append(each.name)
        return ImportReport()
    return _take_whole(each, store, placer)


def _take_whole(each: MonthlyFile, store: Store, placer: Placer) -> ImportReport:
    """Takes one file in one transaction, so that a crash in its middle leaves none of it."""
    report = ImportReport(files=1)
    store.db.execute("BEGIN IMMEDIATE")
    try:
        with each.open() as file:
            rows = street_rows(file)
            while batch := list(islice(rows, AT_ONCE)):
                _take_rows(each.name, batch, store, placer, report)
        store.note_taken(each.name, report.read, report.added, report.repeated, report.outside, report.refused)
    except BaseException:
        store.db.execute("ROLLBACK")
        raise
    store.db.execute("COMMIT")
    return report


def _take_rows(
    name: str, batch: Sequence[StreetRow | RefusedLine], store: Store, placer: Placer, report: ImportReport
) -> None:
    report.refusals += [Refusal(name, row.line, row.reason) for row in batch if isinstance(row, RefusedLine)]
    rows = [row for row in batch if isinstance(row, StreetRow)]
    for row, x, y in zip(rows, *_grid(rows), strict=True):
        area, outside = placer.place(row.lat, row.lon)
        place = (row.lat, row.lon, x, y, area, outside)
        if not store.add((row.key, row.month, row.category, *place, row.location, row.outcome)):
            report.repeated += 1
        elif outside:
            report.outside += 1
        else:
            report.added += 1


def _grid(rows: Sequence[StreetRow]) -> tuple[list[float | None], list[float | None]]:
    """Metres for the rows that have a place, None for those without."""
    placed = [(row.lat, row.lon) for row in rows if row.lat is not None and row.lon is not None]
    x, y = metres(np.array([lat for lat, _ in placed]), np.array([lon for _, lon in placed]))
    east, north = iter(x.tolist()), iter(y.tolist())
    return _spread(rows, east), _spread(rows, north)


def _spread(rows: Sequence[StreetRow], values: Iterator[float]) -> list[float | None]:
    return [next(values) if row.lat is not None else None for row in rows]
