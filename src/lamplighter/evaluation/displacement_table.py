"""Reads the counts a displacement is judged from: one row an area, its counts before and after."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lamplighter.evaluation.displacement import (
    NOTHING,
    Change,
    Difference,
    Quotient,
    displacement_quotient,
    weighted_displacement_difference,
)
from lamplighter.evaluation.errors import DisplacementTableWrong

AREAS = ("control", "treated", "displacement_control", "displacement")
"""In the order of their weights."""
NAMES = {
    "treatment": "treated", "target": "treated", "comparison": "control", "buffer": "displacement",
    "ring": "displacement", "displacement control": "displacement_control", "disp_control": "displacement_control",
    "disp_treated": "displacement", "pre": "before", "post": "after", "group": "area",
}  # fmt: skip
"""Other words in use for the same."""


@dataclass(frozen=True)
class Judged:
    """What a table says."""

    difference: Difference
    quotient: Quotient


@dataclass(frozen=True)
class DisplacementTable:
    """Counts by area, and what each area's counts are divided by."""

    changes: Mapping[str, Change]
    weights: Mapping[str, float]

    def judge(self, *, time_weights: tuple[float, float] = (1, 1)) -> Judged:
        """The weighted displacement difference and the quotient of the table."""
        control, treated, near_control, near = (self.changes.get(area, NOTHING) for area in AREAS)
        difference = weighted_displacement_difference(
            control=control,
            treated=treated,
            displacement_control=near_control,
            displacement=near,
            area_weights=[self.weights.get(area, 1.0) for area in AREAS],
            time_weights=time_weights,
        )
        if "displacement" not in self.changes:
            return Judged(difference, Quotient(None, "Not shown: the table has no row of the areas nearby."))
        return Judged(difference, displacement_quotient(treated=treated, displacement=near, control=control))


def read_displacement_table(path: Path) -> DisplacementTable:
    """The table of a CSV file with a header.

    Raises
    ------
    DisplacementTableWrong
        Where a column or row is missing, unknown or given twice, or a count is no whole number.
    """
    changes: dict[str, Change] = {}
    weights: dict[str, float] = {}
    for line, row in _rows(path):
        area = _ours(row.get("area", ""))
        if area not in AREAS or area in changes:
            raise DisplacementTableWrong(path=path, reason=f'line {line} is of the area "{area}", unknown or repeated')
        changes[area] = Change(*(_count(path, line, name, row[name]) for name in ("before", "after")))
        weights[area] = _weight(path, line, row.get("weight", ""))
    missing = {"treated", "control"} - set(changes)
    if missing:
        raise DisplacementTableWrong(path=path, reason=f"it has no row {min(missing)}")
    return DisplacementTable(changes, weights)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [[field.strip() for field in row] for row in csv.reader(file) if any(row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DisplacementTableWrong(path=path, reason=error) from None
    header = [_ours(name) for name in lines[0]] if lines else []
    missing = [name for name in ("area", "before", "after") if name not in header]
    if missing:
        raise DisplacementTableWrong(path=path, reason=f"it has no column {missing[0]}")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(header):
            raise DisplacementTableWrong(
                path=path, reason=f"line {number} has {len(line)} fields, the header {len(header)}"
            )
        found.append((number, dict(zip(header, line, strict=True))))
    return found


def _ours(name: str) -> str:
    name = name.strip().lower()
    return NAMES.get(name, name)


def _count(path: Path, line: int, name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise DisplacementTableWrong(path=path, reason=f'line {line}, {name}: "{text}" is no whole number, 0 or more')
    return int(text)


def _weight(path: Path, line: int, text: str) -> float:
    try:
        return float(text or "1")
    except ValueError:
        raise DisplacementTableWrong(path=path, reason=f'line {line}, weight: "{text}" is no number') from None
