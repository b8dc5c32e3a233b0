"""lamplighter simulate: a made-up county, and a stream of tips and recorded crime in it whose truth is known."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

simulate = typer.Typer(
    help="Make up a county and what is told in it, with the truth written beside it.", no_args_is_help=True
)
DAY = ["%Y-%m-%d"]


def register(app: typer.Typer) -> None:
    """Adds the group `simulate`."""
    app.add_typer(simulate, name="simulate")


@simulate.command()
def county(
    out_dir: Annotated[Path, typer.Argument(help="The folder to write county.yaml and its tables into.")],
    seed: Annotated[int, typer.Option(help="The same seed makes the same county.", min=0)] = 1,
    population: Annotated[int, typer.Option(help="How many people live in it.")] = 750_000,
) -> None:
    """Make up a county: areas, boundaries, streets, postcodes, towns. `lamplighter county build` makes a pack of it."""
    from lamplighter.simulation import county as make

    made = make(out_dir, seed=seed, population=population)
    typer.echo(
        f"{out_dir}: {len(made.areas)} areas, {len(made.wards)} wards, {len(made.settlements)} towns and villages"
    )


@simulate.command()
def stream(
    out: Annotated[Path, typer.Option(help="The folder to write tips.jsonl, police_uk and truth.json into.")],
    start: Annotated[datetime, typer.Option(help="The first day.", formats=DAY)],
    county: Annotated[Path | None, typer.Option(help="The county pack. Default: the pack of the settings.")] = None,
    weeks: Annotated[int, typer.Option(help="How many weeks.", min=1)] = 30,
    crackdown_start: Annotated[
        datetime | None, typer.Option(help="The day a crackdown is announced, and tips surge.", formats=DAY)
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed makes the same stream.", min=0)] = 1,
) -> None:
    """Make up a stream of tips with recorded crime beside it and footholds planted in both."""
    from rich.console import Console

    from lamplighter import config
    from lamplighter.places import Pack
    from lamplighter.simulation import stream as make

    with Console(stderr=True).status("Telling tips"), Pack.open(county or config.load().county_pack) as pack:
        launch = _day(crackdown_start)
        made = make(pack, out, seed=seed, start=start.date(), weeks=weeks, crackdown_start=launch)
    typer.echo(f"{out}: {made.tips:,} tips and {made.offences:,} offences, {made.first} to {made.last}")
    for foothold in made.footholds:
        until = f"to {foothold.end}" if foothold.end else "and still active"
        typer.echo(f"  {foothold.plan.id}  {foothold.start} {until}: {foothold.plan.title}")


def _day(when: datetime | None) -> date | None:
    return when.date() if when else None
