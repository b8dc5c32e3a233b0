"""`lamplighter collect`: one collection now, opened and assessed, as the worker does it all day."""

from __future__ import annotations

import typer


def collect() -> None:
    """Collect what waits in the letterbox, open it and assess it."""
    from lamplighter.config import load
    from lamplighter.desk import serve

    serve.set_up(load())
    from lamplighter.desk.inbox import collecting, keys, services
    from lamplighter.desk.queue.services import assess_waiting

    keys.required()
    new = collecting.collect()
    opened = len(services.open_waiting())
    typer.echo(f"Collected {new}, opened {opened}, assessed {assess_waiting()}.")


def register(app: typer.Typer) -> None:
    app.command("collect")(collect)
