"""`lamplighter levels`: learn now from which strength on a pattern is an alarm, rather than wait for the night."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(levels)


def levels(
    on: Annotated[
        datetime | None,
        typer.Option("--date", help="The last day to learn from. Default: today.", formats=["%Y-%m-%d"]),
    ] = None,
) -> None:
    """Learn what an alarm is from made-up years, for each stream with two years of history; takes some minutes."""
    from rich.console import Console

    from lamplighter.config import load
    from lamplighter.desk import serve

    serve.set_up(load())
    from lamplighter.desk.footholds.levels import learn_now

    with Console(stderr=True).status("Scanning made-up years"):
        learnt = learn_now(on.date() if on else date.today())  # noqa: DTZ011 - the person's own day
    for level in learnt:
        typer.echo(
            f"{level.stream}: an alarm from {level.statistic:.2f} on, {level.a_year:.2f} of {level.allowed:g} allowed a year, "
            f"learnt from {level.years:.0f} years in {level.seconds:.0f} s"
        )
    if not learnt:
        typer.echo("No stream has two years of history yet.")
