"""lamplighter evaluate: did it work, and does what we expect come true; each answer with how sure it is."""

from __future__ import annotations

import typer

group = typer.Typer(help="Measure whether it works: baselines on real months, displacement.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds the group `evaluate`."""
    app.add_typer(group, name="evaluate")


@group.callback()
def _group() -> None:
    """Measure whether it works: baselines on real months, displacement."""
