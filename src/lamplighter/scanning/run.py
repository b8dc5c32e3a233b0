"""One scan from files to a file: a settings file names its tables, relative to itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from lamplighter.scanning.engine import scan
from lamplighter.scanning.errors import SettingMissing, SettingsUnreadable, SettingUnused, SettingWrong
from lamplighter.scanning.inference import Progress
from lamplighter.scanning.result import ScanResult
from lamplighter.scanning.settings import ScanSettings, read_settings
from lamplighter.scanning.study import Areas, Cases
from lamplighter.scanning.tables import read_areas, read_cases

TABLES = ("cases", "areas", "population", "controls")
UNUSED = {
    "population": "the permutation model needs no population",
    "controls": "only the Bernoulli model has controls",
}


@dataclass(frozen=True)
class Run:
    """A scan's settings and its tables, read and checked."""

    settings: ScanSettings
    cases: Cases
    areas: Areas


def read_run(path: Path) -> Run:
    """Reads a settings file and the tables it names."""
    written = _read_object(path)
    tables = {name: written.pop(name, None) for name in TABLES}
    settings = read_settings(written)
    for name, reason in UNUSED.items():
        if tables[name] is not None:
            raise SettingUnused(name=name, reason=reason)
    areas = read_areas(_table(path, "areas", tables["areas"]), settings.coordinates)
    return Run(settings, read_cases(_table(path, "cases", tables["cases"]), areas, settings), areas)


def run_file(
    settings_path: Path, out_path: Path, threads: int | None = None, *, progress: Progress | None = None
) -> ScanResult:
    """Scans as the settings file says and writes the result file."""
    run = read_run(settings_path)
    result = scan(run.cases, run.areas, run.settings, threads=threads, progress=progress)
    out_path.write_text(json.dumps(result.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return result


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
