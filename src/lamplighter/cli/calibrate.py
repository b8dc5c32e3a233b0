"""lamplighter evaluate calibration, evaluate timeliness: how often we cry wolf, and how soon we see one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lamplighter.cli.evaluate import group

if TYPE_CHECKING:
    from lamplighter.evaluation.alarm_rate import AlarmRate, Make, OverRecords
    from lamplighter.evaluation.timeliness import Cell, Plant, Setting
    from lamplighter.scanning import ScanSettings
    from lamplighter.scanning.alarms import Record, Watch
    from lamplighter.simulation import Ground, NullYear, Rhythm

START = date(2024, 1, 1)
ACTIVE = 56
STUDY = 240
JUDGING = 100_000
"""Seeds from here on judge; those from 1 on teach."""
RECORDS = 50_000
"""Seeds from here on are of records that a county learns its own level from."""
COMPLICATIONS = ("weekday", "season", "overdispersion", "delay", "surge")
County = Annotated[Path | None, typer.Option(help="The county pack. Default: the settings'.")]
Alarms = Annotated[float, typer.Option(help="False alarms a year allowed.", min=0.01)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def register(app: typer.Typer) -> None:
    """The commands join the group `evaluate`, which adds itself."""
    _ = app


@group.command()
def calibration(
    county: County = None,
    row: Annotated[list[str] | None, typer.Option(help="A row of the table; may be given again.")] = None,
    years: Annotated[int, typer.Option(help="Null years that judge, a row; with --made-up a record.", min=20)] = 300,
    tuning: Annotated[int, typer.Option(help="Years that teach the level, a row or a record.", min=20)] = 1500,
    budget: Alarms = 1.0,
    made_up: Annotated[
        int, typer.Option(help="Learn as so many counties would: each from years made up after its own record.", min=0)
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Count the alarms of years in which nothing is hidden, plain and with each complication."""
    from lamplighter.evaluation.alarm_rate import Seeds, watch_rate

    ground = _ground(county)
    watch, rows = _watch(ground), _rows()
    seeds = Seeds(range(1, tuning + 1), range(JUDGING, JUDGING + years))
    found: dict[str, dict[str, object]] = {}
    for name in row or rows:
        null = _null(ground, watch, rows[name])
        if made_up:
            found[name] = _over_records(watch, null, name, budget, (made_up, tuning, years), as_json)
            continue
        rate = watch_rate(watch, null, seeds, budget)
        found[name] = asdict(rate) | {"a_year": rate.a_year}
        if not as_json:
            typer.echo(_rate(name, rate))
    if as_json:
        typer.echo(json.dumps(found))


def _over_records(
    watch: Watch, null: Make, name: str, budget: float, numbers: tuple[int, int, int], quiet: bool
) -> dict[str, object]:
    """Each record's line as it is done, for they take minutes, and then that of all of them."""
    from lamplighter.evaluation.alarm_rate import OverRecords, Seeds, made_up_rates

    records, tuning, years = numbers
    seeds = Seeds(range(RECORDS, RECORDS + records), range(JUDGING, JUDGING + records * years))
    each = []
    for rate in made_up_rates(watch, null, seeds, budget, tuning):
        each.append(rate)
        if not quiet:
            typer.echo("  " + _rate(f"{name}, record {len(each)}", rate))
    found = OverRecords(tuple(each))
    if not quiet:
        typer.echo(_mean(name, found))
    mean = {"a_year": found.a_year, "interval": found.interval, "spread": found.spread}
    return mean | {"records": [asdict(rate) | {"a_year": rate.a_year} for rate in each]}


@group.command("p-values")
def p_values(
    county: County = None,
    row: Annotated[list[str] | None, typer.Option(help="A row of the table; may be given again.")] = None,
    days: Annotated[int, typer.Option(help="Days scanned, a row.", min=1)] = 500,
    replicates: Annotated[int, typer.Option(help="Replicates a day.", min=19)] = 999,
    as_json: AsJson = False,
) -> None:
    """Scan single days in which nothing is hidden, with all replicates, and see how p-values are spread."""
    from lamplighter.evaluation.day_p_values import LIMITS, day_p_values

    ground = _ground(county)
    watch, rows, found = _watch(ground), _rows(), {}
    for name in row or ("plain", "all"):
        null = _null(ground, replace(watch, history=STUDY - 1), rows[name], days=1)
        found[name] = day_p_values(watch.areas, null, range(JUDGING, JUDGING + days), _scan_settings(replicates))
        shares = "; ".join("{:.3f} ({:.3f} to {:.3f} expected)".format(*found[name].share(limit)) for limit in LIMITS)
        if not as_json:
            typer.echo(
                f"{name}: {days} days; at most {', '.join(map(str, LIMITS))}: {shares}; KS {found[name].smirnov:.3f}"
            )
    if as_json:
        typer.echo(json.dumps({name: asdict(each) for name, each in found.items()}))


@group.command()
def timeliness(
    county: County = None,
    footholds: Annotated[int, typer.Option(help="Planted footholds a cell.", min=2)] = 200,
    tuning: Annotated[int, typer.Option(help="Null years that teach the levels.", min=20)] = 300,
    size: Annotated[list[int] | None, typer.Option(help="Areas of a foothold; may be given again.")] = None,
    strength: Annotated[list[float] | None, typer.Option(help="Tips a week; may be given again.")] = None,
    budget: Alarms = 1.0,
    as_json: AsJson = False,
) -> None:
    """Plant footholds in null years and count the days until each method alarms, all at one budget."""
    from lamplighter.evaluation.timeliness import Calibrated, Setting, compare
    from lamplighter.simulation import FULL

    ground = _ground(county)
    watch = _watch(ground)
    calibrated = Calibrated.on(watch, _null(ground, watch, (FULL, False)), range(1, tuning + 1), budget)
    cells = []
    for setting in [Setting(areas, tips) for areas in size or (1, 3, 8) for tips in strength or (3.0, 5.0, 8.0)]:
        cells.append(compare(calibrated, _plants(ground, watch, setting, footholds), setting))
        if not as_json:
            typer.echo(_cell(cells[-1]))
    if as_json:
        typer.echo(json.dumps({"levels": dict(calibrated.levels), "cells": [asdict(cell) for cell in cells]}))


def _ground(county: Path | None) -> Ground:
    from lamplighter import config
    from lamplighter.places import Pack
    from lamplighter.simulation import read

    return read(Pack.open(county or config.load().county_pack))


def _watch(ground: Ground) -> Watch:
    from lamplighter.scanning import Areas
    from lamplighter.scanning.alarms import Watch
    from lamplighter.scanning.baseline import Surroundings

    around = Surroundings.of(coordinates=ground.xy, population=ground.population)
    return Watch(Areas(list(ground.areas), ground.xy / 1000), around)


def _rows() -> dict[str, tuple[Rhythm, bool]]:
    """By name: which complications are on, and whether tips are dated by the day of the event."""
    from lamplighter.simulation import FULL, PLAIN

    alone = {name: (replace(PLAIN, **{name: True}), False) for name in COMPLICATIONS}
    late = {"delay, by day of event": (replace(PLAIN, delay=True), True), "all, by day of event": (FULL, True)}
    return {"plain": (PLAIN, False), **alone, "all": (FULL, False), **late}


def _scan_settings(replicates: int) -> ScanSettings:
    """Those of the desk's scan of tips; each day has its own dates."""
    from lamplighter.scanning import ScanSettings

    return ScanSettings(
        coordinates="x_y",
        start=START,
        end=START,
        max_radius_km=3.0,
        max_duration=28,
        replicates=replicates,
    )


def _null(ground: Ground, watch: Watch, row: tuple[Rhythm, bool], *, days: int = 365) -> Callable[[int], Record]:
    from lamplighter.simulation.planted import watched_year

    rhythm, by_event = row

    def make(seed: int) -> Record:
        year = watched_year(ground, seed=seed, history=watch.history, start=START, days=days, rhythm=rhythm)
        return _record(year, by_event=by_event)

    return make


def _record(year: NullYear, *, by_event: bool = False) -> Record:
    from lamplighter.scanning.alarms import Record

    areas, days = year.told.shape
    on = year.noticed_on if by_event else year.told_on
    return Record(year.start, days, areas, year.area, on, year.told_on)


def _plants(ground: Ground, watch: Watch, setting: Setting, footholds: int) -> Iterator[Plant]:
    from lamplighter.evaluation.timeliness import Plant
    from lamplighter.simulation import FULL
    from lamplighter.simulation.planted import planted_tips

    make = _null(ground, watch, (FULL, False))
    for seed in range(JUDGING, JUDGING + footholds):
        quiet = make(seed)
        planted = planted_tips(
            ground,
            seed=seed,
            size=setting.areas,
            tips_a_week=setting.tips_a_week,
            first=watch.history,
            last=quiet.days - 1,
            active=ACTIVE,
        )
        yield Plant(quiet.with_events(planted.area, planted.day), planted.areas, planted.onset, ACTIVE)


def _rate(name: str, found: AlarmRate) -> str:
    low, high = found.interval
    return (
        f"{name:24} {found.alarms:4} alarms in {found.years:.0f} years: {found.a_year:.3f} a year ({low:.3f} to {high:.3f}), "
        f"{'within' if found.within else 'outside'} the budget of {found.budget:g}; level {found.level:.3f}, "
        f"dispersion {found.dispersion:.3f}"
    )


def _mean(name: str, found: OverRecords) -> str:
    low, high = found.interval
    rates = sorted(rate.a_year for rate in found.each)
    level, budget = sum(rate.level for rate in found.each) / len(rates), found.each[0].budget
    return (
        f"{name:24} {len(rates)} records, each judged by {found.each[0].years:.0f} years: {found.a_year:.3f} a year "
        f"({low:.3f} to {high:.3f}), {'within' if found.within else 'outside'} the budget of {budget:g}; standard "
        f"deviation between records {found.spread:.3f}, lowest {rates[0]:.2f}, highest {rates[-1]:.2f}; level {level:.3f}"
    )


def _cell(cell: Cell) -> str:
    planted = f"{cell.setting.areas} areas, {cell.setting.tips_a_week:g} tips a week, {cell.footholds} footholds"
    lines = [f"{planted}: Lamplighter {_days(cell.median_days, cell)} days, {cell.share_found:.3f} within 28 days"]
    for rival in cell.rivals:
        sooner, more = ("{:.2f} ({:.2f} to {:.2f})".format(*some) for some in (rival.days_sooner, rival.found_more))
        verdict = "worse" if rival.engine_worse else "better" if rival.engine_better else "alike"
        lines.append(
            f"  {rival.method:32} {_days(rival.median_days, cell):>5} days, {rival.share_found:.3f}; Lamplighter "
            f"{sooner} days sooner, {more} more: {verdict}"
        )
    return "\n".join(lines)


def _days(median: float, cell: Cell) -> str:
    return f"over {cell.active}" if median > cell.active else f"{median:g}"
