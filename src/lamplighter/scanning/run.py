"""One scan from files to a file: a settings file names its tables, relative to itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lamplighter.scanning.controls import Controls
from lamplighter.scanning.engine import scan
from lamplighter.scanning.engines.batches import Engine
from lamplighter.scanning.errors import SettingMissing, SettingsUnreadable, SettingUnused, SettingWrong
from lamplighter.scanning.expectations import Expectation
from lamplighter.scanning.inference import Progress
from lamplighter.scanning.population import Population
from lamplighter.scanning.result import ScanResult
from lamplighter.scanning.settings import Model, ScanSettings, read_settings
from lamplighter.scanning.study import Areas, Cases
from lamplighter.scanning.tables import read_areas, read_cases, read_controls, read_expectation, read_population

TABLES = ("cases", "areas", "population", "controls", "baseline")
BACKGROUNDS: dict[str, tuple[Model, ...]] = {
    "population": ("poisson",),
    "controls": ("bernoulli",),
    "baseline": ("expectation_poisson", "expectation_negative_binomial"),
}
"""The table each model is compared with."""


@dataclass(frozen=True)
class Run:
    """A scan's settings and its tables, read and checked."""

    settings: ScanSettings
    cases: Cases
    areas: Areas
    population: Population | None = None
    controls: Controls | None = None
    expectation: Expectation | None = None


def read_run(path: Path) -> Run:
    """Reads a settings file and the tables it names."""
    written = _read_object(path)
    tables = {name: written.pop(name, None) for name in TABLES}
    settings = read_settings(written)
    _refuse_unused(tables, settings)
    areas = read_areas(_table(path, "areas", tables["areas"]), settings.coordinates)
    cases = read_cases(_table(path, "cases", tables["cases"]), areas, settings)
    if settings.model == "poisson":
        return Run(
            settings, cases, areas, read_population(_table(path, "population", tables["population"]), areas, settings)
        )
    if settings.model == "bernoulli":
        found = read_controls(_table(path, "controls", tables["controls"]), areas, settings)
        return Run(settings, cases, areas, controls=found)
    if settings.model in BACKGROUNDS["baseline"]:
        expectation = read_expectation(_table(path, "baseline", tables["baseline"]), areas, settings)
        return Run(settings, cases, areas, expectation=expectation)
    return Run(settings, cases, areas)


def run_file(
    settings_path: Path,
    out_path: Path,
    threads: int | None = None,
    *,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> ScanResult:
    """Scans as the settings file says and writes the result file."""
    run = read_run(settings_path)
    result = scan_run(run, threads=threads, engine=engine, progress=progress)
    out_path.write_text(json.dumps(result.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return result


def scan_run(
    run: Run, *, threads: int | None = None, engine: Engine | None = None, progress: Progress | None = None
) -> ScanResult:
    """Scans what has been read."""
    return scan(
        run.cases,
        run.areas,
        run.settings,
        population=run.population,
        controls=run.controls,
        expectation=run.expectation,
        threads=threads,
        engine=engine,
        progress=progress,
    )


def _refuse_unused(tables: Mapping[str, object], settings: ScanSettings) -> None:
    for name, models in BACKGROUNDS.items():
        if tables[name] is not None and settings.model not in models:
            raise SettingUnused(name=name, reason=f"the {settings.model} model has no use for it")


def _read_object(path: Path) -> dict[str, object]:
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsUnreadable(path=path, reason=error) from error
    if not isinstance(written, dict):
        raise SettingsUnreadable(path=path, reason="it is not an object of settings")
    return written


def _table(path: Path, name: str, value: object) -> Path:
    if value is None:
        raise SettingMissing(name=name, reason="it names a table")
    if not isinstance(value, str):
        raise SettingWrong(name=name, value=value, expected="the path of a table")
    return path.parent / value
