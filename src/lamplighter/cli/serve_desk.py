"""`lamplighter serve desk` and `lamplighter serve worker`: the staff site, and the process that does its work."""

from __future__ import annotations

import typer

from lamplighter.cli.serve import group


@group.command("desk")
def desk() -> None:
    """Run the staff site, on the address in the settings."""
    from lamplighter.config import load
    from lamplighter.desk.serve import run

    settings = load()
    typer.echo(f"The desk is at http://{settings.desk_host}:{settings.desk_port}/")
    run(settings)


@group.command("worker")
def worker() -> None:
    """Run the desk's worker: it collects, opens and assesses tips, and scans every night."""
    from lamplighter.config import load
    from lamplighter.desk import serve
    from lamplighter.desk.worker import run

    serve.set_up(load())
    typer.echo("The worker is running.")
    run()


def register(_app: typer.Typer) -> None:
    """The commands hang on the group of serve.py, which is registered there."""
