"""`lamplighter triage IN.jsonl --out OUT.jsonl [--county PACK]`: one assessment a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command("triage")(triage)


def triage(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help='One {"id", "text"} a line.', exists=True)],
    out: Annotated[Path, typer.Option(help="Where the assessments go, one a line.")],
    county: Annotated[Path | None, typer.Option(help="A county pack, to recognise its places.")] = None,
) -> None:
    """Assess tips: what each may be about, how urgent, how complete, how new."""
    from lamplighter.places import Pack
    from lamplighter.triage.files import assess_file

    count = assess_file(source, out, Pack.open(county) if county else None)
    typer.echo(f"{count} tips assessed: {out}")
