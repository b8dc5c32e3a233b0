"""A run of ours as SaTScan's files: parameters, cases, coordinates, and population or controls."""

from __future__ import annotations

import calendar
import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lamplighter.feeds.satscan import vocabulary as words
from lamplighter.feeds.satscan.dates import slashed
from lamplighter.feeds.satscan.errors import FileUnreadable, RowRefused, RunInexpressible, RunUnreadable
from lamplighter.feeds.satscan.parameters import write_parameters
from lamplighter.feeds.satscan.rows import write_rows

DEFAULTS: dict[str, Any] = {
    "rates": "high", "time_unit": "day", "max_share": 0.5, "min_duration": 1, "min_cases": 2, "shape": "circle",
    "covariates": [], "time_trend": "none", "space_adjustment": "none", "replicates": 999, "p_value": "monte_carlo",
    "noncompactness_penalty": 0.0,
}  # fmt: skip
"""What a settings file means where it says nothing (design: the settings of `lamplighter scan`)."""
ANY_DAY = ("2000/1/1", "2000/12/31")
PRECISIONS = {"year": 1, "month": 2, "day": 3}


@dataclass(frozen=True)
class Exported:
    """The files that were written, the parameter file first, and what is worth knowing."""

    files: tuple[Path, ...]
    remarks: tuple[str, ...]


def export_run(path: Path, out: Path) -> Exported:
    """Writes a settings file and its tables as SaTScan's, into a folder, under the settings file's name.

    Raises
    ------
    RunInexpressible
        Where the run has what SaTScan does not; it names all of it, and nothing is written.
    RunUnreadable, FileUnreadable, RowRefused
        Where the settings or a table cannot be read, or a name holds a quotation mark.
    """
    settings = DEFAULTS | {name: value for name, value in _read_settings(path).items() if value is not None}
    _refuse(settings)
    tables = {name: _Read(path.parent / settings[name]) for name in _tables_of(settings)}
    precision, span = _times(settings, tables["cases"])
    out.mkdir(parents=True, exist_ok=True)
    files = {name: out / f"{path.stem}.{suffix}" for name, suffix in _tables_of(settings).items()}
    for name, file in files.items():
        write_rows(file, _rows(name, tables[name], settings, precision))
    parameters = out / f"{path.stem}.prm"
    write_parameters(parameters, _sections(settings, files, precision, span, out / f"{path.stem}.txt"))
    remarks = ["The seed is not kept: SaTScan's random numbers are others."] if "seed" in settings else []
    return Exported((parameters, *files.values()), tuple(remarks))


@dataclass(frozen=True)
class _Read:
    """A CSV table of ours."""

    path: Path

    def columns(self) -> list[str]:
        return self._lines()[0]

    def column(self, name: str) -> list[str]:
        return [row[0] for row in self.pick([name])]

    def pick(self, names: Sequence[str]) -> list[list[str]]:
        header, *rows = self._lines()
        missing = [name for name in names if name not in header]
        if missing:
            raise FileUnreadable(path=self.path, reason=f"it has no column {missing[0]}")
        places = [header.index(name) for name in names]
        return [[self._field(number, row, at) for at in places] for number, row in enumerate(rows, start=2) if row]

    def _field(self, line: int, row: Sequence[str], at: int) -> str:
        field = row[at].strip() if at < len(row) else ""
        if not field or '"' in field:
            raise RowRefused(path=self.path, line=line, reason="a field is blank or holds a quotation mark")
        return field

    def _lines(self) -> list[list[str]]:
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                lines = [[field.strip() for field in row] for row in csv.reader(file)]
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise FileUnreadable(path=self.path, reason=error) from None
        if not lines:
            raise FileUnreadable(path=self.path, reason="it is empty")
        return lines


def _read_settings(path: Path) -> dict[str, Any]:
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunUnreadable(path=path, reason=error) from None
    if not isinstance(written, dict):
        raise RunUnreadable(path=path, reason="it is not an object of settings")
    missing = [name for name in ("cases", "areas", "coordinates", "model", "scan") if written.get(name) is None]
    if missing:
        raise RunUnreadable(path=path, reason=f'the setting "{missing[0]}" is needed')
    return written


def _refuse(settings: Mapping[str, Any]) -> None:
    replicates = settings["replicates"]
    rules = (
        (settings["model"] in words.MODELS.values(), f"model {settings['model']}"),
        (settings["scan"] in words.SCANS.values(), f"scan {settings['scan']}"),
        (settings["max_share"] <= 0.5, f"max_share above one half ({settings['max_share']})"),
        ("max_duration" not in settings or "max_duration_share" not in settings, "two limits of duration at once"),
        (
            settings["shape"] == "circle" or settings["noncompactness_penalty"] in words.PENALTIES.values(),
            f"noncompactness_penalty {settings['noncompactness_penalty']} (it has 0, 0.5 and 1)",
        ),
        (replicates in {9, 99} or replicates % 1000 == 999, f"{replicates} replicates (it takes 9, 99, 999, 1999 ...)"),
    )
    reasons = [reason for fits, reason in rules if not fits]
    if reasons:
        raise RunInexpressible(reasons="; ".join(reasons))


def _tables_of(settings: Mapping[str, Any]) -> dict[str, str]:
    """The tables the run has and SaTScan's ending of each."""
    tables = {"cases": "cas", "areas": "geo"}
    tables |= {"population": "pop"} if settings["model"] == "poisson" else {}
    tables |= {"controls": "ctl"} if settings["model"] == "bernoulli" else {}
    missing = [name for name in tables if name not in settings]
    if missing:
        raise RunInexpressible(reasons=f"{settings['model']} model without {missing[0]}")
    return tables


def _times(settings: Mapping[str, Any], cases: _Read) -> tuple[int, tuple[str, str]]:
    """How finely SaTScan should read the cases' times, and its study period."""
    if settings["scan"] != "spatial":
        return PRECISIONS[settings["time_unit"]], (slashed(settings["start"]), slashed(settings["end"]))
    dates = cases.column("date") if "date" in cases.columns() else []
    if not dates:
        return 0, ANY_DAY
    precision = min(text.count("-") + 1 for text in dates)
    if "start" in settings and "end" in settings:
        return precision, (slashed(settings["start"]), slashed(settings["end"]))
    return precision, (_first_day(min(dates)), _last_day(max(dates)))


def _first_day(text: str) -> str:
    return slashed("-".join([*text.split("-"), "1", "1"][:3]))


def _last_day(text: str) -> str:
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return f"{year}/{month}/{parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]}"


def _rows(name: str, table: _Read, settings: Mapping[str, Any], precision: int) -> list[list[str]]:
    """A table's rows in SaTScan's order of columns."""
    if name == "areas":
        return table.pick(["area", *(("lat", "lon") if settings["coordinates"] == "lat_lon" else ("x", "y"))])
    dated = "date" in table.columns()
    if name == "population":
        dates = [slashed(text) for text in table.column("date")] if dated else None
        rows = table.pick(["area", "population", *settings["covariates"]])
        years = dates or [str(settings.get("start", "2000"))[:4]] * len(rows)
        return [[row[0], year, *row[1:]] for row, year in zip(rows, years, strict=True)]
    covariates = settings["covariates"] if name == "cases" else []
    if precision == 0 or (name == "controls" and not dated):
        return table.pick(["area", name, *covariates])
    rows = table.pick(["area", name, "date", *covariates])
    return [[row[0], row[1], slashed(row[2], precision), *row[3:]] for row in rows]


def _sections(
    settings: Mapping[str, Any], files: Mapping[str, Path], precision: int, span: tuple[str, str], results: Path
) -> dict[str, dict[str, object]]:
    named = {name: file.name for name, file in files.items()}
    return {
        "Input": {
            "CaseFile": named["cases"],
            "ControlFile": named.get("controls", ""),
            "PrecisionCaseTimes": precision,
            "StartDate": span[0],
            "EndDate": span[1],
            "PopulationFile": named.get("population", ""),
            "CoordinatesFile": named["areas"],
            "CoordinatesType": _number(words.COORDINATES, settings["coordinates"]),
        },
        "Analysis": {
            "AnalysisType": _number(words.SCANS, settings["scan"]),
            "ModelType": _number(words.MODELS, settings["model"]),
            "ScanAreas": _number(words.RATES, settings["rates"]),
            "TimeAggregationUnits": _number(words.TIME_UNITS, settings["time_unit"]),
            "TimeAggregationLength": 1,
        },
        "Output": {"ResultsFile": results.name},
        "Data Checking": {"StudyPeriodCheckType": 1},
        "Spatial Window": _spatial_window(settings),
        "Temporal Window": _temporal_window(settings),
        "Cluster Restrictions": {"MinimumCasesInHighRateClusters": settings["min_cases"]},
        "Space and Time Adjustments": {
            "TimeTrendAdjustmentType": _number(words.TIME_TRENDS, settings["time_trend"]),
            "TimeStratifiedAdjLength": 1,
            "SpatialAdjustmentType": _number(words.SPACE_ADJUSTMENTS, settings["space_adjustment"]),
        },
        "Inference": _inference(settings),
        "Spatial Output": {"CriteriaForReportingSecondaryClusters": 0, "ReportGiniClusters": "n"},
        "System": {"Version": "10.3.0"},
    }


def _spatial_window(settings: Mapping[str, Any]) -> dict[str, object]:
    radius = settings.get("max_radius_km")
    return {
        "MaxSpatialSizeInPopulationAtRisk": _percent(settings["max_share"]),
        "UseDistanceFromCenterOption": "n" if radius is None else "y",
        "MaxSpatialSizeInDistanceFromCenter": 1 if radius is None else radius,
        "SpatialWindowShapeType": _number(words.SHAPES, settings["shape"]),
        "NonCompactnessPenalty": 0
        if settings["shape"] == "circle"
        else _number(words.PENALTIES, settings["noncompactness_penalty"]),
    }


def _temporal_window(settings: Mapping[str, Any]) -> dict[str, object]:
    longest = settings.get("max_duration")
    return {
        "MinimumTemporalClusterSize": settings["min_duration"],
        "MaxTemporalSizeInterpretation": 0 if longest is None else 1,
        "MaxTemporalSize": _percent(settings.get("max_duration_share", 0.5)) if longest is None else longest,
    }


def _inference(settings: Mapping[str, Any]) -> dict[str, object]:
    since = settings.get("prospective_since")
    kinds = {"monte_carlo": 1, "sequential": 2, "gumbel": 3}
    return {
        "PValueReportType": kinds[settings["p_value"]],
        "EarlyTerminationThreshold": 50,
        "ReportGumbel": "y",
        "MonteCarloReps": settings["replicates"],
        "AdjustForEarlierAnalyses": "n" if since is None else "y",
        "ProspectiveStartDate": ANY_DAY[0] if since is None else slashed(since),
    }


def _number(choices: Mapping[int, object], value: object) -> int:
    return next(number for number, word in choices.items() if word == value)


def _percent(share: float) -> str:
    return f"{share * 100:.10g}"
