"""A small SaTScan run, as its program would leave it in a folder."""

from __future__ import annotations

from pathlib import Path

PERMUTATION = {
    "CaseFile": "visits.cas",
    "CoordinatesFile": "visits.geo",
    "PrecisionCaseTimes": "3",
    "StartDate": "2001/11/1",
    "EndDate": "2001/11/24",
    "CoordinatesType": "1",
    "AnalysisType": "4",
    "ModelType": "2",
    "ScanAreas": "1",
    "TimeAggregationUnits": "3",
    "TimeAggregationLength": "1",
    "MaxSpatialSizeInPopulationAtRisk": "50",
    "UseDistanceFromCenterOption": "y",
    "MaxSpatialSizeInDistanceFromCenter": "3",
    "MaxTemporalSizeInterpretation": "1",
    "MaxTemporalSize": "7",
    "MinimumTemporalClusterSize": "1",
    "MinimumCasesInHighRateClusters": "2",
    "PValueReportType": "1",
    "MonteCarloReps": "999",
}
CASES = 'A1 2 2001/11/3\n"Upper Ash" 1 11/4/2001\nA1 1 2001-11-24\n'
PLACES = 'A1 52.1 -0.9\n"Upper Ash" 52.2 -0.8\n'


def leave_run(folder: Path, *, files: dict[str, str] | None = None, **changes: str | None) -> Path:
    """Writes the run, with some parameters changed (None takes one away) and some files other than usual."""
    values = {name: value for name, value in (PERMUTATION | changes).items() if value is not None}
    lines = ["[Input]", ";a remark", *(f"{name}={value}" for name, value in values.items()), "", "[System]"]
    for name, text in ({"visits.cas": CASES, "visits.geo": PLACES} | (files or {})).items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "visits.prm"
    path.write_text("\r\n".join([*lines, "Version=10.3.0"]), encoding="utf-8")
    return path
