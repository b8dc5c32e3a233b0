"""The small areas of a county: where they are, how many people live there, how deprived they are."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from lamplighter.feeds.boundaries import Boundary, Cover
from lamplighter.feeds.descriptor import County, HouseholdSize, Population
from lamplighter.feeds.gathering import Gathered, Located
from lamplighter.feeds.tables import present, rows

if TYPE_CHECKING:
    from lamplighter.feeds.county import BuildReport


def write(
    db: sqlite3.Connection, county: County, folder: Path, outlines: list[Boundary], gathered: Gathered,
    report: BuildReport,
) -> None:  # fmt: skip
    """Fills the table `area`."""
    found = {area.row.text("area"): area for area in gathered.areas}
    ids = sorted(found)
    people = _population(county, folder, ids, report)
    deciles = _deciles(county, folder, report)
    districts = _districts(found, outlines)
    for i in ids:
        a = found[i]
        near = gathered.settlements.name_at(a.lat, a.lon, a.x, a.y)
        name = a.row.text("name") or i
        values = (i, name, a.lat, a.lon, a.x, a.y, people.get(i), deciles.get(i), districts[i], near)
        db.execute("INSERT INTO area VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    report.counts |= {
        "areas": len(ids),
        "areas with population": sum(i in people for i in ids),
        "areas with deprivation": sum(i in deciles for i in ids),
        "people": sum(people[i] for i in ids if i in people),
    }


def _districts(found: dict[str, Located], outlines: list[Boundary]) -> dict[str, str]:
    """The district given in the table, else that of the polygon around the centroid."""
    levels = [each for each in outlines if each.level == "district"]
    cover = Cover(levels)
    names = {}
    for i, area in found.items():
        given = area.row.text("district")
        around = None if given else cover.holding(area.lat, area.lon)
        names[i] = given or (around.name if around else "")
    return names


def _population(county: County, folder: Path, ids: list[str], report: BuildReport) -> dict[str, int]:
    people: dict[str, int] = {}
    for table in county.tables.population:
        counted = _people(table, folder, report)
        fresh = {i: counted[i] for i in ids if i in counted and i not in people}
        people |= fresh
        how = "households times people per household" if table.household_size else "people"
        report.notes.append(f"Population of {len(fresh)} areas from {', '.join(table.files)} ({how}).")
    if len(people) < len(ids):
        report.notes.append(f"{len(ids) - len(people)} areas have no population.")
    return people


def _people(table: Population, folder: Path, report: BuildReport) -> dict[str, int]:
    column = "households" if table.household_size else "population"
    totals: dict[str, float] = defaultdict(float)
    for path in present(folder, table.files):
        for row in rows(path, table.columns, ("area", column)):
            value = row.number(column)
            if value is not None:  # blank is not known, which is not nought
                totals[row.text("area")] += value
    if table.household_size is None:
        return {i: round(total) for i, total in totals.items()}
    sizes, mean = _household_sizes(table.household_size, folder)
    unknown = sum(i not in sizes for i in totals)
    report.notes.append(f"{unknown} areas have no household size of their own; the mean, {mean:.2f}, was used.")
    return {i: round(total * sizes.get(i, mean)) for i, total in totals.items()}


def _household_sizes(table: HouseholdSize, folder: Path) -> tuple[dict[str, float], float]:
    """People per household by area, and over all."""
    persons: dict[str, float] = defaultdict(float)
    households: dict[str, float] = defaultdict(float)
    for path in present(folder, table.files):
        for row in rows(path, table.columns, ("area", "persons", "households")):
            persons[row.text("area")] += row.number("persons") or 0
            households[row.text("area")] += row.number("households") or 0
    sizes = {i: persons[i] / households[i] for i in persons if households[i]}
    return sizes, sum(persons.values()) / (sum(households.values()) or 1)


def _deciles(county: County, folder: Path, report: BuildReport) -> dict[str, int]:
    table = county.tables.deprivation
    if table is None or not present(folder, table.files):
        report.notes.append("No deprivation table.")
        return {}
    deciles = {}
    for path in present(folder, table.files):
        for row in rows(path, table.columns, ("area", "decile")):
            value = row.number("decile")
            if value is not None and value not in range(1, 11):
                raise row.refused("decile", "a whole number from 1 to 10")
            if value is not None:
                deciles[row.text("area")] = int(value)
    return deciles
