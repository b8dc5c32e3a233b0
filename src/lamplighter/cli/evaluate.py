"""lamplighter evaluate: did it work, and does what we expect come true; each answer with how sure it is."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from lamplighter.scanning.baseline.backtest import Comparison, Estimate
    from lamplighter.scanning.baseline.decile import DecileTable

group = typer.Typer(help="Measure whether it works: baselines on real months, displacement.", no_args_is_help=True)
KINDS = ("Drugs", "Possession of weapons", "Anti-social behaviour", "Violence and sexual offences")


def register(app: typer.Typer) -> None:
    """Adds the group `evaluate`."""
    app.add_typer(group, name="evaluate")


@group.callback()
def _group() -> None:
    """Measure whether it works: baselines on real months, displacement."""


@group.command()
def baseline(
    store: Annotated[Path | None, typer.Option(help="The store of recorded crime. Default: the settings'.")] = None,
    county: Annotated[Path | None, typer.Option(help="The county pack. Default: the settings'.")] = None,
    tune_until: Annotated[
        str | None,
        typer.Option(help="The last month to tune by, YYYY-MM; later ones are judged. Default: all but the last six."),
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(help="A kind of offence; may be given again.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed draws the same intervals.", min=0)] = 1,
    deprivation: Annotated[
        bool, typer.Option("--deprivation", help="Research: also show what the deprivation decile would change.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Forecast each month from those before it and compare with counting the last six months."""
    from lamplighter import config
    from lamplighter.cli import recorded_counts
    from lamplighter.feeds.recorded import Store
    from lamplighter.places import Pack
    from lamplighter.scanning.baseline import backtest
    from lamplighter.scanning.baseline.decile import with_deprivation

    settings = config.load()
    with Store(store or settings.recorded_crime) as offences, Pack.open(county or settings.county_pack) as pack:
        counts = recorded_counts.read(offences, pack)
        deciles = recorded_counts.deciles(pack)
    kinds, tables = {}, {}
    for name in kind or KINDS:
        history = counts.history(name)
        kinds[name] = backtest.backtest(history, tune_until, seed=seed)
        if deprivation:
            first = backtest.split(history, tune_until)
            tables[name] = with_deprivation(history, deciles, first, seed=seed)
    if as_json:
        typer.echo(json.dumps(_document(pack.name, kinds, tables)))
        return
    for name, found in kinds.items():
        typer.echo(_told(name, found))
        typer.echo(_table(tables[name]) if name in tables else "")


def _document(county: str, kinds: dict[str, Comparison], tables: dict[str, DecileTable]) -> dict[str, object]:
    found = {name: asdict(each) for name, each in kinds.items()}
    extra = {"deprivation": {name: asdict(table) for name, table in tables.items()}} if tables else {}
    return {"county": county, "kinds": found, **extra}


def _told(name: str, found: Comparison) -> str:
    first, last = found.periods[0], found.periods[-1]
    lines = [
        f"{name}: {found.events:,} offences in {found.areas} areas, {len(found.periods)} months, {first} to {last}",
        f"  mean log score {found.score:.4f}, tuned by {found.tuned_by} months before",
    ]
    for rival, score in found.rivals.items():
        lines.append(f"    {rival.replace('_', ' '):32} {score:.4f}   better by {_estimate(found.gains[rival], 4)}")
    held = found.coverage
    lines += [
        f"  90 % intervals, randomised: {_estimate(held.randomised, 3)}",
        f"  90 % intervals of whole counts: {held.plain:.3f} (by their own account {held.plain_expected:.3f})",
        f"  the {found.top_areas} areas ranked highest caught {found.caught:.3f}",
        f"    counting caught {found.caught_by_counting:.3f}; more by {_estimate(found.caught_gain, 3)}",
    ]
    return "\n".join(lines)


def _estimate(found: Estimate, digits: int) -> str:
    return f"{found.value:.{digits}f} ({found.low:.{digits}f} to {found.high:.{digits}f})"


def _table(table: DecileTable) -> str:
    heading = "decile areas  observed  expected without, with  ranked highest without, with"
    rows = [
        f"  {row.decile or '?':>6} {row.areas:5} {row.observed:9.1f} {row.expected_without:17.1f} {row.expected_with:5.1f} "
        f"{row.ranked_without:23.1f} {row.ranked_with:5.1f}"
        for row in table.rows
    ]
    gain = f"  With deprivation at weight {table.weight:g} (the tuning chose {table.chosen:g}) better by {_estimate(table.gain, 4)}; a month, by decile:"
    return "\n".join([gain, f"  {heading}", *rows, ""])
