"""`lamplighter ledger`: proves that nothing in the ledger was changed, and shows what to keep to prove it later."""

from __future__ import annotations

from typing import Annotated

import typer

group = typer.Typer(help="The record of who saw and changed what.", no_args_is_help=True)


@group.command("verify")
def verify(
    seq: Annotated[int, typer.Option(help="Number of a head noted earlier.", min=0)] = 0,
    noted: Annotated[str, typer.Option("--hash", help="Hash of a head noted earlier.")] = "",
) -> None:
    """Walk the whole chain; exit 1 naming the first broken entry."""
    from lamplighter.config import load
    from lamplighter.desk import serve

    serve.set_up(load())
    from lamplighter.desk.ledger.selectors import Head
    from lamplighter.desk.ledger.selectors import verify as walk

    verdict = walk(keep=Head(seq, noted) if seq and noted else None)
    if verdict.broken is not None:
        typer.echo(f"Entry {verdict.broken} is broken: {verdict.why}. The {verdict.entries} before it hold.", err=True)
        raise typer.Exit(1)
    typer.echo(f"All {verdict.entries} entries hold. Head: {verdict.head.seq} {verdict.head.hash}")


@group.command("head")
def head() -> None:
    """Print the number and hash of the last entry, to be kept somewhere else."""
    from lamplighter.config import load
    from lamplighter.desk import serve

    serve.set_up(load())
    from lamplighter.desk.ledger import selectors

    last = selectors.head()
    typer.echo(f"{last.seq} {last.hash}")


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="ledger")
