"""`lamplighter bench intake|mailbox|scan|triage --json`: what things cost, measured; nothing here passes or fails."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

bench = typer.Typer(help="Measure what things cost. Compare only figures taken in one run.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object and nothing else on standard output.")]


def register(app: typer.Typer) -> None:
    app.add_typer(bench, name="bench")


@bench.command()
def intake(
    clients: Annotated[int, typer.Option(help="How many people send at once.", min=1)] = 32,
    seconds: Annotated[float, typer.Option(help="For how long.", min=1)] = 10,
    flood: Annotated[bool, typer.Option("--flood", help="Instead: a flood, and people in danger beside it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Send reports to the real site, then collect and open every one it accepted."""
    from lamplighter.report_site.bench import measure, measure_flood

    if flood:
        tell(lambda: measure_flood(seconds=seconds), as_json=as_json)
    else:
        tell(lambda: measure(clients=clients, seconds=seconds), as_json=as_json)


@bench.command()
def mailbox(
    looks: Annotated[int, typer.Option(help="How often with each kind of words.", min=1)] = 300,
    as_json: AsJson = False,
) -> None:
    """Look into mailboxes with right and wrong words: they must cost the same."""
    from lamplighter.report_site.mailbox_bench import measure

    tell(lambda: measure(looks=looks), as_json=as_json)


@bench.command()
def scan(
    folder: Annotated[Path | None, typer.Option(help="The four loads; default: made-up ones of their sizes.")] = None,
    threads: Annotated[int, typer.Option(help="How many threads.", min=1)] = 1,
    as_json: AsJson = False,
) -> None:
    """Scan four loads."""
    from lamplighter.scanning import bench as measure

    tell(lambda: measure(folder or loads_beside_the_checkout(), threads=threads), as_json=as_json)


@bench.command()
def triage(tips: Annotated[int, typer.Option(help="How many tips.", min=1)] = 500, as_json: AsJson = False) -> None:
    """Assess made-up tips, one at a time."""
    from lamplighter.triage import bench as measure

    tell(lambda: measure(tips), as_json=as_json)


def loads_beside_the_checkout() -> Path | None:
    """The benchmark's loads, where the folder of real data stands beside the checkout."""
    folder = Path(__file__).resolve().parents[4] / "shared/benchmarks/scan/loads"
    return folder if folder.is_dir() else None


def tell(measure: Callable[[], Mapping[str, Any]], *, as_json: bool) -> None:
    found = {**measure(), "cores": os.cpu_count()}
    if as_json:
        typer.echo(json.dumps(found))
        return
    for key, value in found.items():
        rows = value if isinstance(value, list) else [value]
        for row in rows:
            typer.echo(f"{key}  {row}")
