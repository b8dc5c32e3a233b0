"""lamplighter simulate: a made-up county, and a stream of tips and recorded crime in it whose truth is known."""

from __future__ import annotations

from datetime import date, datetime, timedelta
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


@simulate.command()
def send(folder: Annotated[Path, typer.Argument(help="The folder that `simulate stream` wrote.")]) -> None:
    """Send a stream's tips to the desk of a demo as real ones come: sealed, received, opened, assessed."""
    from rich.progress import Progress

    from lamplighter import config
    from lamplighter.cli import sending
    from lamplighter.desk import serve

    settings = config.load()
    serve.set_up(settings)
    with Progress(transient=True) as progress:
        shown = progress.add_task("Assessing tips", total=None)
        sent = sending.send(folder, settings, lambda done, total: progress.update(shown, completed=done, total=total))
    typer.echo(f"{sent:,} tips sent and assessed")


@simulate.command()
def history(
    folder: Annotated[Path, typer.Argument(help="The folder that `simulate stream` wrote.")],
    until: Annotated[
        datetime | None, typer.Option(help="The last day to load; later tips are for `send`.", formats=DAY)
    ] = None,
) -> None:
    """Put a stream's tips at the desk of a demo as already read, by their truth: for years of history in minutes."""
    from rich.console import Console

    from lamplighter import config
    from lamplighter.cli import history as years
    from lamplighter.desk import serve
    from lamplighter.places import Pack

    settings = config.load()
    serve.set_up(settings)
    with Console(stderr=True).status("Storing tips"), Pack.open(settings.county_pack) as pack:
        stored = years.load(folder, settings, pack, _day(until))
    typer.echo(f"{stored:,} tips stored as already read")


@simulate.command()
def recover(
    last: Annotated[datetime, typer.Option(help="The last day of each stream.", formats=DAY)],
    county: Annotated[Path | None, typer.Option(help="The county pack. Default: the pack of the settings.")] = None,
    seeds: Annotated[int, typer.Option(help="How many streams, of seeds 1, 2, 3, ...", min=1)] = 8,
    weeks: Annotated[int, typer.Option(help="How many weeks each.", min=14)] = 30,
    crackdown_day: Annotated[int, typer.Option(help="Which day of the crackdown the last day is.", min=1)] = 23,
) -> None:
    """Plant footholds in several streams, scan every day, and show how soon each was found."""
    from lamplighter import config
    from lamplighter.places import Pack
    from lamplighter.simulation import read
    from lamplighter.simulation.recovery import recover as find
    from lamplighter.simulation.rhythm import Span

    end = last.date()
    span = Span(end - timedelta(weeks=weeks, days=-1), end, end - timedelta(days=crackdown_day - 1))
    with Pack.open(county or config.load().county_pack) as pack:
        ground = read(pack)
    typer.echo("seed  foothold  areas  tips  days to find  rank  recurrence interval (days)")
    for line in find(ground, seeds=range(1, seeds + 1), span=span):
        waited, rank = (str(value) if value is not None else "-" for value in (line.days_to_find, line.rank))
        interval = f"{line.recurrence_interval_days:,.0f}" if line.recurrence_interval_days else "-"
        typer.echo(
            f"{line.seed:4}  {line.foothold:8}  {line.areas:5}  {line.tips:4}  {waited:>12}  {rank:>4}  {interval:>26}"
        )


def _day(when: datetime | None) -> date | None:
    return when.date() if when else None
