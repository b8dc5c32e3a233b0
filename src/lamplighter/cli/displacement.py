"""lamplighter evaluate displacement, evaluate hold-watch: did it move next door, and how often would we say so wrongly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from lamplighter.cli.evaluate import group

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def register(app: typer.Typer) -> None:
    """The commands join the group `evaluate`, which adds itself."""
    _ = app


@group.command()
def displacement(
    table: Annotated[
        Path,
        typer.Argument(
            help="CSV with the columns area,before,after[,weight]; rows treated, control, displacement, "
            "displacement_control (the last two if nearby is watched)."
        ),
    ],
    before_length: Annotated[float, typer.Option(help="How long the time before was, in any unit.")] = 1,
    after_length: Annotated[float, typer.Option(help="How long the time after was, in the same unit.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Print the weighted displacement difference with its standard error and z, and the displacement quotient."""
    from lamplighter.evaluation.displacement_table import read_displacement_table

    judged = read_displacement_table(table).judge(time_weights=(before_length, after_length))
    found, quotient = judged.difference, judged.quotient
    low, high = found.interval()
    if as_json:
        numbers = {"wdd": found.estimate, "standard_error": found.standard_error, "z": found.z, "interval": [low, high]}
        typer.echo(json.dumps(numbers | {"displacement_quotient": quotient.value, "reading": quotient.reading}))
        return
    typer.echo(f"Weighted displacement difference (WDD): {found.estimate:.2f}")
    typer.echo(f"Standard error: {found.standard_error:.2f}")
    typer.echo(f"z: {found.z:.2f}")
    typer.echo(f"95 % interval: {low:.2f} to {high:.2f}")
    shown = "" if quotient.value is None else f"{quotient.value:.2f}. "
    typer.echo(f"Displacement quotient (WDQ): {shown}{quotient.reading}")
    if quotient.value is not None:
        typer.echo("The quotient has no standard error: it describes, and proves nothing.")


@group.command("hold-watch")
def hold_watch(
    quiet: Annotated[int, typer.Option(help="Simulated watches in which nothing moves, a row.", min=1)] = 400,
    changed: Annotated[int, typer.Option(help="Simulated watches with a return or a move, a row.", min=1)] = 100,
    seed: Annotated[int, typer.Option(help="The same seed simulates the same watches.", min=0)] = 1,
    as_json: AsJson = False,
) -> None:
    """Simulate watches of 26 weeks and count how often a return or a move is said, truly and wrongly."""
    from dataclasses import asdict

    from rich.console import Console
    from rich.progress import track
    from rich.table import Table

    from lamplighter.evaluation.hold_calibration import CHANGED, QUIET, measure

    console = Console(stderr=True)
    rows = [(scenario, quiet) for scenario in QUIET] + [(scenario, changed) for scenario in CHANGED]
    found = [measure(scenario, watches=watches, seed=seed) for scenario, watches in track(rows, console=console)]
    if as_json:
        typer.echo(json.dumps({"rows": [asdict(row) for row in found]}))
        return
    table = Table(
        "What happens", "Watches", "Alarms: place, ring", "Refilled", "Displaced", "Holding at the end", "Weeks"
    )
    for row in found:
        weeks = "" if row.median_weeks is None else f"{row.median_weeks:g}"
        alarms = f"{row.place_alarms}, {row.ring_alarms}"
        verdicts = map(str, (row.refilled, row.displaced, row.holding))
        table.add_row(row.scenario.name, str(row.watches), alarms, *verdicts, weeks)
    Console().print(table)
