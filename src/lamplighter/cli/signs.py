"""`lamplighter signs`: the catalogue, kind by kind, for reading or as JSON for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from lamplighter.signs import Kind


def register(app: typer.Typer) -> None:
    app.command("signs")(list_signs)


def list_signs(
    kind: Annotated[str, typer.Option(help="Only this kind, by its id.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a sign.")] = False,
) -> None:
    """List the signs of hidden crime that a resident can notice."""
    from lamplighter import signs

    wanted = [signs.kind(kind)] if kind else list(signs.kinds())
    for each in wanted:
        _print_kind(each, as_json=as_json)


def _print_kind(kind: Kind, *, as_json: bool) -> None:
    from lamplighter import signs

    own = [sign for sign in signs.signs() if sign.kinds[0] == kind.id]
    if as_json:
        for sign in own:
            typer.echo(json.dumps(asdict(sign), ensure_ascii=False))
        return
    typer.echo(f"\n{kind.number}. {kind.title} ({kind.id}): {len(own)} signs")
    for sign in own:
        typer.echo(f"   {sign.strength:<9} {sign.sentence}  [{sign.id}]")
