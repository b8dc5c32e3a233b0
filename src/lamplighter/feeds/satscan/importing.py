"""A SaTScan run as a settings file and CSV tables of ours."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lamplighter.feeds.satscan.dates import iso, parts_of
from lamplighter.feeds.satscan.errors import ParameterMissing, ParameterWrong
from lamplighter.feeds.satscan.meaning import Meaning, understand
from lamplighter.feeds.satscan.parameters import Parameters, read_parameters
from lamplighter.feeds.satscan.rows import Source, source

Row = list[str]


@dataclass(frozen=True)
class Imported:
    """What was written, and what is worth knowing about it."""

    settings: Path
    cases: int
    areas: int
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table of ours: its columns and rows."""

    columns: tuple[str, ...]
    rows: list[Row]

    def write(self, path: Path) -> str:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([self.columns, *self.rows])
        return path.name


def import_run(path: Path, out: Path, *, covariates: Sequence[str] = ()) -> Imported:
    """Reads a parameter file and the files it names; writes a settings file and its tables into a folder.

    Parameters
    ----------
    path : Path
        The parameter file, .prm; the files it names are looked for as named and beside it.
    out : Path
        The folder to write to; it is made if it is not there.
    covariates : sequence of str
        Names of the covariates, which SaTScan's files do not have; covariate_1 and so on where none are given.

    Raises
    ------
    ParametersUnsupported
        Where the run asks for what we do not do; it names every such parameter, and nothing is written.
    ParametersUnreadable, ParameterMissing, ParameterWrong, FileUnreadable, RowRefused
        Where a file is not what SaTScan would take.
    """
    parameters = read_parameters(path)
    meaning = understand(parameters)
    places = _areas(parameters, meaning)
    cases = _cases(parameters, meaning, covariates)
    tables = {"cases": cases, "areas": places or _no_places(cases, meaning)} | _others(parameters, meaning, covariates)
    if places is not None and parameters.whole("GeographicalCoordinatesCheckType", 0):
        tables = {name: _with_known_places(name, table, places, meaning) for name, table in tables.items()}
    _name_covariates(meaning, tables)
    out.mkdir(parents=True, exist_ok=True)
    named = {name: table.write(out / f"{name}.csv") for name, table in tables.items()}
    settings = out / f"{path.stem}.json"
    settings.write_text(json.dumps(named | meaning.settings, indent=1) + "\n", encoding="utf-8")
    return Imported(settings, len(cases.rows), len(tables["areas"].rows), tuple(meaning.remarks))


def _areas(parameters: Parameters, meaning: Meaning) -> Table | None:
    """Locations and their points; none are needed where only time is scanned."""
    found = source(parameters, "CoordinatesFile")
    if found is None:
        if "temporal" in str(meaning.settings["scan"]):
            return None
        raise ParameterMissing(name="CoordinatesFile")
    rows = []
    for line, fields in found.rows():
        if len(fields) != 3:
            raise found.refused(line, f"a location and two coordinates are needed, and it has {len(fields)} fields")
        rows.append(fields)
    names = ("lat", "lon") if meaning.settings["coordinates"] == "lat_lon" else ("x", "y")
    return Table(("area", *names), rows)


def _no_places(cases: Table, meaning: Meaning) -> Table:
    meaning.remarks.append("There is no CoordinatesFile: the areas were put on a line, since only time is scanned.")
    meaning.settings["coordinates"] = "x_y"
    ids = dict.fromkeys(row[0] for row in cases.rows)
    return Table(("area", "x", "y"), [[area, str(number), "0"] for number, area in enumerate(ids)])


def _cases(parameters: Parameters, meaning: Meaning, covariates: Sequence[str]) -> Table:
    parameters.needed("CaseFile")
    found = source(parameters, "CaseFile")
    if found is None:
        raise ParameterMissing(name="CaseFile")
    dated = meaning.precision > 0
    rows = _rows(found, fixed=3 if dated else 2, date_at=2 if dated else None)
    columns = ("area", "cases", *(["date"] if dated else []))
    return _moved(Table((*columns, *_names(found, rows, len(columns), covariates)), rows))


def _others(parameters: Parameters, meaning: Meaning, covariates: Sequence[str]) -> dict[str, Table]:
    """The population of a Poisson run, the controls of a Bernoulli one; a file the model has no use for is remarked on."""
    tables = {}
    uses = {"PopulationFile": "poisson", "ControlFile": "bernoulli"}
    for name, model in uses.items():
        found = source(parameters, name)
        if found is not None and meaning.settings["model"] != model:
            meaning.remarks.append(f"{name} is not read: the {meaning.settings['model']} model has no use for it.")
        elif found is not None and name == "PopulationFile":
            rows = _rows(found, fixed=3, date_at=1)
            names = _names(found, rows, 3, covariates)
            tables["population"] = Table(("area", "date", "population", *names), rows)
        elif found is not None:
            tables["controls"] = _controls(found, meaning)
        elif meaning.settings["model"] == model:
            raise ParameterMissing(name=name)
    return tables


def _controls(found: Source, meaning: Meaning) -> Table:
    dated = meaning.precision > 0
    rows = [row[:3] for row in _rows(found, fixed=3 if dated else 2, date_at=2 if dated else None)]
    return _moved(Table(("area", "controls", *(["date"] if dated else [])), rows))


def _moved(table: Table) -> Table:
    """The date before the count, as our tables have it."""
    if "date" not in table.columns:
        return table
    return Table(
        (table.columns[0], "date", table.columns[1], *table.columns[3:]),
        [[row[0], row[2], row[1], *row[3:]] for row in table.rows],
    )


def _rows(found: Source, *, fixed: int, date_at: int | None) -> list[Row]:
    rows: list[Row] = []
    for line, fields in found.rows():
        if len(fields) < fixed:
            raise found.refused(line, f"it has {len(fields)} fields, and {fixed} are needed")
        if rows and len(fields) != len(rows[0]):
            raise found.refused(line, f"it has {len(fields)} fields, and the first row {len(rows[0])}")
        if date_at is not None:
            parts = parts_of(fields[date_at])
            if parts is None:
                raise found.refused(line, f'"{fields[date_at]}" is no date with a year of four digits')
            fields[date_at] = iso(parts)
        rows.append(fields)
    return rows


def _names(found: Source, rows: list[Row], fixed: int, given: Sequence[str]) -> tuple[str, ...]:
    """The covariates' names; as many must be given as there are, or none."""
    number = len(rows[0]) - fixed if rows else 0
    if given and number and len(given) != number:
        raise ParameterWrong(
            name="covariates", value=", ".join(given), expected=f"{number} names for {found.path.name}"
        )
    return tuple(given) if given and number else tuple(f"covariate_{at + 1}" for at in range(number))


def _name_covariates(meaning: Meaning, tables: dict[str, Table]) -> None:
    """The covariates a model uses are those of its cases, and its population must have them too."""
    cases = tables["cases"].columns
    names = list(cases[3 if "date" in cases else 2 :])
    if names and meaning.settings["model"] == "bernoulli":
        meaning.remarks.append(f"The Bernoulli model has no use for the covariates {', '.join(names)}.")
    elif names:
        meaning.settings["covariates"] = names
    population = tables.get("population")
    if population is not None and list(population.columns[3:]) != names:
        raise ParameterWrong(
            name="PopulationFile", value=", ".join(population.columns[3:]), expected=f"with the covariates {names}"
        )


def _with_known_places(name: str, table: Table, places: Table, meaning: Meaning) -> Table:
    """SaTScan's relaxed check: rows of locations without a point are left out, and we say how many."""
    known = {row[0] for row in places.rows}
    kept = [row for row in table.rows if row[0] in known]
    if len(kept) < len(table.rows):
        meaning.remarks.append(
            f"{len(table.rows) - len(kept)} rows of the {name} have no coordinates and were left out."
        )
    return Table(table.columns, kept)
