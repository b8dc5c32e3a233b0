"""The footholds of a date as data, for other programs; the fields of docs/crackdowns.md."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from lamplighter.desk.footholds.models import ScanRun
from lamplighter.desk.footholds.selectors import Found, Scans

NUMBERS = (
    "rank",
    "alarm",
    "learning",
    "centre",
    "areas",
    "lat",
    "lon",
    "radius_km",
    "observed",
    "expected",
    "expected_low",
    "expected_high",
    "relative_risk",
    "test_statistic",
    "p_value",
    "recurrence_interval_days",
    "kinds",
    "weeks",
    "beside",
)


def footholds(scans: Scans) -> dict[str, Any]:
    """Alarms first, then weaker patterns, each with the stream that carries it."""
    return {
        "version": version("lamplighter"),
        "date": scans.date.isoformat() if scans.date else None,
        "scans": [_scan(run) for run in scans.runs],
        "footholds": [_foothold(found) for found in scans.found],
    }


def _scan(run: ScanRun) -> dict[str, Any]:
    return {
        "stream": run.stream,
        "since": run.since.isoformat(),
        "until": run.until.isoformat(),
        "cases": run.cases,
        "left_out": run.left_out,
        "stage": run.stage,
        "learning": run.learning,
        "settings": run.settings,
        "version": run.version,
    }


def _foothold(found: Found) -> dict[str, Any]:
    each = found.foothold
    return {
        "stream": each.run.stream,
        "date": each.run.date.isoformat(),
        "version": each.run.version,
        "named": str(each),
        "provisional": each.provisional,
        "carried_by": each.carried_by,
        "alarm_since": each.alarm_since.isoformat() if each.alarm_since else None,
        "start": each.start.isoformat(),
        "end": each.end.isoformat(),
        "chance": str(each.chance),
        "judgement": found.judgement.value if found.judgement else None,
        **{name: getattr(each, name) for name in NUMBERS},
    }
