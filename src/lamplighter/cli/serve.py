"""`lamplighter serve report-site`: runs the public site until it is told to stop."""

from __future__ import annotations

import typer

group = typer.Typer(help="Run a site, or the desk's worker.", no_args_is_help=True)


@group.command("report-site")
def report_site() -> None:
    """Run the public site, on the address in the settings."""
    from lamplighter.config import load
    from lamplighter.report_site.serve import run

    settings = load()
    typer.echo(f"The report site is at http://{settings.report_host}:{settings.report_port}/")
    run(settings)


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="serve")
