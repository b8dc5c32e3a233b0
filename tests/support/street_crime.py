"""Monthly street-level files in the shape of data.police.uk, about made-up offences."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from small_county import at

COLUMNS = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Crime type", "Last outcome category", "Context",
)  # fmt: skip


def row(
    crime_id: str = "", place: tuple[float, float] | None = (1.0, 1.0), month: str = "2025-01", category: str = "Drugs",
) -> list[str]:  # fmt: skip
    """One offence at a place of the small county, in kilometres; None for one without a place."""
    lat, lon = at(*place) if place else ("", "")
    where = [str(lon), str(lat), "On or near Mill Lane", "A1", "Area A1"]
    return [crime_id, month, "Smallshire Police", "Smallshire Police", *where, category, "", ""]


def text(rows: Iterable[list[str]]) -> str:
    """A whole file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows])
    return out.getvalue()


def write(path: Path, *rows: list[str]) -> Path:
    """Writes a file of these rows; returns its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(rows), encoding="utf-8")
    return path
